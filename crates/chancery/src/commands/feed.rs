//! `feed`: attaches files of machine-coded rows and takes them off again. The engine makes segments of a file; that they belong to the
//! dataset is an entry of the journal like any other.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::ExitCode;

use chancery_core::event::Event;
use chancery_core::feed::{Detachment, FORMATS, Feed, SEGMENTS, segment_path};
use chancery_core::fold::{State, fold};
use chancery_core::text::display_safe;
use chancery_core::{Entry, Instant};
use chancery_ingest::{InputFile, Problem, SealedEntry, entry_text, problems};
use chancery_log::lock::Lock;
use chancery_log::{sha256, whole};
use serde::Deserialize;
use serde_json::json;

use crate::cli::{FeedAdd, FeedDetach, Format, Global};
use crate::clock;
use crate::engine::Call;
use crate::error::{CommandError, Kind};
use crate::prepare::{self, Checked};
use crate::progress::Progress;
use crate::tail::{self, refused};
use crate::workspace::Files;
use crate::{say, show, workspace};

/// A segment of two million rows has some fifty million bytes; one with more than this is none of ours.
pub const MAX_SEGMENT_BYTES: usize = 1 << 30;

/// What the engine made of a file.
#[derive(Deserialize)]
struct Added {
    format: String,
    digest: String,
    importer: u32,
    rows_in: u64,
    rows: u64,
    rejected: BTreeMap<String, u64>,
    rejects: Option<String>,
    segments: Vec<String>,
}

pub fn add(global: &Global, args: &FeedAdd) -> Result<ExitCode, CommandError> {
    let is_json = show::is_json(global.format)?;
    let given = recorded(args.recorded.as_deref())?;
    let opened = Opened::of(global, "feed add")?;
    let recorded = opened.recorded(given);
    let name = args.file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    opened.refuse_early(args, &name, recorded)?;
    let told = Call::feed_read(args, opened.known_as(&global.workspace, &name)).hear(global)?;
    let bug = |why: &dyn std::fmt::Display| CommandError::new(Kind::Bug, format!("what chancery-engine said: {why}"));
    let read: Option<Added> = serde_json::from_str(&told).map_err(|why| bug(&why))?;
    let Some(added) = read else {
        let known = opened.known_as(&global.workspace, &name);
        let feed = opened.state.feeds.values().find(|feed| Some(feed.digest.as_str()) == known);
        return nothing_new(&feed.map(|feed| feed.id.clone()).unwrap_or_default());
    };
    tell_rejected(&added);
    if let Some(feed) = opened.state.feeds.values().find(|feed| feed.digest == added.digest) {
        return again(feed, &added);
    }
    let id = args.id.clone().unwrap_or_else(|| feed_id(&added.format, &name));
    let Added { format, digest, importer, rows_in, rows, segments, .. } = added;
    let feed = Feed { id: id.clone(), format, file: name, digest, importer, rows_in, rows, segments };
    let shown = format!("attached as {id}: {rows} of {rows_in} rows in {} segments", feed.segments.len());
    let (id_of_entry, event) = (format!("{}-{id}", recorded.day()), Event::FeedAttached(feed));
    let path = opened.put(global, &id_of_entry, &args.by, recorded, event)?;
    tell_entry(is_json, &path, &id);
    say::note(shown);
    Ok(ExitCode::SUCCESS)
}

fn tell_entry(is_json: bool, path: &str, feed: &str) {
    match is_json {
        true => outln!("{}", json!({ "entry": path, "feed": feed })),
        false => outln!("{path}"),
    }
}

fn nothing_new(feed: &str) -> Result<ExitCode, CommandError> {
    say::note(format!("nothing new: this file is attached as {feed}"));
    Ok(ExitCode::SUCCESS)
}

/// The file is attached already; its segments were made anew if they were missing.
fn again(feed: &Feed, added: &Added) -> Result<ExitCode, CommandError> {
    if feed.segments == added.segments {
        return nothing_new(&feed.id);
    }
    Err(CommandError::new(
        Kind::Problems,
        format!("{} is attached, and this program makes other segments of it", feed.id),
    )
    .hint("`chancery feed detach` it, then add it again; what was published before names the older segments"))
}

fn tell_rejected(added: &Added) {
    let rejected: u64 = added.rejected.values().sum();
    if rejected > 0 {
        let reasons: Vec<String> = added.rejected.iter().map(|(code, rows)| format!("{code} {rows}")).collect();
        let place = added.rejects.as_deref().map(|path| format!("; {path}")).unwrap_or_default();
        errln!("{}", display_safe(&format!("{rejected} rows rejected ({}){place}", reasons.join(", "))));
    }
}

/// The format and the file's name without endings, as far as an id can hold them.
fn feed_id(format: &str, file: &str) -> String {
    let stem = file.split('.').next().unwrap_or_default().to_ascii_lowercase();
    let slug: String = stem.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    let slug = slug.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-");
    format!("{format}-{slug}").trim_end_matches('-').to_owned()
}

