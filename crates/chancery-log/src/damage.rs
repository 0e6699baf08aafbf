//! What can be wrong with the bytes of a segment, where, and why.

use std::fmt;

use crate::digest::Digest;
use crate::format::{MAX_FRAMES, MAX_PAYLOAD_BYTES, MAX_SEGMENT_BYTES, VERSION};

/// One thing wrong with the bytes of a segment.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{part} at byte {offset}: {reason}")]
pub struct Damage {
    /// Where, counted from the beginning of the file: the damaged part's first byte, or the field at odds.
    pub offset: u64,
    /// What is damaged.
    pub part: Part,
    /// Why it counts as damaged.
    pub reason: Reason,
}

impl Damage {
    pub(crate) fn new(offset: usize, part: Part, reason: Reason) -> Self {
        Self { offset: offset as u64, part, reason }
    }
}

/// The part of a segment that is damaged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The file as a whole.
    File,
    /// The header.
    Header,
    /// A frame.
    Frame,
    /// The trailer.
    Trailer,
}

impl fmt::Display for Part {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::File => "file",
            Self::Header => "header",
            Self::Frame => "frame",
            Self::Trailer => "trailer",
        })
    }
}

/// Why a part counts as damaged.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Reason {
    /// The first bytes are not those of a segment.
    #[error("this is no segment")]
    NotASegment,
    /// A version this crate does not know.
    #[error("format version {found} is not the one this program reads, {VERSION}: it is newer, or the byte is damaged")]
    UnknownVersion {
        /// The version that the header states.
        found: u16,
    },
    /// A kind that is neither sealed nor tail.
    #[error("{found} is no kind of segment")]
    UnknownKind {
        /// The kind that the header states.
        found: u8,
    },
    /// A reserved byte is not zero.
    #[error("a reserved byte is not zero")]
    ReservedNotZero,
    /// A redacted frame's payload is too short to hold the leaf of what stood there.
    #[error("it is redacted, but does not have the leaf of what stood there")]
    RedactedWithoutLeaf,
    /// The stored CRC-32C is not that of the bytes.
    #[error("the checksum is {computed:08x}, but {stored:08x} is stored")]
    Checksum {
        /// As stored.
        stored: u32,
        /// As computed from the bytes.
        computed: u32,
    },
    /// The bytes end before the part does.
    #[error("it needs {needed} bytes, and {left} are left")]
    CutShort {
        /// How many bytes the part takes, as far as can be told.
        needed: u64,
        /// How many there are.
        left: u64,
    },
    /// A frame claims a payload over the limit.
    #[error("it claims a payload of {claimed} bytes, more than {MAX_PAYLOAD_BYTES}")]
    PayloadTooLong {
        /// The length that the frame states.
        claimed: u32,
    },
    /// The trailer's marker stands before the end.
    #[error("a trailer begins where a frame should")]
    UnexpectedTrailer,
    /// The file is over the limit.
    #[error("{bytes} bytes are more than a segment may have, {MAX_SEGMENT_BYTES}")]
    FileTooLarge {
        /// The file's size.
        bytes: u64,
    },
    /// There are more frames than the limit.
    #[error("there are more than {MAX_FRAMES} frames")]
    TooManyFrames,
    /// Bytes follow the trailer.
    #[error("{count} bytes follow the end")]
    BytesFollow {
        /// How many.
        count: u64,
    },
    /// The trailer's count is not that of the frames.
    #[error("there are {found} frames, but {stored} is stored")]
    Count {
        /// As stored.
        stored: u64,
        /// As counted.
        found: u64,
    },
    /// The trailer's Merkle root is not that of the frames: some frame was lost, added or exchanged.
    #[error("the frames have the root {computed}, but {stored} is stored")]
    Root {
        /// As stored.
        stored: Digest,
        /// As computed from the frames.
        computed: Digest,
    },
    /// The trailer's digest is not that of the bytes before it, though each part is sound by itself.
    #[error("the bytes before it have the digest {computed}, but {stored} is stored")]
    Digest {
        /// As stored.
        stored: Digest,
        /// As computed from the bytes.
        computed: Digest,
    },
    /// The search for the next sound frame was given up, because its cost is bounded.
    #[error("no sound frame was found after it at bounded cost; what follows was not examined")]
    Unexamined,
    /// So much is damaged that the list was ended here.
    #[error("more is damaged than is listed")]
    NotListed,
}
