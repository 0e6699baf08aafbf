//! Segments: immutable binary files of typed frames, and the few file operations they need.
//!
//! This crate does not know what a frame means, nothing of contacts, and nothing of where files belong. It asks
//! for no clock, holds no cache, prints nothing, and never changes a file in place: it turns values into the
//! bytes of a whole segment, and such bytes back into values or a named [`Damage`]. `docs/FORMAT.md` describes
//! the bytes; a test compares that page with the [`mod@format`] module.
//!
//! ```
//! use chancery_log::{Kind, Segment, SegmentBuilder};
//!
//! let mut builder = SegmentBuilder::new(Kind::Sealed, None);
//! builder.push(7, 1, &("Ulaanbaatar", 2013_u16))?;
//! let segment = Segment::parse(builder.finish())?;
//! for frame in &segment {
//!     let (place, year): (String, u16) = frame.decode()?;
//!     assert_eq!((place.as_str(), year), ("Ulaanbaatar", 2013));
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod chain;
pub mod codec;
pub mod disk;
pub mod format;
pub mod lock;
pub mod merkle;
pub mod whole;
mod wire;

mod builder;
mod damage;
mod digest;
mod frame;
mod header;
mod segment;
mod stats;
mod trailer;
mod verify;

pub use builder::{BuildError, SegmentBuilder};
pub use codec::CodecError;
pub use damage::{Damage, Part, Reason};
pub use digest::{Digest, NotADigest, sha256};
pub use frame::{Frame, Frames};
pub use header::Kind;
pub use segment::Segment;
pub use stats::{Stats, TypeStats};
pub use verify::verify;
