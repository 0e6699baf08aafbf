//! The stored file: how it is packed, its digest, and the plain bytes that come out of it. A packed file is read twice, once for its
//! digest and once to unpack it; a plain one once.

use std::io::{self, Read, Seek};

use sha2::{Digest, Sha256};

use crate::fault::{Broken, Fault};

const AGAIN: &str = "fetch it from its publisher again";

/// How a file is packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Packing {
    Plain,
    Gzip,
    Zip,
}

/// How a file that begins so is packed, by its magic bytes.
pub fn packing(first: &[u8]) -> Packing {
    match first {
        [0x1f, 0x8b, ..] => Packing::Gzip,
        [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] | [b'P', b'K', 7, 8, ..] => Packing::Zip,
        _ => Packing::Plain,
    }
}

/// Reads the magic bytes and goes back to the beginning.
pub fn packing_of(input: &mut (impl Read + Seek)) -> io::Result<Packing> {
    input.rewind()?;
    let mut first = Vec::with_capacity(4);
    input.take(4).read_to_end(&mut first)?;
    input.rewind()?;
    Ok(packing(&first))
}

/// The stored bytes, counted and digested as they pass.
pub struct Digesting<R> {
    inner: R,
    digest: Sha256,
    bytes: u64,
}

impl<R: Read> Digesting<R> {
    pub fn new(inner: R) -> Digesting<R> {
        Digesting { inner, digest: Sha256::new(), bytes: 0 }
    }

    /// SHA-256 and number of the bytes that passed.
    pub fn finish(self) -> Stored {
        Stored { sha256: self.digest.finalize().into(), bytes: self.bytes }
    }
}

impl<R: Read> Read for Digesting<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.digest.update(buffer.get(..count).unwrap_or_default());
        self.bytes += count as u64;
        Ok(count)
    }
}

/// What is known of the stored file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Stored {
    pub sha256: [u8; 32],
    pub bytes: u64,
}

/// Reads a whole file for its digest and goes back to the beginning.
pub fn digest(input: &mut (impl Read + Seek)) -> io::Result<Stored> {
    let mut passing = Digesting::new(&mut *input);
    let mut buffer = vec![0; 128 << 10];
    loop {
        match passing.read(&mut buffer) {
            Ok(0) => break,
            Ok(_) => {}
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    let stored = passing.finish();
    input.rewind()?;
    Ok(stored)
}

/// The place of the only file in an archive; folders are none. Refused if there is not exactly one.
pub fn only_file<R: Read + Seek>(archive: &zip::ZipArchive<R>) -> Result<usize, Fault> {
    let is_folder = |name: &str| name.ends_with('/');
    let mut files =
        archive.file_names().enumerate().filter(|(_, name)| !name.as_ref().is_ok_and(|name| is_folder(name)));
    match (files.next(), files.count()) {
        (Some((place, _)), 0) => Ok(place),
        (first, others) => {
            let message = format!("the zip holds {} files, not one", others + usize::from(first.is_some()));
            Err(Fault::new("several-files", message, "unpack it and give its files one by one"))
        }
    }
}

/// What an error of the unpacker means: what the archive says is a fault of the file, anything else an error of the input.
pub fn unpacking(error: io::Error) -> Broken {
    match error.kind() {
        io::ErrorKind::UnexpectedEof => {
            Broken::Fault(Fault::new("truncated", "the packed file ends before its contents do", AGAIN))
        }
        io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput | io::ErrorKind::Other => {
            Broken::Fault(Fault::new("damaged", format!("the packed file is damaged: {error}"), AGAIN))
        }
        _ => Broken::Io(error),
    }
}

/// What it means that a zip does not open.
pub fn opening(error: zip::result::ZipError) -> Broken {
    match error {
        zip::result::ZipError::Io(error) => unpacking(error),
        error => Broken::Fault(Fault::new("truncated", format!("the zip does not open: {error}"), AGAIN)),
    }
}
