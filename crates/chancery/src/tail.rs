//! The tail: open entries compiled, with the vocabulary and the digests of the files they came from. A cache.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use chancery_core::claim::Field;
use chancery_core::event::{Entry, Event};
use chancery_core::wire::{self, Contents};
use chancery_ingest::problems;
use chancery_log::lock::{Lock, LockError};
use chancery_log::whole::{self, WholeError};
use chancery_log::{Kind as SegmentKind, Segment, SegmentBuilder, format};

use crate::error::{CommandError, Kind};
use crate::workspace::{lock_path, refuse_links, tail_path, written_folders};

/// What lies where the tail belongs.
pub enum Found {
    /// Nothing.
    Absent,
    /// A sound tail.
    Sound(Box<Contents>),
    /// A damaged one, or one of another version; and why.
    Unusable(String),
}

/// Looks at the tail.
///
/// # Errors
/// Where the file is there and cannot be read.
pub fn look(workspace: &Path) -> Result<Found, CommandError> {
    let path = tail_path(workspace);
    if !path.exists() {
        return Ok(Found::Absent);
    }
    let bytes = whole::read_own(&path, format::MAX_SEGMENT_BYTES).map_err(|error| unreadable(&error))?;
    let segment = match Segment::parse(bytes) {
        Ok(segment) => segment,
        Err(damage) => return Ok(Found::Unusable(damage.to_string())),
    };
    Ok(match wire::read(segment.frames()) {
        Ok(contents) => Found::Sound(Box::new(contents)),
        Err(error) => Found::Unusable(error.to_string()),
    })
}

/// Writes contents as the tail, whole. The lock must be held.
///
/// # Errors
/// Where the disk refuses, or a limit is passed.
pub fn write(workspace: &Path, contents: &Contents, _held: &Lock) -> Result<(), CommandError> {
    let mut builder = SegmentBuilder::new(SegmentKind::Tail, None);
    wire::write(contents, &mut builder).map_err(|error| CommandError::new(Kind::Problems, error.to_string()))?;
    whole::write_whole(&tail_path(workspace), &builder.finish()).map_err(|error| refused(&error))
}

/// Keeps an unusable tail aside, under a name that nothing else has.
///
/// # Errors
/// Where the file cannot be renamed.
pub fn set_aside(workspace: &Path, _held: &Lock) -> Result<PathBuf, CommandError> {
    whole::set_aside(&tail_path(workspace)).map_err(|error| refused(&error))
}

/// Takes the workspace's lock for a command that writes, and tidies up after one that was killed.
///
/// # Errors
/// Where another process has it, the file cannot be made, or a folder cannot be synced after a kill.
pub fn lock(workspace: &Path, verb: &str) -> Result<Lock, CommandError> {
    refuse_links(workspace)?;
    let path = lock_path(workspace);
    if let Some(folder) = path.parent() {
        let step = whole::Step::MakeFolder;
        fs::create_dir_all(folder).map_err(|cause| refused(&WholeError { path: folder.to_owned(), step, cause }))?;
    }
    let holder = format!("chancery {verb}, process {}", std::process::id());
    let held = Lock::try_acquire(&path, &holder).map_err(|error| match error {
        LockError::Held { holder, .. } => {
            let problem = problems::workspace_locked(&workspace.display().to_string(), holder);
            CommandError::of_file(problem, Kind::Files)
        }
        LockError::File { path, cause } => refused(&WholeError { path, step: whole::Step::Create, cause }),
    })?;
    whole::recover(&written_folders(workspace), held.left_by().is_some()).map_err(|error| refused(&error))?;
    Ok(held)
}

fn unreadable(error: &WholeError) -> CommandError {
    let problem = problems::unreadable_file(&error.path.display().to_string(), &error.cause);
    CommandError::of_file(problem, Kind::Files)
}

/// A disk that does not take what was to be written.
pub fn refused(error: &WholeError) -> CommandError {
    let cause = format!("{} ({})", error.cause, error.step);
    CommandError::of_file(problems::disk_refused(&error.path.display().to_string(), cause), Kind::Files)
}

/// How the journal differs from the tail.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// One line a change, for people.
    pub lines: Vec<String>,
}

