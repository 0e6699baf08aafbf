//! The state and the tables of earlier days.

use chancery_core::Instant;
use chancery_core::count::{Counted, Figures, Increment, figures};
use chancery_core::event::Entry;
use chancery_core::filter::{Point, known_at};
use chancery_core::fold::{State, fold};
use chancery_core::vintages::{CellNumber, Sums, vintages};
use chancery_core::vocabulary::{Rule, Vocabulary};
use chancery_testkit::builders;

use crate::made::{self, DAYS};
use crate::{Bar, RUNS, Ratio, Timed};

/// The state as of the middle of the history, and the fold of what was recorded by then.
pub fn as_of(entries: &[Entry]) -> Ratio {
    let instant = made::instants()[DAYS / 2];
    let prefix: Vec<Entry> = entries.iter().filter(|entry| entry.recorded <= instant).cloned().collect();
    let filtered = || fold(&known_at(entries, Point { as_of: Some(instant), known_by: None }).entries).0;
    assert_eq!(filtered(), fold(&prefix).0, "both are the same state");
    let (mut filter, mut plain) = (Timed::new("as of the middle of 365 days"), Timed::new("fold of the same entries"));
    for _ in 0..RUNS {
        filter.run(filtered);
        plain.run(|| fold(&prefix).0);
    }
    Ratio::of("state as of an instant, 50,000 of 100,000 events", &filter, &plain, Bar::AtMost(1.2))
}

/// All daily tables, and the last of them.
pub fn tables(entries: &[Entry]) -> Ratio {
    let (vocabulary, rule, instants) = (made::vocabulary(), builders::rule(), made::instants());
    compare(entries, &vocabulary, &rule, &instants);
    let (mut daily, mut one) = (Timed::new("365 daily tables, as changes"), Timed::new("one table: fold, count, sum"));
    let mut changes = 0;
    for _ in 0..RUNS {
        let drained =
            daily.run(|| vintages(entries, &vocabulary, &rule, &instants).map(|v| v.changes.len()).sum::<usize>());
        let cells = one.run(|| table(&fold(entries).0, &vocabulary, &rule).len());
        changes = drained;
        assert!(cells > 0 && drained > cells, "{cells} cells, {drained} changes");
    }
    let ratio =
        Ratio::of("365 daily tables of 100,000 events, 20,000 of them corrections", &daily, &one, Bar::AtMost(3.0));
    println!("    {changes} changes of cells");
    ratio
}

/// The table of a state, cells in order: increments sorted and added up.
fn table(state: &State, vocabulary: &Vocabulary, rule: &Rule) -> Vec<(CellNumber, Sums)> {
    let counted = Counted::of(state, vocabulary, rule);
    let mut cells: Vec<(CellNumber, Sums)> = Vec::new();
    for mut batch in counted.batches(1 << 20) {
        batch.sort_unstable_by_key(cell);
        for one in &batch {
            match cells.last_mut() {
                Some((last, sums)) if *last == cell(one) => add(sums, one),
                _ => {
                    let mut sums = Sums::default();
                    add(&mut sums, one);
                    cells.push((cell(one), sums));
                }
            }
        }
    }
    cells
}

fn cell(one: &Increment) -> CellNumber {
    CellNumber { dyad: one.dyad, category: one.category, form: one.form, period: one.period }
}

fn add(sums: &mut Sums, one: &Increment) {
    sums.certain += i64::from(one.certain);
    sums.possible += i64::from(one.possible);
    sums.expected += i64::from(one.expected);
    sums.open += i64::from(one.open);
    sums.recurring += i64::from(one.recurring);
}

/// The tables of a day in the middle and of the last day, both ways, cell by cell.
fn compare(entries: &[Entry], vocabulary: &Vocabulary, rule: &Rule, instants: &[Instant]) {
    let mut moving = vintages(entries, vocabulary, rule, instants);
    let mut day = 0;
    while let Some(vintage) = moving.next() {
        day += 1;
        if day == DAYS / 2 || day == DAYS {
            let known = known_at(entries, Point { as_of: Some(vintage.instant), known_by: None }).entries;
            let plain = figures(&fold(&known).0, &known, vocabulary, rule);
            let found = moving.cells();
            assert_eq!(found.len(), plain.len(), "as many cells on day {day}");
            for (cell, sums) in found {
                let of = plain[&moving.name(cell)];
                let Figures { certain, possible, expected, open, recurring, .. } = of;
                assert_eq!(sums, Sums { certain, possible, expected, open, recurring }, "{:?}", moving.name(cell));
            }
        }
    }
}
