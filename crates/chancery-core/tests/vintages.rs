//! Vintages of random histories: at every instant the table that the changes add up to is the count of the fold of what was
//! recorded by then.

use std::collections::BTreeMap;
use std::thread;

use chancery_core::Instant;
use chancery_core::claim::Claim;
use chancery_core::count::{Cell, count, reading};
use chancery_core::event::{Entry, Event, Redaction};
use chancery_core::filter::{Point, known_at};
use chancery_core::fold::fold;
use chancery_core::terms::{Links, Redactable, Status, Unit};
use chancery_core::vintages::{CellNumber, Sums, Vintage, Vintages, vintages};
use chancery_core::vocabulary::{Rule, Vocabulary};
use chancery_testkit::builders;
use chancery_testkit::cells::{self, Key};
use chancery_testkit::histories::{history, instants};
use chancery_testkit::random::Random;

type Table = BTreeMap<Key, Sums>;

/// A state that nobody dated is missing: its dyads have no first day.
fn vocabulary() -> Vocabulary {
    let states = [("MNG", "2001/.."), ("PRK", "2005-06-15/.."), ("JPN", "1990/..")];
    builders::vocabulary(&states).expect("the states are well formed")
}

/// Fold, read, count.
fn plain(entries: &[Entry], rule: &Rule, instant: Instant) -> Table {
    let known = known_at(entries, Point { as_of: Some(instant), known_by: None }).entries;
    let (folded, _) = fold(&known);
    let increments = count(&reading(&folded, &known, rule), &vocabulary(), rule);
    let figures = |cell: cells::Cell| Sums {
        certain: cell.certain as i64,
        possible: cell.possible as i64,
        expected: cell.expected as i64,
        open: cell.open as i64,
        recurring: cell.recurring as i64,
    };
    cells::frequency(&increments).into_iter().map(|(key, cell)| (key, figures(cell))).collect()
}

fn key(vintages: &Vintages<'_>, cell: CellNumber) -> Key {
    let Cell { dyad, period, category, form } = vintages.name(cell);
    Key::new(&dyad.to_string(), &period.to_string(), &category, &form)
}

/// The rules of the test: units, flags and limits, one after the other.
fn rule(number: u64) -> Rule {
    let mut rule = builders::rule();
    match number % 8 {
        0 | 1 => {}
        2 => rule.unit = Unit::Contact,
        3 => rule.statuses.extend([Status::Planned, Status::Ongoing]),
        4 => (rule.convenor, rule.multilateral, rule.unofficial) = (true, true, true),
        5 => rule.natures.extend(chancery_core::terms::Nature::ALL),
        6 => (rule.limits.origins, rule.limits.qualified_dates) = (2, false),
        _ => match number / 8 % 3 {
            0 => rule.unit = Unit::Origin,
            1 => rule.limits.links = Links::Undisputed,
            _ => rule.unit = Unit::Claim,
        },
    }
    rule
}

/// How much was compared, so that a comparison of nothing is seen.
#[derive(Debug, Default, Clone, Copy)]
struct Compared {
    tables: usize,
    cells: usize,
    changes: usize,
}

fn compare(seed: u64, asked: &[Instant], entries: &[Entry], rule: &Rule, compared: &mut Compared) {
    let vocabulary = vocabulary();
    let mut vintages = vintages(entries, &vocabulary, rule, asked);
    let mut table = Table::new();
    while let Some(vintage) = vintages.next() {
        for change in &vintage.changes {
            let key = key(&vintages, change.cell);
            let before = match change.after {
                Some(after) => table.insert(key.clone(), after),
                None => table.remove(&key),
            };
            assert_eq!(before, change.before, "history {seed}: {key:?} before {}", vintage.instant);
            assert_ne!(before, change.after, "history {seed}: {key:?} did not change");
            assert_eq!(vintages.figures(change.cell), change.after, "history {seed}: {key:?}");
        }
        let expected = plain(entries, rule, vintage.instant);
        let differing = expected.iter().find(|(key, figures)| table.get(*key) != Some(*figures));
        let differing = differing.map(|(key, figures)| (key, figures, table.get(key)));
        assert_eq!(table, expected, "history {seed} at {}, rule {}: {differing:?}", vintage.instant, rule.unit);
        let all: Table = vintages.cells().into_iter().map(|(cell, figures)| (key(&vintages, cell), figures)).collect();
        assert_eq!(all, table, "history {seed}: the whole table at {}", vintage.instant);
        compared.tables += 1;
        compared.cells += table.len();
        compared.changes += vintage.changes.len();
    }
}

/// On two threads, each every other seed.
fn compare_histories(seeds: std::ops::Range<u64>) -> Compared {
    let half = |first: usize| {
        let mut compared = Compared::default();
        for seed in seeds.clone().skip(first).step_by(2) {
            let (entries, mut random) = (history(seed), Random::new(!seed));
            let mut asked = instants(&entries);
            // Some instants are left out, so that a vintage takes several entries; some lie before and between them.
            let left_out = random.below(70);
            asked.retain(|_| !random.chance(left_out));
            asked.extend([Instant(0), Instant(1_118_000_000), Instant(1_300_000_000)]);
            compare(seed, &asked, &entries, &rule(seed / 2), &mut compared);
        }
        compared
    };
    thread::scope(|scope| {
        let halves = [0, 1].map(|first| scope.spawn(move || half(first)));
        let [a, b] = halves.map(|half| half.join().expect("every table is equal"));
        Compared { tables: a.tables + b.tables, cells: a.cells + b.cells, changes: a.changes + b.changes }
    })
}

