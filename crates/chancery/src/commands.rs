//! The verbs, one file each where they are more than a line.

mod agreement;
mod anchors;
mod changelog;
mod check;
mod date;
mod diff;
mod doctor;
mod explain;
mod feed;
mod history;
mod import;
mod ingest;
mod init;
mod log;
mod propose;
mod prove;
mod redact;
mod repair;
mod reproduce;
mod seal;
mod verify;
mod why;

use std::process::ExitCode;

use crate::cli::{self, Cli, FeedVerb, Format, ImportVerb, ProposeVerb, Verb};
use crate::docs;
use crate::engine::Call;
use crate::error::CommandError;
use crate::prepare;
use crate::say;
use crate::tail;

/// Does what the command line asks.
///
/// # Errors
/// What ended it, for [`crate::show::error`].
pub fn run(cli: &Cli) -> Result<ExitCode, CommandError> {
    let global = &cli.global;
    match &cli.verb {
        Verb::Run(at) => {
            prepare::ready(global, "run", true)?;
            let _held = tail::lock(&global.workspace, "run")?;
            let code = Call::new("run", at).run(global)?;
            if code == ExitCode::SUCCESS {
                let page = global.workspace.join("views").join("report.html");
                say::note(format!(
                    "look at {}; `{} table contact_frequency` prints figures",
                    page.display(),
                    say::program(&global.workspace)
                ));
            }
            Ok(code)
        }
        Verb::Export(at) => {
            prepare::ready(global, "export", false)?;
            let _held = tail::lock(&global.workspace, "export")?;
            Call::new("export", at).run(global)
        }
        Verb::Table(args) => {
            prepare::ready(global, "table", false)?;
            Call::table(args, global).run(global)
        }
        Verb::Report(args) => {
            if global.format != Format::Text {
                return Err(CommandError::usage("a report is Markdown and has neither CSV nor JSON")
                    .hint("`chancery table NAME --format csv` has the figures, and `chancery run` writes all tables"));
            }
            prepare::ready(global, "report", false)?;
            Call::report(args, global).run(global)
        }
        Verb::Init { dir } => init::run(global, dir),
        Verb::Check { skip } => check::run(global, skip),
        Verb::Ingest { dry_run } => ingest::run(global, *dry_run),
        Verb::Import(ImportVerb::Table(args)) => import::table(global, args),
        Verb::Feed(FeedVerb::Add(args)) => feed::add(global, args),
        Verb::Feed(FeedVerb::List) => feed::list(global),
        Verb::Feed(FeedVerb::Detach(args)) => feed::detach(global, args),
        Verb::Feed(FeedVerb::Frequency(args)) => {
            prepare::ready(global, "feed frequency", false)?;
            Call::feed_frequency(args, global).run(global)
        }
        Verb::Feed(FeedVerb::Compare(args)) => {
            prepare::ready(global, "feed compare", false)?;
            Call::feed_compare(args, global).run(global)
        }
        Verb::Feed(FeedVerb::Recount(args)) => {
            prepare::ready(global, "feed recount", false)?;
            Call::feed_recount(args, global).run(global)
        }
        Verb::Feed(FeedVerb::Export(args)) => {
            prepare::ready(global, "feed export", false)?;
            Call::feed_export(args, global).run(global)
        }
        Verb::Feed(FeedVerb::ImportResult(args)) => {
            prepare::ready(global, "feed import-result", false)?;
            let _held = tail::lock(&global.workspace, "feed import-result")?;
            Call::feed_import_result(args, global).run(global)
        }
        Verb::Feed(FeedVerb::Measure(args)) => {
            prepare::ready(global, "feed measure", false)?;
            Call::feed_measure(args, global).run(global)
        }
        Verb::Sql(args) => {
            prepare::ready(global, "sql", false)?;
            Call::sql(args, global).run(global)
        }
        Verb::Agreement(args) => agreement::run(global, args),
        Verb::Propose(ProposeVerb::Links(args)) => propose::links(global, args),
        Verb::Propose(ProposeVerb::Anchors(args)) => anchors::run(global, args),
        Verb::Seal(args) => seal::run(global, args),
        Verb::Redact(args) => redact::run(global, args),
        Verb::Reproduce(args) => reproduce::run(global, args),
        Verb::Verify => verify::run(global),
        Verb::Import(ImportVerb::Register(args)) => import::register(global, args),
        Verb::History { id } => history::run(global, id),
        Verb::Diff(args) => diff::run(global, args),
        Verb::Why(args) => why::run(global, args),
        Verb::Changelog => changelog::run(global),
        Verb::Log(verb) => log::run(global, verb),
        Verb::Date(args) => date::run(global, args),
        Verb::Doctor => doctor::run(global),
        Verb::Explain { code } => explain::run(global, code.as_deref()),
        Verb::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(*shell, &mut cli::command(), "chancery", &mut script);
            out!("{}", String::from_utf8_lossy(&script));
            Ok(ExitCode::SUCCESS)
        }
        Verb::Docs { page } => docs::run(global, *page),
    }
}
