//! `propose anchors`: what became of a source's anchors in another text. Nothing is written.

mod entry;
mod objects;

use std::path::Path;
use std::process::ExitCode;

use chancery_core::canonical::CanonicalText;
use chancery_core::event::Source;
use chancery_core::text::display_safe;
use chancery_core::{State, fold};
use chancery_ingest::anchors::{Beside, CONTEXT, Candidate, Fate, Outcome, outcomes};
use chancery_ingest::{InputFile, digest_of, nearest, problems};
use chancery_log::whole;
use serde_json::{Value, json};

use crate::cli::{Format, Global, ProposeAnchors};
use crate::clock;
use crate::error::{CommandError, Kind};
use crate::prepare;
use crate::show;
use crate::workspace;

/// The largest text that is read.
const MOST_BYTES: usize = 64 << 20;

/// How much of a passage is shown, and of a stretch that differs.
const SHOWN: usize = 160;
const SHOWN_DIFFERENCE: usize = 60;

/// How many differences of a passage are shown.
const MOST_DIFFERENCES: usize = 12;

/// What became of the anchors of one claim.
struct Judged {
    claim: String,
    outcomes: Vec<Outcome>,
}

/// Everything that is told, as lines, objects or an entry.
struct Proposed<'a> {
    source: &'a Source,
    new: CanonicalText,
    /// Whether the old text was at hand.
    with_old: bool,
    /// By the claims' ids.
    claims: Vec<Judged>,
}

pub fn run(global: &Global, args: &ProposeAnchors) -> Result<ExitCode, CommandError> {
    let is_json = show::is_json(global.format)?;
    if args.toml && global.format != Format::Text {
        return Err(
            CommandError::usage("`--toml` and `--format` ask for two things at once").hint("leave one of them out")
        );
    }
    // The text in the workspace may be the new one already; that is what this verb is for.
    let checked = prepare::check(global, &["texts".to_owned()])?;
    checked.mention_warnings();
    let (state, _) = fold(&checked.contents.entries);
    let source = source(&state, &args.source)?;
    let new = read(&args.text)?;
    let old = old_text(global, source, args.old.as_deref())?;
    let proposed = judged(&state, source, old.as_ref(), new);
    if args.toml {
        return show::lines(entry::lines(&proposed, clock::now(), &args.by).into_iter());
    }
    if is_json {
        return show::lines(proposed.objects().map(|object| object.to_string()));
    }
    show::lines(proposed.lines().into_iter())
}

fn source<'a>(state: &'a State, id: &str) -> Result<&'a Source, CommandError> {
    state.sources.get(id).ok_or_else(|| {
        let error = CommandError::usage(format!("there is no source `{id}`"));
        let error = match nearest(id, state.sources.keys().map(String::as_str)) {
            Some(meant) => error.hint(format!("did you mean `{meant}`?")),
            None => error,
        };
        error.hint("`chancery table sources` lists them")
    })
}

fn read(path: &Path) -> Result<CanonicalText, CommandError> {
    let shown = path.display().to_string();
    let bytes = whole::read_whole(path, MOST_BYTES)
        .map_err(|error| CommandError::of_file(problems::unreadable_file(&shown, error.cause), Kind::Files))?;
    canonical(&InputFile::new(shown, bytes))
}

fn canonical(file: &InputFile) -> Result<CanonicalText, CommandError> {
    CanonicalText::of_bytes(&file.bytes).map_err(|at| {
        CommandError::new(Kind::Problems, format!("{} is no UTF-8 from byte {at} on", file.path))
            .hint("anchors count characters of UTF-8; convert the file")
    })
}

/// The text that the anchors were made on: the one that is given, or the one in the workspace or in `--texts` if it is that.
fn old_text(global: &Global, source: &Source, given: Option<&Path>) -> Result<Option<CanonicalText>, CommandError> {
    if let Some(path) = given {
        let text = read(path)?;
        return match &source.digest {
            Some(digest) if *digest != digest_of(&text) => {
                let message = format!("{} is not the text that was coded as `{}`", path.display(), source.id);
                Err(CommandError::usage(message)
                    .hint(format!("its digest is {}, the source's is {digest}", digest_of(&text)))
                    .hint("without `--old`, passages are looked for by their digests"))
            }
            _ => Ok(Some(text)),
        };
    }
    let files = workspace::read(&global.workspace, global.texts.as_deref())?;
    let Some(file) = files.workspace.texts.get(&source.id) else { return Ok(None) };
    let text = CanonicalText::of_bytes(&file.bytes).ok();
    Ok(text.filter(|text| source.digest.as_ref().is_some_and(|digest| *digest == digest_of(text))))
}

fn judged<'a>(state: &State, source: &'a Source, old: Option<&CanonicalText>, new: CanonicalText) -> Proposed<'a> {
    let of_source = state.claims.values().filter(|held| held.claim.source == source.id);
    let claims: Vec<(&String, usize)> =
        of_source.clone().map(|held| (&held.claim.id, held.claim.anchor.len())).filter(|(_, n)| *n > 0).collect();
    let anchors: Vec<_> = of_source.flat_map(|held| held.claim.anchor.iter().cloned()).collect();
    let mut found = outcomes(old, &new, &anchors).into_iter();
    let claims = claims.into_iter().map(|(id, anchors)| {
        let outcomes = found.by_ref().take(anchors).collect();
        Judged { claim: id.clone(), outcomes }
    });
    let claims = claims.collect();
    Proposed { source, new, with_old: old.is_some(), claims }
}

