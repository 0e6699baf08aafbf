//! One frame: a typed payload with its own checksum.

use serde::de::DeserializeOwned;

use crate::codec::{self, CodecError};
use crate::damage::{Damage, Part, Reason};
use crate::digest::Digest;
use crate::format::{MAX_PAYLOAD_BYTES, REDACTED, TRAILER_MARKER, frame as layout};
use crate::merkle;

/// A frame of a segment: what its payload is, in which schema, and the payload.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Frame<'a> {
    /// Where the frame begins, counted from the beginning of the file.
    pub offset: u64,
    /// What the payload is. This crate gives types no meaning.
    pub frame_type: u16,
    /// In which version of the type's schema it is written.
    pub schema: u16,
    /// The encoded value.
    pub payload: &'a [u8],
    checksum: u32,
}

impl<'a> Frame<'a> {
    /// The payload's value.
    pub fn decode<T: DeserializeOwned>(&self) -> Result<T, CodecError> {
        codec::decode(self.payload)
    }

    /// The frame's leaf in the Merkle tree: of type, schema and payload, so it does not depend on the place. That of a redacted
    /// frame is the leaf of what stood there.
    pub fn leaf(&self) -> Digest {
        leaf(self.frame_type, self.schema, self.payload)
    }

    /// How many bytes the frame takes in the file.
    pub(crate) fn size(&self) -> usize {
        layout::BYTES + self.payload.len()
    }

    /// Finds the frame at `offset` without looking at its checksum.
    pub(crate) fn measure(file: &'a [u8], offset: usize) -> Result<Self, Damage> {
        let damage = |reason| Damage::new(offset, Part::Frame, reason);
        let rest = file.get(offset..).unwrap_or_default();
        let cut_short = |needed: usize| damage(Reason::CutShort { needed: needed as u64, left: rest.len() as u64 });
        let (header, rest) = rest.split_first_chunk::<{ layout::BYTES }>().ok_or_else(|| cut_short(layout::BYTES))?;
        let claimed = u32::from_le_bytes(layout::LENGTH.array(header));
        if claimed == TRAILER_MARKER {
            return Err(damage(Reason::UnexpectedTrailer));
        }
        let length = claimed as usize;
        if length > MAX_PAYLOAD_BYTES {
            return Err(damage(Reason::PayloadTooLong { claimed }));
        }
        let payload = rest.get(..length).ok_or_else(|| cut_short(layout::BYTES + length))?;
        Ok(Self {
            offset: offset as u64,
            frame_type: u16::from_le_bytes(layout::TYPE.array(header)),
            schema: u16::from_le_bytes(layout::SCHEMA.array(header)),
            payload,
            checksum: u32::from_le_bytes(layout::CHECKSUM.array(header)),
        })
    }

    /// Reads the frame at `offset` and compares its checksum.
    pub(crate) fn read(file: &'a [u8], offset: usize) -> Result<Self, Damage> {
        let frame = Self::measure(file, offset)?;
        let stored = frame.checksum;
        let computed = checksum(frame.frame_type, frame.schema, frame.payload);
        if stored != computed {
            return Err(Damage::new(offset, Part::Frame, Reason::Checksum { stored, computed }));
        }
        if is_short(frame.frame_type, frame.payload) {
            return Err(Damage::new(offset, Part::Frame, Reason::RedactedWithoutLeaf));
        }
        Ok(frame)
    }
}

/// Appends a frame. The caller has compared the payload's length with the limit.
pub(crate) fn write(file: &mut Vec<u8>, frame_type: u16, schema: u16, payload: &[u8]) {
    file.extend((payload.len() as u32).to_le_bytes());
    file.extend(frame_type.to_le_bytes());
    file.extend(schema.to_le_bytes());
    file.extend(checksum(frame_type, schema, payload).to_le_bytes());
    file.extend(payload);
}

/// Whether it is a redacted frame that does not have the leaf of what stood there.
pub(crate) fn is_short(frame_type: u16, payload: &[u8]) -> bool {
    frame_type == REDACTED && payload.len() < 32
}

pub(crate) fn leaf(frame_type: u16, schema: u16, payload: &[u8]) -> Digest {
    if let (REDACTED, Some(leaf)) = (frame_type, payload.first_chunk()) {
        return Digest(*leaf);
    }
    merkle::leaf(&[&frame_type.to_le_bytes(), &schema.to_le_bytes(), payload])
}

fn checksum(frame_type: u16, schema: u16, payload: &[u8]) -> u32 {
    let length = payload.len() as u32;
    let checksum = crc32c::crc32c(&length.to_le_bytes());
    let checksum = crc32c::crc32c_append(checksum, &frame_type.to_le_bytes());
    let checksum = crc32c::crc32c_append(checksum, &schema.to_le_bytes());
    crc32c::crc32c_append(checksum, payload)
}

/// The frames of a segment in the order of the file.
#[derive(Debug, Clone)]
pub struct Frames<'a> {
    file: &'a [u8],
    offset: usize,
    left: usize,
}

impl<'a> Frames<'a> {
    /// Of a file whose frames were all read before.
    pub(crate) fn new(file: &'a [u8], offset: usize, left: usize) -> Self {
        Self { file, offset, left }
    }
}

impl<'a> Iterator for Frames<'a> {
    type Item = Frame<'a>;

    fn next(&mut self) -> Option<Frame<'a>> {
        self.left = self.left.checked_sub(1)?;
        let frame = Frame::measure(self.file, self.offset).ok()?;
        self.offset += frame.size();
        Some(frame)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left, Some(self.left))
    }
}

impl ExactSizeIterator for Frames<'_> {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_return() {
        for payload in [&b""[..], b"x", &[0; 1000]] {
            let mut file = b"before".to_vec();
            write(&mut file, 3, 9, payload);
            file.extend(b"after");
            let frame = Frame::read(&file, 6).expect("sound");
            assert_eq!((frame.offset, frame.frame_type, frame.schema), (6, 3, 9));
            assert_eq!(frame.payload, payload);
            assert_eq!(file.len(), 6 + frame.size() + 5);
        }
    }

    #[test]
    fn zeros_are_no_frame() {
        let damage = Frame::read(&[0; 64], 0).expect_err("refused");
        assert!(matches!(damage.reason, Reason::Checksum { .. }), "{damage}");
    }

    #[test]
    fn lengths_are_compared_before_anything_is_read() {
        let refused = |length: u32| {
            let mut file = length.to_le_bytes().to_vec();
            file.extend([0; 16]);
            Frame::read(&file, 0).expect_err("refused").reason
        };
        assert_eq!(refused(u32::MAX), Reason::UnexpectedTrailer);
        assert_eq!(refused(u32::MAX - 1), Reason::PayloadTooLong { claimed: u32::MAX - 1 });
        assert_eq!(refused(1 << 24), Reason::CutShort { needed: 12 + (1 << 24), left: 20 });
        assert_eq!(refused((1 << 24) + 1), Reason::PayloadTooLong { claimed: (1 << 24) + 1 });
    }

    #[test]
    fn an_offset_beyond_the_end_is_refused() {
        let damage = Frame::read(b"short", 99).expect_err("refused");
        assert_eq!(damage.reason, Reason::CutShort { needed: 12, left: 0 });
    }
}
