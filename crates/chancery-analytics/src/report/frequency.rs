//! Contact frequency, exchange categories, forms, mediation: tables with the contacts behind each figure.

use std::fmt::Write as _;

use chancery_core::count::{ALL, CoverageLevel};
use chancery_core::when::Grain;

use super::cells::Cell;
use super::{Page, words};

/// Pairs with fewer contacts than this stand in no table of their own categories, forms and decades; and in none by year.
pub(super) const FEW: i64 = 2;
pub(super) const FEW_FOR_YEARS: i64 = 5;

pub(super) fn write(page: &Page<'_>, text: &mut String) {
    if page.cells.cells.is_empty() {
        return;
    }
    let _ = writeln!(text, "## Contact frequency\n");
    text.push_str("What has no known beginning is possible in every period up to its last possible day.\n\n");
    text.push_str("| actors | contacts | expected | no known beginning | which |\n| --- | --- | ---: | --- | --- |\n");
    for cell in page.cells.dyads() {
        let undated = undated(page, cell);
        let count = words::bounds(cell.certain, cell.possible, cell.coverage);
        let (expected, which) = (words::expected(cell.expected), contacts(page, cell, ""));
        let _ = writeln!(text, "| {} | {count} | {expected} | {undated} | {which} |", names(page, cell));
    }
    text.push('\n');
    by_period(page, Grain::Decade, FEW, text);
    by_period(page, Grain::Year, FEW_FOR_YEARS, text);
    super::warnings::jumps(page, text);
    categories(page, text);
    forms(page, text);
    mediation(page, text);
}

/// The pairs that have a part in a table of details, and whether others have none.
pub(super) fn in_detail<'p>(page: &'p Page<'_>, least: i64) -> (Vec<&'p Cell>, bool) {
    let (kept, few): (Vec<&Cell>, Vec<&Cell>) = page.cells.dyads().into_iter().partition(|cell| cell.possible >= least);
    // Where all pairs have few contacts, all are shown.
    if kept.is_empty() { (few, false) } else { (kept, !few.is_empty()) }
}

/// The pairs that have a part in a table of details, and a sentence on the others.
fn detailed<'p>(page: &'p Page<'_>, least: i64, text: &mut String) -> Vec<&'p Cell> {
    let (kept, are_left) = in_detail(page, least);
    if !are_left {
        return kept;
    }
    let fewer =
        if least == 2 { "with a single contact".to_owned() } else { format!("with fewer than {least} contacts") };
    let _ = writeln!(text, "Pairs {fewer} are left to the tables beside this report.\n");
    kept
}

/// Periods to which something can be dated. What has no known beginning may belong to any and is named once above.
fn by_period(page: &Page<'_>, grain: Grain, least: i64, text: &mut String) {
    let _ = writeln!(text, "### By {grain}\n");
    let dyads = detailed(page, least, text);
    let _ = writeln!(text, "| actors | {grain} | certain | expected | possible | searched | which |");
    text.push_str("| --- | --- | ---: | ---: | ---: | --- | --- |\n");
    for total in &dyads {
        for cell in by(page, total, grain) {
            let Cell { certain, possible, .. } = cell;
            let period = words::period(&cell.period.to_string());
            let (expected, searched) = (words::expected(cell.expected), words::searched(cell.coverage));
            let which = contacts(page, cell, &format!(", {period}"));
            let row = format!("{} | {period} | {certain} | {expected} | {possible} | {searched}", names(page, cell));
            let _ = writeln!(text, "| {row} | {which} |");
        }
    }
    text.push('\n');
    super::joint::write(page, grain, &dyads, text);
}

/// A pair's cells of that grain to which something can be dated.
pub(super) fn by<'p>(page: &'p Page<'_>, total: &'p Cell, grain: Grain) -> impl Iterator<Item = &'p Cell> {
    let cells = page.cells.totals(grain).filter(|cell| cell.dyad == total.dyad);
    cells.filter(|cell| cell.expected > 0 || dated(page, cell))
}

/// Whether one of a cell's contacts has a first and last possible day.
fn dated(page: &Page<'_>, cell: &Cell) -> bool {
    let contact = |id: &String| page.analysis.state.contacts.get(id);
    cell.contacts.iter().filter_map(contact).any(|contact| contact.onset.is_bounded())
}

