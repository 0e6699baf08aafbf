//! `agreement`: two coders' entries on one source, compared.

use std::path::Path;
use std::process::ExitCode;

use chancery_core::agreement::{Agreement, DRAWS, FieldAgreement, Ground, MAX_CLAIMS, agreement};
use chancery_core::event::Event;
use chancery_core::{Entry, State, fold};
use chancery_ingest::{InputFile, Workspace, problems, read};
use chancery_log::whole;
use serde_json::{Value, json};

use crate::cli::{AgreementArgs, Global};
use crate::error::{CommandError, Kind};
use crate::show;
use crate::workspace;

pub fn run(global: &Global, args: &AgreementArgs) -> Result<ExitCode, CommandError> {
    let is_json = show::is_json(global.format)?;
    let files = workspace::read(&global.workspace, global.texts.as_deref())?;
    if !files.problems.is_empty() {
        let all = files.all();
        return Err(CommandError::Problems { problems: files.problems, files: all, kind: Kind::Files });
    }
    let (a, b) = (Coded::read(&files.workspace, &args.a)?, Coded::read(&files.workspace, &args.b)?);
    let found = compare(&a, &b, args.seed)?;
    if is_json {
        return show::lines(
            found.iter().flat_map(|one| objects(one, &a, &b, args.seed)).map(|object| object.to_string()),
        );
    }
    show::lines(found.iter().flat_map(|one| text(one, &a, &b, args.seed)))
}

/// What one coder made of the source.
struct Coded {
    entry: Entry,
    state: State,
}

impl Coded {
    /// Reads one entry with the vocabulary of the workspace and without its journal: both coders name the same source and
    /// the same claims, and neither is to lean on what others made of it.
    fn read(workspace: &Workspace, path: &Path) -> Result<Coded, CommandError> {
        let shown = path.display().to_string();
        let unreadable = |cause: String| CommandError::of_file(problems::unreadable_file(&shown, cause), Kind::Files);
        let bytes = whole::read_whole(path, chancery_ingest::MAX_FILE_BYTES + 1)
            .map_err(|error| unreadable(error.cause.to_string()))?;
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let alone = Workspace {
            journal: vec![InputFile::new(format!("journal/{name}"), bytes)],
            vocabulary: workspace.vocabulary.clone(),
            texts: workspace.texts.clone(),
        };
        let (batch, mut found) = read(&alone, &[]);
        found.retain(|problem| !problem.is_warning());
        match batch.entries.into_iter().next() {
            Some(entry) if found.is_empty() => {
                let (state, _) = fold(std::slice::from_ref(&entry));
                Ok(Coded { entry, state })
            }
            _ => Err(CommandError::of_workspace(alone, found)),
        }
    }

    fn name(&self) -> String {
        format!("{} by {}", self.entry.id, self.entry.by)
    }
}

/// Every source that both coded, by id.
fn compare(a: &Coded, b: &Coded, seed: u64) -> Result<Vec<Agreement>, CommandError> {
    let sources = a.entry.events.iter().filter_map(|event| match event {
        Event::SourceRegistered(source) if b.state.sources.contains_key(&source.id) => Some(source),
        _ => None,
    });
    let mut found = Vec::new();
    for source in sources {
        for coded in [a, b] {
            let claims = coded.state.claims.values().filter(|held| held.claim.source == source.id).count();
            if claims > MAX_CLAIMS {
                return Err(CommandError::usage(format!(
                    "{} has {claims} claims of `{}`, and at most {MAX_CLAIMS} are compared",
                    coded.name(),
                    source.id
                ))
                .hint("every claim is held against every other; compare a part of the source"));
            }
        }
        found.push(agreement(source, &a.state, &b.state, seed));
    }
    found.sort_by(|one, other| one.source.cmp(&other.source));
    if found.is_empty() {
        let sources = |coded: &Coded| coded.state.sources.keys().cloned().collect::<Vec<_>>().join(", ");
        return Err(CommandError::usage("the two entries have no source in common, so there is nothing to compare")
            .hint(format!("the first has {}; the second {}", sources(a), sources(b)))
            .hint("both coders register the source under one id, in entries of their own"));
    }
    Ok(found)
}

/// A figure in millionths with three decimals, halves away from zero.
fn decimals(millionths: Option<i64>) -> String {
    let Some(millionths) = millionths else { return "–".to_owned() };
    let thousandths = (millionths.unsigned_abs() + 500) / 1000;
    let sign = if millionths < 0 && thousandths > 0 { "-" } else { "" };
    format!("{sign}{}.{:03}", thousandths / 1000, thousandths % 1000)
}

fn text(found: &Agreement, a: &Coded, b: &Coded, seed: u64) -> Vec<String> {
    let mut lines = vec![
        format!("source {}", found.source),
        format!("  A: {}, {} claims", a.name(), found.claims_a),
        format!("  B: {}, {} claims", b.name(), found.claims_b),
        String::new(),
    ];
    lines.extend(units(found));
    lines.push(String::new());
    lines.push(format!("fields of the claims in both: Krippendorff's alpha, 95 % of {DRAWS} draws (seed {seed})"));
    lines.push(format!("  {:<11}{:<9}{:>6}{:>6}{:>8}  {}", "field", "level", "pairs", "equal", "alpha", "interval"));
    lines.extend(found.fields.iter().map(row));
    lines.push(String::new());
    lines.extend(work(found));
    lines
}

