//! What the figures owe to choices: the range of the headline figures, every choice in one table, the same in other units.

use std::fmt::Write as _;

use chancery_core::count::{self, Dyad, SensitivityRow, Unit, UnitRow};
use chancery_core::text::markdown_safe;
use chancery_core::when::Grain;

use super::{Page, words};

/// Pairs with fewer contacts than this have no range of their own: every choice moves them by most of what there is.
const FEW: i64 = 5;
/// How many pairs the tables have columns or sections for.
const MOST: usize = 4;

/// A sentence for the first paragraph: how far the figure of each pair moves if one choice is made otherwise.
pub(super) fn ranges(page: &Page<'_>, text: &mut String) {
    let ranges: Vec<String> = dyads(page).iter().filter_map(|dyad| range(page, dyad)).collect();
    if !ranges.is_empty() {
        let _ = write!(text, " With one choice made otherwise, {}.", ranges.join("; "));
    }
}

fn range(page: &Page<'_>, dyad: &Dyad) -> Option<String> {
    let rows: Vec<&SensitivityRow> = rows(page, dyad).filter(|row| row.is_same_question).collect();
    let own = rows.first()?;
    let fewest = rows.iter().min_by_key(|row| row.total.certain)?;
    let most = rows.iter().max_by_key(|row| row.total.possible)?;
    Some(format!(
        "the {} of {} and {} are between {} ({}) and {} ({})",
        words::number(usize::try_from(own.total.possible).unwrap_or_default(), "contact"),
        page.name(&dyad.a),
        page.name(&dyad.b),
        fewest.total.certain,
        choice(fewest),
        most.total.possible,
        choice(most),
    ))
}

/// The table of all choices, and the units.
pub(super) fn write(page: &Page<'_>, text: &mut String) {
    let dyads = dyads(page);
    let Some(first) = dyads.first() else { return };
    let _ = writeln!(text, "## What the figures depend on\n");
    text.push_str(
        "Contacts of all time if one choice is made otherwise and all else stays: as many as are certain, then as many as are \
         possible where that differs. What is marked * is the choice in force.\n\n",
    );
    let names: Vec<String> = dyads.iter().map(|d| format!("{} and {}", page.name(&d.a), page.name(&d.b))).collect();
    let _ = writeln!(text, "| choice | {} |\n| --- |{}", names.join(" | "), " ---: |".repeat(names.len()));
    for (place, row) in rows(page, first).enumerate() {
        let figures = dyads.iter().map(|dyad| rows(page, dyad).nth(place).map_or_else(String::new, figure));
        let mark = if row.is_in_force { " *" } else { "" };
        let _ = writeln!(text, "| {}{mark} | {} |", choice(row), figures.collect::<Vec<_>>().join(" | "));
    }
    text.push('\n');
    units(page, &dyads, text);
}

/// The pairs with enough contacts, most first.
pub(super) fn dyads(page: &Page<'_>) -> Vec<Dyad> {
    let many = page.cells.dyads().into_iter().filter(|cell| cell.possible >= FEW);
    many.take(MOST).map(|cell| cell.dyad.clone()).collect()
}

pub(super) fn rows<'p>(page: &'p Page<'_>, dyad: &'p Dyad) -> impl Iterator<Item = &'p SensitivityRow> {
    page.sensitivity.iter().filter(move |row| row.dyad == *dyad && row.period.grain == Grain::All)
}

/// `17`, `17 to 20`.
pub(super) fn figure(row: &SensitivityRow) -> String {
    match (row.total.certain, row.total.possible) {
        (certain, possible) if certain == possible => certain.to_string(),
        (certain, possible) => format!("{certain} to {possible}"),
    }
}

/// A choice in words.
pub(super) fn choice(row: &SensitivityRow) -> String {
    let value = markdown_safe(&row.value);
    match (row.choice, row.value.as_str()) {
        ("as-counted", _) => format!("as counted, by rule `{value}`"),
        ("stance", _) => format!("claims {value} or stronger"),
        ("status", "happened") => "only what happened".to_owned(),
        ("status", _) => format!("what was {value} or more"),
        ("confidence", _) => format!("coded with {value} confidence or more"),
        ("origins", "1") => "one origin is enough".to_owned(),
        ("origins", _) => format!("told by {value} origins or more"),
        ("dates", "as-dated") => "whatever the mark on its date".to_owned(),
        ("dates", _) => "only dates without a mark".to_owned(),
        ("links", "all") => "claims linked as the editors linked them".to_owned(),
        ("links", "none") => "no two claims linked".to_owned(),
        ("links", _) => "claims linked only where nobody had to decide".to_owned(),
        _ => format!("rule `{value}`"),
    }
}

/// The same contacts in every unit.
fn units(page: &Page<'_>, dyads: &[Dyad], text: &mut String) {
    let analysis = page.analysis;
    let rows = count::units(&analysis.folded, &analysis.entries, &analysis.vocabulary, &analysis.rule);
    let _ = writeln!(text, "## The same in other units\n");
    text.push_str(
        "Each unit with what it leaves out of the one above it. Days and people are bounds: from what is certain to what is \
         possible.\n\n| actors | unit | number | left out |\n| --- | --- | ---: | --- |\n",
    );
    for dyad in dyads {
        for row in rows.iter().filter(|row| row.dyad == *dyad && row.period.grain == Grain::All) {
            let number = match (row.certain, row.possible) {
                (certain, possible) if certain == possible => certain.to_string(),
                (certain, possible) => format!("{certain} to {possible}"),
            };
            let names = format!("{} and {}", page.name(&dyad.a), page.name(&dyad.b));
            let _ = writeln!(text, "| {names} | {} | {number} | {} |", row.unit, lost(row));
        }
    }
    text.push('\n');
}

/// What a unit leaves out, in words.
fn lost(row: &UnitRow) -> String {
    let what = match row.unit {
        Unit::Claim => "that the rule does not count",
        Unit::Origin => "that repeat one origin's account",
        Unit::Contact => "further accounts of one contact",
        Unit::Occasion => "parts of larger contacts",
        Unit::DyadDay => "that share their day",
        Unit::ContactDay => "whose length nobody gives, taken for one day",
        Unit::PersonVisit => "journeys on which nobody counted heads",
    };
    if row.lost == 0 { "–".to_owned() } else { format!("{} {what}", row.lost) }
}
