//! A segment's first bytes: what it is, and which segment went before it.

use crate::damage::{Damage, Part, Reason};
use crate::digest::Digest;
use crate::format::{MAGIC, MAX_SEGMENT_BYTES, VERSION, header as layout};

/// What a segment is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Written once, never replaced: truth.
    Sealed,
    /// Rewritten whole whenever it must be: a cache.
    Tail,
}

impl Kind {
    fn code(self) -> u8 {
        match self {
            Self::Sealed => 1,
            Self::Tail => 2,
        }
    }

    fn of_code(code: u8) -> Option<Self> {
        [Self::Sealed, Self::Tail].into_iter().find(|kind| kind.code() == code)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Header {
    pub kind: Kind,
    pub previous: Option<Digest>,
}

impl Header {
    pub fn write(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(layout::BYTES);
        bytes.extend(MAGIC);
        bytes.extend(VERSION.to_le_bytes());
        bytes.push(self.kind.code());
        bytes.resize(layout::RESERVED.end, 0);
        bytes.extend(self.previous.unwrap_or(Digest::ZERO).0);
        bytes.extend(crc32c::crc32c(&bytes).to_le_bytes());
        bytes
    }

    /// Reads the header of a whole file. The version comes before the checksum, because another version may keep
    /// its checksum elsewhere.
    pub fn read(file: &[u8]) -> Result<Self, Damage> {
        if file.len() > MAX_SEGMENT_BYTES {
            let reason = Reason::FileTooLarge { bytes: file.len() as u64 };
            return Err(Damage::new(MAX_SEGMENT_BYTES, Part::File, reason));
        }
        let damage = |offset, reason| Damage::new(offset, Part::Header, reason);
        let beginning = &file[..file.len().min(MAGIC.len())];
        if !MAGIC.starts_with(beginning) {
            return Err(damage(0, Reason::NotASegment));
        }
        let Some(header) = file.first_chunk::<{ layout::BYTES }>() else {
            let reason = Reason::CutShort { needed: layout::BYTES as u64, left: file.len() as u64 };
            return Err(damage(file.len(), reason));
        };
        let found = u16::from_le_bytes(layout::VERSION.array(header));
        if found != VERSION {
            return Err(damage(layout::VERSION.start, Reason::UnknownVersion { found }));
        }
        let stored = u32::from_le_bytes(layout::CHECKSUM.array(header));
        let computed = crc32c::crc32c(&header[..layout::CHECKSUM.start]);
        if stored != computed {
            return Err(damage(0, Reason::Checksum { stored, computed }));
        }
        let [code] = layout::KIND.array(header);
        let kind =
            Kind::of_code(code).ok_or_else(|| damage(layout::KIND.start, Reason::UnknownKind { found: code }))?;
        if layout::RESERVED.of(header).iter().any(|byte| *byte != 0) {
            return Err(damage(layout::RESERVED.start, Reason::ReservedNotZero));
        }
        let previous = Digest(layout::PREVIOUS.array(header));
        Ok(Self { kind, previous: (previous != Digest::ZERO).then_some(previous) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::sha256;

    /// A header with one byte changed and the checksum made good again.
    fn forged(offset: usize, value: u8) -> Vec<u8> {
        let mut bytes = Header { kind: Kind::Sealed, previous: None }.write();
        bytes[offset] = value;
        bytes.truncate(layout::CHECKSUM.start);
        bytes.extend(crc32c::crc32c(&bytes).to_le_bytes());
        bytes
    }

    #[test]
    fn headers_return() {
        for kind in [Kind::Sealed, Kind::Tail] {
            for previous in [None, Some(sha256(b"before"))] {
                let header = Header { kind, previous };
                assert_eq!(header.write().len(), layout::BYTES);
                assert_eq!(Header::read(&header.write()), Ok(header));
            }
        }
    }

    #[test]
    fn a_sound_checksum_does_not_excuse_what_is_unknown() {
        let refused = |offset, value| {
            let damage = Header::read(&forged(offset, value)).expect_err("refused");
            (damage.offset, damage.reason)
        };
        assert_eq!(refused(0, b'P'), (0, Reason::NotASegment));
        assert_eq!(refused(8, 2), (8, Reason::UnknownVersion { found: 2 }));
        assert_eq!(refused(10, 0), (10, Reason::UnknownKind { found: 0 }));
        assert_eq!(refused(10, 3), (10, Reason::UnknownKind { found: 3 }));
        assert_eq!(refused(15, 1), (11, Reason::ReservedNotZero));
    }

    #[test]
    fn a_file_over_the_limit_is_refused_before_it_is_read() {
        let damage = Header::read(&vec![0; MAX_SEGMENT_BYTES + 1]).expect_err("refused");
        assert_eq!(damage.part, Part::File);
    }
}
