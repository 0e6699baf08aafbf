//! Files are written whole: after a crash the old file is there or the new one, never half of either.
//!
//! A temporary file in the same folder is written and synced, then renamed, then the folder is synced. It is removed
//! when a step fails. After a crash or `kill -9` one may remain; [`recover`] removes it. A sync that failed is never tried
//! again: the system may have dropped what it could not write and would answer that all is well.
//!
//! The order of steps stands in [`WholeFiles`] once, for the system's disk and for those that tests put in its place.

mod prepared;

use std::fmt;
use std::fs::{self, File, Metadata};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::disk::{Disk, SystemDisk, folder_of, is_same, is_temporary};

pub use crate::disk::TEMPORARY_SUFFIX;
pub use prepared::{Prepared, give_up, prepare, put_in_place, write_cache};

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
    /// Making a folder.
    MakeFolder,
    /// Syncing the folder. The new file has its name by then; whether it survives a power loss is not known.
    SyncFolder,
    /// Reading a file.
    Read,
    /// Removing a file.
    Remove,
}

impl fmt::Display for Step {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Create => "cannot make a temporary file for",
            Self::Write => "cannot write the temporary file for",
            Self::Sync => "cannot sync the temporary file for",
            Self::Rename => "cannot give its name to",
            Self::MakeFolder => "cannot make the folder",
            Self::SyncFolder => "cannot sync the folder of",
            Self::Remove => "cannot remove",
            Self::Read => "cannot read",
        })
    }
}

/// The protocols, on a disk.
#[derive(Debug, Clone, Copy)]
pub struct WholeFiles<'d, D>(pub &'d D);

impl<D: Disk> WholeFiles<'_, D> {
    /// [`write_whole`] on this disk.
    ///
    /// # Errors
    /// The step that failed; the old file is as it was, unless that was [`Step::SyncFolder`].
    pub fn write_whole(&self, path: &Path, bytes: &[u8]) -> Result<(), WholeError> {
        self.write(path, bytes, D::rename)
    }

    /// [`write_new`] on this disk.
    ///
    /// # Errors
    /// As above; [`Step::Rename`] where something has the name.
    pub fn write_new(&self, path: &Path, bytes: &[u8]) -> Result<(), WholeError> {
        self.write(path, bytes, D::rename_new)
    }

    /// [`make_folders`] on this disk.
    ///
    /// # Errors
    /// [`Step::MakeFolder`] or [`Step::SyncFolder`].
    pub fn make_folders(&self, folder: &Path) -> Result<(), WholeError> {
        let at = |step| move |cause| WholeError { path: folder.to_owned(), step, cause };
        let parent = folder_of(folder);
        let made = match self.0.make_folder(folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound && parent != folder => {
                self.make_folders(parent)?;
                self.0.make_folder(folder)
            }
            result => result,
        };
        match made {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(at(Step::MakeFolder)(error)),
            // Whoever made it may have been killed before it was durable.
            _ => self.0.sync_folder(parent).map_err(at(Step::SyncFolder)),
        }
    }

    /// [`set_aside`] on this disk.
    ///
    /// # Errors
    /// [`Step::Rename`] or [`Step::SyncFolder`].
    pub fn set_aside(&self, path: &Path) -> Result<PathBuf, WholeError> {
        let at = |step| move |cause| WholeError { path: path.to_owned(), step, cause };
        let aside = first_free(path, |aside| self.0.rename_new(path, aside).map_err(at(Step::Rename)))?;
        // Durable before another file gets the name, or that could be all that is left.
        self.0.sync_folder(folder_of(path)).map(|()| aside).map_err(at(Step::SyncFolder))
    }

    /// [`keep_copy`] on this disk.
    ///
    /// # Errors
    /// As [`write_new`].
    pub fn keep_copy(&self, path: &Path, bytes: &[u8]) -> Result<PathBuf, WholeError> {
        first_free(path, |aside| self.write_new(aside, bytes))
    }

    /// [`recover`] on this disk.
    ///
    /// # Errors
    /// [`Step::SyncFolder`].
    pub fn recover(&self, folders: &[PathBuf], was_killed: bool) -> Result<(), WholeError> {
        for folder in folders {
            let names = match self.0.files(folder) {
                Ok(names) => names,
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                Err(_) => Vec::new(),
            };
            // One that cannot be removed harms nobody: nothing reads it.
            for name in names.iter().filter(|name| is_temporary(name)) {
                let _ = self.0.remove(&folder.join(name));
            }
            if was_killed {
                let at = |cause| WholeError { path: folder.clone(), step: Step::SyncFolder, cause };
                self.0.sync_folder(folder).map_err(at)?;
            }
        }
        Ok(())
    }

    fn write(
        &self,
        path: &Path,
        bytes: &[u8],
        rename: impl FnOnce(&D, &Path, &Path) -> io::Result<()>,
    ) -> Result<(), WholeError> {
        let disk = self.0;
        let at = |step| move |cause| WholeError { path: path.to_owned(), step, cause };
        let (mut file, temporary) = disk.create_beside(path).map_err(at(Step::Create))?;
        let named = disk
            .write(&mut file, bytes)
            .map_err(at(Step::Write))
            .and_then(|()| disk.sync(&file).map_err(at(Step::Sync)))
            .and_then(|()| rename(disk, &temporary, path).map_err(at(Step::Rename)));
        drop(file);
        if named.is_err() {
            // What failed is told; that this fails too is not.
            let _ = disk.remove(&temporary);
        }
        named?;
        disk.sync_folder(folder_of(path)).map_err(at(Step::SyncFolder))
    }
}

