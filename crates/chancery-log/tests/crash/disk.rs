//! A disk that forgets what was not synced, counts its operations, and can be switched off or made to fail at any of them.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};

use chancery_log::disk::{Disk, TEMPORARY_SUFFIX};

use crate::image::{Fate, Files, Image, Node, Pending};

/// Into how many operations the bytes of a file are cut.
const BLOCKS: usize = 3;

/// What happens at an operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    None,
    /// From this one on nothing is done any more.
    Off(usize),
    /// This one fails; all others are done.
    Fails(usize),
}

pub struct Simulated {
    durable: RefCell<Image>,
    /// What the running programs see.
    visible: RefCell<Image>,
    pending: RefCell<Vec<Pending>>,
    /// Writes whose sync failed: the system believes that they are clean, and no sync writes them.
    dropped: RefCell<Vec<Pending>>,
    trouble: Cell<Trouble>,
    done: Cell<usize>,
    made: Cell<usize>,
    /// Each operation by its name and what it is done to, and whether it failed.
    pub told: RefCell<Vec<(&'static str, PathBuf, bool)>>,
}

/// An open file: its place among the contents, how much was written, its temporary name.
pub struct Open {
    file: usize,
    length: usize,
    path: PathBuf,
}

impl Simulated {
    pub fn new(image: Image, trouble: Trouble) -> Simulated {
        Simulated {
            visible: RefCell::new(image.clone()),
            durable: RefCell::new(image),
            pending: RefCell::default(),
            dropped: RefCell::default(),
            trouble: Cell::new(trouble),
            done: Cell::new(0),
            made: Cell::new(0),
            told: RefCell::default(),
        }
    }

    /// How many operations were asked for.
    pub fn operations(&self) -> usize {
        self.done.get()
    }

    /// The process was killed and another goes on; the machine never stopped.
    pub fn goes_on(&self) {
        self.trouble.set(Trouble::None);
    }

    /// What the power may leave if it goes now: the ways, and the different outcomes.
    pub fn after_loss(&self) -> (usize, BTreeSet<Files>) {
        let pending: Vec<Pending> = self.dropped.borrow().iter().chain(&*self.pending.borrow()).cloned().collect();
        self.durable.borrow().after_loss(&pending)
    }

    pub fn seen(&self) -> Files {
        self.visible.borrow().files()
    }

    fn node(&self, path: &Path) -> Option<Node> {
        self.visible.borrow().names.get(path).copied()
    }

    /// Counts an operation; an error if it fails or the power is off.
    fn begin(&self, what: &'static str, path: &Path) -> io::Result<()> {
        let now = self.done.get();
        self.done.set(now + 1);
        let fails = match self.trouble.get() {
            Trouble::None => false,
            Trouble::Off(at) => now >= at,
            Trouble::Fails(at) => now == at,
        };
        self.told.borrow_mut().push((what, path.to_owned(), fails));
        if fails { Err(io::Error::other("the disk failed")) } else { Ok(()) }
    }

    fn done(&self, pending: Pending) {
        self.visible.borrow_mut().apply(&pending, Fate::Done);
        self.pending.borrow_mut().push(pending);
    }

    /// Makes durable what the condition holds for.
    fn make_durable(&self, belongs: impl Fn(&Pending) -> bool) {
        let (now, later): (Vec<Pending>, Vec<Pending>) = self.pending.take().into_iter().partition(belongs);
        now.iter().for_each(|pending| self.durable.borrow_mut().apply(pending, Fate::Done));
        self.pending.replace(later);
    }

    fn renamed(&self, from: &Path, to: &Path) -> io::Result<()> {
        let node = self.node(from).ok_or(io::ErrorKind::NotFound)?;
        self.done(Pending::Rename { from: from.to_owned(), to: to.to_owned(), node });
        Ok(())
    }
}

impl Disk for Simulated {
    type File = Open;

    fn create_beside(&self, path: &Path) -> io::Result<(Open, PathBuf)> {
        let name = path.file_name().ok_or(io::ErrorKind::InvalidFilename)?.to_string_lossy();
        let folder = path.parent().unwrap_or(Path::new(""));
        if self.node(folder).is_none() {
            return Err(io::ErrorKind::NotFound.into());
        }
        // A name is never taken twice, not even after a loss of power.
        let temporary = loop {
            self.made.set(self.made.get() + 1);
            let tried = folder.join(format!(".{name}.{:06}{TEMPORARY_SUFFIX}", self.made.get()));
            if self.node(&tried).is_none() {
                break tried;
            }
        };
        self.begin("create", &temporary)?;
        let mut contents = self.visible.borrow().contents.len();
        contents = contents.max(self.durable.borrow().contents.len());
        for image in [&self.visible, &self.durable] {
            image.borrow_mut().contents.resize(contents + 1, Vec::new());
        }
        self.done(Pending::Name { path: temporary.clone(), node: Node::File(contents) });
        Ok((Open { file: contents, length: 0, path: temporary.clone() }, temporary))
    }

    fn write(&self, file: &mut Open, bytes: &[u8]) -> io::Result<()> {
        for block in bytes.chunks(bytes.len().div_ceil(BLOCKS).max(1)) {
            let begun = self.begin("write", &file.path);
            let written = if begun.is_ok() { block } else { &block[..block.len() / 2] };
            let is_off = matches!(self.trouble.get(), Trouble::Off(_)) && begun.is_err();
            if !is_off {
                self.done(Pending::Write { file: file.file, at: file.length, bytes: written.to_vec() });
                file.length += written.len();
            }
            begun?;
        }
        Ok(())
    }

    fn sync(&self, file: &Open) -> io::Result<()> {
        let is_of_file = |pending: &Pending| matches!(pending, Pending::Write { file: of, .. } if *of == file.file);
        let begun = self.begin("sync", &file.path);
        if begun.is_ok() {
            self.make_durable(is_of_file);
        } else if matches!(self.trouble.get(), Trouble::Fails(_)) {
            let (dropped, kept) = self.pending.take().into_iter().partition(is_of_file);
            self.pending.replace(kept);
            self.dropped.replace(dropped);
        }
        begun
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.begin("rename", from)?;
        self.renamed(from, to)
    }

    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.begin("rename", from)?;
        if self.node(to).is_some() {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        self.renamed(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.begin("remove", path)?;
        self.node(path).ok_or(io::ErrorKind::NotFound)?;
        self.done(Pending::Remove { path: path.to_owned() });
        Ok(())
    }

    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        self.begin("mkdir", folder)?;
        if self.node(folder).is_some() {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        self.done(Pending::Name { path: folder.to_owned(), node: Node::Folder });
        Ok(())
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        self.begin("sync folder", folder)?;
        self.make_durable(|pending| pending.folder() == Some(folder));
        Ok(())
    }

    fn files(&self, folder: &Path) -> io::Result<Vec<OsString>> {
        self.node(folder).ok_or(io::ErrorKind::NotFound)?;
        let visible = self.visible.borrow();
        let inside =
            visible.names.iter().filter(|(path, node)| path.parent() == Some(folder) && **node != Node::Folder);
        Ok(inside.filter_map(|(path, _)| path.file_name().map(OsString::from)).collect())
    }
}
