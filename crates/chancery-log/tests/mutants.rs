//! Hostile segments: old segments with some of their bytes changed, as they are and with everything made good again.
#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "old segments are files, and soaks say how they went"
)]

use std::fs;
use std::path::PathBuf;

use chancery_core::wire;
use chancery_log::format::{header, trailer};
use chancery_log::{Kind, Segment, SegmentBuilder, verify};
use chancery_testkit::mutants::{Mutants, most_memory, run};

/// The segments of `tests/compat`.
fn mutants() -> Mutants {
    let listing = fs::read_dir(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/compat")).expect("reads");
    let mut paths: Vec<PathBuf> = listing.map(|file| file.expect("reads").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "clog"));
    paths.sort();
    assert!(paths.len() >= 8);
    let seeds: Vec<Vec<u8>> = paths.iter().map(|path| fs::read(path).expect("reads")).collect();
    let end = &seeds[0][seeds[0].len() - trailer::BYTES..];
    let pieces =
        [&seeds[0][..header::BYTES], end, &end[..4], &[0; 12], b"\x00\x00\x00\x01"].map(<[u8]>::to_vec).to_vec();
    Mutants { seeds, pieces, longest: 16 << 10 }
}

#[test]
fn a_hundred_thousand_hostile_segments_are_refused() {
    let mutants = mutants();
    let tally = run(&mutants, 100_000, |mutant| {
        let damages = verify(mutant);
        assert!(damages.iter().all(|damage| damage.offset <= mutant.len() as u64), "{damages:?}");
        let parsed = Segment::parse(mutant.to_vec());
        assert_eq!(parsed.is_ok(), damages.is_empty(), "{damages:?}");
        // Changes may undo each other.
        assert!(parsed.is_err() || mutants.seeds.iter().any(|seed| seed == mutant));
        parsed.is_ok()
    });
    println!("segments: {tally}");
    assert!(tally.accepted * 50 < tally.executions, "{tally}");
    assert!(most_memory().is_none_or(|kibibytes| kibibytes < 256 << 10), "{tally}");
}

/// Whoever changes bytes and then makes lengths, checksums, count, root and digest good: the log accepts it, and what the frames say
/// is read or refused. What is read can be written and is then read as the same.
fn is_read(mutant: &[u8]) -> bool {
    let mut builder = SegmentBuilder::new(Kind::Tail, None);
    let mut rest = mutant.get(header::BYTES..).unwrap_or_default();
    while let Some((head, following)) = rest.split_first_chunk::<12>() {
        let claimed = u32::from_le_bytes([head[0], head[1], head[2], head[3]]) as usize;
        if claimed == u32::MAX as usize {
            break;
        }
        let (payload, behind) = following.split_at(claimed.min(following.len()));
        let (number, schema) = (u16::from_le_bytes([head[4], head[5]]), u16::from_le_bytes([head[6], head[7]]));
        // A redacted frame without a leaf is refused, and the others stay.
        let _ = builder.push_payload(number, schema, payload);
        rest = behind;
    }
    let segment = Segment::parse(builder.finish()).expect("everything was made good");
    let Ok(contents) = wire::read(segment.frames()) else { return false };
    let mut again = SegmentBuilder::new(Kind::Tail, None);
    wire::write(&contents, &mut again).expect("what was read can be written");
    let again = Segment::parse(again.finish()).expect("it is sound");
    assert_eq!(wire::read(again.frames()).as_ref(), Ok(&contents));
    true
}

#[test]
fn a_hundred_thousand_hostile_segments_made_good_again_are_read_or_refused() {
    let tally = run(&mutants(), 100_000, is_read);
    println!("segments made good again: {tally}");
    assert!(tally.accepted * 50 > tally.executions && tally.accepted * 2 < tally.executions, "{tally}");
    assert!(most_memory().is_none_or(|kibibytes| kibibytes < 256 << 10), "{tally}");
}
