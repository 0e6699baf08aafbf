//! Every constant of the segment format: magic, limits, and where each field lies.
//!
//! A field begins where the one before it ends, so an offset is written down nowhere in the code. The tables of
//! `docs/FORMAT.md` are compared with [`header::FIELDS`], [`frame::FIELDS`] and [`trailer::FIELDS`] by a test.

/// The first bytes of every segment. As in PNG, 0x89 tells the file from text and shows a channel that drops the
/// high bit; the line ends show one that translates them; 0x1A stops an old `type`.
pub const MAGIC: [u8; 8] = *b"\x89CLG\r\n\x1a\n";

/// The version of the format that this crate writes, and the only one so far.
pub const VERSION: u16 = 1;

/// Stands where a frame's payload length would, and says that the trailer begins. No payload is that long.
pub const TRAILER_MARKER: u32 = u32::MAX;

/// The type of a frame that stands where a redacted frame stood: its payload begins with the leaf of that frame.
pub const REDACTED: u16 = u16::MAX;

/// The longest payload, 16 MiB.
pub const MAX_PAYLOAD_BYTES: usize = 16 << 20;

/// The largest segment file, 1 GiB, header and trailer included.
pub const MAX_SEGMENT_BYTES: usize = 1 << 30;

/// The most frames in one segment; it bounds the memory for their leaf hashes to 320 MB.
pub const MAX_FRAMES: u64 = 10_000_000;

/// A stretch of bytes within the header, a frame's header or the trailer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// Its name in `docs/FORMAT.md`.
    pub name: &'static str,
    /// Its first byte, counted from the beginning of the part.
    pub start: usize,
    /// The first byte after it.
    pub end: usize,
}

impl Field {
    const fn first(name: &'static str, bytes: usize) -> Self {
        Self { name, start: 0, end: bytes }
    }

    const fn then(self, name: &'static str, bytes: usize) -> Self {
        Self { name, start: self.end, end: self.end + bytes }
    }

    /// The field's bytes. All callers pass a part that was measured before: an array of the part's size.
    pub(crate) fn of<'a, const PART: usize>(&self, part: &'a [u8; PART]) -> &'a [u8] {
        &part[self.start..self.end]
    }

    /// The field as an array. A field of another size reads as zeros, which the layout test would show.
    pub(crate) fn array<const PART: usize, const SIZE: usize>(&self, part: &[u8; PART]) -> [u8; SIZE] {
        self.of(part).try_into().unwrap_or([0; SIZE])
    }
}

/// The segment's header.
pub mod header {
    use super::Field;

    /// [`MAGIC`](super::MAGIC).
    pub const MAGIC: Field = Field::first("magic", 8);
    /// The version, u16.
    pub const VERSION: Field = MAGIC.then("version", 2);
    /// 1 sealed, 2 tail.
    pub const KIND: Field = VERSION.then("kind", 1);
    /// Zeros.
    pub const RESERVED: Field = KIND.then("reserved", 5);
    /// SHA-256 of the file before this one in the chain; zeros when there is none.
    pub const PREVIOUS: Field = RESERVED.then("previous", 32);
    /// CRC-32C of the header's bytes before this field, u32.
    pub const CHECKSUM: Field = PREVIOUS.then("checksum", 4);
    /// The size of the header.
    pub const BYTES: usize = CHECKSUM.end;
    /// All fields in their order.
    pub const FIELDS: [Field; 6] = [MAGIC, VERSION, KIND, RESERVED, PREVIOUS, CHECKSUM];
}

/// A frame's header; the payload follows it.
pub mod frame {
    use super::Field;

    /// The payload's length, u32.
    pub const LENGTH: Field = Field::first("length", 4);
    /// What the payload is, u16.
    pub const TYPE: Field = LENGTH.then("type", 2);
    /// In which version of its schema, u16.
    pub const SCHEMA: Field = TYPE.then("schema", 2);
    /// CRC-32C of length, type, schema and payload, u32.
    pub const CHECKSUM: Field = SCHEMA.then("checksum", 4);
    /// The size of a frame's header.
    pub const BYTES: usize = CHECKSUM.end;
    /// All fields in their order.
    pub const FIELDS: [Field; 4] = [LENGTH, TYPE, SCHEMA, CHECKSUM];
}

/// The segment's trailer.
pub mod trailer {
    use super::Field;

    /// [`TRAILER_MARKER`](super::TRAILER_MARKER), u32.
    pub const MARKER: Field = Field::first("marker", 4);
    /// How many frames there are, u64.
    pub const COUNT: Field = MARKER.then("count", 8);
    /// The Merkle tree hash over the frames' leaves.
    pub const ROOT: Field = COUNT.then("root", 32);
    /// SHA-256 of all bytes of the file before this field.
    pub const DIGEST: Field = ROOT.then("digest", 32);
    /// The size of the trailer.
    pub const BYTES: usize = DIGEST.end;
    /// All fields in their order.
    pub const FIELDS: [Field; 4] = [MARKER, COUNT, ROOT, DIGEST];
}
