//! What lies on a disk, and what a loss of power may make of it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Files by their paths, with their bytes; folders have none.
pub type Files = BTreeMap<PathBuf, Option<Vec<u8>>>;

/// What a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Node {
    Folder,
    /// A file, by its place among the contents.
    File(usize),
}

/// Names and contents.
#[derive(Debug, Clone, Default)]
pub struct Image {
    pub names: BTreeMap<PathBuf, Node>,
    pub contents: Vec<Vec<u8>>,
}

/// An operation that was done and not synced.
#[derive(Debug, Clone)]
pub enum Pending {
    Write { file: usize, at: usize, bytes: Vec<u8> },
    Name { path: PathBuf, node: Node },
    Rename { from: PathBuf, to: PathBuf, node: Node },
    Remove { path: PathBuf },
}

/// What the disk made of such an operation when the power went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    Lost,
    Done,
    /// Of a write the first half; of a renaming the new name beside the old one.
    Torn,
    /// Of a write as many bytes, all wrong.
    Garbage,
}

impl Pending {
    fn fates(&self) -> &'static [Fate] {
        match self {
            Pending::Write { .. } => &[Fate::Lost, Fate::Done, Fate::Torn, Fate::Garbage],
            Pending::Rename { .. } => &[Fate::Lost, Fate::Done, Fate::Torn],
            Pending::Name { .. } | Pending::Remove { .. } => &[Fate::Lost, Fate::Done],
        }
    }

    /// The folder whose sync makes it durable; of a write none.
    pub fn folder(&self) -> Option<&Path> {
        match self {
            Pending::Write { .. } => None,
            Pending::Name { path, .. } | Pending::Remove { path } | Pending::Rename { to: path, .. } => path.parent(),
        }
    }
}

impl Image {
    pub fn apply(&mut self, pending: &Pending, fate: Fate) {
        match (pending, fate) {
            (_, Fate::Lost) => {}
            (Pending::Write { file, at, bytes }, fate) => {
                let written: Vec<u8> = match fate {
                    Fate::Torn => bytes[..bytes.len() / 2].to_vec(),
                    Fate::Garbage => bytes.iter().map(|byte| !byte).collect(),
                    _ => bytes.clone(),
                };
                let content = &mut self.contents[*file];
                let end = at + written.len();
                // A hole before it reads as zeros.
                content.resize(content.len().max(end), 0);
                content[*at..end].copy_from_slice(&written);
            }
            (Pending::Name { path, node }, _) => {
                self.names.insert(path.clone(), *node);
            }
            (Pending::Rename { from, to, node }, fate) => {
                if fate == Fate::Done {
                    self.names.remove(from);
                }
                self.names.insert(to.clone(), *node);
            }
            (Pending::Remove { path }, _) => {
                self.names.remove(path);
            }
        }
    }

    /// The files that can be reached.
    pub fn files(&self) -> Files {
        let is_reached = |path: &Path| {
            path.ancestors()
                .skip(1)
                .filter(|folder| *folder != Path::new(""))
                .all(|folder| self.names.contains_key(folder))
        };
        let reached = self.names.iter().filter(|(path, _)| is_reached(path));
        reached
            .map(|(path, node)| match node {
                Node::Folder => (path.clone(), None),
                Node::File(file) => (path.clone(), Some(self.contents[*file].clone())),
            })
            .collect()
    }

    /// A disk with these files, everything durable.
    pub fn of(files: &Files) -> Image {
        let mut image = Image::default();
        for (path, bytes) in files {
            let node = match bytes {
                None => Node::Folder,
                Some(bytes) => {
                    image.contents.push(bytes.clone());
                    Node::File(image.contents.len() - 1)
                }
            };
            image.names.insert(path.clone(), node);
        }
        image
    }

    /// All that a loss of power may leave: how many ways there are, and the different outcomes.
    pub fn after_loss(&self, pending: &[Pending]) -> (usize, BTreeSet<Files>) {
        let (mut ways, mut outcomes) = (0, BTreeSet::new());
        let mut fates = vec![0; pending.len()];
        loop {
            let mut image = self.clone();
            for (pending, fate) in pending.iter().zip(&fates) {
                image.apply(pending, pending.fates()[*fate]);
            }
            ways += 1;
            outcomes.insert(image.files());
            // The next combination, as a number with one digit for each operation.
            let next = (0..pending.len()).find(|place| fates[*place] + 1 < pending[*place].fates().len());
            let Some(place) = next else { return (ways, outcomes) };
            fates[place] += 1;
            fates[..place].fill(0);
        }
    }
}
