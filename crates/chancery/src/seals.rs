//! The seals of a workspace: opened, understood, compared with each other. Writing one is the verb `seal`'s work.

use std::path::{Path, PathBuf};

use chancery_core::Entry;
use chancery_core::wire::{self, Contents, Seal};
use chancery_ingest::{Problem, SealedEntry, problems};
use chancery_log::chain::{self, Fault, OpenError, SealFile, Sealed};
use chancery_log::sha256;

use crate::error::{CommandError, Kind};

/// Where the seals of a workspace lie.
pub fn folder(workspace: &Path) -> PathBuf {
    workspace.join("seals")
}

/// A seal's path within the workspace, as it is named to people.
pub fn shown(path: &Path) -> String {
    format!("seals/{}", path.file_name().unwrap_or_default().to_string_lossy())
}

/// Reads the files of all seals without looking into them.
///
/// # Errors
/// As problems: files that cannot be read, or with names like a segment's but not like a seal's.
pub fn read(workspace: &Path) -> Result<Vec<SealFile>, Vec<Problem>> {
    let told = |error: &OpenError| match error {
        OpenError::Unreadable(error) => problems::unreadable_file(&shown(&error.path), &error.cause),
        OpenError::NotASealName { path } => problems::not_a_seal(&shown(path), "its name is not like `001-NAME.clog`"),
        OpenError::Damaged { path, damage } => problems::damaged_segment(&shown(path), damage),
    };
    chain::files(&folder(workspace)).map_err(|errors| errors.iter().map(told).collect())
}

/// A seal that was opened and understood.
pub struct Held {
    /// Its file and segment.
    pub sealed: Sealed,
    /// What it holds.
    pub contents: Contents,
}

impl Held {
    /// Its path within the workspace.
    pub fn shown(&self) -> String {
        shown(&self.sealed.path)
    }
}

/// All seals of a workspace.
#[derive(Default)]
pub struct Seals {
    /// Those that could be opened and understood, by number.
    pub held: Vec<Held>,
    /// What is wrong with them.
    pub problems: Vec<Problem>,
    /// Whether bytes are damaged or the chain is broken: then nothing may be computed.
    pub is_corrupt: bool,
    /// The first number of which there are several.
    twice: Option<u32>,
}

impl Seals {
    /// Opens every seal and checks the chain.
    pub fn open(files: Vec<SealFile>) -> Seals {
        let mut seals = Seals::default();
        let mut opened = Vec::with_capacity(files.len());
        for file in files {
            let path = shown(&file.path);
            match file.open() {
                Ok(sealed) => opened.push(sealed),
                Err(OpenError::Damaged { damage, .. }) => seals.corrupt(problems::damaged_segment(&path, damage)),
                Err(error) => seals.corrupt(problems::not_a_seal(&path, error)),
            }
        }
        if !seals.is_corrupt {
            chain::faults(&opened).iter().for_each(|fault| seals.fault(fault));
        }
        for sealed in opened {
            match understood(&sealed) {
                Ok(contents) => seals.held.push(Held { sealed, contents }),
                Err(why) => seals.corrupt(problems::not_a_seal(&shown(&sealed.path), why)),
            }
        }
        if seals.problems.is_empty() {
            seals.in_time();
        }
        seals
    }

    /// The seals of a workspace, all of them sound and in an unbroken chain.
    ///
    /// # Errors
    /// [`CommandError::Problems`] with everything that is wrong with them.
    pub fn sound(workspace: &Path) -> Result<Seals, CommandError> {
        let broken = |problems, kind| CommandError::Problems { problems, files: Vec::new(), kind };
        let seals = Seals::open(read(workspace).map_err(|problems| broken(problems, Kind::Files))?);
        let kind = seals.kind();
        if seals.problems.is_empty() { Ok(seals) } else { Err(broken(seals.problems, kind)) }
    }

