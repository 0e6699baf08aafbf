//! `chancery-engine`: runs measures, reports and exports for the program `chancery`, which starts it.
//!
//! It does not look at the journal and holds no lock: `chancery` has checked and compiled the journal before, and holds the
//! workspace while this runs. Data goes to standard output, all else to standard error.

mod args;

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use chancery_analytics::{
    Analysis, AnalyticsError, Report, Request, Table, error, export, feeds, filter, manifest, print, report, tables,
};
use chancery_core::text::display_safe;
use clap::Parser;
use serde_json::json;

use args::{
    At, Cli, FeedCompare, FeedExport, FeedFrequency, FeedImportResult, FeedMeasure, FeedRead, Format, Shown, TableArgs,
    Verb,
};

/// Frames come and go by the row group, and what is given back to the system is asked for again at once.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let cli = Cli::parse();
    match act(&cli) {
        Ok(output) => write_out(&output),
        Err(error) => {
            say(&format!("error: {error}"));
            ExitCode::from(error.exit_code())
        }
    }
}

/// On standard error, where nothing that somebody typed, or named a file, may act.
fn say(text: &str) {
    for line in text.lines() {
        // Where nobody can hear it there is nobody to tell.
        let _ = writeln!(std::io::stderr(), "{}", display_safe(line));
    }
}

/// What was done, or is to be kept in mind; not when quiet.
fn note(cli: &Cli, text: &str) {
    if !cli.quiet {
        say(text);
    }
}

/// A reader that closes its end early, as `head` does, is no fault.
fn write_out(output: &str) -> ExitCode {
    let mut out = std::io::stdout().lock();
    match out.write_all(output.as_bytes()).and_then(|()| out.flush()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            say(&format!("error: standard output: {error}"));
            ExitCode::from(3)
        }
    }
}

fn act(cli: &Cli) -> Result<String, AnalyticsError> {
    let open = |at: &At| {
        let At { as_of, known_by, release, rule, unit } = at.clone();
        let request = Request { as_of, known_by, release, rule, unit, threads: cli.threads };
        Analysis::open(&cli.workspace, &request)
    };
    let asked = |as_of: &Option<String>| Request { as_of: as_of.clone(), threads: cli.threads, ..Request::default() };
    let views = cli.workspace.join("views");
    match &cli.verb {
        Verb::Run(at) => run(&open(at)?, cli, &views),
        Verb::Table(args) => one_table(&open(&args.at)?, &cli.workspace, args),
        Verb::FeedRead(args) => feed_read(cli, args, &asked(&None)),
        Verb::FeedExport(args) => feed_export(cli, args, &asked(&args.as_of)),
        Verb::FeedImportResult(args) => feed_import_result(cli, args, &asked(&None)),
        Verb::FeedRecount(args) => feed_recount(&cli.workspace, args.shown.format, &asked(&args.as_of)),
        Verb::FeedFrequency(args) => feed_frequency(cli, args, &asked(&args.as_of)),
        Verb::FeedCompare(args) => feed_compare(&open(&args.at)?, cli, args),
        Verb::FeedMeasure(args) => feed_measure(&cli.workspace, args, &asked(&args.as_of)),
        Verb::Sql(args) => {
            let frame = feeds::sql(&open(&args.at)?, &cli.workspace, &args.query)?;
            print_table(&Table { name: "query", frame }, &args.shown)
        }
        Verb::Report(args) => {
            let analysis = open(&args.at)?;
            let report = Report::of(&analysis, &cli.workspace, args.texts.as_deref())?;
            Ok(if args.html { report.html() } else { report.markdown() })
        }
        Verb::Export(at) => {
            let outputs = export::export(&open(at)?, &views)?;
            Ok(outputs.iter().map(|output| format!("{}\n", views.join(&output.path).display())).collect())
        }
    }
}

fn run(analysis: &Analysis, cli: &Cli, views: &Path) -> Result<String, AnalyticsError> {
    let workspace = &cli.workspace;
    let mut outputs = export::export(analysis, views)?;
    // Texts of sources are not asked for: what is published holds no words of theirs, and is the same for who has them and who has not.
    let made = Report::of(analysis, workspace, None)?;
    let page = made.html();
    outputs.push(export::Output::write(views, "report.md", made.markdown().as_bytes())?);
    outputs.push(export::Output::write(views, "report.html", page.as_bytes())?);
    outputs.extend(export::figures(views, &report::figures(&page))?);
    manifest::write(analysis, workspace, views, &outputs)?;
    note(
        cli,
        &format!(
            "{} tables as Parquet and CSV in {}, manifest in {}",
            tables::TABLES.len(),
            views.join("tables").display(),
            views.join(manifest::MANIFEST).display()
        ),
    );
    Ok(format!("{}\n", views.join("report.md").display()))
}

