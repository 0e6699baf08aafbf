//! `import`: somebody's table as a new entry.

use std::path::Path;
use std::process::ExitCode;

use chancery_core::Instant;
use chancery_ingest::{Import, ImportRequest, InputFile, MAX_FILE_BYTES, import_table, problems};
use chancery_log::lock::Lock;
use chancery_log::whole;

use crate::cli::{Global, ImportTable};
use crate::clock;
use crate::error::{CommandError, Kind};
use crate::tail::{self, refused};
use crate::workspace;

pub fn table(global: &Global, args: &ImportTable) -> Result<ExitCode, CommandError> {
    let recorded = match &args.recorded {
        None => clock::now(),
        Some(text) => text.parse::<Instant>().map_err(|why| CommandError::usage(format!("--recorded: {why}")))?,
    };
    let (mapping, table) = (file(&args.mapping)?, file(&args.file)?);
    // Held from before the journal is read until the entry lies in it, so that two imports cannot pass each other.
    let is_workspace = global.workspace.join("journal").is_dir();
    let held = if args.dry_run || !is_workspace { None } else { Some(tail::lock(&global.workspace, "import table")?) };
    let files = workspace::read(&global.workspace, global.texts.as_deref())?;
    if !files.problems.is_empty() {
        let all = files.all();
        return Err(CommandError::Problems { problems: files.problems, files: all, kind: Kind::Files });
    }
    let request = ImportRequest {
        workspace: &files.workspace,
        mapping: &mapping,
        table: &table,
        recorded,
        by: args.by.as_deref(),
        entry: args.entry.as_deref(),
    };
    let import = import_table(&request).map_err(|refused| CommandError::Problems {
        problems: refused.problems,
        files: refused.files,
        kind: Kind::Problems,
    })?;
    for place in &import.unused_rules {
        eprintln!("note: the rule at {place} fits no row");
    }
    match held {
        None => print!("{}", String::from_utf8_lossy(&import.file.bytes)),
        Some(held) => write(&global.workspace, &import, &held)?,
    }
    tell(&import, args.dry_run);
    Ok(ExitCode::SUCCESS)
}

fn write(workspace: &Path, import: &Import, _held: &Lock) -> Result<(), CommandError> {
    if import.claims == 0 {
        return Ok(());
    }
    whole::write_new(&workspace.join(&import.file.path), &import.file.bytes).map_err(|error| refused(&error))?;
    println!("{}", import.file.path);
    Ok(())
}

fn tell(import: &Import, dry_run: bool) {
    let Import { claims, sources, known, skipped, .. } = import;
    let rest = format!("{known} rows in the journal already, {skipped} skipped");
    match (claims, dry_run) {
        (0, _) => eprintln!("nothing new: {rest}"),
        (_, true) => eprintln!("would write {}: {claims} claims of {sources} new sources; {rest}", import.file.path),
        (_, false) => eprintln!("a new entry: {claims} claims of {sources} new sources; {rest}"),
    }
}

fn file(path: &Path) -> Result<InputFile, CommandError> {
    let name = path.display().to_string();
    match whole::read_whole(path, MAX_FILE_BYTES) {
        Ok(bytes) => Ok(InputFile::new(name, bytes)),
        Err(error) => Err(CommandError::of_file(problems::unreadable_file(&name, &error.cause), Kind::Files)),
    }
}
