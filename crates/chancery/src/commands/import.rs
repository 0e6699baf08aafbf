//! `import`: somebody's table, or a snapshot of a register, as a new entry.

use std::path::Path;
use std::process::ExitCode;

use chancery_core::Instant;
use chancery_core::text::display_safe;
use chancery_ingest::{
    Import, ImportRequest, InputFile, MAX_FILE_BYTES, Refused, RegisterImport, RegisterRequest, Registers, SealedEntry,
    Workspace, import_table, problems,
};
use chancery_log::lock::Lock;
use chancery_log::whole;
use serde_json::json;

use crate::cli::{Global, ImportRegister, ImportTable};
use crate::clock;
use crate::error::{CommandError, Kind};
use crate::prepare;
use crate::tail::{self, refused};
use crate::workspace::Files;
use crate::{say, show};

pub fn table(global: &Global, args: &ImportTable) -> Result<ExitCode, CommandError> {
    let is_json = show::is_json(global.format)?;
    let recorded = match &args.recorded {
        None => clock::now(),
        Some(text) => text.parse::<Instant>().map_err(|why| CommandError::usage(format!("--recorded: {why}")))?,
    };
    let (mapping, table) = (file(&args.mapping)?, file(&args.file)?);
    let Opened { held, files, sealed } = open(global, args.dry_run, "import table")?;
    let request = ImportRequest {
        workspace: &files.workspace,
        mapping: &mapping,
        table: &table,
        recorded,
        by: args.by.as_deref(),
        entry: args.entry.as_deref(),
    };
    let import = import_table(&request).map_err(problems_of)?;
    tell_unused(&import.unused_rules);
    let mut workspace = files.workspace;
    if !import.file.bytes.is_empty() {
        workspace.journal.push(import.file.clone());
    }
    compare_with_seals(&workspace, &sealed)?;
    let Import { claims, sources, known, skipped, .. } = &import;
    let counts = json!({ "claims": claims, "sources": sources, "known": known, "skipped": skipped });
    put(global, &import.file, held.as_ref(), is_json.then_some(counts))?;
    tell(&import, args.dry_run);
    tell_next(global, &import.file, args.dry_run);
    Ok(ExitCode::SUCCESS)
}

pub fn register(global: &Global, args: &ImportRegister) -> Result<ExitCode, CommandError> {
    let is_json = show::is_json(global.format)?;
    let recorded = args.recorded.parse::<Instant>();
    let recorded = recorded.map_err(|why| CommandError::usage(format!("--recorded: {why}")))?;
    let mapping = file(&args.mapping)?;
    let snapshot = args.files.iter().map(|path| file(path)).collect::<Result<Vec<_>, _>>()?;
    let Opened { held, files, sealed } = open(global, args.dry_run, "import register")?;
    let request = RegisterRequest {
        mapping: &mapping,
        snapshot: &snapshot,
        source: &args.source,
        recorded,
        by: args.by.as_deref(),
        entry: args.entry.as_deref(),
        reason: args.reason.as_deref(),
    };
    let mut registers = Registers::open(files.workspace).map_err(problems_of)?;
    let import = registers.import(&request).map_err(problems_of)?;
    for note in &import.notes {
        errln!("note: {}", display_safe(note));
    }
    tell_unused(&import.unused_rules);
    compare_with_seals(registers.workspace(), &sealed)?;
    let RegisterImport { rows, claims, corrections, retractions, same, skipped, .. } = &import;
    let counts = json!({ "rows": rows, "claims": claims, "corrections": corrections, "retractions": retractions,
                         "same": same, "skipped": skipped });
    put(global, &import.file, held.as_ref(), is_json.then_some(counts))?;
    tell_register(&import, args.dry_run);
    tell_next(global, &import.file, args.dry_run);
    Ok(ExitCode::SUCCESS)
}

/// A workspace that an entry is made for.
struct Opened {
    held: Option<Lock>,
    files: Files,
    /// What its seals hold.
    sealed: Vec<SealedEntry>,
}

