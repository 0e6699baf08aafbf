//! The bundled journal as if each of its events had been learned a day after the one before: at every fortieth, and at the
//! last, the vintage is the count of the fold.
#![allow(clippy::disallowed_methods, reason = "the bundled data is made of files")]

use std::collections::BTreeMap;
use std::path::Path;

use chancery_core::Instant;
use chancery_core::count::{Cell, Figures, figures};
use chancery_core::event::Entry;
use chancery_core::filter::{Point, known_at};
use chancery_core::fold::fold;
use chancery_core::vintages::{Sums, vintages};
use chancery_ingest::{InputFile, Workspace, read};

fn folder(name: &str) -> Vec<InputFile> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data").join(name);
    let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    let files = files.filter(|path| path.extension().is_some_and(|ending| ending == "toml"));
    files
        .map(|path| {
            let name = format!("{name}/{}", path.file_name().unwrap().to_string_lossy());
            InputFile::new(name, std::fs::read(path).unwrap())
        })
        .collect()
}

/// Every event in an entry of its own, in the order of the fold, a day after the other from the year 2000.
fn apart(entries: &[Entry]) -> Vec<Entry> {
    let mut entries = entries.to_vec();
    entries.sort_by(|a, b| (a.recorded, &a.id).cmp(&(b.recorded, &b.id)));
    let mut events = entries
        .iter()
        .flat_map(|entry| entry.events.iter().map(move |event| Entry { events: vec![event.clone()], ..entry.clone() }))
        .collect::<Vec<Entry>>();
    for (day, entry) in (10_957..).zip(&mut events) {
        entry.recorded = Instant(day * 86_400);
        entry.id = format!("{day:06}");
    }
    events
}

#[test]
fn every_vintage_of_the_bundled_journal_is_the_count_of_its_prefix() {
    let workspace = Workspace { vocabulary: folder("vocabulary"), journal: folder("journal"), ..Workspace::default() };
    let (batch, _) = read(&workspace, &[]);
    let entries = apart(&batch.entries);
    assert!(entries.len() > 100, "there are {} events", entries.len());
    let instants: Vec<Instant> = entries.iter().map(|entry| entry.recorded).collect();
    for rule in batch.vocabulary.rules.iter().filter(|rule| rule.default || rule.id == "convenor") {
        let mut table: BTreeMap<Cell, Sums> = BTreeMap::new();
        let mut vintages = vintages(&entries, &batch.vocabulary, rule, &instants);
        let mut number = 0;
        while let Some(vintage) = vintages.next() {
            for change in &vintage.changes {
                match change.after {
                    Some(sums) => table.insert(vintages.name(change.cell), sums),
                    None => table.remove(&vintages.name(change.cell)),
                };
            }
            number += 1;
            if number % 40 == 0 || number == instants.len() {
                let known = known_at(&entries, Point { as_of: Some(vintage.instant), known_by: None }).entries;
                let plain = figures(&fold(&known).0, &known, &batch.vocabulary, rule);
                assert_eq!(table, plain.into_iter().map(|(cell, of)| (cell, sums(of))).collect(), "event {number}");
            }
        }
        assert!(table.len() > 1_000, "{} cells", table.len());
    }
}

fn sums(of: Figures) -> Sums {
    let Figures { certain, possible, expected, open, recurring, .. } = of;
    Sums { certain, possible, expected, open, recurring }
}