/// How many damaged files of one name are kept.
const MAX_ASIDE: u32 = 10_000;

/// `NAME-damaged-1.ENDING` beside a path, or the next number, under which `take` does not find another file.
fn first_free(path: &Path, take: impl Fn(&Path) -> Result<(), WholeError>) -> Result<PathBuf, WholeError> {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let ending = path.extension().map_or_else(String::new, |ending| format!(".{}", ending.to_string_lossy()));
    let mut number = 1;
    loop {
        let aside = path.with_file_name(format!("{stem}-damaged-{number}{ending}"));
        match take(&aside) {
            Ok(()) => return Ok(aside),
            Err(error) if error.cause.kind() == io::ErrorKind::AlreadyExists && number < MAX_ASIDE => number += 1,
            Err(error) => return Err(error),
        }
    }
}

/// Writes the file, in place of one that is there.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), WholeError> {
    WholeFiles(&SystemDisk).write_whole(path, bytes)
}

/// Writes a file that must not be there yet; if one is, the cause is `AlreadyExists` and it stays as it is.
pub fn write_new(path: &Path, bytes: &[u8]) -> Result<(), WholeError> {
    WholeFiles(&SystemDisk).write_new(path, bytes)
}

/// Makes a folder and those above it that are missing, each durable, so that what is written into it can be.
pub fn make_folders(folder: &Path) -> Result<(), WholeError> {
    WholeFiles(&SystemDisk).make_folders(folder)
}

/// Keeps a damaged file beside its place, as `NAME-damaged-1.ENDING` or the next number that is free; tells where.
pub fn set_aside(path: &Path) -> Result<PathBuf, WholeError> {
    WholeFiles(&SystemDisk).set_aside(path)
}

/// Writes bytes that are about to be replaced elsewhere, under the name that [`set_aside`] would give to the path; tells which.
pub fn keep_copy(path: &Path, bytes: &[u8]) -> Result<PathBuf, WholeError> {
    WholeFiles(&SystemDisk).keep_copy(path, bytes)
}

/// Removes temporary files that a crash left in these folders, of which some may be absent. The lock must be held: another
/// writer's would go too. If the last holder was killed, the folders are synced: what it renamed can be seen and relied
/// upon, and may not be durable yet.
pub fn recover(folders: &[PathBuf], was_killed: bool) -> Result<(), WholeError> {
    WholeFiles(&SystemDisk).recover(folders, was_killed)
}

/// Reads a file of at most `max_bytes`; a larger one is refused before it fills the memory.
pub fn read_whole(path: &Path, max_bytes: usize) -> Result<Vec<u8>, WholeError> {
    let read = || read_checked(path, fs::metadata(path)?, max_bytes);
    read().map_err(|cause| WholeError { path: path.to_owned(), step: Step::Read, cause })
}

/// Reads a file as [`read_whole`] does, unless it is a link: what lies in a folder of ours must be there itself, or whoever
/// made the folder could have another file read, and shown, that is none of theirs.
pub fn read_own(path: &Path, max_bytes: usize) -> Result<Vec<u8>, WholeError> {
    let read = || {
        let seen = fs::symlink_metadata(path)?;
        if seen.is_symlink() {
            return Err(io::Error::other("this is a link, and the file itself must be here"));
        }
        read_checked(path, seen, max_bytes)
    };
    read().map_err(|cause| WholeError { path: path.to_owned(), step: Step::Read, cause })
}

/// Reads the file that was seen; another one may have come in its place meanwhile, and is refused.
fn read_checked(path: &Path, seen: Metadata, max_bytes: usize) -> io::Result<Vec<u8>> {
    // A named pipe would block when opened, and a device may never end.
    if !seen.is_file() {
        return Err(io::Error::other("this is no plain file"));
    }
    let file = File::open(path)?;
    if !is_same(&seen, &file.metadata()?) {
        return Err(io::Error::other("another file came in its place while it was opened"));
    }
    let mut bytes = Vec::new();
    file.take(max_bytes as u64 + 1).read_to_end(&mut bytes)?;
    if bytes.len() > max_bytes {
        let message = format!("it has more than {max_bytes} bytes");
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, message));
    }
    Ok(bytes)
}
