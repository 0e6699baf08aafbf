//! `seal`: closes everything that is open under a name.

use std::collections::BTreeSet;
use std::process::ExitCode;

use chancery_core::Entry;
use chancery_core::wire::{self, Contents, File, Input, Seal};
use chancery_log::whole;
use chancery_log::{Kind as SegmentKind, Segment, SegmentBuilder, chain};
use serde_json::json;

use crate::cli::{Format, Global, SealArgs};
use crate::error::{CommandError, Kind};
use crate::prepare::{self, Checked};
use crate::seals::{self, Held};
use crate::tail::{self, refused};
use crate::workspace;
use crate::{say, show};

pub fn run(global: &Global, args: &SealArgs) -> Result<ExitCode, CommandError> {
    show::is_json(global.format)?;
    let name = args.name.as_str();
    if !chain::is_name(name) {
        return Err(CommandError::usage(format!("`{name}` cannot be the name of a seal"))
            .hint("a name is made of lower case letters a-z, digits and hyphens: `2026-spring`"));
    }
    workspace::require(&global.workspace)?;
    // Held from before the journal is read until the seal lies in its folder, so that what is sealed is what was checked.
    let held = tail::lock(&global.workspace, "seal")?;
    let files = workspace::read(&global.workspace, global.texts.as_deref())?;
    let vocabulary = files.workspace.vocabulary.clone();
    let checked = prepare::checked(files, &[])?;
    checked.mention_warnings();
    let Checked { mut contents, seals, .. } = checked;
    if let Some(same) = seals.iter().find(|held| held.sealed.name == name) {
        return Err(CommandError::usage(format!("there is a seal of that name: {}", same.shown()))
            .hint("releases are cited by name; give another"));
    }
    let open = open(&contents.entries, &seals);
    let Some(until) = open.iter().map(|entry| entry.recorded).max() else {
        return Err(CommandError::usage("nothing is open: every entry of the journal is sealed already"));
    };
    let number = seals.last().map_or(1, |held| held.sealed.number.saturating_add(1));
    let seal = Seal { number, name: name.to_owned(), by: args.by.clone(), until };
    let files = vocabulary.into_iter().map(|file| File { path: file.path, bytes: file.bytes }).collect();
    let sealed = Contents {
        seal: Some(seal),
        inputs: inputs(&contents.inputs, &open),
        vocabulary: contents.vocabulary.clone(),
        files,
        entries: open,
    };
    let segment = segment(&sealed, seals.last())?;
    let path = seals::folder(&global.workspace).join(chain::file_name(number, name));
    whole::make_folders(&seals::folder(&global.workspace)).map_err(|error| refused(&error))?;
    whole::write_new(&path, segment.bytes()).map_err(|error| refused(&error))?;
    tell(global, &sealed, &segment, &seals::shown(&path));
    contents.inputs.push(Input { path: seals::shown(&path), digest: segment.digest().to_string() });
    contents.inputs.sort();
    prepare::update(global, &contents, &held)?;
    Ok(ExitCode::SUCCESS)
}

/// The entries that no seal holds.
fn open(entries: &[Entry], seals: &[Held]) -> Vec<Entry> {
    let known: BTreeSet<&str> =
        seals.iter().flat_map(|held| &held.contents.entries).map(|entry| entry.id.as_str()).collect();
    entries.iter().filter(|entry| !known.contains(entry.id.as_str())).cloned().collect()
}

/// The files that a seal is made from: the vocabulary, and the entries that it closes.
fn inputs(all: &[Input], entries: &[Entry]) -> Vec<Input> {
    let own: BTreeSet<String> = entries.iter().map(|entry| format!("journal/{}.toml", entry.id)).collect();
    let belongs = |input: &&Input| input.path.starts_with("vocabulary/") || own.contains(&input.path);
    all.iter().filter(belongs).cloned().collect()
}

/// The seal's segment, read back and compared before it is written: it is never written again.
fn segment(contents: &Contents, before: Option<&Held>) -> Result<Segment, CommandError> {
    let mut builder = SegmentBuilder::new(SegmentKind::Sealed, before.map(|held| held.sealed.segment.commitment()));
    wire::write(contents, &mut builder).map_err(|error| CommandError::new(Kind::Problems, error.to_string()))?;
    let bug = |why: String| CommandError::new(Kind::Bug, format!("the seal does not read back: {why}"));
    let segment = Segment::parse(builder.finish()).map_err(|damage| bug(damage.to_string()))?;
    match wire::read(segment.frames()) {
        Ok(read) if read == *contents => Ok(segment),
        Ok(_) => Err(bug("something in it is not what was sealed".to_owned())),
        Err(error) => Err(bug(error.to_string())),
    }
}

fn tell(global: &Global, sealed: &Contents, segment: &Segment, path: &str) {
    if global.format == Format::Json {
        let (root, commitment, sha256) = (segment.root(), segment.commitment(), segment.digest());
        let (root, commitment, sha256) = (root.to_string(), commitment.to_string(), sha256.to_string());
        outln!(
            "{}",
            json!({ "seal": path, "entries": sealed.entries.len(), "frames": segment.frames().len(), "root": root,
                               "commitment": commitment, "sha256": sha256 })
        );
    } else {
        outln!("{path}");
    }
    let events: usize = sealed.entries.iter().map(|entry| entry.events.len()).sum();
    say::note(format!("sealed: entries {}, events {events}, frames {}", sealed.entries.len(), segment.frames().len()));
    say::note(format!("root {}", segment.root()));
    say::note(format!("commitment {}", segment.commitment()));
    let (program, name) = (say::program(&global.workspace), sealed.seal.as_ref().map_or("", |seal| seal.name.as_str()));
    say::note(format!("`{program} run --release {name}` makes tables and report of it"));
    say::note("commit the file, and publish it with its commitment: docs/SEALS.md");
}