    /// The entries that hold in any case: of seals before the first number of which there are several.
    pub fn entries(&self) -> Vec<SealedEntry> {
        let firm = self.held.iter().filter(|held| self.twice.is_none_or(|number| held.sealed.number < number));
        let of_seal = |held: &Held| {
            let seal = held.shown();
            held.contents
                .entries
                .iter()
                .map(move |entry| SealedEntry { seal: seal.clone(), entry: entry.clone() })
                .collect::<Vec<_>>()
        };
        firm.flat_map(of_seal).collect()
    }

    /// What a command ends with if only the seals are to blame.
    pub fn kind(&self) -> Kind {
        if self.is_corrupt { Kind::Corrupt } else { Kind::Problems }
    }

    fn corrupt(&mut self, problem: Problem) {
        self.is_corrupt = true;
        self.problems.push(problem);
    }

    fn fault(&mut self, fault: &Fault) {
        let in_words = in_words(fault);
        match fault {
            Fault::SameNumber { number, paths } => {
                self.twice.get_or_insert(*number);
                let files: Vec<String> = paths.iter().map(|path| shown(path)).collect();
                let first = files.first().map_or("seals", String::as_str);
                self.problems.push(problems::two_seals(first, *number, &files));
            }
            Fault::Gap { path, .. } | Fault::Previous { path, .. } => {
                self.corrupt(problems::broken_chain(&shown(path), in_words));
            }
            Fault::NotASeal { path } => self.corrupt(problems::not_a_seal(&shown(path), in_words)),
        }
    }

    /// Whether every seal's entries come after those of the seals before.
    fn in_time(&mut self) {
        let mut late = Vec::new();
        for pair in self.held.windows(2) {
            let until = pair[0].contents.entries.iter().map(|entry| entry.recorded).max();
            let early = pair[1].contents.entries.iter().find(|entry| Some(entry.recorded) <= until);
            late.extend(early.map(|entry| {
                let why =
                    format!("the entry `{}` in it is recorded before the seal {:03}", entry.id, pair[0].sealed.number);
                problems::broken_chain(&pair[1].shown(), why)
            }));
        }
        late.into_iter().for_each(|problem| self.corrupt(problem));
    }
}

fn in_words(fault: &Fault) -> String {
    match fault {
        Fault::Gap { path, missing, .. } => format!("there is no seal {missing:03} before {}", shown(path)),
        Fault::Previous { path, names: Some(names), .. } => {
            format!("{} names {} as the one before it (byte 16)", shown(path), shown(names))
        }
        Fault::Previous { path, stored: None, .. } => format!("{} names no seal before it (byte 16)", shown(path)),
        Fault::Previous { path, expected, .. } if expected.is_empty() => {
            format!("{} is the first, but names a seal before it (byte 16)", shown(path))
        }
        Fault::Previous { path, .. } => {
            format!("what {} names as the seal before it (byte 16) is not the one that is here", shown(path))
        }
        Fault::NotASeal { .. } => "it is a compiled journal".to_owned(),
        Fault::SameNumber { .. } => fault.to_string(),
    }
}

/// What a seal holds, if that agrees with its file's name and with itself.
fn understood(sealed: &Sealed) -> Result<Contents, String> {
    let contents = wire::read(sealed.segment.frames()).map_err(|error| error.to_string())?;
    let Some(Seal { number, name, until, .. }) = &contents.seal else {
        return Err("it does not say what it seals".to_owned());
    };
    if (*number, name) != (sealed.number, &sealed.name) {
        return Err(format!("it says of itself that it is {}", chain::file_name(*number, name)));
    }
    if contents.entries.iter().map(|entry: &Entry| entry.recorded).max() != Some(*until) {
        return Err(format!("it says that it closes the history at {until}, which its entries do not"));
    }
    for file in &contents.files {
        let digest = sha256(&file.bytes).to_string();
        if !contents.inputs.iter().any(|input| input.path == file.path && input.digest == digest) {
            return Err(format!("the bytes that it keeps of {} are not those it was made from", file.path));
        }
    }
    Ok(contents)
}
