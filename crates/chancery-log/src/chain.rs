//! A folder of sealed segments, read in order and checked as a chain.
//!
//! A seal's file is named `NNN-NAME.clog`: its number from 001, a hyphen, its name in lower case letters, digits and hyphens.
//! The header's `previous` holds the [commitment](Segment::commitment) of the seal before it. This module knows nothing of what
//! the frames say, so whether a seal's own words agree with its file's name is for the reader of the frames.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::damage::Damage;
use crate::digest::Digest;
use crate::format::MAX_SEGMENT_BYTES;
use crate::header::Kind;
use crate::segment::Segment;
use crate::whole::{self, Step, WholeError};

/// How the names of segments end.
const ENDING: &str = ".clog";

/// A seal's file as it lies on the disk, not yet looked into.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealFile {
    /// Where it lies.
    pub path: PathBuf,
    /// The number in its name, from 1.
    pub number: u32,
    /// The name after the number.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// A seal whose every byte was checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealed {
    /// Where it lies.
    pub path: PathBuf,
    /// The number in its file's name, from 1.
    pub number: u32,
    /// The name after the number.
    pub name: String,
    /// The segment.
    pub segment: Segment,
}

/// Why a seal could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The folder or a file in it cannot be read.
    #[error(transparent)]
    Unreadable(#[from] WholeError),
    /// A segment whose name is no seal's.
    #[error("{}: a seal's file is named `001-NAME{ENDING}`, the name in lower case letters, digits and hyphens", path.display())]
    NotASealName {
        /// The file.
        path: PathBuf,
    },
    /// The bytes are damaged.
    #[error("{}: {damage}", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// The first damage; [`verify`](crate::verify) lists all.
        damage: Damage,
    },
}

impl SealFile {
    /// Checks every byte.
    ///
    /// # Errors
    /// [`OpenError::Damaged`].
    pub fn open(self) -> Result<Sealed, OpenError> {
        let SealFile { path, number, name, bytes } = self;
        match Segment::parse(bytes) {
            Ok(segment) => Ok(Sealed { path, number, name, segment }),
            Err(damage) => Err(OpenError::Damaged { path, damage }),
        }
    }
}

/// Reads the seals of a folder, sorted by number and then by name, without looking into them. A folder that is absent has
/// none. Files whose names do not hold `.clog`, or begin with a dot, are passed over.
///
/// # Errors
/// Every file that cannot be read or has a name like a segment's but not like a seal's.
pub fn files(dir: &Path) -> Result<Vec<SealFile>, Vec<OpenError>> {
    let (mut found, mut errors) = (Vec::new(), Vec::new());
    let unreadable = |cause| OpenError::Unreadable(WholeError { path: dir.to_owned(), step: Step::Read, cause });
    let listing = match fs::read_dir(dir) {
        Ok(listing) => listing,
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(found),
        Err(cause) => return Err(vec![unreadable(cause)]),
    };
    for item in listing {
        match item.map_err(unreadable).and_then(|item| read(&item.path())) {
            Ok(file) => found.extend(file),
            Err(error) => errors.push(error),
        }
    }
    errors.sort_by_key(OpenError::to_string);
    found.sort_by(|a, b| (a.number, &a.name, &a.path).cmp(&(b.number, &b.name, &b.path)));
    if errors.is_empty() { Ok(found) } else { Err(errors) }
}

fn read(path: &Path) -> Result<Option<SealFile>, OpenError> {
    let file_name = path.file_name().unwrap_or_default().to_string_lossy();
    if file_name.starts_with('.') || !file_name.to_lowercase().contains(ENDING) {
        return Ok(None);
    }
    let Some((number, name)) = number_and_name(&file_name) else {
        return Err(OpenError::NotASealName { path: path.to_owned() });
    };
    let bytes = whole::read_own(path, MAX_SEGMENT_BYTES)?;
    Ok(Some(SealFile { path: path.to_owned(), number, name: name.to_owned(), bytes }))
}

/// Opens the seals of a folder, sorted by number and then by name. A folder that is absent has none. Whether they make a
/// chain is for [`faults`] to say.
///
/// # Errors
/// Every file that cannot be read, has no seal's name, or is damaged.
pub fn open(dir: &Path) -> Result<Vec<Sealed>, Vec<OpenError>> {
    let (mut opened, mut errors) = (Vec::new(), Vec::new());
    for file in files(dir)? {
        match file.open() {
            Ok(sealed) => opened.push(sealed),
            Err(error) => errors.push(error),
        }
    }
    if errors.is_empty() { Ok(opened) } else { Err(errors) }
}

/// The name of a seal's file.
pub fn file_name(number: u32, name: &str) -> String {
    format!("{number:03}-{name}{ENDING}")
}

