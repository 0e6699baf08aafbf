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

/// The stored bytes, counted and, if wanted, digested as they pass.
pub struct Passing<R> {
    inner: R,
    digest: Option<Sha256>,
    bytes: u64,
}

impl<R: Read> Passing<R> {
    pub fn new(inner: R, is_digested: bool) -> Passing<R> {
        Passing { inner, digest: is_digested.then(Sha256::new), bytes: 0 }
    }

    /// What passed: how many bytes, and their digest if it was wanted.
    pub fn finish(self) -> (u64, Option<Stored>) {
        let stored = |digest: Sha256| Stored { sha256: digest.finalize().into(), bytes: self.bytes };
        (self.bytes, self.digest.map(stored))
    }
}

impl<R: Read> Read for Passing<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        if let Some(digest) = &mut self.digest {
            digest.update(buffer.get(..count).unwrap_or_default());
        }
        self.bytes += count as u64;
        Ok(count)
    }
}

/// A file as it is stored, packed if it is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Stored {
    /// SHA-256 of its bytes.
    pub sha256: [u8; 32],
    /// How many bytes it has.
    pub bytes: u64,
}

/// Reads a whole file for its digest and goes back to the beginning.
pub fn digest(mut input: impl Read + Seek) -> io::Result<Stored> {
    input.rewind()?;
    let mut sha256 = Sha256::new();
    let mut bytes = 0;
    let mut buffer = vec![0; 128 << 10];
    loop {
        match input.read(&mut buffer) {
            Ok(0) => break,
            Ok(count) => {
                sha256.update(buffer.get(..count).unwrap_or_default());
                bytes += count as u64;
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    input.rewind()?;
    Ok(Stored { sha256: sha256.finalize().into(), bytes })
}

/// The size of a file; goes back to the beginning.
pub fn size(input: &mut impl Seek) -> io::Result<u64> {
    let bytes = input.seek(io::SeekFrom::End(0))?;
    input.rewind()?;
    Ok(bytes)
}

/// What it means that a file has another size than was said.
pub fn changed(stored: Stored, bytes: u64) -> Fault {
    let message = format!("the file has {bytes} bytes, not the {} of which the digest was taken", stored.bytes);
    Fault::new("changed", message, "leave the file alone while it is read, and begin again")
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

/// What an error of the unpacker means: what the system says is an error of the input, anything else a fault of the file.
pub fn unpacking(error: io::Error) -> Broken {
    match error.kind() {
        io::ErrorKind::UnexpectedEof => {
            Broken::Fault(Fault::new("truncated", "the packed file ends before its contents do", AGAIN))
        }
        _ if error.raw_os_error().is_some() => Broken::Io(error),
        _ => Broken::Fault(Fault::new("damaged", format!("the packed file is damaged: {error}"), AGAIN)),
    }
}

/// What it means that a zip does not open.
pub fn opening(error: zip::result::ZipError) -> Broken {
    match error {
        zip::result::ZipError::Io(error) => unpacking(error),
        error => Broken::Fault(Fault::new("truncated", format!("the zip does not open: {error}"), AGAIN)),
    }
}