fn one_table(analysis: &Analysis, workspace: &Path, args: &TableArgs) -> Result<String, AnalyticsError> {
    let whole = match args.name.contains('@') {
        true => feeds::bundle::result::table(analysis, workspace, &args.name)?,
        false => tables::table(analysis, &args.name)?,
    };
    let choices: [filter::Choice<'_>; 6] = [
        ("dyad", args.dyad.as_deref()),
        ("grain", args.grain.as_deref()),
        ("period", args.period.as_deref()),
        ("category", args.category.as_deref()),
        ("form", args.form.as_deref()),
        ("direction", args.direction.as_deref()),
    ];
    let chosen = filter::choose(whole.clone(), &choices)?;
    print_chosen(&chosen, &whole, &choices, &args.shown)
}

/// What was chosen of a table, and where that is nothing, why.
fn print_chosen(
    chosen: &Table,
    whole: &Table,
    choices: &[filter::Choice<'_>],
    shown: &Shown,
) -> Result<String, AnalyticsError> {
    if chosen.frame.height() == 0 && whole.frame.height() > 0 {
        hint(whole, choices);
    }
    print_table(chosen, shown)
}

fn print_table(table: &Table, shown: &Shown) -> Result<String, AnalyticsError> {
    match shown.format {
        Format::Text => print::text(table, shown.width),
        Format::Csv => print::csv(table, &print::rows(table)?),
        Format::Json => print::json(table),
    }
}

fn feed_read(cli: &Cli, args: &FeedRead, request: &Request) -> Result<String, AnalyticsError> {
    let threads = request.threads();
    if let Some(digest) = &args.unless
        && feeds::digest_of(&args.file)? == *digest
    {
        return Ok("null".to_owned());
    }
    let mut said = 0;
    let mut progress = |rows: u64| {
        if args.progress && rows >= said + 100_000 {
            said = rows;
            let _ = write!(std::io::stderr(), "\r{rows} rows");
        }
    };
    let added = feeds::add(&cli.workspace, &args.file, args.format_of_file.as_deref(), threads, &mut progress);
    if said > 0 {
        let _ = write!(std::io::stderr(), "\r\x1b[K");
    }
    serde_json::to_string(&added?).map_err(|error| AnalyticsError::Bug(error.to_string()))
}

fn feed_compare(analysis: &Analysis, cli: &Cli, args: &FeedCompare) -> Result<String, AnalyticsError> {
    let workspace = &cli.workspace;
    let asked = feeds::Asked { category: args.category.as_deref(), engine: args.on.as_deref() };
    let whole = match args.contacts {
        true => feeds::recall(analysis, workspace, asked)?,
        false => feeds::compare(analysis, workspace, asked)?,
    };
    let choices: [filter::Choice<'_>; 3] =
        [("dyad", args.dyad.as_deref()), ("grain", args.grain.as_deref()), ("period", args.period.as_deref())];
    let chosen = filter::choose(whole.clone(), &choices)?;
    note(cli, feeds::RULE);
    print_chosen(&chosen, &whole, &choices, &args.shown)
}

fn feed_measure(workspace: &Path, args: &FeedMeasure, request: &Request) -> Result<String, AnalyticsError> {
    let Some(name) = &args.name else {
        let line = |name: &str, about: &str| match args.shown.format {
            Format::Json => format!("{}\n", json!({ "measure": name, "about": about })),
            Format::Text | Format::Csv => format!("{name:20}{about}\n"),
        };
        return Ok(feeds::MEASURES.iter().map(|(name, about, ..)| line(name, about)).collect());
    };
    if args.query {
        return Ok(feeds::query_of(name)?.to_owned());
    }
    print_table(&feeds::measure(&Analysis::open(workspace, request)?, workspace, name)?, &args.shown)
}

fn feed_export(cli: &Cli, args: &FeedExport, request: &Request) -> Result<String, AnalyticsError> {
    let analysis = Analysis::open(&cli.workspace, request)?;
    let made = feeds::bundle::export(&analysis, &cli.workspace, &args.folder, !args.unexpected)?;
    let rows: u64 = made.partitions.iter().map(|partition| partition.rows).sum();
    let folder = args.folder.display();
    if args.shown.format == Format::Json {
        let object =
            json!({ "folder": folder.to_string(), "rows": rows, "files": made.files.len(), "inputs": made.inputs });
        return Ok(format!("{object}\n"));
    }
    note(cli, &format!("{rows} rows in {} files; where a cluster sees the folder:", made.files.len()));
    note(cli, &format!("  spark-submit {folder}/run_measures.py {folder} RESULT"));
    Ok(format!("{folder}\n"))
}

fn feed_import_result(cli: &Cli, args: &FeedImportResult, request: &Request) -> Result<String, AnalyticsError> {
    let made = feeds::bundle::result::import(&Analysis::open(&cli.workspace, request)?, &cli.workspace, &args.folder)?;
    let (engine, version) = (&made.engine, &made.version);
    if args.shown.format == Format::Json {
        let object = |one: &feeds::bundle::result::Measured| json!({ "table": format!("{}@{engine}", one.name), "engine": engine, "version": version, "rows": one.rows, "logical": one.logical, "compared": one.compared });
        return Ok(made.measures.iter().map(|one| format!("{}\n", object(one))).collect());
    }
    note(cli, &format!("{} measures of {engine} {version}; every digest was worked out again", made.measures.len()));
    Ok(made.measures.iter().map(|one| format!("{}@{engine}\n", one.name)).collect())
}

fn feed_recount(workspace: &Path, format: Format, request: &Request) -> Result<String, AnalyticsError> {
    let all = feeds::recount(&Analysis::open(workspace, request)?, workspace)?;
    let lines = all.iter().map(|one| {
        let same = one.cells.saturating_sub(one.different);
        if format == Format::Json {
            let object = json!({ "format": one.format, "rows": one.rows, "cells": one.cells, "same": same });
            return format!("{object}\n");
        }
        format!(
            "{}: {} rows of pairs in {} cells, of which {same} are as they are kept\n",
            one.format, one.rows, one.cells
        )
    });
    let told: String = lines.collect();
    if all.iter().all(|one| one.different == 0) {
        return Ok(told);
    }
    say(&told);
    feeds::cubes::forget(workspace)?;
    Err(AnalyticsError::Feed {
        message: "what was kept is not what the rows say; it was thrown away".to_owned(),
        fix: "ask again: counts are made anew from the rows. Please report this: the file that was added is all that is needed".to_owned(),
    })
}

fn feed_frequency(cli: &Cli, args: &FeedFrequency, request: &Request) -> Result<String, AnalyticsError> {
    let workspace = &cli.workspace;
    let choice = feeds::Choice {
        dyad: args.dyad.as_deref(),
        actor: args.actor.as_deref(),
        grain: args.grain.as_deref(),
        period: args.period.as_deref(),
        unit: args.unit.as_deref(),
        category: args.category.as_deref(),
    };
    let table = feeds::frequency(&Analysis::open(workspace, request)?, workspace, choice)?;
    if table.frame.height() == 0 {
        say("no row is of all that was asked for");
    }
    if args.category.is_some() {
        note(cli, feeds::LOSS);
    }
    print_table(&table, &args.shown)
}

/// Why a choice left nothing: the values there are, of the columns that were asked for.
fn hint(whole: &Table, choices: &[filter::Choice<'_>]) {
    let mut told = false;
    for (column, value) in choices {
        let Some(value) = value else { continue };
        let known = filter::values(whole, column);
        if known.iter().any(|known| filter::means(column, known, value)) {
            continue;
        }
        told = true;
        let shown: Vec<&str> = known.iter().take(20).map(String::as_str).collect();
        let more = if known.len() > shown.len() { ", …" } else { "" };
        let near = error::nearest(value, known.iter().map(String::as_str));
        let meant = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
        say(&format!("no row has {column} `{value}`; this table has {}{more}{meant}", shown.join(", ")));
    }
    if !told {
        let asked = choices.iter().filter_map(|(column, value)| value.map(|value| format!("{column} `{value}`")));
        say(&format!("no row has all of these together: {}", asked.collect::<Vec<_>>().join(", ")));
    }
}
