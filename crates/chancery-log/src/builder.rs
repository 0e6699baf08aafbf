//! Values to the bytes of a whole segment.

use serde::Serialize;

use crate::codec::{self, CodecError};
use crate::digest::Digest;
use crate::format::{self, MAX_FRAMES, MAX_SEGMENT_BYTES};
use crate::header::{Header, Kind};
use crate::{frame, merkle, trailer};

/// Gathers frames; [`finish`](Self::finish) gives the bytes of the segment. Equal pushes give equal bytes.
#[derive(Debug, Clone)]
pub struct SegmentBuilder {
    file: Vec<u8>,
    leaves: Vec<Digest>,
}

/// Why a frame was not added. The segment is as it was before.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BuildError {
    /// The value has no payload that a frame may hold.
    #[error(transparent)]
    Codec(#[from] CodecError),
    /// A redacted frame must begin with the leaf of what stood there, 32 bytes.
    #[error("a redacted frame must begin with the leaf of what stood there")]
    RedactedWithoutLeaf,
    /// The segment would become larger than a segment may be.
    #[error("the segment is full: with this frame it would take more than {MAX_SEGMENT_BYTES} bytes")]
    FileTooLarge,
    /// The segment would have more frames than a segment may have.
    #[error("the segment is full: it has {MAX_FRAMES} frames")]
    TooManyFrames,
}

impl SegmentBuilder {
    /// An empty segment. `previous` is the [commitment](crate::Segment::commitment) of the segment before it.
    pub fn new(kind: Kind, previous: Option<Digest>) -> Self {
        Self { file: Header { kind, previous }.write(), leaves: Vec::new() }
    }

    /// Adds a frame that holds `value`.
    pub fn push<T: Serialize + ?Sized>(&mut self, frame_type: u16, schema: u16, value: &T) -> Result<(), BuildError> {
        self.push_payload(frame_type, schema, &codec::encode(value)?)
    }

    /// Adds a frame whose payload is encoded already, as in another segment.
    pub fn push_payload(&mut self, frame_type: u16, schema: u16, payload: &[u8]) -> Result<(), BuildError> {
        codec::check_length(payload.len())?;
        if frame::is_short(frame_type, payload) {
            return Err(BuildError::RedactedWithoutLeaf);
        }
        check_room(self.file.len(), self.leaves.len() as u64, payload.len())?;
        frame::write(&mut self.file, frame_type, schema, payload);
        self.leaves.push(frame::leaf(frame_type, schema, payload));
        Ok(())
    }

    /// The bytes of the segment.
    pub fn finish(self) -> Vec<u8> {
        let mut file = self.file;
        let count = self.leaves.len() as u64;
        trailer::write(&mut file, count, merkle::Tree::new(self.leaves).root());
        file
    }
}

fn check_room(file_bytes: usize, frames: u64, payload_bytes: usize) -> Result<(), BuildError> {
    if frames >= MAX_FRAMES {
        return Err(BuildError::TooManyFrames);
    }
    if file_bytes + format::frame::BYTES + payload_bytes + format::trailer::BYTES > MAX_SEGMENT_BYTES {
        return Err(BuildError::FileTooLarge);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::MAX_PAYLOAD_BYTES;

    #[test]
    fn a_refused_frame_leaves_the_segment_as_it_was() {
        let mut builder = SegmentBuilder::new(Kind::Tail, None);
        builder.push(1, 1, "kept").expect("fits");
        let before = builder.clone().finish();
        let payload = vec![0; MAX_PAYLOAD_BYTES + 1];
        let refused = CodecError::TooLong { bytes: payload.len() };
        assert_eq!(builder.push_payload(1, 1, &payload), Err(BuildError::Codec(refused)));
        assert_eq!(builder.finish(), before);
    }

    #[test]
    fn room_is_left_for_the_trailer() {
        let full = MAX_SEGMENT_BYTES - format::trailer::BYTES - format::frame::BYTES;
        assert_eq!(check_room(full - 5, 0, 5), Ok(()));
        assert_eq!(check_room(full - 5, 0, 6), Err(BuildError::FileTooLarge));
        assert_eq!(check_room(0, MAX_FRAMES - 1, 0), Ok(()));
        assert_eq!(check_room(0, MAX_FRAMES, 0), Err(BuildError::TooManyFrames));
    }
}
