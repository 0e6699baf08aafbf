//! Segments to damage, and what must hold of damaged ones.
#![allow(dead_code, reason = "each test uses a part of it")]

use chancery_log::{Damage, Kind, Segment, SegmentBuilder, format, sha256, verify};

/// A frame's type and payload; the schema is always 1.
pub type Given<'a> = (u16, &'a [u8]);

pub const GIVEN: [Given<'static>; 4] = [(1, b"first"), (2, b""), (1, b"third, and longer"), (7, b"\0\0\0\0")];

pub fn segment_of(given: &[Given]) -> Vec<u8> {
    let mut builder = SegmentBuilder::new(Kind::Sealed, Some(sha256(b"before")));
    for (frame_type, payload) in given {
        builder.push_payload(*frame_type, 1, payload).expect("fits");
    }
    builder.finish()
}

/// Where each frame of `given` begins, and then the trailer.
pub fn offsets_of(given: &[Given]) -> Vec<usize> {
    let mut offsets = vec![format::header::BYTES];
    for (_, payload) in given {
        offsets.push(offsets[offsets.len() - 1] + format::frame::BYTES + payload.len());
    }
    offsets
}

/// Parse and verify must agree that the bytes are damaged; what parse says of it.
pub fn refused(file: &[u8]) -> Damage {
    let damages = verify(file);
    assert!(!damages.is_empty(), "verify accepts what should be refused");
    let damage = Segment::parse(file.to_vec()).expect_err("parse accepts what should be refused");
    for damage in damages.iter().chain([&damage]) {
        assert!(damage.offset <= file.len() as u64, "{damage}");
    }
    damage
}
