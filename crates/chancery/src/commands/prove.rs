//! `log prove`: proofs that seals hold an event, and the check of such proofs.

use std::io::{Read, Write};
use std::path::Path;
use std::process::ExitCode;

use chancery_core::event::Redaction;
use chancery_core::wire::{self, frame_type};
use chancery_core::{Entry, Event};
use chancery_ingest::{MAX_FILE_BYTES, problems};
use chancery_log::merkle::{self, Proof, Tree};
use chancery_log::{Digest, Frame, whole};
use serde_json::{Value, json};

use crate::cli::Global;
use crate::error::{CommandError, Kind};
use crate::seals::{Held, Seals};
use crate::workspace;

pub fn run(global: &Global, id: Option<&str>, check: Option<&Path>) -> Result<ExitCode, CommandError> {
    workspace::require(&global.workspace)?;
    let files = workspace::read(&global.workspace, None)?;
    let all = files.all();
    let seals = Seals::open(files.seals);
    if !seals.problems.is_empty() {
        let kind = seals.kind();
        return Err(CommandError::Problems { problems: seals.problems, files: all, kind });
    }
    match (id, check) {
        (_, Some(path)) => check_lines(&seals, &text_of(path)?),
        (Some(id), None) => prove(&seals, id),
        (None, None) => Err(CommandError::usage("give an id, or `--check FILE`")),
    }
}

/// A frame of an entry, and what stands in it.
pub(super) struct Placed<'a> {
    pub(super) frame: Frame<'a>,
    pub(super) entry: &'a Entry,
    /// The event and its place; none for the entry's head.
    pub(super) event: Option<(usize, &'a Event)>,
}

impl Placed<'_> {
    /// The event's name; of one that was redacted the name that it had.
    fn name(&self) -> &'static str {
        match self.event {
            None => frame_type::name(frame_type::ENTRY),
            Some((_, Event::Redacted(redaction))) => frame_type::name(wire::type_of_redacted(redaction.was)),
            Some((_, event)) => event.name(),
        }
    }

    /// What is left of it, if it was redacted.
    fn redaction(&self) -> Option<&Redaction> {
        match self.event {
            Some((_, Event::Redacted(redaction))) => Some(redaction),
            _ => None,
        }
    }

    fn place(&self) -> Option<usize> {
        self.event.map(|(place, _)| place)
    }

    /// Whether it says anything of a source, claim, contact or entry.
    fn is_about(&self, id: &str) -> bool {
        let names = |ids: &[String]| ids.iter().any(|other| other == id);
        self.entry.id == id
            || self.event.is_some_and(|(_, event)| match event {
                Event::SourceRegistered(source) => source.id == id,
                Event::ClaimRecorded(claim) => claim.id == id,
                Event::ClaimCorrected(correction) => correction.claim == id,
                Event::ClaimRetracted(retraction) | Event::ClaimReinstated(retraction) => retraction.claim == id,
                Event::ClaimsLinked(link) | Event::ClaimsUnlinked(link) => link.contact == id || names(&link.claims),
                Event::ContactSettled(settlement) => {
                    settlement.contact == id || names(&settlement.reject) || names(&settlement.readmit)
                }
                Event::Redacted(redaction) => redaction.of == id,
                Event::FeedAttached(feed) => feed.id == id,
                Event::FeedDetached(detachment) => detachment.feed == id,
                Event::TextChanged(change) => change.source == id,
                Event::CoverageDeclared(_) => false,
            })
    }
}

/// The frames of a seal's entries, with what stands in them. (The wire reads frames in this order and no other.)
pub(super) fn placed(held: &Held) -> Vec<Placed<'_>> {
    let mut found = Vec::new();
    let (mut entries, mut current, mut place) = (held.contents.entries.iter(), None, 0);
    for frame in held.sealed.segment.frames() {
        if frame.frame_type == frame_type::ENTRY {
            (current, place) = (entries.next(), 0);
            found.extend(current.map(|entry| Placed { frame, entry, event: None }));
        } else if let Some(entry) = current {
            let event = entry.events.get(place).map(|event| (place, event));
            found.extend(event.map(|event| Placed { frame, entry, event: Some(event) }));
            place += 1;
        }
    }
    found
}

fn prove(seals: &Seals, id: &str) -> Result<ExitCode, CommandError> {
    let mut out = std::io::stdout().lock();
    let mut proved = 0;
    for held in &seals.held {
        let tree = held.sealed.segment.tree();
        for placed in placed(held).iter().filter(|placed| placed.is_about(id)) {
            let Some(proof) = tree.prove(&placed.frame.leaf()) else { continue };
            proved += 1;
            if writeln!(out, "{}", line(held, placed, &proof)).is_err() {
                return Ok(ExitCode::SUCCESS);
            }
        }
    }
    if proved > 0 {
        return Ok(ExitCode::SUCCESS);
    }
    let entries = || seals.held.iter().flat_map(|held| &held.contents.entries);
    let events = entries().flat_map(|entry| &entry.events).filter_map(|event| match event {
        Event::SourceRegistered(source) => Some(source.id.as_str()),
        Event::ClaimRecorded(claim) => Some(claim.id.as_str()),
        Event::ClaimsLinked(link) => Some(link.contact.as_str()),
        _ => None,
    });
    Err(CommandError::usage(format!("no seal holds anything about `{id}`"))
        .meant(id, entries().map(|entry| entry.id.as_str()).chain(events))
        .hint("what is open is proved once `chancery seal NAME` has closed it; ids are written in full: SOURCE/CLAIM"))
}