fn categories(page: &Page<'_>, text: &mut String) {
    let _ = writeln!(text, "## Exchange categories\n");
    text.push_str(
        "A contact may have several categories, so shares may add up to more than 100 %. A whole has those of its parts too: its entry \
         in the list of contacts names them.\n\n",
    );
    let dyads = detailed(page, FEW, text);
    text.push_str(
        "| actors | category | contacts | expected | share | which |\n| --- | --- | --- | ---: | ---: | --- |\n",
    );
    for total in dyads {
        for cell in of_categories(page, total) {
            let count = words::bounds(cell.certain, cell.possible, cell.coverage);
            let share = words::per_cent(cell.expected, total.expected);
            let (expected, which) =
                (words::expected(cell.expected), contacts(page, cell, &format!(", {}", cell.category)));
            let _ = writeln!(
                text,
                "| {} | {} | {count} | {expected} | {share} | {which} |",
                names(page, cell),
                cell.category
            );
        }
    }
    text.push('\n');
}

/// A pair's cells of each category over all time, most first.
pub(super) fn of_categories<'p>(page: &'p Page<'_>, total: &Cell) -> Vec<&'p Cell> {
    let mut rows: Vec<&Cell> = page.cells.cells.iter().filter(|c| of(c, total) && c.category != ALL).collect();
    rows.sort_by_key(|c| (-c.expected, -c.possible, &c.category));
    rows
}

fn forms(page: &Page<'_>, text: &mut String) {
    let _ = writeln!(
        text,
        "## Forms\n\nA whole has the forms of its parts too, so they may add up to more than the contacts.\n"
    );
    let dyads = detailed(page, FEW, text);
    text.push_str("| actors | form | contacts | which |\n| --- | --- | --- | --- |\n");
    for total in dyads {
        let mut rows: Vec<&Cell> = page.cells.cells.iter().filter(|c| of(c, total) && c.form != ALL).collect();
        rows.sort_by_key(|c| (-c.possible, &c.form));
        for cell in rows {
            let count = words::bounds(cell.certain, cell.possible, cell.coverage);
            let which = contacts(page, cell, &format!(", {}", cell.form));
            let _ = writeln!(text, "| {} | {} | {count} | {which} |", names(page, cell), cell.form);
        }
    }
    text.push('\n');
}

fn mediation(page: &Page<'_>, text: &mut String) {
    if page.cells.mediated.is_empty() {
        return;
    }
    let _ = writeln!(text, "## Who brought others together\n");
    text.push_str(
        "A convenor or mediator had a hand in it; whose soil was merely the place did not, and is not in the table \
         `mediation`.\n\n| who | as | between | contacts | which |\n| --- | --- | --- | --- | --- |\n",
    );
    for row in &page.cells.mediated {
        let count = words::bounds(row.certain, row.possible, CoverageLevel::None);
        let (who, between) =
            (page.name(&row.mediator), format!("{} and {}", page.name(&row.dyad.a), page.name(&row.dyad.b)));
        let title = format!("{who} for {between}, {}", row.how);
        let which = page.references(&title, row.contacts.iter().map(String::as_str));
        let _ = writeln!(text, "| {who} | {} | {between} | {count} | {which} |", row.how);
    }
    text.push('\n');
}

/// Whether a cell belongs to a total over all time.
fn of(cell: &Cell, total: &Cell) -> bool {
    cell.dyad == total.dyad && cell.period.grain == Grain::All
}

pub(super) fn names(page: &Page<'_>, cell: &Cell) -> String {
    format!("{} and {}", page.name(&cell.dyad.a), page.name(&cell.dyad.b))
}

/// The contacts behind a cell; `what` says which cell of the pair's it is.
pub(super) fn contacts(page: &Page<'_>, cell: &Cell, what: &str) -> String {
    page.references(&format!("{}{what}", names(page, cell)), cell.contacts.iter().map(String::as_str))
}

fn undated(page: &Page<'_>, cell: &Cell) -> String {
    let without = cell
        .contacts
        .iter()
        .filter(|id| page.analysis.state.contacts.get(*id).is_some_and(|contact| !contact.onset.is_bounded()));
    let title = format!("{}, without a known beginning", names(page, cell));
    let list = page.references(&title, without.map(String::as_str));
    if list.is_empty() { "–".to_owned() } else { list }
}
