//! All single damages of one segment of about 8 KiB: every other value of every byte, every length, and every exchange, repetition
//! and loss of a frame. None is accepted, none makes it panic, and each is named with its place.
//!
//! `damage.rs` shows on a few small frames which reason is given; this file shows that there are no others. The segment holds one
//! frame of every type and schema that was ever written, as `tests/compat` keeps them, and two whole segments as payloads, whose
//! frames and trailers look sound wherever one might look.

#![allow(clippy::disallowed_methods, reason = "a soak is asked for by the environment")]

mod common;

use std::collections::BTreeSet;
use std::fs;
use std::ops::Range;
use std::path::PathBuf;
use std::sync::LazyLock;
use std::thread;

use chancery_core::wire::frame_type;
use chancery_log::{Kind, Part, Reason, Segment, SegmentBuilder, codec, format, sha256, verify};

use common::refused;

/// A frame's type, schema and payload.
type Owned = (u16, u16, Vec<u8>);

/// The segment, and where each of its frames begins, and then the trailer.
struct Whole {
    frames: Vec<Owned>,
    file: Vec<u8>,
    offsets: Vec<usize>,
}

impl Whole {
    fn of(frames: Vec<Owned>) -> Whole {
        let mut builder = SegmentBuilder::new(Kind::Sealed, Some(sha256(b"before")));
        let mut offsets = vec![format::header::BYTES];
        for (frame_type, schema, payload) in &frames {
            builder.push_payload(*frame_type, *schema, payload).expect("fits");
            offsets.push(offsets[offsets.len() - 1] + format::frame::BYTES + payload.len());
        }
        Whole { frames, file: builder.finish(), offsets }
    }

    fn trailer(&self) -> usize {
        self.offsets[self.frames.len()]
    }

    /// The file with its frames in the order of `kept`, under the old trailer but for the count, which is theirs if `recounted`.
    fn rearranged(&self, kept: &[usize], recounted: bool) -> Vec<u8> {
        let mut changed = self.file[..format::header::BYTES].to_vec();
        for index in kept {
            changed.extend(&self.file[self.offsets[*index]..self.offsets[index + 1]]);
        }
        let count = changed.len() + format::trailer::COUNT.start;
        changed.extend(&self.file[self.trailer()..]);
        if recounted {
            changed[count..count + 8].copy_from_slice(&(kept.len() as u64).to_le_bytes());
        }
        changed
    }
}

fn compat(name: &str) -> Vec<u8> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/compat").join(name);
    fs::read(path).unwrap_or_else(|error| panic!("tests/compat/{name} is part of the repository: {error}"))
}

/// Only files that are never written again, so the figures below hold as long as the format does. No two frames have one leaf, as
/// the redactions of `redacted-v1.clog` do among themselves: what a redaction says beside its leaf only the digest covers.
static WHOLE: LazyLock<Whole> = LazyLock::new(|| {
    let names = [
        "wire-v1",
        "crosswalks-v1",
        "rule-limits-v1",
        "seal-v1",
        "redacted-v1",
        "register-v1",
        "coverage-v2",
        "undo-v2",
    ];
    let files = names.map(|name| compat(&format!("{name}.clog")));
    let (mut frames, mut leaves): (Vec<Owned>, _) = (Vec::new(), BTreeSet::new());
    for file in &files {
        let segment = Segment::parse(file.clone()).expect("an old segment is sound");
        let distinct = segment.frames().filter(|frame| leaves.insert(frame.leaf()));
        frames.extend(distinct.map(|frame| (frame.frame_type, frame.schema, frame.payload.to_vec())));
    }
    let [wire, .., undo] = files;
    frames.extend([wire, undo].map(|file| (frame_type::FILE, 1, codec::encode(&("old.clog", file)).expect("encodes"))));
    Whole::of(frames)
});

/// How many cases there are of each kind. Whoever changes the segment above changes the figures here and in the table of promises.
const BYTES: usize = 8_174;
const FRAMES: usize = 28;

#[test]
fn the_segment_is_sound_and_as_large_as_is_said() {
    let whole = &*WHOLE;
    assert_eq!((whole.file.len(), whole.frames.len()), (BYTES, FRAMES));
    assert_eq!(verify(&whole.file), []);
    let order: Vec<usize> = (0..FRAMES).collect();
    assert_eq!(whole.rearranged(&order, true), whole.file);
}

/// Which part's damage a changed byte is, and the offset that must be named.
fn place_of(whole: &Whole, position: usize) -> (Part, usize) {
    let trailer = whole.trailer();
    if position < format::header::BYTES {
        let version = format::header::VERSION;
        return (Part::Header, if (version.start..version.end).contains(&position) { version.start } else { 0 });
    }
    if position < trailer + format::trailer::MARKER.end {
        // Without its marker a trailer is a frame like another.
        let begin = whole.offsets.iter().rfind(|offset| **offset <= position).expect("it is behind the header");
        return (Part::Frame, *begin);
    }
    let within = position - trailer;
    let field = format::trailer::FIELDS.iter().find(|field| within < field.end).expect("it is in the trailer");
    (Part::Trailer, trailer + field.start)
}

