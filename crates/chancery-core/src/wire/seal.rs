//! What only a seal holds: what it is, and files kept byte for byte.

use super::{FrameSink, SCHEMA, frame_type, instant, seal1};
use crate::instant::Instant;

/// What a sealed segment says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seal {
    /// Its place in the chain, from 1.
    pub number: u32,
    /// Its name: lower case letters, digits and hyphens.
    pub name: String,
    /// Who sealed, if that was said.
    pub by: Option<String>,
    /// The greatest `recorded` of its entries: the seal closes the history up to the end of this second.
    pub until: Instant,
}

/// A file that a seal keeps byte for byte.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct File {
    /// Path within the workspace, with `/`.
    pub path: String,
    /// What it held.
    pub bytes: Vec<u8>,
}

pub(super) fn write_seal<S: FrameSink>(seal: &Seal, sink: &mut S) -> Result<(), S::Error> {
    let twin = seal1::Seal { number: seal.number, name: seal.name.clone(), by: seal.by.clone(), until: seal.until.0 };
    sink.push(frame_type::SEAL, SCHEMA, &twin)
}

pub(super) fn write_file<S: FrameSink>(file: &File, sink: &mut S) -> Result<(), S::Error> {
    let twin = seal1::File { path: file.path.clone(), bytes: file.bytes.clone() };
    sink.push(frame_type::FILE, SCHEMA, &twin)
}

impl TryFrom<seal1::Seal> for Seal {
    type Error = String;
    fn try_from(twin: seal1::Seal) -> Result<Seal, String> {
        Ok(Seal { number: twin.number, name: twin.name, by: twin.by, until: instant(twin.until)? })
    }
}

impl From<seal1::File> for File {
    fn from(twin: seal1::File) -> File {
        File { path: twin.path, bytes: twin.bytes }
    }
}