/// The workspace's files, and its lock unless nothing is to be written. The lock is held from before the journal is read
/// until the entry lies in it, so that two imports cannot pass each other.
fn open(global: &Global, dry_run: bool, verb: &str) -> Result<Opened, CommandError> {
    let is_workspace = global.workspace.join("journal").is_dir();
    let held = if dry_run || !is_workspace { None } else { Some(tail::lock(&global.workspace, verb)?) };
    let (files, seals) = prepare::sound(global)?;
    Ok(Opened { held, files, sealed: seals.entries() })
}

/// That the journal is what its seals hold, and still is with the new entry in it.
fn compare_with_seals(workspace: &Workspace, sealed: &[SealedEntry]) -> Result<(), CommandError> {
    if sealed.is_empty() {
        return Ok(());
    }
    prepare::sound_with(workspace, sealed).map(drop)
}

fn problems_of(refused: Refused) -> CommandError {
    CommandError::Problems { problems: refused.problems, files: refused.files, kind: Kind::Problems }
}

fn tell_unused(rules: &[String]) {
    for place in rules {
        errln!("note: the rule at {place} fits no row");
    }
}

/// Writes the entry, if there is anything in it; prints it where nothing is to be written. With counts all is one object.
fn put(
    global: &Global,
    entry: &InputFile,
    held: Option<&Lock>,
    counts: Option<serde_json::Value>,
) -> Result<(), CommandError> {
    let is_anything = !entry.bytes.is_empty();
    if held.is_some() && is_anything {
        let path: &Path = &global.workspace.join(&entry.path);
        whole::write_new(path, &entry.bytes).map_err(|error| refused(&error))?;
    }
    let text = String::from_utf8_lossy(&entry.bytes);
    match (counts, held) {
        (Some(counts), held) => {
            let text = held.is_none().then_some(text);
            let path = is_anything.then_some(&entry.path);
            outln!(
                "{}",
                json!({ "entry": path, "is_written": held.is_some() && is_anything, "counts": counts, "text": text })
            );
        }
        (None, None) => out!("{text}"),
        (None, Some(_)) if is_anything => outln!("{}", entry.path),
        (None, Some(_)) => {}
    }
    Ok(())
}

fn tell_next(global: &Global, entry: &InputFile, dry_run: bool) {
    if !entry.bytes.is_empty() && !dry_run {
        let program = say::program(&global.workspace);
        say::note(format!("read it as you would a coder's, then `{program} check` and `{program} run`"));
    }
}

fn tell_register(import: &RegisterImport, dry_run: bool) {
    let RegisterImport { rows, claims, corrections, retractions, same, skipped, .. } = import;
    let rest = format!("{rows} rows, {same} as they were, {skipped} skipped");
    let brings = format!("{claims} new claims, {corrections} corrected, {retractions} retracted");
    match (import.file.bytes.is_empty(), dry_run) {
        (true, _) => say::note(format!("nothing new: {rest}")),
        (_, true) => say::note(format!("would write {}: {brings}; {rest}", import.file.path)),
        (_, false) => say::note(format!("a new entry: {brings}; {rest}")),
    }
}

fn tell(import: &Import, dry_run: bool) {
    let Import { claims, sources, known, skipped, .. } = import;
    let rest = format!("{known} rows in the journal already, {skipped} skipped");
    match (claims, dry_run) {
        (0, _) => say::note(format!("nothing new: {rest}")),
        (_, true) => {
            say::note(format!("would write {}: {claims} claims of {sources} new sources; {rest}", import.file.path))
        }
        (_, false) => say::note(format!("a new entry: {claims} claims of {sources} new sources; {rest}")),
    }
}

fn file(path: &Path) -> Result<InputFile, CommandError> {
    let name = path.display().to_string();
    match whole::read_whole(path, MAX_FILE_BYTES) {
        Ok(bytes) => Ok(InputFile::new(name, bytes)),
        Err(error) => Err(CommandError::of_file(problems::unreadable_file(&name, &error.cause), Kind::Files)),
    }
}