/// All other values of the bytes of every other position, changed in one copy of the file and put back.
fn change_every_byte(whole: &Whole, positions: impl Iterator<Item = usize>) -> usize {
    let is_soak = std::env::var_os("CHANCERY_SOAK").is_some();
    let mut changed = whole.file.clone();
    let mut cases = 0;
    for position in positions {
        let expected = place_of(whole, position);
        let sound = changed[position];
        for value in (0..=u8::MAX).filter(|value| *value != sound) {
            changed[position] = value;
            // `verify` takes twice as long as `parse`, for it goes on after the damage: each flipped bit is enough but for a soak.
            if is_soak || (value ^ sound).is_power_of_two() {
                let damages = verify(&changed);
                let found = damages.first().map(|damage| (damage.part, damage.offset as usize));
                assert_eq!(found, Some(expected), "verify: byte {position} is {value}");
            }
            let parsed = Segment::parse(changed.clone()).map_err(|damage| (damage.part, damage.offset as usize));
            assert_eq!(parsed.err(), Some(expected), "parse: byte {position} is {value}");
            cases += 1;
        }
        changed[position] = sound;
    }
    assert_eq!(changed, whole.file);
    cases
}

#[test]
fn every_other_value_of_every_byte_is_refused_where_it_stands() {
    let whole = &*WHOLE;
    let cases: usize = thread::scope(|scope| {
        let halves =
            [0, 1].map(|first| scope.spawn(move || change_every_byte(whole, (first..whole.file.len()).step_by(2))));
        halves.map(|half| half.join().expect("every change is refused")).iter().sum()
    });
    assert_eq!(cases, 255 * BYTES);
}

#[test]
fn every_shorter_file_is_refused_where_the_part_that_is_cut_begins() {
    let whole = &*WHOLE;
    for length in 0..whole.file.len() {
        let damage = refused(&whole.file[..length]);
        assert!(matches!(damage.reason, Reason::CutShort { .. }), "{length} bytes: {damage}");
        let begin = match length {
            0..format::header::BYTES => length,
            _ => *whole.offsets.iter().rfind(|offset| **offset <= length).expect("behind the header"),
        };
        assert_eq!(damage.offset as usize, begin, "{length} bytes: {damage}");
    }
}

/// Every order that is tried, by what was done, with the field of the trailer that must be named: under the old count, and under
/// the frames' own.
fn orders() -> Vec<(String, Vec<usize>, [format::Field; 2])> {
    use format::trailer::{COUNT, DIGEST, ROOT};
    let all: Range<usize> = 0..FRAMES;
    let mut orders = Vec::new();
    for first in all.clone() {
        for second in first + 1..FRAMES {
            let mut order: Vec<usize> = all.clone().collect();
            order.swap(first, second);
            // Every frame is there: only the digest of the bytes can tell.
            orders.push((format!("{first} and {second} exchanged"), order, [DIGEST, DIGEST]));
        }
        let lost = all.clone().filter(|index| *index != first).collect();
        orders.push((format!("{first} lost"), lost, [COUNT, ROOT]));
        for at in 0..=FRAMES {
            let mut order: Vec<usize> = all.clone().collect();
            order.insert(at, first);
            orders.push((format!("{first} again at {at}"), order, [COUNT, ROOT]));
            if at < FRAMES && at != first {
                let mut order: Vec<usize> = all.clone().collect();
                order[at] = first;
                orders.push((format!("{first} in the place of {at}"), order, [ROOT, ROOT]));
            }
        }
    }
    orders
}

#[test]
fn every_exchanged_repeated_and_lost_frame_is_refused_at_the_field_that_tells() {
    let whole = &*WHOLE;
    let orders = orders();
    let pairs = FRAMES * (FRAMES - 1) / 2;
    assert_eq!(orders.len(), pairs + FRAMES + FRAMES * (FRAMES + 1) + FRAMES * (FRAMES - 1));
    for (what, order, told_at) in orders {
        for (recounted, field) in [false, true].into_iter().zip(told_at) {
            let changed = whole.rearranged(&order, recounted);
            let damage = refused(&changed);
            let offset = changed.len() - format::trailer::BYTES + field.start;
            assert_eq!((damage.part, damage.offset as usize), (Part::Trailer, offset), "{what}: {damage}");
        }
    }
}

/// Whoever makes count, root and digest good as well has made another sound segment; the chain knows it by its commitment. Order
/// alone the commitment does not cover, as docs/FORMAT.md says, so there the file's digest is another.
#[test]
fn what_is_made_good_again_has_another_name() {
    let sound = Segment::parse(WHOLE.file.clone()).expect("sound");
    for (what, order, _) in orders() {
        let forged = Whole::of(order.iter().map(|index| WHOLE.frames[*index].clone()).collect());
        let forged = Segment::parse(forged.file).expect("it is sound by itself");
        let is_order_alone = what.ends_with("exchanged");
        assert_eq!(forged.commitment() == sound.commitment(), is_order_alone, "{what}");
        assert_ne!(forged.digest(), sound.digest(), "{what}");
    }
}
