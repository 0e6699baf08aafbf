//! Hostile payloads: golden bytes with some of them changed, read as every type in every schema.

use chancery_testkit::mutants::{Mutants, most_memory, run};

use crate::{file_name, twins, vectors};

/// Every golden payload behind the place of its type in the table, so that a change of the first byte makes it another type's.
pub fn mutants() -> Mutants {
    let of_kind = |(place, kind): (usize, (u16, u16))| {
        vectors(&file_name(kind)).into_iter().map(move |(payload, _)| [&[place as u8][..], &payload].concat())
    };
    let seeds: Vec<Vec<u8>> = twins::all().into_iter().enumerate().flat_map(of_kind).collect();
    Mutants {
        seeds,
        pieces: vec![vec![1], vec![0], b"\x02\xc3\x28".to_vec(), b"\xfb\x00\x01".to_vec()],
        longest: 8 << 10,
    }
}

/// Whether a mutant is a payload of its type. What is read can be written, and then says the same and is written alike.
fn is_payload(kinds: &[(u16, u16)], mutant: &[u8]) -> bool {
    let Some((place, payload)) = mutant.split_first() else { return false };
    let kind = kinds[usize::from(*place) % kinds.len()];
    let Some(Ok(again)) = twins::again(kind, payload) else { return false };
    let once_more = twins::again(kind, &again.payload).expect("a line in `twins`");
    assert_eq!(once_more.as_ref(), Ok(&again));
    true
}

#[test]
fn a_hundred_thousand_hostile_payloads_are_read_or_refused() {
    let kinds = twins::all();
    let tally = run(&mutants(), 100_000, |mutant| is_payload(&kinds, mutant));
    println!("payloads: {tally}");
    // Both happen: it would be easy to refuse everything.
    assert!(tally.accepted * 50 > tally.executions && tally.accepted * 2 < tally.executions, "{tally}");
    assert!(most_memory().is_none_or(|kibibytes| kibibytes < 256 << 10), "{tally}");
}
