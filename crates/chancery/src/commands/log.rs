//! `log`: the compiled journal as it lies on the disk.

use std::path::PathBuf;
use std::process::ExitCode;

use chancery_core::wire::frame_type;
use chancery_log::{Segment, format, verify, whole};
use serde_json::json;

use super::{prove, repair};
use crate::cli::{Global, LogVerb};
use crate::error::{CommandError, Kind};
use crate::show;
use crate::tail::{self, Found};
use crate::workspace::tail_path;

pub fn run(global: &Global, verb: &LogVerb) -> Result<ExitCode, CommandError> {
    match verb {
        LogVerb::Prove { id, check } => prove::run(global, id.as_deref(), check.as_deref()),
        LogVerb::Repair { write } => repair::run(global, *write),
        LogVerb::Cat => {
            let is_json = show::is_json(global.format)?;
            compiled(global)?;
            cat(global, is_json)
        }
        LogVerb::Stats => stats(&bytes(global)?, show::is_json(global.format)?),
        LogVerb::Verify => verified(&bytes(global)?, show::is_json(global.format)?),
    }
}

/// Where the compiled journal lies, if it does.
fn compiled(global: &Global) -> Result<PathBuf, CommandError> {
    let path = tail_path(&global.workspace);
    if path.exists() {
        return Ok(path);
    }
    Err(CommandError::new(Kind::Files, "the journal has not been compiled yet").hint("`chancery ingest` compiles it"))
}

fn bytes(global: &Global) -> Result<Vec<u8>, CommandError> {
    let path = compiled(global)?;
    whole::read_own(&path, format::MAX_SEGMENT_BYTES).map_err(|error| CommandError::new(Kind::Files, error.to_string()))
}

fn cat(global: &Global, is_json: bool) -> Result<ExitCode, CommandError> {
    let contents = match tail::look(&global.workspace)? {
        Found::Sound(contents) => contents,
        Found::Unusable(why) => return Err(damaged(&why)),
        Found::Absent => return Ok(ExitCode::SUCCESS),
    };
    let mut entries: Vec<_> = contents.entries.iter().collect();
    entries.sort_by_key(|entry| (entry.recorded, &entry.id));
    let lines = entries.into_iter().flat_map(|entry| {
        entry.events.iter().enumerate().map(move |(place, event)| {
            let (recorded, id, name, about) = (entry.recorded, &entry.id, event.name(), tail::about(event));
            if is_json {
                let recorded = recorded.to_string();
                json!({ "recorded": recorded, "entry": id, "place": place, "event": name, "about": about }).to_string()
            } else {
                format!("{recorded} {id} {place} {name} {about}")
            }
        })
    });
    show::lines(lines)
}

fn stats(bytes: &[u8], is_json: bool) -> Result<ExitCode, CommandError> {
    let segment = Segment::parse(bytes.to_vec()).map_err(|damage| damaged(&damage.to_string()))?;
    let stats = segment.stats();
    if is_json {
        let digests = json!({ "root": segment.root().to_string(), "sha256": segment.digest().to_string() });
        outln!("{}", json!({ "bytes": stats.bytes, "frames": stats.frames, "digests": digests }));
        for ((kind, schema), of_type) in &stats.by_type {
            let (name, frames, bytes) = (frame_type::name(*kind), of_type.frames, of_type.payload_bytes);
            outln!("{}", json!({ "name": name, "type": kind, "schema": schema, "frames": frames, "bytes": bytes }));
        }
        return Ok(ExitCode::SUCCESS);
    }
    outln!("bytes {}\nframes {}\nroot {}\nsha256 {}", stats.bytes, stats.frames, segment.root(), segment.digest());
    for ((kind, schema), of_type) in &stats.by_type {
        let name = frame_type::name(*kind);
        outln!("{name} (type {kind}, schema {schema}): frames {}, bytes {}", of_type.frames, of_type.payload_bytes);
    }
    Ok(ExitCode::SUCCESS)
}

fn verified(bytes: &[u8], is_json: bool) -> Result<ExitCode, CommandError> {
    let damages = verify(bytes);
    for damage in &damages {
        match is_json {
            true => outln!("{}", json!({ "file": "tail.clog", "damage": damage.to_string() })),
            false => errln!("tail.clog: {damage}"),
        }
    }
    if damages.is_empty() {
        match is_json {
            true => outln!("{}", json!({ "file": "tail.clog", "damage": null })),
            false => outln!("tail.clog: every byte is as it was written"),
        }
        return Ok(ExitCode::SUCCESS);
    }
    Err(damaged(&format!("{} damaged places", damages.len())))
}

fn damaged(why: &str) -> CommandError {
    CommandError::new(Kind::Corrupt, format!("the compiled journal is damaged: {why}"))
        .hint("it is a cache: `chancery ingest` keeps it aside and makes it anew")
}