/// The number and name of a seal's file, if it is named as [`file_name`] names it.
pub fn number_and_name(file_name: &str) -> Option<(u32, &str)> {
    let (digits, name) = file_name.strip_suffix(ENDING)?.split_once('-')?;
    let number: u32 = digits.parse().ok()?;
    let as_written = number > 0 && is_name(name) && self::file_name(number, name) == file_name;
    as_written.then_some((number, name))
}

/// Whether a text may be a seal's name: lower case letters, digits and hyphens, not beginning with a hyphen.
pub fn is_name(text: &str) -> bool {
    let allowed = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-');
    !text.is_empty() && text.len() <= 100 && !text.starts_with('-') && text.bytes().all(allowed)
}

/// What keeps seals from being a chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// Several seals have one number, as after two branches that both sealed were merged.
    SameNumber {
        /// The number.
        number: u32,
        /// Their files, sorted.
        paths: Vec<PathBuf>,
    },
    /// Numbers are missing before a seal.
    Gap {
        /// The seal's file.
        path: PathBuf,
        /// Its number.
        number: u32,
        /// The first number that is missing.
        missing: u32,
    },
    /// A seal's `previous` is not the commitment of the seal before it.
    Previous {
        /// The seal's file.
        path: PathBuf,
        /// What its header says.
        stored: Option<Digest>,
        /// What it should say, one for each seal of the number before; empty for the first seal.
        expected: Vec<Digest>,
        /// Another seal here that has the stored commitment.
        names: Option<PathBuf>,
    },
    /// A file among the seals is a tail.
    NotASeal {
        /// The file.
        path: PathBuf,
    },
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::SameNumber { number, paths } => {
                let names: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
                write!(f, "{} have one number, {number:03}", names.join(" and "))
            }
            Self::Gap { path, missing, .. } => {
                write!(f, "{}: there is no seal {missing:03} before it", path.display())
            }
            Self::Previous { path, stored, expected, names } => {
                write!(f, "{}: the header at byte 16 names ", path.display())?;
                match stored {
                    Some(digest) => write!(f, "{digest}")?,
                    None => f.write_str("no seal")?,
                }
                if let Some(names) = names {
                    write!(f, " ({})", names.display())?;
                }
                match expected.as_slice() {
                    [] => f.write_str(" before it, but it is the first"),
                    [digest] => write!(f, " before it, but the seal before it has the commitment {digest}"),
                    _ => f.write_str(" before it, which is the commitment of no seal before it"),
                }
            }
            Self::NotASeal { path } => write!(f, "{}: it is a tail, not a seal", path.display()),
        }
    }
}

impl std::error::Error for Fault {}

/// Everything that keeps the seals from being a chain: numbers 1, 2, … once each, the first without a `previous`, every other
/// with the commitment of the one before. Sorted by number. The order in which they are given does not matter.
pub fn faults(seals: &[Sealed]) -> Vec<Fault> {
    let mut by_number: BTreeMap<u32, Vec<&Sealed>> = BTreeMap::new();
    for sealed in seals {
        by_number.entry(sealed.number).or_default().push(sealed);
    }
    let mut faults = Vec::new();
    let mut before: (u32, Vec<Digest>) = (0, Vec::new());
    for (number, mut here) in by_number {
        here.sort_by(|a, b| a.path.cmp(&b.path));
        let path = |sealed: &&Sealed| sealed.path.clone();
        faults.extend(
            here.iter()
                .filter(|sealed| sealed.segment.kind() != Kind::Sealed)
                .map(|sealed| Fault::NotASeal { path: path(sealed) }),
        );
        if here.len() > 1 {
            faults.push(Fault::SameNumber { number, paths: here.iter().map(path).collect() });
        }
        if number > before.0.saturating_add(1) {
            faults.extend(here.first().map(|sealed| Fault::Gap { path: path(sealed), number, missing: before.0 + 1 }));
        } else {
            faults.extend(here.iter().filter_map(|sealed| wrong_previous(sealed, &before.1, seals)));
        }
        before = (number, here.iter().map(|sealed| sealed.segment.commitment()).collect());
    }
    faults
}

fn wrong_previous(sealed: &Sealed, expected: &[Digest], seals: &[Sealed]) -> Option<Fault> {
    let stored = sealed.segment.previous();
    let fits = stored.map_or(expected.is_empty(), |digest| expected.contains(&digest));
    (!fits).then(|| Fault::Previous {
        path: sealed.path.clone(),
        stored,
        expected: expected.to_vec(),
        names: seals.iter().find(|other| Some(other.segment.commitment()) == stored).map(|other| other.path.clone()),
    })
}
