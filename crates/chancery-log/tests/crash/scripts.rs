//! What commands write, in which order: the protocols under test, each with the files before it and after each of its steps.

use std::cell::Cell;
use std::path::{Path, PathBuf};

use chancery_log::disk::is_temporary;
use chancery_log::whole::{WholeError, WholeFiles};

use crate::disk::Simulated;
use crate::image::Files;

/// One file that a script writes.
#[derive(Debug, Clone, Copy)]
pub enum Step {
    /// A file that was not there.
    New(&'static str),
    /// A file in place of another, or of none.
    Whole(&'static str),
    /// A folder.
    Folder(&'static str),
    /// A damaged file is kept beside its place, then written anew.
    Anew(&'static str),
}

/// A command's writes.
pub struct Script {
    pub name: &'static str,
    /// Files before it.
    pub before: &'static [&'static str],
    pub steps: &'static [Step],
}

pub const TAIL: &str = "w/.chancery/tail.clog";

pub const SCRIPTS: &[Script] = &[
    Script { name: "entry", before: &[], steps: &[Step::New("w/journal/a.toml")] },
    Script { name: "first tail", before: &[], steps: &[Step::Whole(TAIL)] },
    Script { name: "tail", before: &[TAIL], steps: &[Step::Whole(TAIL)] },
    Script {
        name: "seal",
        before: &[TAIL],
        steps: &[Step::Folder("w/seals"), Step::New("w/seals/001-a.clog"), Step::Whole(TAIL)],
    },
    Script {
        name: "feed",
        before: &[],
        steps: &[Step::Folder("w/segments"), Step::New("w/segments/a.clog"), Step::New("w/journal/a.toml")],
    },
    Script { name: "damaged tail", before: &[TAIL], steps: &[Step::Anew(TAIL)] },
];

/// What stood at a path before.
pub fn old(path: &str) -> Vec<u8> {
    format!("old {path}").into_bytes()
}

/// What the script writes there; longer than the old one.
pub fn new(path: &str) -> Vec<u8> {
    format!("the new bytes of {path}").into_bytes()
}

impl Step {
    fn path(self) -> &'static str {
        match self {
            Step::New(path) | Step::Whole(path) | Step::Folder(path) | Step::Anew(path) => path,
        }
    }
}

impl Script {
    /// The disk before the script.
    pub fn start(&self) -> Files {
        let mut files: Files = ["w", "w/journal", "w/.chancery"].iter().map(|path| (path.into(), None)).collect();
        files.extend(self.before.iter().map(|path| (path.into(), Some(old(path)))));
        files
    }

    /// Does the steps that are not done yet, as a command would that looks first; counts those that were acknowledged.
    pub fn run(&self, disk: &Simulated, acknowledged: &Cell<usize>) -> Result<(), WholeError> {
        let whole = WholeFiles(disk);
        for (place, step) in self.steps.iter().enumerate() {
            let path = Path::new(step.path());
            let found = disk.seen().get(path).cloned().flatten();
            let is_new = found.as_deref() == Some(&new(step.path()));
            match step {
                Step::Folder(_) => whole.make_folders(path)?,
                _ if is_new => {}
                Step::New(_) => whole.write_new(path, &new(step.path()))?,
                Step::Whole(_) => whole.write_whole(path, &new(step.path()))?,
                Step::Anew(_) => {
                    if found.is_some() {
                        whole.set_aside(path)?;
                    }
                    whole.write_whole(path, &new(step.path()))?;
                }
            }
            acknowledged.set(place + 1);
        }
        Ok(())
    }

    /// What the next command does first.
    pub fn recover(&self, disk: &Simulated, was_killed: bool) -> Result<(), WholeError> {
        let folders = ["w", "w/.chancery", "w/journal", "w/seals", "w/segments"].map(PathBuf::from);
        WholeFiles(disk).recover(&folders, was_killed)
    }

    /// What is wrong with a disk on which so many steps were acknowledged, if anything.
    pub fn fault(&self, files: &Files, acknowledged: usize) -> Option<String> {
        let mut is_broken_off = false;
        for (place, step) in self.steps.iter().enumerate() {
            let path = step.path();
            let found = files.get(Path::new(path));
            let (is_old, is_new) = match step {
                Step::Folder(_) => (found.is_none(), found == Some(&None)),
                Step::New(_) | Step::Whole(_) | Step::Anew(_) => {
                    let before = self.before.contains(&path).then(|| Some(old(path)));
                    // A damaged tail may be gone from its place while it is kept aside.
                    let is_aside = matches!(step, Step::Anew(_)) && found.is_none();
                    (found == before.as_ref() || is_aside, found == Some(&Some(new(path))))
                }
            };
            if !is_old && !is_new {
                return Some(format!("{path} is neither old nor new: {found:?}"));
            }
            if !is_new && place < acknowledged {
                return Some(format!("{path} was acknowledged and is old"));
            }
            if is_new && is_broken_off {
                return Some(format!("{path} is new while what comes before it is old"));
            }
            is_broken_off |= !is_new;
            if matches!(step, Step::Anew(_)) && !files.values().any(|bytes| *bytes == Some(old(path))) {
                return Some(format!("what was damaged at {path} is kept nowhere"));
            }
        }
        None
    }

    /// That nothing else lies about.
    pub fn assert_tidy(&self, files: &Files, told: &str) {
        let is_left = |path: &&PathBuf| path.file_name().is_some_and(is_temporary);
        assert_eq!(files.keys().find(is_left), None, "{} {told}: a temporary file is left", self.name);
    }
}
