//! `why`: the events that moved a figure, each with what it moved it by.

use std::process::ExitCode;

use chancery_core::Vocabulary;
use chancery_core::count::{ALL, Cell, Dyad, Figures};
use chancery_core::history::{Why, why};
use chancery_core::vocabulary::TermList;
use chancery_ingest::nearest;
use serde_json::{Value, json};

use super::diff::{figures, millionths, name};
use super::history::{head, told};
use crate::cli::{Global, WhyArgs};
use crate::error::CommandError;
use crate::moments::Moments;
use crate::show;

/// The tables whose cells hold these figures.
const TABLES: [&str; 2] = ["contact_frequency", "exchange_categories"];

pub fn run(global: &Global, args: &WhyArgs) -> Result<ExitCode, CommandError> {
    let is_json = show::is_json(global.format)?;
    if !TABLES.contains(&args.table.as_str()) {
        return Err(CommandError::usage(format!("`why` cannot walk back figures of `{}`", args.table))
            .meant(&args.table, TABLES)
            .hint(format!("it can those of {}", TABLES.join(" and "))));
    }
    let moments = Moments::of(global, "why")?;
    let cell = cell(&args.cell, &moments.now().vocabulary)?;
    let (from, to) = (moments.past(&args.from, args.rule.as_deref())?, moments.past(&args.to, args.rule.as_deref())?);
    let found = why(&from, &to, &cell);
    if is_json {
        return show::lines(objects(&found).iter().map(Value::to_string));
    }
    show::lines(text(&found, &cell, args).into_iter())
}

/// `MNG-PRK/2012/medical`, `MNG>PRK/2012`, `MNG-PRK/all/visit`.
fn cell(text: &str, vocabulary: &Vocabulary) -> Result<Cell, CommandError> {
    let usage =
        |why: String| CommandError::usage(why).hint("a cell is DYAD/PERIOD/CATEGORY, as in MNG-PRK/2012/medical");
    let mut parts = text.split('/');
    let (dyad, period) = (parts.next().unwrap_or_default(), parts.next().unwrap_or(ALL));
    let (code, rest) = (parts.next().unwrap_or(ALL), parts.next());
    if rest.is_some() {
        return Err(usage(format!("`{text}` has more than three parts")));
    }
    let dyad = self::dyad(dyad, vocabulary).ok_or_else(|| {
        usage(format!("`{dyad}` is no pair of two actors")).meant(dyad, near(dyad, vocabulary).as_deref())
    })?;
    let period = period.parse().map_err(|_| usage(format!("`{period}` is no period: all, 201X, 2013 or 2013-10")))?;
    let all = || ALL.to_owned();
    if code == ALL || vocabulary.term(TermList::Categories, code).is_some() {
        return Ok(Cell { dyad, period, category: code.to_owned(), form: all() });
    }
    if vocabulary.term(TermList::Forms, code).is_some() {
        return Ok(Cell { dyad, period, category: all(), form: code.to_owned() });
    }
    let codes = [TermList::Categories, TermList::Forms].into_iter().flat_map(|list| vocabulary.ids(list));
    Err(usage(format!("`{code}` is neither a category nor a form")).meant(code, codes))
}

/// Two actors of the vocabulary; a body's id may hold hyphens.
fn dyad(text: &str, vocabulary: &Vocabulary) -> Option<Dyad> {
    let known = |id: &str| vocabulary.states.contains_key(id) || vocabulary.bodies.contains_key(id);
    if let Some((from, to)) = text.split_once('>') {
        return (known(from) && known(to)).then(|| Dyad::directed(from, to));
    }
    let mut cuts = text.match_indices('-').map(|(at, _)| (&text[..at], &text[at + 1..]));
    cuts.find(|(a, b)| known(a) && known(b)).map(|(a, b)| Dyad::undirected(a, b))
}

/// The pair that may have been meant: each side of it as the actor that comes nearest.
fn near(text: &str, vocabulary: &Vocabulary) -> Option<String> {
    let known = || vocabulary.states.keys().chain(vocabulary.bodies.keys()).map(String::as_str);
    let actor = |text| known().find(|id| *id == text).or_else(|| nearest(text, known()));
    let (at, sign) = text.match_indices(['>', '-']).next()?;
    Some(format!("{}{sign}{}", actor(&text[..at])?, actor(&text[at + 1..])?))
}

fn text(found: &Why, cell: &Cell, args: &WhyArgs) -> Vec<String> {
    let whole = |figures: &Figures| {
        let Figures { certain, possible, expected, open, recurring, coverage } = figures;
        let expected = millionths(*expected);
        format!(
            "certain {certain}, possible {possible}, expected {expected}, open {open}, recurring {recurring}, coverage {coverage}"
        )
    };
    let mut lines = vec![format!("{} at {}: {}", name(cell), args.from, whole(&found.from))];
    for moved in &found.moved {
        let undone = if moved.is_undone { "without " } else { "" };
        lines.push(format!("  {}  {undone}{}", step(&moved.before, &moved.after), head(&moved.told)));
        if !moved.told.reason.is_empty() {
            lines.push(format!("      {}", moved.told.reason));
        }
    }
    lines.push(format!("{} at {}: {}", name(cell), args.to, whole(&found.to)));
    let number = found.moved.len();
    let events = if number == 1 { "event" } else { "events" };
    lines.push(format!("sum of {number} {events}: {}", step(&found.from, &found.to)));
    lines
}

/// What one figure differs from another by.
fn step(from: &Figures, to: &Figures) -> String {
    let signed = |by: i64| format!("{by:+}");
    let expected = to.expected - from.expected;
    let mut parts = vec![
        format!("certain {}", signed(to.certain - from.certain)),
        format!("possible {}", signed(to.possible - from.possible)),
        format!("expected {}{}", if expected < 0 { "" } else { "+" }, millionths(expected)),
    ];
    for (name, by) in [("open", to.open - from.open), ("recurring", to.recurring - from.recurring)] {
        parts.extend((by != 0).then(|| format!("{name} {}", signed(by))));
    }
    parts.extend((from.coverage != to.coverage).then(|| format!("coverage {} → {}", from.coverage, to.coverage)));
    parts.join(", ")
}

/// The first figures, an object for each event, the last figures.
fn objects(found: &Why) -> Vec<Value> {
    let mut objects = vec![json!({ "kind": "from", "figures": figures(&found.from) })];
    objects.extend(found.moved.iter().map(|moved| {
        let mut object = told(&moved.told);
        (object["kind"], object["undone"]) = (json!("event"), json!(moved.is_undone));
        (object["before"], object["after"]) = (figures(&moved.before), figures(&moved.after));
        object
    }));
    objects.push(json!({ "kind": "to", "figures": figures(&found.to) }));
    objects
}
