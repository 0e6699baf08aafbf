//! What the protocols of [`whole`](crate::whole) ask of a disk, and the disk that every program has.
//!
//! The protocols see no more of a disk than [`Disk`], so that a test can put another one in its place: one that loses power
//! between any two operations and forgets what was not synced. Nothing here decides an order; that is the protocols' part.

use std::ffi::{OsStr, OsString};
use std::fs::{self, File, Metadata};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::TempPath;

/// How the name of every temporary file ends.
pub const TEMPORARY_SUFFIX: &str = ".tmp";

/// How many characters before the ending keep the names of temporary files apart.
const UNIQUE_CHARACTERS: usize = 6;

/// The operations of a disk. Each does one thing and tries it once; errors are the system's.
pub trait Disk {
    /// A file that is open for writing.
    type File;

    /// Makes an empty file beside a path, under a [temporary name](is_temporary) that nothing has.
    fn create_beside(&self, path: &Path) -> io::Result<(Self::File, PathBuf)>;

    /// Writes all bytes at the end of what was written.
    fn write(&self, file: &mut Self::File, bytes: &[u8]) -> io::Result<()>;

    /// Makes what was written durable.
    fn sync(&self, file: &Self::File) -> io::Result<()>;

    /// Gives a file another name in its folder, in place of a file that has it.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Gives a file another name in its folder; `AlreadyExists` if anything has it.
    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Takes a file's name away.
    fn remove(&self, path: &Path) -> io::Result<()>;

    /// Makes a folder whose parent is there; `AlreadyExists` if anything has the name.
    fn make_folder(&self, folder: &Path) -> io::Result<()>;

    /// Makes the names in a folder durable.
    fn sync_folder(&self, folder: &Path) -> io::Result<()>;

    /// The names of the plain files in a folder, in no order; links are none.
    fn files(&self, folder: &Path) -> io::Result<Vec<OsString>>;
}

/// Whether a file is one that [`Disk::create_beside`] made: `.NAME.` and six letters or digits, then `.tmp`.
pub fn is_temporary(name: &OsStr) -> bool {
    let named = |name: &str| {
        let (before, unique) = name.strip_prefix('.')?.strip_suffix(TEMPORARY_SUFFIX)?.rsplit_once('.')?;
        let is_unique = unique.len() == UNIQUE_CHARACTERS && unique.bytes().all(|byte| byte.is_ascii_alphanumeric());
        Some(!before.is_empty() && is_unique)
    };
    name.to_str().and_then(named).unwrap_or(false)
}

/// Whether both are of one file. Where files have no numbers, both must at least be plain files.
#[cfg(unix)]
pub(crate) fn is_same(one: &Metadata, other: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    (one.dev(), one.ino()) == (other.dev(), other.ino())
}

#[cfg(not(unix))]
pub(crate) fn is_same(one: &Metadata, other: &Metadata) -> bool {
    one.is_file() && other.is_file()
}

/// The folder that a path lies in.
pub fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    }
}

/// The disk of the operating system.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemDisk;

impl Disk for SystemDisk {
    type File = File;

    fn create_beside(&self, path: &Path) -> io::Result<(File, PathBuf)> {
        let name = path.file_name().ok_or(io::ErrorKind::InvalidFilename)?;
        let mut prefix = OsString::from(".");
        prefix.push(name);
        prefix.push(".");
        let mut builder = tempfile::Builder::new();
        builder.prefix(&prefix).suffix(TEMPORARY_SUFFIX).rand_bytes(UNIQUE_CHARACTERS);
        // A temporary file is private by default; this one becomes a file like any other, subject to the umask.
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        // Kept: whether it is removed, and when, is for the protocol to say.
        builder.tempfile_in(folder_of(path))?.keep().map_err(|error| error.error)
    }

    fn write(&self, file: &mut File, bytes: &[u8]) -> io::Result<()> {
        file.write_all(bytes)
    }

    fn sync(&self, file: &File) -> io::Result<()> {
        file.sync_all()
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        let persisted = TempPath::try_from_path(from)?.persist_noclobber(to);
        persisted.map_err(|mut refused| {
            refused.path.disable_cleanup(true);
            refused.error
        })
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        fs::create_dir(folder)
    }

    /// A file system that has no such operation answers `EINVAL` or the like, and then nothing more can be done.
    #[cfg(unix)]
    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        match File::open(folder)?.sync_all() {
            Err(error) if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => Ok(()),
            result => result,
        }
    }

    #[cfg(not(unix))]
    fn sync_folder(&self, _folder: &Path) -> io::Result<()> {
        Ok(())
    }

    fn files(&self, folder: &Path) -> io::Result<Vec<OsString>> {
        let mut names = Vec::new();
        for item in fs::read_dir(folder)? {
            let item = item?;
            if item.file_type()?.is_file() {
                names.push(item.file_name());
            }
        }
        Ok(names)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bare_name_lies_in_the_current_folder() {
        assert_eq!(folder_of(Path::new("tail.clog")), Path::new("."));
        assert_eq!(folder_of(Path::new("a/tail.clog")), Path::new("a"));
        assert_eq!(folder_of(Path::new("/tail.clog")), Path::new("/"));
    }

    #[test]
    fn names_of_temporary_files_are_ours_alone() {
        for (name, expected) in [
            (".tail.clog.a1B2c3.tmp", true),
            (".a..abcdef.tmp", true),
            ("tail.clog.a1B2c3.tmp", false),
            (".tail.clog.a1B2c.tmp", false),
            (".tail.clog.a1B2c34.tmp", false),
            (".tail.clog.a1-2c3.tmp", false),
            (".tail.clog.a1B2c3.tmp~", false),
            ("..a1B2c3.tmp", false),
            (".a1B2c3.tmp", false),
            (".tmp", false),
            ("", false),
        ] {
            assert_eq!(is_temporary(OsStr::new(name)), expected, "{name}");
        }
    }

    #[test]
    fn the_name_of_a_temporary_file_is_known_again() {
        let folder = tempfile::tempdir().expect("makes");
        let (_, path) = SystemDisk.create_beside(&folder.path().join("tail.clog")).expect("makes");
        assert!(path.file_name().is_some_and(is_temporary), "{}", path.display());
        assert_eq!(SystemDisk.files(folder.path()).expect("reads"), [path.file_name().expect("has one")]);
    }
}
