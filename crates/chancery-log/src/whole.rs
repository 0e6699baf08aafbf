//! Files are written whole: after a crash the old file is there or the new one, never half of either.
//!
//! A temporary file in the same folder is written and synced, then renamed, then the folder is synced. It is removed
//! when a step fails. After a crash or `kill -9` one may remain: a dot, the file's name, a dot, six characters, `.tmp`.

use std::ffi::OsString;
use std::fmt;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

/// How the name of every temporary file ends.
pub const TEMPORARY_SUFFIX: &str = ".tmp";

/// A file that could not be written or read: which one, at which step, and why.
#[derive(Debug, thiserror::Error)]
#[error("{step} {}: {cause}", path.display())]
pub struct WholeError {
    /// The file that was to be written or read.
    pub path: PathBuf,
    /// What failed.
    pub step: Step,
    /// Why.
    pub cause: io::Error,
}

/// A step on the way to a whole file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Making the temporary file beside the path.
    Create,
    /// Writing the temporary file.
    Write,
    /// Syncing the temporary file.
    Sync,
    /// Giving the temporary file its name.
    Rename,
    /// Syncing the folder. The new file has its name by then; whether it survives a power loss is not known.
    SyncFolder,
    /// Reading a file.
    Read,
}

impl fmt::Display for Step {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Create => "cannot make a temporary file for",
            Self::Write => "cannot write the temporary file for",
            Self::Sync => "cannot sync the temporary file for",
            Self::Rename => "cannot give its name to",
            Self::SyncFolder => "cannot sync the folder of",
            Self::Read => "cannot read",
        })
    }
}

/// What to do with a file that has the name already.
#[derive(Clone, Copy)]
enum Existing {
    Replace,
    Refuse,
}

/// Writes the file, in place of one that is there.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), WholeError> {
    write_through(path, Existing::Replace, |file| file.write_all(bytes))
}

/// Writes a file that must not be there yet; if one is, the cause is `AlreadyExists` and it stays as it is.
pub fn write_new(path: &Path, bytes: &[u8]) -> Result<(), WholeError> {
    write_through(path, Existing::Refuse, |file| file.write_all(bytes))
}

/// Reads a file of at most `max_bytes`; a larger one is refused before it fills the memory.
pub fn read_whole(path: &Path, max_bytes: usize) -> Result<Vec<u8>, WholeError> {
    let read = || {
        // A named pipe would block when opened, and a device may never end.
        if !fs::metadata(path)?.is_file() {
            return Err(io::Error::other("this is no plain file"));
        }
        let mut bytes = Vec::new();
        File::open(path)?.take(max_bytes as u64 + 1).read_to_end(&mut bytes)?;
        if bytes.len() > max_bytes {
            let message = format!("it has more than {max_bytes} bytes");
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, message));
        }
        Ok(bytes)
    };
    read().map_err(|cause| WholeError { path: path.to_owned(), step: Step::Read, cause })
}

fn write_through(
    path: &Path,
    existing: Existing,
    fill: impl FnOnce(&mut File) -> io::Result<()>,
) -> Result<(), WholeError> {
    let at = |step| move |cause| WholeError { path: path.to_owned(), step, cause };
    let folder = folder_of(path);
    // Dropping it removes the file, so every `?` below leaves nothing behind.
    let mut temporary = create_beside(path, folder).map_err(at(Step::Create))?;
    fill(temporary.as_file_mut()).map_err(at(Step::Write))?;
    temporary.as_file().sync_all().map_err(at(Step::Sync))?;
    let renamed = match existing {
        Existing::Replace => temporary.persist(path),
        Existing::Refuse => temporary.persist_noclobber(path),
    };
    renamed.map_err(|error| at(Step::Rename)(error.error))?;
    sync_folder(folder).map_err(at(Step::SyncFolder))
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    }
}

fn create_beside(path: &Path, folder: &Path) -> io::Result<NamedTempFile> {
    let name = path.file_name().ok_or(io::ErrorKind::InvalidFilename)?;
    let mut prefix = OsString::from(".");
    prefix.push(name);
    prefix.push(".");
    let mut builder = tempfile::Builder::new();
    builder.prefix(&prefix).suffix(TEMPORARY_SUFFIX);
    // A temporary file is private by default; this one becomes a file like any other, subject to the umask.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(folder)
}

/// Makes the new name durable. A file system that has no such operation answers `EINVAL` or the like, and then
/// nothing more can be done.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    match File::open(folder)?.sync_all() {
        Err(error) if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => Ok(()),
        result => result,
    }
}

#[cfg(not(unix))]
fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names_in(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(folder)
            .expect("reads")
            .map(|entry| entry.expect("reads").file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_disk_that_fills_up_midway_keeps_the_old_file() {
        let folder = tempfile::tempdir().expect("makes");
        let path = folder.path().join("tail.clog");
        write_whole(&path, b"old").expect("writes");
        for existing in [Existing::Replace, Existing::Refuse] {
            let error = write_through(&path, existing, |file| {
                file.write_all(b"ne")?;
                assert_eq!(names_in(folder.path()).len(), 2, "the temporary file is beside the old one");
                Err(io::ErrorKind::StorageFull.into())
            })
            .expect_err("the disk is full");
            assert_eq!(error.step, Step::Write);
            assert_eq!(error.path, path);
            assert_eq!(fs::read(&path).expect("reads"), b"old");
            assert_eq!(names_in(folder.path()), ["tail.clog"]);
        }
    }

    #[test]
    fn a_bare_name_lies_in_the_current_folder() {
        assert_eq!(folder_of(Path::new("tail.clog")), Path::new("."));
        assert_eq!(folder_of(Path::new("a/tail.clog")), Path::new("a"));
        assert_eq!(folder_of(Path::new("/tail.clog")), Path::new("/"));
    }
}
