//! One process at a time: an advisory lock on a file that says who holds it.
//!
//! The system releases the lock when its holder ends, however it ends, so no lock is ever stale. The file itself is
//! never deleted: a second process could lock the deleted file while a third locks the new one.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use crate::disk::is_same;

/// How much of a lock file is shown: it may be anyone's.
const MAX_HOLDER_BYTES: u64 = 200;

/// How often a lock is asked for whose file names nobody: its holder is about to write its name, or to let go.
const MAX_TRIES: u32 = 50;

/// How long to wait in between.
const BETWEEN_TRIES: Duration = Duration::from_millis(2);

/// A held lock, released when dropped.
#[derive(Debug)]
pub struct Lock {
    file: File,
    /// What a holder that could not let go said of itself.
    left_by: Option<String>,
}

/// Why a lock was not acquired.
#[derive(Debug, thiserror::Error)]
pub enum LockError {
    /// Someone else holds it.
    #[error("{} is locked by {}", path.display(), if holder.is_empty() { "another process" } else { holder })]
    Held {
        /// The lock file.
        path: PathBuf,
        /// What the holder says of itself, one line without control characters; empty if it cannot be read.
        holder: String,
    },
    /// The lock file cannot be made, locked or written.
    #[error("cannot lock {}: {cause}", path.display())]
    File {
        /// The lock file.
        path: PathBuf,
        /// Why.
        cause: io::Error,
    },
}

/// How a lock stands, for whoever only wants to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Holding {
    /// Nobody has it.
    Free,
    /// Nobody has it, but its last holder was ended before it could let go; what that said of itself.
    Left(String),
    /// Somebody has it; what they say of themselves, empty if it cannot be read.
    Held(String),
}

impl Lock {
    /// Looks how a lock stands, and writes nothing. It is shared for that moment, so that a command that asks for it meanwhile
    /// asks again rather than be refused.
    ///
    /// # Errors
    /// Where the file is there and cannot be opened or is no plain file.
    pub fn look(path: &Path) -> io::Result<Holding> {
        let mut file = match refuse_link(path, None).and_then(|()| File::open(path)) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Holding::Free),
            Err(error) => return Err(error),
        };
        refuse_link(path, Some(&file))?;
        let is_held = match file.try_lock_shared() {
            Ok(()) => false,
            Err(TryLockError::WouldBlock) => true,
            Err(TryLockError::Error(cause)) => return Err(cause),
        };
        let holder = holder_in(&mut file);
        Ok(match (is_held, holder.is_empty()) {
            (true, _) => Holding::Held(holder),
            (false, true) => Holding::Free,
            (false, false) => Holding::Left(holder),
        })
    }

    /// Takes the lock at once or not at all; a lock that is just changing hands is asked for again, for a tenth of a second
    /// at most, so that whoever is refused is told by whom. `holder` says who takes it, as in `chancery seal, process 4711`; it is
    /// shown to whoever finds the lock held.
    pub fn try_acquire(path: &Path, holder: &str) -> Result<Self, LockError> {
        let failed = |cause| LockError::File { path: path.to_owned(), cause };
        let mut options = OpenOptions::new();
        // Not truncated here: until the lock is ours, the text in it is another's.
        options.read(true).write(true).create(true).truncate(false);
        // A link would have the text written over whatever it leads to.
        refuse_link(path, None).map_err(failed)?;
        let mut file = options.open(path).map_err(failed)?;
        refuse_link(path, Some(&file)).map_err(failed)?;
        let mut tries = 0;
        loop {
            match file.try_lock() {
                Ok(()) => break,
                Err(TryLockError::WouldBlock) => {}
                Err(TryLockError::Error(cause)) => return Err(failed(cause)),
            }
            let holder = holder_in(&mut file);
            tries += 1;
            if !holder.is_empty() || tries == MAX_TRIES {
                return Err(LockError::Held { path: path.to_owned(), holder });
            }
            thread::sleep(BETWEEN_TRIES);
        }
        let left_by = Some(holder_in(&mut file)).filter(|holder| !holder.is_empty());
        let mut lock = Self { file, left_by };
        lock.set_holder(holder).map_err(failed)?;
        Ok(lock)
    }

    /// What the last holder said of itself, if it was ended before it could let the lock go.
    pub fn left_by(&self) -> Option<&str> {
        self.left_by.as_deref()
    }

    fn set_holder(&mut self, holder: &str) -> io::Result<()> {
        self.file.rewind()?;
        self.file.write_all(holder.as_bytes())?;
        // Cut afterwards: there is no moment at which the file names nobody, as if the last holder had let go.
        self.file.set_len(holder.len() as u64)
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Nothing depends on either: the text is replaced by the next holder, and closing the file unlocks it too.
        let _ = self.file.set_len(0);
        let _ = self.file.unlock();
    }
}

/// That a lock file is a plain file, or absent; and once it is open, that it is the one that was opened.
fn refuse_link(path: &Path, opened: Option<&File>) -> io::Result<()> {
    let seen = match fs::symlink_metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound && opened.is_none() => return Ok(()),
        seen => seen?,
    };
    let is_it = match opened {
        Some(file) => is_same(&seen, &file.metadata()?),
        None => true,
    };
    if seen.is_file() && is_it { Ok(()) } else { Err(io::Error::other("this is no plain file")) }
}

/// The text of a held lock file. Where locks are mandatory it cannot be read, and then the holder stays unnamed.
fn holder_in(file: &mut File) -> String {
    let mut bytes = Vec::new();
    let _ = file.rewind();
    let _ = file.take(MAX_HOLDER_BYTES).read_to_end(&mut bytes);
    let text = String::from_utf8_lossy(&bytes);
    let line = text.lines().next().unwrap_or_default();
    line.chars().filter(|character| !character.is_control()).collect::<String>().trim().to_owned()
}
