//! Damage of a file is noticed where it is read, and nothing that is no cube makes a reader panic.

use std::io::Cursor;

use chancery_feeds::cube::{CubeError, Month, Packed, Reader, Writer};
use proptest::prelude::*;

use crate::made::{Made, months, row};

fn file(rows: &[Made]) -> Vec<u8> {
    let mut writer = Writer::default();
    months(rows).iter().for_each(|month| writer.put(&Packed::of(month)));
    writer.finish()
}

fn read(bytes: &[u8]) -> Result<Vec<Month>, CubeError> {
    let mut reader = Reader::open(Cursor::new(bytes))?;
    let places = reader.places.clone();
    places.iter().map(|place| reader.month(place)).collect()
}

const ROWS: [Made; 4] = [
    ("CHN", "MNG", 15_000, false, "010", Some(34)),
    ("CHN", "MNG", 15_000, true, "042", None),
    ("MNG", "PRK", 15_001, false, "190", Some(-100)),
    ("MNG", "PRK", 15_040, false, "190", Some(-100)),
];

#[test]
fn every_changed_byte_and_every_cut_is_noticed() {
    let bytes = file(&ROWS);
    assert_eq!(read(&bytes).unwrap(), months(&ROWS));
    for at in 0..bytes.len() {
        for bit in 0..8 {
            let mut changed = bytes.clone();
            changed[at] ^= 1 << bit;
            assert!(read(&changed).is_err(), "byte {at}, bit {bit}");
        }
        assert!(read(&bytes[..at]).is_err(), "cut at {at}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

    /// Heads and blocks by themselves, where no checksum stands before the reader.
    #[test]
    fn hostile_parts_make_no_reader_panic(
        rows in prop::collection::vec(row(), 1..20),
        changes in prop::collection::vec((0..3_usize, any::<prop::sample::Index>(), any::<u8>()), 1..6),
    ) {
        for month in months(&rows) {
            let mut packed = Packed::of(&month);
            for (part, at, byte) in &changes {
                let part = [&mut packed.head, &mut packed.cells, &mut packed.acts].into_iter().nth(*part).unwrap();
                if !part.is_empty() {
                    let at = at.index(part.len());
                    part[at] = *byte;
                }
            }
            if let Ok(read) = packed.unpack() {
                prop_assert!(read.cells.len() <= month.cells.len() * 256);
            }
        }
    }
}