fn line(held: &Held, placed: &Placed<'_>, proof: &Proof) -> Value {
    let path: Vec<String> = proof.path.iter().map(Digest::to_string).collect();
    json!({
        "event": placed.name(),
        "entry": placed.entry.id,
        "place": placed.place(),
        "seal": held.shown(),
        "root": held.sealed.segment.root().to_string(),
        "count": proof.size,
        "leaf": placed.frame.leaf().to_string(),
        "index": proof.index,
        "path": path,
        "frame": placed.redaction().is_none().then(|| hex(&leaf_data(&placed.frame))),
        "redacted": placed.redaction().map(|redaction| json!({ "reason": redaction.reason, "by": redaction.by })),
    })
}

/// The bytes that a leaf is the hash of: type, schema, payload.
fn leaf_data(frame: &Frame<'_>) -> Vec<u8> {
    [&frame.frame_type.to_le_bytes()[..], &frame.schema.to_le_bytes(), frame.payload].concat()
}

fn check_lines(seals: &Seals, text: &str) -> Result<ExitCode, CommandError> {
    let (mut good, mut bad) = (0, 0);
    let trees: Vec<(&Held, Tree, Vec<Placed<'_>>)> =
        seals.held.iter().map(|held| (held, held.sealed.segment.tree(), placed(held))).collect();
    for (number, line) in (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty()) {
        match checked(&trees, line) {
            Ok(said) => {
                good += 1;
                outln!("line {number}: {said}");
            }
            Err(why) => {
                bad += 1;
                errln!("line {number}: {}", chancery_core::text::display_safe(&why));
            }
        }
    }
    match (good, bad) {
        (0, 0) => Err(CommandError::usage("there is no proof to check: the file has no lines")),
        (_, 0) => Ok(ExitCode::SUCCESS),
        _ => Err(CommandError::new(Kind::Problems, format!("{bad} of {} proofs do not hold", good + bad))),
    }
}

/// What a line proves, or why it does not.
fn checked(seals: &[(&Held, Tree, Vec<Placed<'_>>)], line: &str) -> Result<String, String> {
    let value: Value = serde_json::from_str(line).map_err(|error| format!("it is no JSON object: {error}"))?;
    let text = |key: &str| value[key].as_str().ok_or_else(|| format!("`{key}` is missing or no text"));
    let number = |key: &str| value[key].as_u64().ok_or_else(|| format!("`{key}` is missing or no whole number"));
    let digest = |key: &str, text: &str| text.parse::<Digest>().map_err(|error| format!("`{key}`: {error}"));
    let (leaf, root) = (digest("leaf", text("leaf")?)?, digest("root", text("root")?)?);
    let items = value["path"].as_array().ok_or("`path` is missing or no list")?;
    let path = items.iter().map(|item| digest("path", item.as_str().unwrap_or_default())).collect::<Result<_, _>>()?;
    let proof = Proof { index: number("index")?, size: number("count")?, path };
    let is_redacted = value["redacted"].is_object() && value["frame"].is_null();
    if !is_redacted {
        let data = bytes(text("frame")?).ok_or("`frame` is no hex")?;
        if merkle::leaf(&[&data]) != leaf {
            return Err("the leaf is not the hash of the frame".to_owned());
        }
    }
    if !proof.verify(&leaf, &root) {
        return Err("the path does not lead from the leaf to the root".to_owned());
    }
    let of_root = |(held, tree, _): &&(&Held, Tree, Vec<Placed<'_>>)| {
        held.sealed.segment.root() == root && tree.size() == proof.size
    };
    let (held, _, frames) = seals.iter().find(of_root).ok_or_else(|| format!("no seal here has the root {root}"))?;
    let placed =
        frames.iter().find(|placed| placed.frame.leaf() == leaf).ok_or("the frame is no event of that seal")?;
    if is_redacted && placed.redaction().is_none() {
        return Err("the frame is not redacted in that seal".to_owned());
    }
    let place = value["place"].as_u64().and_then(|place| usize::try_from(place).ok());
    if (text("event")?, text("entry")?, place) != (placed.name(), placed.entry.id.as_str(), placed.place()) {
        return Err("the frame is another event than the line says".to_owned());
    }
    let place = placed.place().map(|place| format!(" {place}")).unwrap_or_default();
    Ok(format!("{} {}{place} is in {}", placed.name(), placed.entry.id, held.shown()))
}

fn text_of(path: &Path) -> Result<String, CommandError> {
    let name = path.display().to_string();
    let unreadable =
        |cause: &dyn std::fmt::Display| CommandError::of_file(problems::unreadable_file(&name, cause), Kind::Files);
    let bytes = if path == Path::new("-") {
        let mut bytes = Vec::new();
        std::io::stdin()
            .lock()
            .take(MAX_FILE_BYTES as u64 + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| unreadable(&error))?;
        bytes
    } else {
        whole::read_whole(path, MAX_FILE_BYTES).map_err(|error| unreadable(&error.cause))?
    };
    String::from_utf8(bytes).map_err(|_| CommandError::usage(format!("`{name}` is not UTF-8")))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn bytes(hex: &str) -> Option<Vec<u8>> {
    let digits: Vec<u32> = hex.chars().map(|digit| digit.to_digit(16)).collect::<Option<_>>()?;
    let pairs = digits.chunks_exact(2);
    if !pairs.remainder().is_empty() {
        return None;
    }
    pairs.map(|pair| u8::try_from(pair[0] * 16 + pair[1]).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_return_from_hex() {
        for given in [&b""[..], b"\x00", b"\xff\x10a"] {
            assert_eq!(bytes(&hex(given)).as_deref(), Some(given));
        }
        for wrong in ["0", "0g", "é", "-1"] {
            assert_eq!(bytes(wrong), None, "{wrong}");
        }
    }
}