#[test]
fn every_vintage_of_500_histories_is_the_count_of_its_prefix() {
    let compared = compare_histories(0..500);
    assert!(compared.tables > 4_000 && compared.changes > 100_000, "{compared:?}");
}

/// Some sources and claims, with the corrections of these, taken away.
fn redacted(mut entries: Vec<Entry>, random: &mut Random) -> Vec<Entry> {
    let ids: Vec<(Redactable, String)> = entries
        .iter()
        .flat_map(|entry| &entry.events)
        .filter_map(|event| match event {
            Event::SourceRegistered(source) => Some((Redactable::Source, source.id.clone())),
            Event::ClaimRecorded(claim) => Some((Redactable::Claim, claim.id.clone())),
            _ => None,
        })
        .collect();
    let gone: Vec<&(Redactable, String)> =
        ids.iter().filter(|(was, _)| random.chance(if *was == Redactable::Claim { 15 } else { 4 })).collect();
    for event in entries.iter_mut().flat_map(|entry| &mut entry.events) {
        let (was, of) = match event {
            Event::SourceRegistered(source) => (Redactable::Source, &source.id),
            Event::ClaimRecorded(claim) => (Redactable::Claim, &claim.id),
            Event::ClaimCorrected(correction) => (Redactable::Correct, &correction.claim),
            _ => continue,
        };
        if gone.iter().any(|(_, id)| id == of) {
            let (of, reason, by) = (of.clone(), "why".to_owned(), "tester".to_owned());
            *event = Event::Redacted(Redaction { leaf: [0; 32], was, of, reason, by });
        }
    }
    entries
}

/// What is taken away is gone from every vintage, also those from before others named it.
#[test]
fn vintages_of_redacted_histories_are_the_counts_of_their_prefixes() {
    let (mut compared, mut taken) = (Compared::default(), 0);
    for seed in 0..150 {
        let mut random = Random::new(!seed);
        let entries = redacted(history(seed), &mut random);
        taken +=
            entries.iter().flat_map(|entry| &entry.events).filter(|event| matches!(event, Event::Redacted(_))).count();
        compare(seed, &instants(&entries), &entries, &rule(seed / 2), &mut compared);
    }
    assert!(taken > 200 && compared.changes > 10_000, "{taken}, {compared:?}");
}

#[test]
#[ignore = "a soak of some minutes: cargo xtask test -- --ignored soak"]
fn soak_every_vintage_of_20_000_histories_is_the_count_of_its_prefix() {
    compare_histories(200_000..220_000);
}

#[test]
fn the_order_of_entries_decides_nothing_and_two_runs_are_alike() {
    let (vocabulary, rule) = (vocabulary(), builders::rule());
    for seed in 0..40 {
        let entries = history(seed);
        let asked = instants(&entries);
        let told = |entries: &[Entry]| -> Vec<Vintage> { vintages(entries, &vocabulary, &rule, &asked).collect() };
        let mut shuffled = entries.clone();
        Random::new(seed).shuffle(&mut shuffled);
        assert_eq!(told(&entries), told(&shuffled), "history {seed}");
    }
}

/// A redaction takes along what depended on it, so such histories go the plain way.
#[test]
fn a_redacted_history_has_vintages_too() {
    let (mut compared, mut redacted) = (Compared::default(), 0);
    for seed in 0..20 {
        let mut entries = history(seed);
        let mut events = entries.iter_mut().flat_map(|entry| &mut entry.events);
        let Some(event) = events.find(|event| matches!(event, Event::ClaimRecorded(_))) else { continue };
        let Event::ClaimRecorded(Claim { id: of, .. }) = event.clone() else { continue };
        let (reason, by) = ("a name".to_owned(), "tester".to_owned());
        *event = Event::Redacted(Redaction { leaf: [0; 32], was: Redactable::Claim, of, reason, by });
        compare(seed, &instants(&entries), &entries, &builders::rule(), &mut compared);
        redacted += 1;
    }
    assert!(redacted > 15 && compared.changes > 1_000, "{redacted} {compared:?}");
}

#[test]
fn instants_are_sorted_and_an_empty_journal_has_vintages_without_changes() {
    let (vocabulary, rule) = (vocabulary(), builders::rule());
    let asked = [Instant(9), Instant(-4), Instant(9)];
    let found: Vec<_> = vintages(&[], &vocabulary, &rule, &asked).map(|v| (v.instant, v.changes.len())).collect();
    assert_eq!(found, [(Instant(-4), 0), (Instant(9), 0)]);
    assert_eq!(vintages(&[], &vocabulary, &rule, &[]).count(), 0);
}
