//! Starting `chancery-engine`, which lies beside this program.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, ExitStatus, Stdio};

use crate::cli::{
    At, FeedAdd, FeedCompare, FeedExport, FeedFrequency, FeedImportResult, FeedMeasure, FeedRecount, Global,
    ReportArgs, SqlArgs, TableArgs,
};
use crate::error::{CommandError, Kind};
use crate::say;

/// A verb for the engine, with its arguments.
pub struct Call {
    arguments: Vec<String>,
    /// Paths, which may be no text; they come last.
    files: Vec<PathBuf>,
}

impl Call {
    pub fn new(verb: &str, at: &At) -> Call {
        Call { arguments: vec![verb.to_owned()], files: Vec::new() }
            .option("--as-of", at.as_of.as_deref())
            .option("--known-by", at.known_by.as_deref())
            .option("--release", at.release.as_deref())
            .option("--rule", at.rule.as_deref())
            .option("--unit", at.unit.as_deref())
    }

    pub fn report(args: &ReportArgs, global: &Global) -> Call {
        let mut call = Call::new("report", &args.at);
        call.arguments.extend(args.html.then(|| "--html".to_owned()));
        if let Some(texts) = &global.texts {
            call.arguments.extend(["--texts".to_owned()]);
            call.files.push(texts.clone());
        }
        call
    }

    pub fn table(args: &TableArgs, global: &Global) -> Call {
        let mut call = Call::new("table", &args.at)
            .option("--dyad", args.dyad.as_deref())
            .option("--grain", args.grain.as_deref())
            .option("--period", args.period.as_deref())
            .option("--category", args.category.as_deref())
            .option("--form", args.form.as_deref())
            .option("--direction", args.direction.as_deref())
            .shown(global);
        call.arguments.extend(["--".to_owned(), args.name.clone()]);
        call
    }

    /// A feed file into segments, unless it has the digest given.
    pub fn feed_read(args: &FeedAdd, unless: Option<&str>) -> Call {
        let mut call = Call::new("feed-read", &At::default())
            .option("--as", args.format_of_file.as_deref())
            .option("--unless", unless);
        call.arguments.extend(say::is_watched().then(|| "--progress".to_owned()));
        call.arguments.push("--".to_owned());
        call.files.push(args.file.clone());
        call
    }

    pub fn feed_frequency(args: &FeedFrequency, global: &Global) -> Call {
        Call::new("feed-frequency", &At::default())
            .option("--as-of", args.as_of.as_deref())
            .option("--dyad", args.dyad.as_deref())
            .option("--actor", args.actor.as_deref())
            .option("--grain", args.grain.as_deref())
            .option("--period", args.period.as_deref())
            .option("--unit", args.unit.as_deref())
            .option("--category", args.category.as_deref())
            .shown(global)
    }

    pub fn feed_compare(args: &FeedCompare, global: &Global) -> Call {
        let mut call = Call::new("feed-compare", &args.at)
            .option("--dyad", args.dyad.as_deref())
            .option("--grain", args.grain.as_deref())
            .option("--period", args.period.as_deref())
            .option("--category", args.category.as_deref())
            .shown(global);
        call.arguments.extend(args.contacts.then(|| "--contacts".to_owned()));
        call.option("--on", args.on.as_deref())
    }

    pub fn feed_import_result(args: &FeedImportResult, global: &Global) -> Call {
        let mut call = Call::new("feed-import-result", &At::default()).shown(global);
        call.arguments.push("--".to_owned());
        call.files.push(args.dir.clone());
        call
    }

    pub fn feed_export(args: &FeedExport, global: &Global) -> Call {
        let mut call = Call::new("feed-export", &At::default()).option("--as-of", args.as_of.as_deref()).shown(global);
        call.arguments.extend(args.no_expected.then(|| "--unexpected".to_owned()));
        call.arguments.push("--".to_owned());
        call.files.push(args.dir.clone());
        call
    }

    pub fn feed_recount(args: &FeedRecount, global: &Global) -> Call {
        Call::new("feed-recount", &At::default()).option("--as-of", args.as_of.as_deref()).shown(global)
    }

    pub fn feed_measure(args: &FeedMeasure, global: &Global) -> Call {
        let mut call = Call::new("feed-measure", &At::default()).option("--as-of", args.as_of.as_deref()).shown(global);
        call.arguments.extend(args.query.then(|| "--query".to_owned()));
        call.arguments.push("--".to_owned());
        call.arguments.extend(args.name.clone());
        call
    }

    pub fn sql(args: &SqlArgs, global: &Global) -> Call {
        let mut call = Call::new("sql", &args.at).shown(global);
        call.arguments.extend(["--".to_owned(), args.query.clone()]);
        call
    }

