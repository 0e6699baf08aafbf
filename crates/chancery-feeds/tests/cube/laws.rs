//! Laws of building, putting together and packing.

use std::collections::BTreeMap;
use std::io::Cursor;

use chancery_feeds::Format;
use chancery_feeds::cube::{Block, Builder, Code, Month, Packed, Reader, Row, Writer, merge, within};
use proptest::prelude::*;

use crate::made::{Made, months, recount, row, said};

/// Months of several cubes, put together month by month.
fn together(cubes: &[Vec<Month>]) -> Vec<Month> {
    let mut by_month: BTreeMap<i32, Vec<Month>> = BTreeMap::new();
    for month in cubes.iter().flatten() {
        by_month.entry(month.month).or_default().push(month.clone());
    }
    by_month.values().map(|months| merge(months)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn cells_are_what_a_recount_finds(rows in prop::collection::vec(row(), 0..300)) {
        let counted: BTreeMap<_, _> = recount(&rows)
            .into_iter()
            .map(|(key, cell)| {
                let (days, acts) = (cell.days.len() as u32, cell.acts.len() as u32);
                (key, (cell.rows, cell.unscored, cell.score, days, acts))
            })
            .collect();
        let months = months(&rows);
        prop_assert_eq!(said(&months), counted);
        let volume: u64 = months.iter().flat_map(|month| month.volume).sum();
        prop_assert_eq!(volume, rows.len() as u64);
    }

    #[test]
    fn neither_the_order_of_rows_nor_the_files_they_came_in_change_anything(
        rows in prop::collection::vec(row(), 0..300),
        cuts in prop::collection::vec(0..300_usize, 0..4),
        turned in any::<bool>(),
    ) {
        let mut sorted = rows.clone();
        sorted.sort();
        let whole = months(&sorted);
        prop_assert_eq!(&months(&rows), &whole);
        let mut ends: Vec<usize> = cuts.iter().map(|cut| cut % (rows.len() + 1)).chain([0, rows.len()]).collect();
        ends.sort_unstable();
        let mut cubes: Vec<Vec<Month>> = ends.windows(2).map(|ends| months(&rows[ends[0]..ends[1]])).collect();
        if turned {
            cubes.reverse();
        }
        let merged = together(&cubes);
        prop_assert_eq!(&merged, &whole);
        let bytes = |months: &[Month]| months.iter().map(Packed::of).collect::<Vec<Packed>>();
        prop_assert_eq!(bytes(&merged), bytes(&whole));
    }

    #[test]
    fn what_is_packed_is_unpacked(rows in prop::collection::vec(row(), 0..300)) {
        let months = months(&rows);
        let mut writer = Writer::default();
        months.iter().for_each(|month| writer.put(&Packed::of(month)));
        let mut reader = Reader::open(Cursor::new(writer.finish())).unwrap();
        let places = reader.places.clone();
        let read: Vec<Month> = places.iter().map(|place| reader.month(place).unwrap()).collect();
        prop_assert_eq!(read, months);
    }
}

/// Many pairs, so that a month has several blocks: each pair is found in one of them.
#[test]
fn a_pair_is_found_in_its_block_alone() {
    let mut builder = Builder::of(Format::Icews);
    let actors: Vec<u32> = (0..120).map(|number| builder.actor(&format!("A{number:03}"))).collect();
    for (at, a) in actors.iter().enumerate() {
        for b in actors.get(at + 1..).unwrap_or_default() {
            for code in ["010", "020"].iter().take(1 + (at + *b as usize) % 2) {
                let code = Code::of(code).unwrap();
                let score = Some((*a * 1000 + *b) as i32);
                builder.row(&Row { a: *a, b: *b, day: 15_000, is_back: false, code, score });
            }
        }
    }
    let months = builder.finish();
    let mut writer = Writer::default();
    months.iter().for_each(|month| writer.put(&Packed::of(month)));
    let mut reader = Reader::open(Cursor::new(writer.finish())).unwrap();
    let place = reader.places[0];
    let head = reader.head(&place).unwrap();
    assert!(head.blocks.len() > 1, "{} blocks", head.blocks.len());
    let all = reader.cells(&place).unwrap();
    for (a, b) in [("A000", "A001"), ("A000", "A119"), ("A050", "A051"), ("A118", "A119"), ("A060", "A100")] {
        let pair = (head.actor(a).unwrap(), head.actor(b).unwrap());
        let found = head.block_of(pair).unwrap();
        let (cells, acts) = reader.block(&place, found, true).unwrap();
        assert_eq!(cells, within(&all, found.cells).unwrap());
        let block = Block::read(&cells).unwrap();
        let mut scores = Vec::new();
        block.cells(&head, false, |cell| scores.extend(((cell.a, cell.b) == pair).then_some(cell.score))).unwrap();
        assert_eq!(scores.first(), Some(&i64::from(pair.0 * 1000 + pair.1)));
        assert!(!block.acts(&head, &acts).unwrap().is_empty());
    }
    assert_eq!(head.actor("A1"), None);
}

#[test]
fn codes_sort_as_their_texts_and_come_back() {
    let mut texts = ["", "0", "01", "010", "0101", "02", "1", "19", "1A", "é", "ZZZZ"];
    texts.sort_unstable();
    let codes: Vec<Code> = texts.iter().map(|text| Code::of(text).unwrap()).collect();
    assert!(codes.is_sorted());
    assert_eq!(codes.iter().map(ToString::to_string).collect::<Vec<_>>(), texts);
    assert_eq!((Code::of("12345"), Code::of("a\0")), (None, None));
}

/// More codes than a table of sums holds at first, in one pair and month.
#[test]
fn many_codes_of_one_pair_are_kept_apart() {
    let texts: Vec<String> = (0..3_000).map(|number| format!("{number:04}")).collect();
    let rows: Vec<Made> =
        texts.iter().chain(&texts).map(|text| ("A", "B", 15_000, false, &*text.clone().leak(), Some(1))).collect();
    let month = months(&rows).pop().unwrap();
    assert_eq!(month.acts.len(), 3_000);
    assert_eq!(month.cells.iter().map(|cell| cell.rows).sum::<u64>(), 6_000);
    assert_eq!(month.cells.len(), 30);
}
