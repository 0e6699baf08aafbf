//! Files that get their names later, several at once, and files that can be made again.

use std::path::{Path, PathBuf};

use super::{Step, WholeError, WholeFiles};
use crate::disk::{Disk, SystemDisk, folder_of};

/// A file that lies there under a temporary name, whole and durable, and is to get its own later.
#[derive(Debug)]
pub struct Prepared {
    temporary: PathBuf,
    path: PathBuf,
}

impl<D: Disk> WholeFiles<'_, D> {
    /// [`write_cache`] on this disk.
    ///
    /// # Errors
    /// The step that failed; the old file is as it was.
    pub fn write_cache(&self, path: &Path, bytes: &[u8]) -> Result<(), WholeError> {
        let temporary = self.temporary(path, bytes, false)?;
        let named = self.0.rename(&temporary, path);
        if named.is_err() {
            let _ = self.0.remove(&temporary);
        }
        named.map_err(|cause| WholeError { path: path.to_owned(), step: Step::Rename, cause })
    }

    /// [`prepare`] on this disk.
    ///
    /// # Errors
    /// The step that failed; nothing has the name that was not there before.
    pub fn prepare(&self, path: &Path, bytes: &[u8]) -> Result<Prepared, WholeError> {
        self.temporary(path, bytes, true).map(|temporary| Prepared { temporary, path: path.to_owned() })
    }

    /// [`put_in_place`] on this disk.
    ///
    /// # Errors
    /// [`Step::Rename`], or [`Step::SyncFolder`] for the folder of the last file.
    pub fn put_in_place(&self, files: &[Prepared]) -> Result<(), WholeError> {
        for file in files {
            let at = |cause| WholeError { path: file.path.clone(), step: Step::Rename, cause };
            self.0.rename(&file.temporary, &file.path).map_err(at)?;
        }
        let Some(last) = files.last() else { return Ok(()) };
        let at = |cause| WholeError { path: last.path.clone(), step: Step::SyncFolder, cause };
        self.0.sync_folder(folder_of(&last.path)).map_err(at)
    }

    /// [`give_up`] on this disk.
    pub fn give_up(&self, files: &[Prepared]) {
        for file in files {
            let _ = self.0.remove(&file.temporary);
        }
    }

    /// A file beside the path with the bytes, which goes when a step fails.
    fn temporary(&self, path: &Path, bytes: &[u8], is_synced: bool) -> Result<PathBuf, WholeError> {
        let disk = self.0;
        let at = |step| move |cause| WholeError { path: path.to_owned(), step, cause };
        let (mut file, temporary) = disk.create_beside(path).map_err(at(Step::Create))?;
        let mut written = disk.write(&mut file, bytes).map_err(at(Step::Write));
        if is_synced {
            written = written.and_then(|()| disk.sync(&file).map_err(at(Step::Sync)));
        }
        drop(file);
        if written.is_err() {
            // What failed is told; that this fails too is not.
            let _ = disk.remove(&temporary);
        }
        written.map(|()| temporary)
    }
}

/// Writes a file that can be made again and shows by itself whether it is whole, as [`write_whole`](super::write_whole) does but for the syncs: a kill
/// leaves the old file or the new one, a power loss may leave a torn one.
pub fn write_cache(path: &Path, bytes: &[u8]) -> Result<(), WholeError> {
    WholeFiles(&SystemDisk).write_cache(path, bytes)
}

/// Writes a file and leaves it under a temporary name, for [`put_in_place`]. If nobody comes to that, [`recover`](super::recover) removes it.
pub fn prepare(path: &Path, bytes: &[u8]) -> Result<Prepared, WholeError> {
    WholeFiles(&SystemDisk).prepare(path, bytes)
}

/// Gives prepared files of one folder their names, in place of files that are there.
pub fn put_in_place(files: &[Prepared]) -> Result<(), WholeError> {
    WholeFiles(&SystemDisk).put_in_place(files)
}

/// Removes prepared files.
pub fn give_up(files: &[Prepared]) {
    WholeFiles(&SystemDisk).give_up(files);
}
