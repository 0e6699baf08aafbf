//! What the figures say, in sentences, before any table.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use chancery_core::count::{ALL, CoverageLevel, pairs, recurs};
use chancery_core::settle::Contact;
use chancery_core::terms::{Nature, Search};
use chancery_core::text::markdown_safe;
use chancery_core::when::Grain;

use super::cells::Cell;
use super::ledger::set_apart;
use super::{Page, words};

/// How many dyads get a sentence of their own.
const DYADS_SAID: usize = 6;

/// How many contacts are worth a line on their decades.
const MANY: i64 = 10;

pub(super) fn write(page: &Page<'_>, text: &mut String) {
    let _ = writeln!(text, "## Findings\n");
    let dyads = page.cells.dyads();
    if dyads.is_empty() {
        let _ = writeln!(text, "- No contact is counted under this rule.");
    }
    for total in dyads.iter().take(DYADS_SAID) {
        dyad(page, total, text);
    }
    if dyads.len() > DYADS_SAID {
        let _ = writeln!(text, "- {} more pairs of actors stand in the table below.", dyads.len() - DYADS_SAID);
    }
    for row in &page.cells.mediated {
        let count = words::bounds(row.certain, row.possible, CoverageLevel::None);
        let (who, a, b) = (page.name(&row.mediator), page.name(&row.dyad.a), page.name(&row.dyad.b));
        let title = format!("{who} for {a} and {b}, {}", row.how);
        let contacts = page.references(&title, row.contacts.iter().map(String::as_str));
        let _ = match row.how {
            "place" => writeln!(
                text,
                "- {who} was where {a} and {b} met, without bringing them together: {count} ({contacts})."
            ),
            _ => writeln!(text, "- {who} brought {a} and {b} together: {count} ({contacts})."),
        };
    }
    beside_the_count(page, text);
    text.push('\n');
}

/// One sentence on how often, one on when, one on what about.
fn dyad(page: &Page<'_>, total: &Cell, text: &mut String) {
    let count = words::bounds(total.certain, total.possible, total.coverage);
    let noun = if total.possible == 1 { "contact" } else { "contacts" };
    let _ = write!(text, "- **{} and {}**: {count} {noun}", page.name(&total.dyad.a), page.name(&total.dyad.b));
    if let Some(span) = span(page, total) {
        let _ = write!(text, ", {span}");
    }
    let mut about: Vec<&Cell> = page
        .cells
        .cells
        .iter()
        .filter(|c| c.dyad == total.dyad && c.period.grain == Grain::All && c.category != ALL)
        .collect();
    about.sort_by_key(|c| (-c.possible, &c.category));
    let about: Vec<String> = about.iter().take(3).map(|c| format!("{} {}", c.category, c.possible)).collect();
    if !about.is_empty() {
        let _ = write!(text, "; about: {}", about.join(", "));
    }
    if let Some(decades) = by_decade(page, total) {
        let _ = write!(text, "; by decade: {decades}");
    }
    let _ = writeln!(text, " ({}).", super::frequency::contacts(page, total, ""));
    recurring(page, total, text);
}

/// `1940s 1, 1950s 7`: what certainly began in each decade, for pairs with many contacts.
fn by_decade(page: &Page<'_>, total: &Cell) -> Option<String> {
    let decades = page.cells.totals(Grain::Decade).filter(|cell| cell.dyad == total.dyad && cell.certain > 0);
    let decades: Vec<String> =
        decades.map(|cell| format!("{} {}", words::period(&cell.period.to_string()), cell.certain)).collect();
    (total.possible >= MANY && decades.len() > 1).then(|| decades.join(", "))
}

/// What is said to go on again and again between the two, which no count holds.
fn recurring(page: &Page<'_>, total: &Cell, text: &mut String) {
    let rule = &page.analysis.rule;
    let of: Vec<&Contact> = page
        .contacts
        .iter()
        .copied()
        .filter(|c| recurs(c, rule) && pairs(c, rule).undirected.contains(&total.dyad))
        .collect();
    if of.is_empty() {
        return;
    }
    let about: BTreeSet<&str> = of.iter().flat_map(|c| &c.categories).map(String::as_str).collect();
    let about: Vec<String> = about.into_iter().map(str::to_owned).collect();
    let _ = writeln!(
        text,
        "  - beside the count {} between them: {} ({}).",
        words::number(of.len(), "recurrence"),
        words::list(&about),
        page.references(
            &format!("{} and {}, recurrences", page.name(&total.dyad.a), page.name(&total.dyad.b)),
            of.iter().map(|c| c.id.as_str()),
        ),
    );
}

/// `from 1948 to 2013`: the first year by whose end one had certainly begun, and the last before which one had not. A vague
/// date stretches neither.
fn span(page: &Page<'_>, total: &Cell) -> Option<String> {
    let onsets: Vec<_> = total.contacts.iter().filter_map(|id| page.analysis.state.contacts.get(id)).collect();
    let bounded = || onsets.iter().map(|contact| &contact.onset).filter(|onset| onset.is_bounded());
    let first = bounded().filter_map(|onset| onset.last()).min()?.ymd().0;
    let last = bounded().filter_map(|onset| onset.first()).max()?.ymd().0;
    Some(if first >= last { format!("in {first}") } else { format!("from {first} to {last}") })
}

/// What a count cannot say: recurrences, expectations, denials, disputes, coverage.
fn beside_the_count(page: &Page<'_>, text: &mut String) {
    let of = |nature: Nature| page.contacts.iter().filter(|c| c.nature == nature).count();
    let _ = writeln!(
        text,
        "- Beside the count stand {}, {}, {} and {}.",
        words::number(of(Nature::Recurrence), "recurrence"),
        words::number(of(Nature::State), "lasting state"),
        words::number(of(Nature::Stock), "stock"),
        words::number(of(Nature::Flow), "flow"),
    );
    let apart = set_apart(page);
    if !apart.is_empty() {
        let forms: BTreeSet<&str> = apart.iter().map(|contact| contact.form.as_str()).collect();
        let forms: Vec<String> = forms.into_iter().map(markdown_safe).collect();
        let _ = writeln!(
            text,
            "- Set apart from contact: {} of the form {} ({}).",
            words::number(apart.len(), "episode"),
            words::list(&forms),
            page.references("Set apart from contact", apart.iter().map(|contact| contact.id.as_str())),
        );
    }
    let left: Vec<&str> = page
        .contacts
        .iter()
        .filter(|c| c.nature == Nature::Episode && !page.is_counted(c))
        .filter(|c| !apart.iter().any(|apart| apart.id == c.id))
        .map(|c| c.id.as_str())
        .collect();
    if !left.is_empty() {
        let count = words::number(left.len(), "episode");
        let _ = writeln!(
            text,
            "- {count} not counted, with reasons below ({}).",
            page.references("Episodes not counted", left)
        );
    }
    let disputed: Vec<&str> = page.contacts.iter().filter(|c| !c.contested.is_empty()).map(|c| c.id.as_str()).collect();
    if !disputed.is_empty() {
        let _ = writeln!(text, "- Contested: {}.", page.references("Contested", disputed));
    }
    let declared = &page.analysis.state.coverage;
    if declared.is_empty() {
        text.push_str(
            "- No coverage is declared: every count is a lower bound, and where a table is silent nothing was searched.\n",
        );
    } else if declared.iter().all(|coverage| coverage.search == Search::Selective) {
        text.push_str(
            "- Sources were searched selectively, none read from end to end: every count is a lower bound, and where a table \
             is silent nothing turned up or nothing was searched.\n",
        );
    }
    super::coverage::finding(page, text);
}