    /// In the format asked for, and on a terminal in its width.
    fn shown(self, global: &Global) -> Call {
        let width = terminal_size::terminal_size().filter(|_| std::io::stdout().is_terminal());
        let width = width.map(|(width, _)| width.0.to_string());
        self.option("--format", Some(global.format.as_str())).option("--width", width.as_deref())
    }

    /// `--name=value`, so that a value that begins with a dash is still a value.
    fn option(mut self, name: &str, value: Option<&str>) -> Call {
        self.arguments.extend(value.map(|value| format!("{name}={value}")));
        self
    }

    /// Runs it to its end; its output is this program's.
    ///
    /// # Errors
    /// Where it cannot be started, or was ended by a signal.
    pub fn run(&self, global: &Global) -> Result<ExitCode, CommandError> {
        let path = beside()?;
        let status = self.command(global, &path).status().map_err(|cause| absent(&path, &cause.to_string()))?;
        match status.code() {
            Some(code) => Ok(ExitCode::from(u8::try_from(code).unwrap_or(70))),
            None => Err(ended(status)),
        }
    }

    /// Runs it to its end, and says nothing of it unless it fails.
    ///
    /// # Errors
    /// Where it cannot be started, was ended by a signal, or failed; with what it said then.
    pub fn run_unheard(&self, global: &Global) -> Result<(), CommandError> {
        let path = beside()?;
        let output = self.command(global, &path).output().map_err(|cause| absent(&path, &cause.to_string()))?;
        let Some(code) = output.status.code() else { return Err(ended(output.status)) };
        let Some(kind) = Kind::of_exit_code(code) else { return Ok(()) };
        let said = String::from_utf8_lossy(&output.stderr);
        Err(CommandError::new(kind, said.trim().trim_start_matches("error: ")))
    }

    /// Runs it to its end and takes its standard output; what it says of its progress goes on to people.
    ///
    /// # Errors
    /// As [`Call::run_unheard`]; what was wrong has been said by the engine itself.
    pub fn hear(&self, global: &Global) -> Result<String, CommandError> {
        let path = beside()?;
        let child = self.command(global, &path).stdout(Stdio::piped()).spawn();
        let child = child.map_err(|cause| absent(&path, &cause.to_string()))?;
        let output = child.wait_with_output().map_err(|cause| absent(&path, &cause.to_string()))?;
        let Some(code) = output.status.code() else { return Err(ended(output.status)) };
        match Kind::of_exit_code(code) {
            Some(kind) => Err(CommandError::new(kind, "nothing was attached")),
            None => Ok(String::from_utf8_lossy(&output.stdout).into_owned()),
        }
    }

    fn command(&self, global: &Global, path: &Path) -> Command {
        let mut command = Command::new(path);
        command.arg("--workspace").arg(&global.workspace);
        command.args(global.threads.map(|threads| format!("--threads={threads}")));
        command.args(say::is_quiet().then_some("--quiet"));
        command.args(&self.arguments).args(&self.files);
        // What somebody set for another use of polars must not change results here.
        for (name, _) in std::env::vars_os() {
            if name.to_string_lossy().starts_with("POLARS_") {
                command.env_remove(name);
            }
        }
        if let Some(threads) = global.threads {
            command.env("POLARS_MAX_THREADS", threads.to_string());
        }
        command
    }
}

/// The version that the engine says of itself.
///
/// # Errors
/// Where it is not there, cannot be started, or is another program.
pub fn version() -> Result<String, CommandError> {
    let path = beside()?;
    let told = Command::new(&path).arg("--version").stdin(Stdio::null()).output();
    let told = told.map_err(|cause| absent(&path, &cause.to_string()))?;
    let text = String::from_utf8_lossy(&told.stdout);
    match text.trim().strip_prefix("chancery-engine ") {
        Some(version) if told.status.success() => Ok(version.to_owned()),
        _ => Err(absent(&path, "it does not say which version it is")),
    }
}

fn ended(status: ExitStatus) -> CommandError {
    CommandError::new(Kind::Files, format!("chancery-engine was ended from outside ({status})"))
        .hint("every file is whole, old or new; run the command again, with more memory if that was short")
}

fn beside() -> Result<PathBuf, CommandError> {
    let own = std::env::current_exe().map_err(|cause| CommandError::new(Kind::Files, cause.to_string()))?;
    let path = own.with_file_name(format!("chancery-engine{}", std::env::consts::EXE_SUFFIX));
    if path.exists() { Ok(path) } else { Err(absent(&path, "there is no such file")) }
}

fn absent(path: &std::path::Path, cause: &str) -> CommandError {
    CommandError::new(Kind::Files, format!("{} cannot be started: {cause}", path.display()))
        .hint("`cargo xtask <verb>` builds both programs; else `cargo build -p chancery-analytics`")
}
