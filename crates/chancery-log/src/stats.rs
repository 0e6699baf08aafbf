//! How many frames a segment has, of which types, and what they take.

use std::collections::BTreeMap;

use crate::frame::Frame;

/// What a segment holds, by numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stats {
    /// The size of the file.
    pub bytes: u64,
    /// How many frames there are.
    pub frames: u64,
    /// The frames by (type, schema).
    pub by_type: BTreeMap<(u16, u16), TypeStats>,
}

/// What the frames of one type and schema amount to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct TypeStats {
    /// How many there are.
    pub frames: u64,
    /// The sum of their payloads' lengths.
    pub payload_bytes: u64,
}

impl Stats {
    pub(crate) fn of<'a>(bytes: usize, frames: impl Iterator<Item = Frame<'a>>) -> Self {
        let mut stats = Self { bytes: bytes as u64, ..Self::default() };
        for frame in frames {
            let of_type = stats.by_type.entry((frame.frame_type, frame.schema)).or_default();
            of_type.frames += 1;
            of_type.payload_bytes += frame.payload.len() as u64;
            stats.frames += 1;
        }
        stats
    }
}
