//! Contact frequency, exchange categories, forms, mediation: tables with the contacts behind each figure.

use std::fmt::Write as _;

use chancery_core::count::{ALL, CoverageLevel};
use chancery_core::when::Grain;

use super::cells::Cell;
use super::{Page, words};

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
        let (expected, which) = (words::expected(cell.expected), contacts(page, cell));
        let _ = writeln!(text, "| {} | {count} | {expected} | {undated} | {which} |", names(page, cell));
    }
    text.push('\n');
    by_period(page, Grain::Decade, text);
    by_period(page, Grain::Year, text);
    categories(page, text);
    forms(page, text);
    mediation(page, text);
}

/// Periods to which something can be dated. What has no known beginning may belong to any and is named once above.
fn by_period(page: &Page<'_>, grain: Grain, text: &mut String) {
    let _ = writeln!(text, "### By {grain}\n");
    let _ = writeln!(text, "| actors | {grain} | certain | expected | possible | which |");
    text.push_str("| --- | --- | ---: | ---: | ---: | --- |\n");
    for cell in page.cells.totals(grain).filter(|cell| cell.expected > 0 || dated(page, cell)) {
        let (expected, which) = (words::expected(cell.expected), contacts(page, cell));
        let row =
            format!("{} | {} | {} | {expected} | {}", names(page, cell), cell.period, cell.certain, cell.possible);
        let _ = writeln!(text, "| {row} | {which} |");
    }
    text.push('\n');
}

/// Whether one of a cell's contacts has a first and last possible day.
fn dated(page: &Page<'_>, cell: &Cell) -> bool {
    let contact = |id: &String| page.analysis.state.contacts.get(id);
    cell.contacts.iter().filter_map(contact).any(|contact| contact.onset.is_bounded())
}

fn categories(page: &Page<'_>, text: &mut String) {
    let _ = writeln!(text, "## Exchange categories\n");
    text.push_str("A contact may have several categories, so shares may add up to more than 100 %.\n\n");
    text.push_str(
        "| actors | category | contacts | expected | share | which |\n| --- | --- | --- | ---: | ---: | --- |\n",
    );
    for total in page.cells.dyads() {
        let mut rows: Vec<&Cell> = page.cells.cells.iter().filter(|c| of(c, total) && c.category != ALL).collect();
        rows.sort_by_key(|c| (-c.expected, -c.possible, &c.category));
        for cell in rows {
            let count = words::bounds(cell.certain, cell.possible, cell.coverage);
            let share = words::per_cent(cell.expected, total.expected);
            let (expected, which) = (words::expected(cell.expected), contacts(page, cell));
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

fn forms(page: &Page<'_>, text: &mut String) {
    let _ = writeln!(text, "## Forms\n");
    text.push_str("| actors | form | contacts | which |\n| --- | --- | --- | --- |\n");
    for total in page.cells.dyads() {
        let mut rows: Vec<&Cell> = page.cells.cells.iter().filter(|c| of(c, total) && c.form != ALL).collect();
        rows.sort_by_key(|c| (-c.possible, &c.form));
        for cell in rows {
            let count = words::bounds(cell.certain, cell.possible, cell.coverage);
            let _ = writeln!(text, "| {} | {} | {count} | {} |", names(page, cell), cell.form, contacts(page, cell));
        }
    }
    text.push('\n');
}

fn mediation(page: &Page<'_>, text: &mut String) {
    if page.cells.mediated.is_empty() {
        return;
    }
    let _ = writeln!(text, "## Who brought others together\n");
    text.push_str("| convenor or mediator | between | contacts | which |\n| --- | --- | --- | --- |\n");
    for row in &page.cells.mediated {
        let count = words::bounds(row.certain, row.possible, CoverageLevel::None);
        let between = format!("{} and {}", page.name(&row.dyad.a), page.name(&row.dyad.b));
        let which = page.references(row.contacts.iter().map(String::as_str));
        let _ = writeln!(text, "| {} | {between} | {count} | {which} |", page.name(&row.mediator));
    }
    text.push('\n');
}

/// Whether a cell belongs to a total over all time.
fn of(cell: &Cell, total: &Cell) -> bool {
    cell.dyad == total.dyad && cell.period.grain == Grain::All
}

fn names(page: &Page<'_>, cell: &Cell) -> String {
    format!("{} and {}", page.name(&cell.dyad.a), page.name(&cell.dyad.b))
}

fn contacts(page: &Page<'_>, cell: &Cell) -> String {
    page.references(cell.contacts.iter().map(String::as_str))
}

fn undated(page: &Page<'_>, cell: &Cell) -> String {
    let without = cell
        .contacts
        .iter()
        .filter(|id| page.analysis.state.contacts.get(*id).is_some_and(|contact| !contact.onset.is_bounded()));
    let list = page.references(without.map(String::as_str));
    if list.is_empty() { "–".to_owned() } else { list }
}
