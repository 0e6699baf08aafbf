//! `verify`: every digest, every seal, root, chain, the tail, the texts that are here; all damage is listed.

use std::process::ExitCode;

use chancery_core::Event;
use chancery_ingest::{Batch, Problem, problems, read_sealed};
use chancery_log::whole;
use chancery_log::{Segment, format, verify};
use serde_json::json;

use super::feed;
use crate::cli::Global;
use crate::error::{CommandError, Kind};
use crate::seals::{self, Seals};
use crate::show;
use crate::tail::{self, Found};
use crate::workspace::{self, Files, tail_path};

pub fn run(global: &Global) -> Result<ExitCode, CommandError> {
    let is_json = show::is_json(global.format)?;
    let mut files = workspace::read(&global.workspace, global.texts.as_deref())?;
    let all = files.all();
    let damage: Vec<Problem> =
        files.seals.iter().flat_map(|file| damage_of(&file.bytes, &seals::shown(&file.path), false)).collect();
    let seals = Seals::open(std::mem::take(&mut files.seals));
    tell(&seals, is_json);
    // What the opening says of damaged bytes is the first of what is listed here in full.
    let of_seals = seals.problems.iter().filter(|problem| damage.is_empty() || problem.code != "damaged-segment");
    let mut found: Vec<Problem> = damage.iter().chain(of_seals).cloned().collect();
    let damaged_tail = check_tail(global, is_json)?;
    let of_journal = check_journal(global, &files, &seals, is_json);
    let is_damaged = !damaged_tail.is_empty() || of_journal.iter().any(|problem| problem.code == "changed-rows");
    let kind = match (seals.is_corrupt || is_damaged, files.problems.is_empty()) {
        (true, _) => Kind::Corrupt,
        (false, false) => Kind::Files,
        (false, true) => Kind::Problems,
    };
    found.extend(damaged_tail);
    found.append(&mut files.problems);
    found.extend(of_journal);
    if found.iter().all(Problem::is_warning) {
        show::warnings(&found, &all, global.format);
        return Ok(ExitCode::SUCCESS);
    }
    Err(CommandError::Problems { problems: found, files: all, kind })
}

/// All damage of a segment's bytes.
fn damage_of(bytes: &[u8], path: &str, is_tail: bool) -> Vec<Problem> {
    let told =
        |damage| if is_tail { problems::damaged_tail(path, damage) } else { problems::damaged_segment(path, damage) };
    verify(bytes).into_iter().map(told).collect()
}

fn tell(seals: &Seals, is_json: bool) {
    for held in &seals.held {
        let segment = &held.sealed.segment;
        let (path, frames, entries) = (held.shown(), segment.frames().len(), held.contents.entries.len());
        let (root, commitment, sha256) = (segment.root(), segment.commitment(), segment.digest());
        if is_json {
            let digests =
                json!({ "root": root.to_string(), "commitment": commitment.to_string(), "sha256": sha256.to_string() });
            outln!(
                "{}",
                json!({ "kind": "seal", "path": path, "frames": frames, "entries": entries, "digests": digests })
            );
        } else {
            outln!("{path}: frames {frames}, entries {entries}");
            outln!("  root {root}\n  commitment {commitment}\n  sha256 {sha256}");
        }
    }
    if seals.held.is_empty() && seals.problems.is_empty() && !is_json {
        outln!("seals: none");
    }
}

fn check_tail(global: &Global, is_json: bool) -> Result<Vec<Problem>, CommandError> {
    let path = tail_path(&global.workspace);
    let shown = ".chancery/tail.clog";
    if !path.exists() {
        match is_json {
            true => outln!("{}", json!({ "kind": "compiled", "path": shown, "is_here": false })),
            false => outln!("{shown}: not compiled yet"),
        }
        return Ok(Vec::new());
    }
    let bytes = match whole::read_own(&path, format::MAX_SEGMENT_BYTES) {
        Ok(bytes) => bytes,
        Err(error) => return Err(CommandError::of_file(problems::unreadable_file(shown, &error.cause), Kind::Files)),
    };
    let damage = damage_of(&bytes, shown, true);
    if !damage.is_empty() {
        return Ok(damage);
    }
    if let Found::Unusable(why) = tail::look(&global.workspace)? {
        return Ok(vec![problems::damaged_tail(shown, why)]);
    }
    if let Ok(segment) = Segment::parse(bytes) {
        let (frames, root, sha256) = (segment.frames().len(), segment.root(), segment.digest());
        if is_json {
            let digests = json!({ "root": root.to_string(), "sha256": sha256.to_string() });
            let object =
                json!({ "kind": "compiled", "path": shown, "is_here": true, "frames": frames, "digests": digests });
            outln!("{object}");
        } else {
            outln!("{shown}: frames {frames}\n  root {root}\n  sha256 {sha256}");
        }
    }
    Ok(Vec::new())
}

/// The journal against the seals, and everything else that `check` looks at, the texts among it; and the segments of feeds.
fn check_journal(global: &Global, files: &Files, seals: &Seals, is_json: bool) -> Vec<Problem> {
    let (batch, mut problems) = read(files, seals);
    let (here, absent) = texts(files, &batch);
    let (segments, found) = feed::verify_segments(&global.workspace, &batch.entries);
    if is_json {
        outln!("{}", json!({ "kind": "texts", "compared": here, "absent": absent }));
        outln!("{}", json!({ "kind": "segments", "compared": segments }));
    } else {
        outln!("texts: {here} compared with their digests, {absent} not here");
    }
    if segments > 0 && !is_json {
        outln!("segments of feeds: {segments}");
    }
    problems.extend(found);
    problems
}

/// The journal beside the seals that could be opened, and everything that `check` finds.
pub fn read(files: &Files, seals: &Seals) -> (Batch, Vec<Problem>) {
    let (batch, mut problems) = read_sealed(&files.workspace, &seals.entries(), &[]);
    if seals.is_corrupt {
        // An entry of a seal that cannot be opened looks new, and older than what the others hold: it is neither.
        problems.retain(|problem| problem.code != "recorded-before-seal");
    }
    (batch, problems)
}

/// Of how many sources whose text was seen the text is here, and of how many it is not.
pub fn texts(files: &Files, batch: &Batch) -> (usize, usize) {
    let sources = batch.entries.iter().flat_map(|entry| &entry.events).filter_map(|event| match event {
        Event::SourceRegistered(source) => source.digest.as_ref().map(|_| &source.id),
        _ => None,
    });
    let (here, absent): (Vec<&String>, Vec<&String>) = sources.partition(|id| files.workspace.texts.contains_key(*id));
    (here.len(), absent.len())
}
