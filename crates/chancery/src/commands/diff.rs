//! `diff`: what differs between two moments.

use std::process::ExitCode;

use chancery_core::count::{ALL, Cell, Figures};
use chancery_core::history::{CellChange, Change, Diff, Difference, diff};
use chancery_core::when::Grain;
use serde_json::{Value, json};

use super::history::{field, fields, head, told};
use crate::cli::{DiffArgs, Global};
use crate::error::CommandError;
use crate::moments::Moments;
use crate::show;

pub fn run(global: &Global, args: &DiffArgs) -> Result<ExitCode, CommandError> {
    let is_json = show::is_json(global.format)?;
    let moments = Moments::of(global, "diff")?;
    let (from, to) = (moments.past(&args.from, args.rule.as_deref())?, moments.past(&args.to, args.rule.as_deref())?);
    let found = diff(&from, &to);
    if is_json {
        return show::lines(objects(&found).iter().map(Value::to_string));
    }
    let lines = if found.is_empty() { vec!["nothing differs".to_owned()] } else { text(&found) };
    show::lines(lines.into_iter())
}

/// How many came, changed and went.
fn tally(what: &str, changes: impl Iterator<Item = Change>) -> String {
    let changes: Vec<Change> = changes.collect();
    let count = |change: Change| changes.iter().filter(|one| **one == change).count();
    format!("{what}: {} added, {} changed, {} gone", count(Change::Added), count(Change::Changed), count(Change::Gone))
}

/// For people: all but the cells in full; of these the years and all time of undirected dyads as a whole.
pub fn text(found: &Diff) -> Vec<String> {
    let mut lines = vec![tally("events", found.events.iter().map(|(change, _)| *change))];
    let edits = found.events.iter().filter(|(_, told)| !matches!(told.event, "SourceRegistered" | "ClaimRecorded"));
    lines.extend(edits.map(|(change, told)| format!("  {} {}: {}", change.as_str(), head(told), told.reason)));
    for (what, differences) in [("claims", &found.claims), ("contacts", &found.contacts)] {
        lines.push(tally(what, differences.iter().map(|one| one.change)));
        lines.extend(differences.iter().map(difference));
    }
    lines.push(tally("cells of contact_frequency", found.cells.iter().map(CellChange::change)));
    let (shown, finer): (Vec<&CellChange>, Vec<&CellChange>) =
        found.cells.iter().partition(|one| is_headline(&one.cell));
    lines.extend(shown.into_iter().map(|one| format!("  {}", cell(one))));
    if !finer.is_empty() {
        lines.push(format!(
            "  and {} of other grains, directions, categories and forms: --format json lists them",
            finer.len()
        ));
    }
    lines
}

fn is_headline(cell: &Cell) -> bool {
    let whole = cell.category == ALL && cell.form == ALL && !cell.dyad.is_directed;
    whole && matches!(cell.period.grain, Grain::All | Grain::Year)
}

fn difference(one: &Difference) -> String {
    let told = match one.change {
        Change::Changed => one.fields.iter().map(field).collect::<Vec<_>>().join("; "),
        _ => {
            let shown = one.fields.iter().filter(|change| matches!(change.field, "when" | "form" | "status"));
            let value = |change: &chancery_core::history::FieldChange| {
                if change.to.is_empty() { change.from.clone() } else { change.to.clone() }
            };
            shown.map(value).filter(|value| !value.is_empty()).collect::<Vec<_>>().join(", ")
        }
    };
    format!("  {} {}: {told} [{}]", one.change.as_str(), one.id, one.sources.join(", "))
}

/// A cell's name and how its figures changed.
fn cell(one: &CellChange) -> String {
    let (from, to) = (one.from.unwrap_or(Figures::NONE), one.to.unwrap_or(Figures::NONE));
    let number = |name: &str, from: i64, to: i64| (from != to).then(|| format!("{name} {from} → {to}"));
    let mut told: Vec<String> = [
        number("certain", from.certain, to.certain),
        number("possible", from.possible, to.possible),
        (from.expected != to.expected)
            .then(|| format!("expected {} → {}", millionths(from.expected), millionths(to.expected))),
        number("open", from.open, to.open),
        number("recurring", from.recurring, to.recurring),
    ]
    .into_iter()
    .flatten()
    .collect();
    if from.coverage != to.coverage {
        told.push(format!("coverage {} → {}", from.coverage, to.coverage));
    }
    format!("{}: {}", name(&one.cell), told.join(", "))
}

/// `MNG-PRK 2012`, with category or form where they are not `all`.
pub fn name(cell: &Cell) -> String {
    let rest = [&cell.category, &cell.form].into_iter().filter(|code| *code != ALL);
    let rest: String = rest.map(|code| format!(" {code}")).collect();
    format!("{} {}{rest}", cell.dyad, cell.period)
}

/// Millionths as a decimal number without zeros at its end.
pub fn millionths(sum: i64) -> String {
    let text = format!("{}{}.{:06}", if sum < 0 { "-" } else { "" }, sum.abs() / 1_000_000, sum.abs() % 1_000_000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// The figures as an object; expected in millionths, which are exact.
pub fn figures(figures: &Figures) -> Value {
    let Figures { certain, possible, expected, open, recurring, coverage } = figures;
    json!({ "certain": certain, "possible": possible, "expected_millionths": expected, "open": open,
            "recurring": recurring, "coverage": coverage.to_string() })
}

/// One object for each event, claim, contact and cell.
pub fn objects(found: &Diff) -> Vec<Value> {
    let events = found.events.iter().map(|(change, event)| {
        let mut object = told(event);
        (object["kind"], object["change"]) = (json!("event"), json!(change.as_str()));
        object
    });
    let of = |kind: &'static str, all: &[Difference]| -> Vec<Value> {
        let object = |one: &Difference| {
            json!({ "kind": kind, "change": one.change.as_str(), "id": one.id, "sources": one.sources,
                    "fields": fields(&one.fields) })
        };
        all.iter().map(object).collect()
    };
    let cells = found.cells.iter().map(|one| {
        let Cell { dyad, period, category, form } = &one.cell;
        json!({ "kind": "cell", "change": one.change().as_str(), "dyad": dyad.to_string(), "grain": period.grain.as_str(),
                "period": period.to_string(), "category": category, "form": form,
                "from": one.from.as_ref().map(figures), "to": one.to.as_ref().map(figures) })
    });
    events.chain(of("claim", &found.claims)).chain(of("contact", &found.contacts)).chain(cells).collect()
}

#[cfg(test)]
mod tests {
    use super::millionths;

    #[test]
    fn millionths_are_exact_decimals() {
        for (sum, text) in [(0, "0"), (1_000_000, "1"), (2_500_000, "2.5"), (1, "0.000001"), (-1_250_000, "-1.25")] {
            assert_eq!(millionths(sum), text);
        }
    }
}