impl Proposed<'_> {
    fn each(&self) -> impl Iterator<Item = (&str, &Outcome)> {
        self.claims.iter().flat_map(|judged| judged.outcomes.iter().map(|outcome| (judged.claim.as_str(), outcome)))
    }

    /// How many anchors there are, and of each fate.
    fn counts(&self) -> String {
        let anchors = self.each().count();
        let of = |fate: &str| self.each().filter(|(_, outcome)| outcome.fate.as_str() == fate).count();
        let fates = ["exact", "moved", "changed", "ambiguous", "orphan"].map(|fate| format!("{fate} {}", of(fate)));
        format!("anchors {anchors}, claims {}: {}", self.claims.len(), fates.join(", "))
    }

    fn lines(&self) -> Vec<String> {
        let mut lines = vec![format!("{}: {}", self.source.id, self.counts())];
        if !self.with_old {
            lines.push(
                "the old text is not at hand: only equal characters are found (`--old FILE` gives it)".to_owned(),
            );
        }
        for (claim, outcome) in self.each() {
            lines.push(format!("{:<9}  {claim}  {}", outcome.fate.as_str(), route(outcome)));
            lines.extend(told(&outcome.fate).into_iter().map(|line| format!("             {line}")));
        }
        lines.push("nothing was written. `--toml` prints what was found as an entry to review".to_owned());
        lines
    }

    fn objects(&self) -> impl Iterator<Item = Value> {
        self.each().map(|(claim, outcome)| {
            let mut object = objects::fate(&outcome.fate);
            object["source"] = json!(self.source.id);
            object["claim"] = json!(claim);
            object["anchor"] = objects::place(&outcome.anchor);
            object
        })
    }
}

/// From where to where.
fn route(outcome: &Outcome) -> String {
    let from = format!("{}-{}", outcome.anchor.start, outcome.anchor.end);
    match &outcome.fate {
        Fate::Moved { to, .. } | Fate::Changed { to, .. } => format!("{from} -> {}-{}", to.start, to.end),
        _ => from,
    }
}

/// What a reviewer must see of a fate, in lines without line ends, safe for a terminal and for a comment.
fn told(fate: &Fate) -> Vec<String> {
    let old_line = |old: &Option<String>| old.iter().map(|old| format!("old: {}", shown(old))).collect::<Vec<_>>();
    match fate {
        Fate::Exact { beside } | Fate::Moved { beside, .. } => {
            told_beside(*beside).map(str::to_owned).into_iter().collect()
        }
        Fate::Changed { old, new, likeness, differences, .. } => {
            let mut lines = vec![format!("{} alike", share(*likeness))];
            lines.extend(differences.iter().take(MOST_DIFFERENCES).map(|difference| {
                let (old, new) = (quoted(&difference.old), quoted(&difference.new));
                format!("{}: {old} became {new}", difference.kind.as_str())
            }));
            if differences.len() > MOST_DIFFERENCES {
                lines.push(format!("and {} differences more", differences.len() - MOST_DIFFERENCES));
            }
            lines.extend([format!("old: {}", shown(old)), format!("new: {}", shown(new))]);
            lines
        }
        Fate::Ambiguous { why, old, candidates } => {
            let candidates = candidates.iter().map(told_candidate);
            [(*why).to_owned()].into_iter().chain(old_line(old)).chain(candidates).collect()
        }
        Fate::Orphan { why, old } => [(*why).to_owned()].into_iter().chain(old_line(old)).collect(),
    }
}

fn told_candidate(candidate: &Candidate) -> String {
    let Candidate { at, text, likeness, context } = candidate;
    let around = match context {
        0 => String::new(),
        context => format!(", {context} of {} characters around it as before", 2 * CONTEXT),
    };
    format!("{}-{}, {} alike{around}: {}", at.start, at.end, share(*likeness), shown(text))
}

fn told_beside(beside: Beside) -> Option<&'static str> {
    match beside {
        Beside::Alike | Beside::Unknown => None,
        Beside::OtherBefore => Some("what stands directly before it is otherwise: read it"),
        Beside::OtherAfter => Some("what stands directly after it is otherwise: read it"),
        Beside::Other => Some("what stands directly before and after it is otherwise: read it"),
    }
}

/// Thousandths as a percentage; rounded down, so that 100% means all.
fn share(likeness: u32) -> String {
    format!("{}.{}%", likeness / 10, likeness % 10)
}

/// A passage, shortened in its middle.
fn shown(text: &str) -> String {
    shortened(text, SHOWN)
}

fn quoted(text: &str) -> String {
    if text.is_empty() { "nothing".to_owned() } else { format!("\"{}\"", shortened(text, SHOWN_DIFFERENCE)) }
}

fn shortened(text: &str, most: usize) -> String {
    let characters: Vec<char> = text.chars().collect();
    if characters.len() <= most {
        return display_safe(text);
    }
    let (head, tail) = (most * 2 / 3, most / 3);
    let part = |characters: &[char]| display_safe(&characters.iter().collect::<String>());
    format!("{} […] {}", part(&characters[..head]), part(&characters[characters.len() - tail..]))
}