pub fn detach(global: &Global, args: &FeedDetach) -> Result<ExitCode, CommandError> {
    let is_json = show::is_json(global.format)?;
    let given = recorded(args.recorded.as_deref())?;
    let opened = Opened::of(global, "feed detach")?;
    let recorded = opened.recorded(given);
    let state = &opened.state;
    if !state.feeds.contains_key(&args.id) {
        let error = CommandError::usage(format!("no feed `{}` is attached", args.id));
        let known = state.feeds.keys().map(String::as_str);
        return Err(error.meant(&args.id, known).hint("`chancery feed list` shows what is attached"));
    }
    let (feed, reason) = (args.id.clone(), args.reason.clone());
    let entry = format!("{}-detach-{feed}", recorded.day());
    let path = opened.put(global, &entry, &args.by, recorded, Event::FeedDetached(Detachment { feed, reason }))?;
    tell_entry(is_json, &path, &args.id);
    say::note(format!("detached: {}; its segments stay, for what was published with them", args.id));
    Ok(ExitCode::SUCCESS)
}

fn recorded(text: Option<&str>) -> Result<Option<Instant>, CommandError> {
    let parse = |text: &str| text.parse().map_err(|why| CommandError::usage(format!("--recorded: {why}")));
    text.map(parse).transpose()
}

/// A sound workspace that an entry is made for, held until it lies there.
struct Opened {
    _held: Lock,
    files: Files,
    sealed: Vec<SealedEntry>,
    entries: Vec<Entry>,
    state: State,
}

impl Opened {
    fn of(global: &Global, verb: &str) -> Result<Opened, CommandError> {
        workspace::require(&global.workspace)?;
        let held = tail::lock(&global.workspace, verb)?;
        let (files, seals) = prepare::sound(global)?;
        let sealed = seals.entries();
        let entries = prepare::sound_with(&files.workspace, &sealed)?;
        let (state, _) = fold(&entries);
        Ok(Opened { _held: held, files, sealed, entries, state })
    }

    /// What was given, else now; the first second from now on in which nothing else was recorded, since what two entries of one instant do has
    /// no order.
    fn recorded(&self, given: Option<Instant>) -> Instant {
        given.unwrap_or_else(|| {
            let taken: BTreeSet<Instant> = self.entries.iter().map(|entry| entry.recorded).collect();
            let mut now = clock::now();
            while taken.contains(&now) {
                now = Instant(now.0 + 1);
            }
            now
        })
    }

    /// The digest of a file of that name that is attached and whose rows are all here. The same file is then known by it and not read.
    fn known_as(&self, workspace: &Path, name: &str) -> Option<&str> {
        let attached =
            self.state.feeds.values().find(|feed| feed.file == name && stored(workspace, feed) == Stored::Here);
        attached.map(|feed| feed.digest.as_str())
    }

    /// What would be wrong with the entry whatever the file holds is said before the file, which may be large, is read.
    fn refuse_early(&self, args: &FeedAdd, name: &str, recorded: Instant) -> Result<(), CommandError> {
        let format = args.format_of_file.clone().filter(|format| FORMATS.contains(&format.as_str()));
        let format = format.unwrap_or_else(|| FORMATS[0].to_owned());
        let id = args.id.clone().unwrap_or_else(|| feed_id(&format, name));
        if self.state.feeds.contains_key(&id) {
            // It may be the same file again.
            return Ok(());
        }
        let unknown = "0".repeat(64);
        let (file, digest, segments) = (name.to_owned(), unknown.clone(), vec![unknown]);
        let feed = Feed { id: id.clone(), format, file, digest, importer: 1, rows_in: 1, rows: 1, segments };
        self.entry(&format!("{}-{id}", recorded.day()), &args.by, recorded, Event::FeedAttached(feed)).map(drop)
    }

    /// The file of an entry of one event, if the journal is sound with it.
    fn entry(&self, wanted: &str, by: &str, recorded: Instant, event: Event) -> Result<InputFile, CommandError> {
        let taken: BTreeSet<&str> = self.entries.iter().map(|entry| entry.id.as_str()).collect();
        let numbered = |number: u32| if number == 1 { wanted.to_owned() } else { format!("{wanted}-{number}") };
        let id = (1..).map(numbered).find(|id| !taken.contains(id.as_str())).unwrap_or_default();
        let events = vec![event];
        let entry = Entry { id, recorded, coded: None, by: by.to_owned(), note: None, register: None, events };
        let file = InputFile::new(format!("journal/{}.toml", entry.id), entry_text(&entry));
        let mut workspace = self.files.workspace.clone();
        workspace.journal.push(file.clone());
        prepare::sound_with(&workspace, &self.sealed)?;
        Ok(file)
    }

    /// Writes the entry and gives its path.
    fn put(
        &self,
        global: &Global,
        wanted: &str,
        by: &str,
        recorded: Instant,
        event: Event,
    ) -> Result<String, CommandError> {
        let file = self.entry(wanted, by, recorded, event)?;
        whole::write_new(&global.workspace.join(&file.path), &file.bytes).map_err(|error| refused(&error))?;
        Ok(file.path)
    }
}