impl Changes {
    /// Compares entry by entry, claim by claim, field by field.
    pub fn between(old: &Contents, new: &Contents) -> Changes {
        let mut changes = Changes::default();
        let by_id = |entries: &'_ [Entry]| -> BTreeMap<String, Entry> {
            entries.iter().map(|entry| (entry.id.clone(), entry.clone())).collect()
        };
        let (before, after) = (by_id(&old.entries), by_id(&new.entries));
        for (id, entry) in &after {
            match before.get(id) {
                None => changes.lines.push(format!("new entry {id}: {} events", entry.events.len())),
                Some(earlier) if earlier != entry => changes.entry(earlier, entry),
                Some(_) => {}
            }
        }
        let gone = before.keys().filter(|id| !after.contains_key(*id));
        changes.lines.extend(gone.map(|id| format!("entry {id} is gone")));
        if old.vocabulary != new.vocabulary {
            changes.lines.push("the vocabulary changed".to_owned());
        }
        changes
    }

    fn entry(&mut self, before: &Entry, after: &Entry) {
        let id = &after.id;
        let head = |entry: &Entry| (entry.recorded, entry.coded, entry.by.clone(), entry.register.clone());
        if head(before) != head(after) {
            self.lines.push(format!("open entry {id}: its head changed"));
        }
        let (old, new) = (events(before), events(after));
        for (key, event) in &new {
            match (old.get(key), event) {
                (None, _) => self.lines.push(format!("open entry {id}: {key} is new")),
                (Some(Event::ClaimRecorded(was)), Event::ClaimRecorded(is)) => {
                    for field in Field::ALL {
                        let (from, to) = (was.get(*field), is.get(*field));
                        if from != to {
                            self.lines.push(format!("open entry {id}: {key}: {field} was {from}, is {to}"));
                        }
                    }
                }
                (Some(was), is) if *was != *is => self.lines.push(format!("open entry {id}: {key} changed")),
                _ => {}
            }
        }
        let gone = old.keys().filter(|key| !new.contains_key(*key));
        self.lines.extend(gone.map(|key| format!("open entry {id}: {key} is gone")));
    }
}

impl fmt::Display for Changes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.lines.iter().try_for_each(|line| writeln!(f, "{}", chancery_core::text::display_safe(line)))
    }
}

/// Events by what they are about; a second one about the same thing gets a number.
fn events(entry: &Entry) -> BTreeMap<String, &Event> {
    let mut events: BTreeMap<String, &Event> = BTreeMap::new();
    for event in &entry.events {
        let about = about(event);
        let key = match (1..).find(|n| !events.contains_key(&numbered(&about, *n))) {
            Some(n) => numbered(&about, n),
            None => about,
        };
        events.insert(key, event);
    }
    events
}

fn numbered(about: &str, n: u32) -> String {
    if n == 1 { about.to_owned() } else { format!("{about} ({n})") }
}

/// An event's name and what it is about.
pub fn about(event: &Event) -> String {
    match event {
        Event::SourceRegistered(source) => format!("source {}", source.id),
        Event::ClaimRecorded(claim) => format!("claim {}", claim.id),
        Event::ClaimCorrected(correction) => format!("correction of {}", correction.claim),
        Event::ClaimRetracted(retraction) => format!("retraction of {}", retraction.claim),
        Event::ClaimReinstated(retraction) => format!("reinstatement of {}", retraction.claim),
        Event::ClaimsLinked(link) => format!("link of {}", link.contact),
        Event::ClaimsUnlinked(link) => format!("unlink of {}", link.contact),
        Event::ContactSettled(settlement) => format!("settlement of {}", settlement.contact),
        Event::FeedAttached(feed) => format!("feed {}", feed.id),
        Event::FeedDetached(detachment) => format!("detachment of {}", detachment.feed),
        Event::TextChanged(change) => format!("text of {}", change.source),
        Event::Redacted(redaction) => format!("redaction of {} {}", redaction.was, redaction.of),
        Event::CoverageDeclared(coverage) => format!("coverage of {}-{}", coverage.dyad.0, coverage.dyad.1),
    }
}
