//! Before any verb reads: the journal is checked, compiled, and the tail brought up to date.

use chancery_core::Entry;
use chancery_core::wire::Contents;
use chancery_ingest::{Batch, InputFile, Problem, SealedEntry, Workspace, read_sealed};
use chancery_log::lock::Lock;

use crate::cli::Global;
use crate::error::{CommandError, Kind};
use crate::say;
use crate::seals::{Held, Seals};
use crate::tail::{self, Changes, Found};
use crate::workspace::{self, Files};

/// A workspace without faults, compiled.
pub struct Checked {
    /// What the tail should hold.
    pub contents: Contents,
    /// What is to be known of it all the same.
    pub warnings: Vec<Problem>,
    /// The files that they point into; none where there are none.
    pub files: Vec<InputFile>,
    /// The seals, by number.
    pub seals: Vec<Held>,
}

impl Checked {
    /// In one line how many warnings there are, if any; `check` shows them.
    pub fn mention_warnings(&self) {
        match self.warnings.len() {
            0 => {}
            1 => say::note("1 warning; `chancery check` shows it"),
            many => say::note(format!("{many} warnings; `chancery check` shows them")),
        }
    }
}

/// Reads and checks everything; all problems end the command together, unless all of them are warnings.
///
/// # Errors
/// [`CommandError::Problems`].
pub fn check(global: &Global, skip: &[String]) -> Result<Checked, CommandError> {
    let files = workspace::read(&global.workspace, global.texts.as_deref())?;
    checked(files, skip)
}

/// Reads everything for a command that needs files and seals sound before it looks at the journal.
///
/// # Errors
/// [`CommandError::Problems`]: files that cannot be read, or else whatever is wrong with the seals.
pub fn sound(global: &Global) -> Result<(Files, Seals), CommandError> {
    let mut files = workspace::read(&global.workspace, global.texts.as_deref())?;
    let all = files.all();
    if !files.problems.is_empty() {
        return Err(CommandError::Problems { problems: files.problems, files: all, kind: Kind::Files });
    }
    let seals = Seals::open(std::mem::take(&mut files.seals));
    let kind = seals.kind();
    if seals.problems.is_empty() {
        Ok((files, seals))
    } else {
        Err(CommandError::Problems { problems: seals.problems, files: all, kind })
    }
}

/// The entries of a journal that has no problems and is what its seals hold.
///
/// # Errors
/// [`CommandError::Problems`].
pub fn sound_with(workspace: &Workspace, sealed: &[SealedEntry]) -> Result<Vec<Entry>, CommandError> {
    let (batch, mut problems) = read_sealed(workspace, sealed, &[]);
    problems.retain(|problem| !problem.is_warning());
    if problems.is_empty() { Ok(batch.entries) } else { Err(CommandError::of_workspace(workspace.clone(), problems)) }
}

/// Checks what was read. A damaged seal ends it before anything else is looked at.
///
/// # Errors
/// [`CommandError::Problems`].
pub fn checked(files: Files, skip: &[String]) -> Result<Checked, CommandError> {
    let skip: Vec<&str> = skip.iter().map(String::as_str).collect();
    let mut all = files.all();
    let seals = Seals::open(files.seals);
    if seals.is_corrupt {
        let kind = seals.kind();
        return Err(CommandError::Problems { problems: seals.problems, files: all, kind });
    }
    let (Batch { vocabulary, entries, .. }, found) = read_sealed(&files.workspace, &seals.entries(), &skip);
    let kind = if files.problems.is_empty() { Kind::Problems } else { Kind::Files };
    let problems: Vec<_> = files.problems.into_iter().chain(seals.problems).chain(found).collect();
    if !problems.iter().all(Problem::is_warning) {
        return Err(CommandError::Problems { problems, files: all, kind });
    }
    if problems.is_empty() {
        all.clear();
    }
    let contents = Contents { inputs: files.inputs, vocabulary, entries, ..Contents::default() };
    Ok(Checked { contents, warnings: problems, files: all, seals: seals.held })
}

/// Brings the tail up to date for a verb that reads. Where no file changed since it was written, nothing is parsed; `run`
/// checks in any case.
///
/// # Errors
/// Problems of the data; files; or a stale tail under `--frozen`.
pub fn ready(global: &Global, verb: &str, always_check: bool) -> Result<(), CommandError> {
    let files = workspace::read(&global.workspace, global.texts.as_deref())?;
    let found = tail::look(&global.workspace)?;
    let current = matches!(&found, Found::Sound(old) if old.inputs == files.inputs);
    if current && files.problems.is_empty() && !always_check {
        return Ok(());
    }
    if !current && global.frozen {
        let why = match &found {
            Found::Absent => "the journal is not compiled yet, and --frozen refuses to do it",
            _ => "files changed since the journal was compiled, and --frozen refuses to do it again",
        };
        return Err(CommandError::new(Kind::Problems, why).hint("run `chancery ingest`, or leave --frozen out"));
    }
    let checked = checked(files, &[])?;
    checked.mention_warnings();
    if matches!(&found, Found::Sound(old) if **old == checked.contents) {
        return Ok(());
    }
    let held = tail::lock(&global.workspace, verb)?;
    for line in update(global, &checked.contents, &held)?.lines {
        say::note(line);
    }
    Ok(())
}

/// Writes the tail if it differs, and says how.
///
/// # Errors
/// Where the disk refuses.
pub fn update(global: &Global, contents: &Contents, held: &Lock) -> Result<Changes, CommandError> {
    // Looked at again under the lock: another process may have written it in between.
    let old = match tail::look(&global.workspace)? {
        Found::Sound(old) if *old == *contents => return Ok(Changes::default()),
        Found::Sound(old) => *old,
        Found::Absent => Contents { vocabulary: contents.vocabulary.clone(), ..Contents::default() },
        Found::Unusable(why) => {
            let aside = tail::set_aside(&global.workspace, held)?;
            errln!("the compiled journal was unusable ({why}); it is kept as {} and made anew", aside.display());
            Contents { vocabulary: contents.vocabulary.clone(), ..Contents::default() }
        }
    };
    tail::write(&global.workspace, contents, held)?;
    Ok(Changes::between(&old, contents))
}