/// How the segments of a feed stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stored {
    Here,
    Missing,
}

pub fn list(global: &Global) -> Result<ExitCode, CommandError> {
    workspace::require(&global.workspace)?;
    let checked = prepare::check(global, &[])?;
    let (state, _) = fold(&checked.contents.entries);
    let rows = state.feeds.values().map(|feed| (feed, stored(&global.workspace, feed)));
    let lines: Vec<String> = match global.format {
        Format::Json => rows.map(|(feed, stored)| object(feed, stored).to_string()).collect(),
        Format::Csv => {
            return Err(CommandError::usage("`feed list` is written as text or as JSON").hint("use --format json"));
        }
        Format::Text => rows.map(|(feed, stored)| line(feed, stored)).collect(),
    };
    if state.feeds.is_empty() {
        say::note("no feed is attached; `chancery feed add FILE` attaches one");
    }
    let stray = stray(&global.workspace, &checked);
    if stray > 0 {
        say::note(format!(
            "{stray} files in {SEGMENTS}/ belong to no feed that the journal names; they may be deleted"
        ));
    }
    show::lines(lines.into_iter())
}

fn stored(folder: &Path, feed: &Feed) -> Stored {
    let is_here = |segment: &String| folder.join(segment_path(segment)).is_file();
    if feed.segments.iter().all(is_here) { Stored::Here } else { Stored::Missing }
}

fn object(feed: &Feed, stored: Stored) -> serde_json::Value {
    json!({ "feed": feed.id, "format": feed.format, "file": feed.file, "digest": feed.digest, "rows_in": feed.rows_in,
            "rows": feed.rows, "rejected": feed.rejected(), "segments": feed.segments, "is_here": stored == Stored::Here })
}

fn line(feed: &Feed, stored: Stored) -> String {
    let missing = match stored {
        Stored::Here => String::new(),
        Stored::Missing => format!("; segments are missing: `chancery feed add` the file {} again", feed.file),
    };
    let Feed { id, format, file, rows, rows_in, .. } = feed;
    display_safe(&format!("{id}  {format}  {rows} of {rows_in} rows  {file}{missing}"))
}

/// How many segments no event of the journal names.
fn stray(folder: &Path, checked: &Checked) -> usize {
    let attached = checked.contents.entries.iter().flat_map(|entry| &entry.events).filter_map(|event| match event {
        Event::FeedAttached(feed) => Some(feed),
        _ => None,
    });
    let known: BTreeSet<String> =
        attached.flat_map(|feed| feed.segments.iter().map(|segment| segment_path(segment))).collect();
    let listing = fs::read_dir(folder.join(SEGMENTS)).into_iter().flatten().flatten();
    listing.filter(|file| !known.contains(&format!("{SEGMENTS}/{}", file.file_name().to_string_lossy()))).count()
}

/// Compares the segments of attached feeds with the digests that are their names: how many there are, and what is wrong with them.
pub fn verify_segments(folder: &Path, entries: &[Entry]) -> (usize, Vec<Problem>) {
    let (state, _) = fold(entries);
    let mut known = BTreeSet::new();
    let mut found = Vec::new();
    let all = state.feeds.values().flat_map(|feed| &feed.segments);
    let bytes = all.filter_map(|segment| Some(fs::metadata(folder.join(segment_path(segment))).ok()?.len())).sum();
    let progress = Progress::of_bytes(bytes, "segments of feeds");
    for (feed, segment) in
        state.feeds.values().flat_map(|feed| feed.segments.iter().map(move |segment| (feed, segment)))
    {
        let path = segment_path(segment);
        if !known.insert(segment) {
            continue;
        }
        let read = whole::read_whole(&folder.join(&path), MAX_SEGMENT_BYTES);
        progress.add(read.as_ref().map_or(0, |bytes| bytes.len() as u64));
        match read {
            Ok(bytes) if sha256(&bytes).to_string() == *segment => {}
            Ok(_) => found.push(problems::changed_rows(&path, &feed.id, &feed.file)),
            Err(error) if error.cause.kind() == std::io::ErrorKind::NotFound => {
                found.push(problems::missing_rows(&path, &feed.id, &feed.file));
            }
            Err(error) => found.push(problems::unreadable_file(&path, &error.cause)),
        }
    }
    (known.len(), found)
}

#[cfg(test)]
mod tests {
    use super::feed_id;

    #[test]
    fn an_id_is_made_of_the_format_and_the_name() {
        for (format, file, id) in [
            ("gdelt-2", "20191024143000.export.CSV.zip", "gdelt-2-20191024143000"),
            ("icews", "Events 2018_(sample).tab", "icews-events-2018-sample"),
            ("ucdp-ged", "....csv", "ucdp-ged"),
            ("gdelt-1", "Ünï.csv", "gdelt-1-n"),
        ] {
            assert_eq!(feed_id(format, file), id);
        }
    }
}
