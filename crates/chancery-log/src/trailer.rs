//! A segment's last bytes: what the frames amount to, and what the file's bytes do.

use crate::damage::{Damage, Part, Reason};
use crate::digest::{Digest, sha256, sha256_before_and_of_all};
use crate::format::{TRAILER_MARKER, trailer as layout};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Trailer {
    pub offset: usize,
    pub count: u64,
    pub root: Digest,
    pub digest: Digest,
}

/// Whether the trailer's marker stands at `offset`.
pub(crate) fn begins_at(file: &[u8], offset: usize) -> bool {
    file.get(offset..).is_some_and(|rest| rest.starts_with(&TRAILER_MARKER.to_le_bytes()))
}

/// Appends the trailer to the header and frames in `file`.
pub(crate) fn write(file: &mut Vec<u8>, count: u64, root: Digest) {
    file.extend(TRAILER_MARKER.to_le_bytes());
    file.extend(count.to_le_bytes());
    file.extend(root.0);
    let digest = sha256(file);
    file.extend(digest.0);
}

impl Trailer {
    /// Reads the trailer that begins at `offset`, and nothing may follow it.
    pub fn read(file: &[u8], offset: usize) -> Result<Self, Damage> {
        let rest = file.get(offset..).unwrap_or_default();
        let Some((trailer, following)) = rest.split_first_chunk::<{ layout::BYTES }>() else {
            let reason = Reason::CutShort { needed: layout::BYTES as u64, left: rest.len() as u64 };
            return Err(Damage::new(offset, Part::Trailer, reason));
        };
        if !following.is_empty() {
            let reason = Reason::BytesFollow { count: following.len() as u64 };
            return Err(Damage::new(offset + layout::BYTES, Part::File, reason));
        }
        Ok(Self {
            offset,
            count: u64::from_le_bytes(layout::COUNT.array(trailer)),
            root: Digest(layout::ROOT.array(trailer)),
            digest: Digest(layout::DIGEST.array(trailer)),
        })
    }

    /// Compares the trailer with `count` frames of root `root`; the digest of the whole file if all is well. The
    /// trailer's own digest is compared only if the rest is sound: it says least of where the damage is.
    pub fn compare(&self, file: &[u8], count: u64, root: Digest) -> Result<Digest, Vec<Damage>> {
        let mut damages = Vec::new();
        let damage = |start, reason| Damage::new(self.offset + start, Part::Trailer, reason);
        if self.count != count {
            let reason = Reason::Count { stored: self.count, found: count };
            damages.push(damage(layout::COUNT.start, reason));
        }
        if self.root != root {
            let reason = Reason::Root { stored: self.root, computed: root };
            damages.push(damage(layout::ROOT.start, reason));
        }
        if !damages.is_empty() {
            return Err(damages);
        }
        let (computed, of_all) = sha256_before_and_of_all(file, self.offset + layout::DIGEST.start);
        if self.digest != computed {
            let reason = Reason::Digest { stored: self.digest, computed };
            return Err(vec![damage(layout::DIGEST.start, reason)]);
        }
        Ok(of_all)
    }
}
