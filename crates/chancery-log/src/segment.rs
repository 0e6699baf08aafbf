//! A whole segment whose every byte was checked.

use std::fmt;

use serde::Serialize;

use crate::builder::{BuildError, SegmentBuilder};
use crate::codec;
use crate::damage::{Damage, Part, Reason};
use crate::digest::{Digest, sha256_of};
use crate::format::{self, MAX_FRAMES};
use crate::frame::{Frame, Frames};
use crate::header::{Header, Kind};
use crate::merkle::Tree;
use crate::stats::Stats;
use crate::trailer::{self, Trailer};

/// The bytes of a segment, all of them checked.
#[derive(Clone, PartialEq, Eq)]
pub struct Segment {
    file: Vec<u8>,
    header: Header,
    trailer: Trailer,
    digest: Digest,
}

impl Segment {
    /// Checks the bytes of a file, and refuses them at the first damage. Time is linear in the bytes (the leaves are
    /// sorted besides); memory is the bytes and 32 more for each frame. [`verify`](crate::verify) lists all damage.
    pub fn parse(file: Vec<u8>) -> Result<Self, Damage> {
        Self::parse_within(file, MAX_FRAMES)
    }

    fn parse_within(file: Vec<u8>, max_frames: u64) -> Result<Self, Damage> {
        let header = Header::read(&file)?;
        let mut leaves = Vec::new();
        let mut offset = format::header::BYTES;
        while !trailer::begins_at(&file, offset) {
            let frame = Frame::read(&file, offset)?;
            if leaves.len() as u64 == max_frames {
                return Err(Damage::new(offset, Part::Frame, Reason::TooManyFrames));
            }
            leaves.push(frame.leaf());
            offset += frame.size();
        }
        let trailer = Trailer::read(&file, offset)?;
        let count = leaves.len() as u64;
        match trailer.compare(&file, count, Tree::new(leaves).root()) {
            Ok(digest) => Ok(Self { file, header, trailer, digest }),
            Err(mut damages) => Err(damages.swap_remove(0)),
        }
    }

    /// Sealed or tail.
    pub fn kind(&self) -> Kind {
        self.header.kind
    }

    /// The [commitment](Self::commitment) of the segment before this one.
    pub fn previous(&self) -> Option<Digest> {
        self.header.previous
    }

    /// SHA-256 of the whole file, as `sha256sum` gives it.
    pub fn digest(&self) -> Digest {
        self.digest
    }

    /// SHA-256 of the header and of the trailer up to its root: the name under which the next segment knows this one. Through
    /// the root it covers every frame, whatever their order, and through the header's `previous` every segment before.
    pub fn commitment(&self) -> Digest {
        let header = &self.file[..format::header::BYTES];
        let trailer = &self.file[self.trailer.offset..][..format::trailer::ROOT.end];
        sha256_of(&[header, trailer])
    }

    /// The Merkle root of the frames. Equal frames have equal roots in whatever order they stand.
    pub fn root(&self) -> Digest {
        self.trailer.root
    }

    /// The Merkle tree of the frames, to prove that a frame is among them.
    pub fn tree(&self) -> Tree {
        Tree::new(self.frames().map(|frame| frame.leaf()).collect())
    }

    /// The frames in the order of the file.
    pub fn frames(&self) -> Frames<'_> {
        // The limit on frames makes the count fit.
        Frames::new(&self.file, format::header::BYTES, self.trailer.count as usize)
    }

    /// The same segment with some frames redacted: `replace` gives for a frame what is to stand in its place, in that schema. What
    /// is put there must begin with the frame's leaf; so root and commitment stay, and only the file's digest is another.
    ///
    /// # Errors
    /// Where the file would become too large, or a replacement does not keep the leaf.
    pub fn redacted<T: Serialize>(
        &self,
        schema: u16,
        replace: impl Fn(&Frame<'_>) -> Option<T>,
    ) -> Result<Self, BuildError> {
        let mut builder = SegmentBuilder::new(self.kind(), self.previous());
        for frame in self {
            match replace(&frame) {
                None => builder.push_payload(frame.frame_type, frame.schema, frame.payload)?,
                Some(value) => {
                    let payload = codec::encode(&value)?;
                    if payload.first_chunk() != Some(&frame.leaf().0) {
                        return Err(BuildError::RedactedWithoutLeaf);
                    }
                    builder.push_payload(format::REDACTED, schema, &payload)?;
                }
            }
        }
        Self::parse(builder.finish()).map_err(|_| BuildError::FileTooLarge)
    }

    /// How many frames of which types there are, and what they take.
    pub fn stats(&self) -> Stats {
        Stats::of(self.file.len(), self.frames())
    }

    /// The bytes of the file.
    pub fn bytes(&self) -> &[u8] {
        &self.file
    }

    /// The bytes of the file, without a copy.
    pub fn into_bytes(self) -> Vec<u8> {
        self.file
    }
}

impl<'a> IntoIterator for &'a Segment {
    type Item = Frame<'a>;
    type IntoIter = Frames<'a>;

    fn into_iter(self) -> Frames<'a> {
        self.frames()
    }
}

impl fmt::Debug for Segment {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Segment")
            .field("kind", &self.kind())
            .field("frames", &self.trailer.count)
            .field("digest", &self.digest)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_frame_too_many_is_refused() {
        let mut builder = SegmentBuilder::new(Kind::Tail, None);
        for number in 0..4_u8 {
            builder.push(1, 1, &number).expect("fits");
        }
        let file = builder.finish();
        Segment::parse_within(file.clone(), 4).expect("as many as may be");
        let damage = Segment::parse_within(file, 3).expect_err("one too many");
        assert_eq!((damage.offset, damage.reason), (52 + 3 * 13, Reason::TooManyFrames));
    }
}
