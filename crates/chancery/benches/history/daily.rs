//! The state and the tables of earlier days.

use std::collections::BTreeMap;

use chancery_core::Instant;
use chancery_core::count::{Counted, Increment};
use chancery_core::event::Entry;
use chancery_core::filter::{Point, known_at};
use chancery_core::fold::{State, fold};
use chancery_core::vintages::{Cell, Figures, Vintages, vintages};
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
fn table(state: &State, vocabulary: &Vocabulary, rule: &Rule) -> Vec<(Cell, Figures)> {
    let counted = Counted::of(state, vocabulary, rule);
    let mut cells: Vec<(Cell, Figures)> = Vec::new();
    for mut batch in counted.batches(1 << 20) {
        batch.sort_unstable_by_key(cell);
        for one in &batch {
            match cells.last_mut() {
                Some((last, figures)) if *last == cell(one) => add(figures, one),
                _ => {
                    let mut figures = Figures::default();
                    add(&mut figures, one);
                    cells.push((cell(one), figures));
                }
            }
        }
    }
    cells
}

fn cell(one: &Increment) -> Cell {
    Cell { dyad: one.dyad, category: one.category, form: one.form, period: one.period }
}

fn add(figures: &mut Figures, one: &Increment) {
    figures.certain += i64::from(one.certain);
    figures.possible += i64::from(one.possible);
    figures.expected += i64::from(one.expected);
    figures.open += i64::from(one.open);
    figures.recurring += i64::from(one.recurring);
}

type Named = BTreeMap<String, Figures>;

/// The tables of a day in the middle and of the last day, both ways, cell by cell.
fn compare(entries: &[Entry], vocabulary: &Vocabulary, rule: &Rule, instants: &[Instant]) {
    let mut moving = vintages(entries, vocabulary, rule, instants);
    let mut day = 0;
    while let Some(vintage) = moving.next() {
        day += 1;
        if day == DAYS / 2 || day == DAYS {
            let known = known_at(entries, Point { as_of: Some(vintage.instant), known_by: None }).entries;
            let (state, _) = fold(&known);
            let counted = Counted::of(&state, vocabulary, rule);
            let name = |cell: Cell| {
                let label = |number: u32| &counted.labels[number as usize];
                name(&counted.dyads[cell.dyad as usize].to_string(), cell, label(cell.category), label(cell.form))
            };
            let plain: Named = table(&state, vocabulary, rule).into_iter().map(|(cell, f)| (name(cell), f)).collect();
            assert!(named(&moving) == plain, "the tables of day {day} are equal");
        }
    }
}

fn named(vintages: &Vintages<'_>) -> Named {
    let label = |number: u32| vintages.labels()[number as usize].as_str();
    let name = |cell: Cell| {
        name(&vintages.dyads()[cell.dyad as usize].to_string(), cell, label(cell.category), label(cell.form))
    };
    vintages.cells().into_iter().map(|(cell, figures)| (name(cell), figures)).collect()
}

fn name(dyad: &str, cell: Cell, category: &str, form: &str) -> String {
    format!("{dyad} {} {category} {form}", cell.period)
}