/// How far they cut the source into the same claims.
fn units(found: &Agreement) -> Vec<String> {
    let anchored = found.pairs.iter().filter(|(_, _, ground)| *ground == Ground::Anchors).count();
    let mut lines = vec![
        format!(
            "claims: {} in both ({anchored} by their anchors, {} by what they say), {} in A alone, {} in B alone",
            found.pairs.len(),
            found.pairs.len() - anchored,
            found.only_a.len(),
            found.only_b.len()
        ),
        format!(
            "  F1 {}; of A's claims B has {} (recall), of B's A has {} (precision)",
            decimals(found.f1()),
            decimals(found.recall()),
            decimals(found.precision())
        ),
    ];
    if let Some(marked) = found.marked {
        lines.push(format!(
            "text: {} characters in anchors of both, {} of A alone, {} of B alone, {} of neither; alpha {}",
            marked.both,
            marked.only_a,
            marked.only_b,
            marked.neither,
            decimals(marked.alpha)
        ));
    }
    lines
}

fn row(one: &FieldAgreement) -> String {
    let interval = one.interval.map_or_else(String::new, |interval| {
        let short = if interval.draws < DRAWS { format!(" ({} draws)", interval.draws) } else { String::new() };
        format!("{} to {}{short}", decimals(Some(interval.low)), decimals(Some(interval.high)))
    });
    let row = format!(
        "  {:<11}{:<9}{:>6}{:>6}{:>8}  {interval}",
        one.field.as_str(),
        one.level.as_str(),
        one.pairs,
        one.equal,
        decimals(one.alpha)
    );
    row.trim_end().to_owned()
}

/// What is to be talked over.
fn work(found: &Agreement) -> Vec<String> {
    let all = found.disagreements.len() + found.only_a.len() + found.only_b.len();
    if all == 0 {
        return vec!["nothing to talk over".to_owned()];
    }
    let mut lines = vec![format!("to talk over ({all})")];
    lines.extend(found.only_a.iter().map(|id| format!("  only A has {id}")));
    lines.extend(found.only_b.iter().map(|id| format!("  only B has {id}")));
    let mut last = None;
    let value = |value: &str| if value.is_empty() { "nothing".to_owned() } else { value.to_owned() };
    for one in &found.disagreements {
        if last != Some((&one.a, &one.b)) {
            let other = if one.a == one.b { String::new() } else { format!(" (B: {})", one.b) };
            lines.push(format!("  {}{other}", one.a));
            last = Some((&one.a, &one.b));
        }
        lines.push(format!("    {}: A {}; B {}", one.field, value(&one.value_a), value(&one.value_b)));
    }
    lines
}

/// One object for the source, each field, each pair, each claim that one alone has, and each disagreement.
fn objects(found: &Agreement, a: &Coded, b: &Coded, seed: u64) -> Vec<Value> {
    let source = &found.source;
    let coder = |coded: &Coded| json!({ "entry": coded.entry.id, "by": coded.entry.by });
    let marked = found.marked.map(|marked| {
        json!({ "both": marked.both, "only_a": marked.only_a, "only_b": marked.only_b, "neither": marked.neither,
                "alpha_millionths": marked.alpha })
    });
    let head = json!({ "kind": "source", "source": source, "a": coder(a), "b": coder(b), "claims_a": found.claims_a,
                       "claims_b": found.claims_b, "pairs": found.pairs.len(), "f1_millionths": found.f1(),
                       "precision_millionths": found.precision(), "recall_millionths": found.recall(), "text": marked });
    let fields = found.fields.iter().map(|one| {
        json!({ "kind": "field", "source": source, "field": one.field.as_str(), "level": one.level.as_str(),
                "pairs": one.pairs, "equal": one.equal, "alpha_millionths": one.alpha,
                "low_millionths": one.interval.map(|interval| interval.low),
                "high_millionths": one.interval.map(|interval| interval.high),
                "draws": one.interval.map(|interval| interval.draws), "seed": seed })
    });
    let pairs = found
        .pairs
        .iter()
        .map(|(a, b, ground)| json!({ "kind": "pair", "source": source, "a": a, "b": b, "by": ground.as_str() }));
    let alone = |coder: &'static str, ids: &[String]| -> Vec<Value> {
        ids.iter().map(|id| json!({ "kind": "alone", "source": source, "coder": coder, "claim": id })).collect()
    };
    let differ = found.disagreements.iter().map(|one| {
        json!({ "kind": "disagreement", "source": source, "a": one.a, "b": one.b, "field": one.field.as_str(),
                "value_a": one.value_a, "value_b": one.value_b })
    });
    let alone = alone("a", &found.only_a).into_iter().chain(alone("b", &found.only_b));
    std::iter::once(head).chain(fields).chain(pairs).chain(alone).chain(differ).collect()
}

#[cfg(test)]
mod tests {
    use super::decimals;

    #[test]
    fn three_decimals_are_rounded_away_from_zero() {
        for (millionths, text) in [
            (Some(691_358), "0.691"),
            (Some(-499), "0.000"),
            (Some(-1_250_500), "-1.251"),
            (Some(1_000_000), "1.000"),
            (None, "–"),
        ] {
            assert_eq!(decimals(millionths), text);
        }
    }
}
