//! What the figures say, in sentences, before any table.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use chancery_core::count::{ALL, CoverageLevel, pairs, recurs};
use chancery_core::settle::Contact;
use chancery_core::terms::{Nature, Search, Stance};
use chancery_core::text::markdown_safe;
use chancery_core::when::{Day, Grain};

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
                "- {who} was where {a} and {b} met, with no hand in it that is coded: {count} ({contacts})."
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
    let contacts = total.contacts.iter().filter_map(|id| page.analysis.state.contacts.get(id));
    let hedged = contacts.filter(|contact| contact.stance <= Stance::Hedged).count();
    if hedged > 0 {
        let _ = write!(text, ", {hedged} of them told with a hedge");
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

/// `from 1948 to 2013`; where dates are vague, between which years the first and the last of them lie.
fn span(page: &Page<'_>, total: &Cell) -> Option<String> {
    let contacts = total.contacts.iter().filter_map(|id| page.analysis.state.contacts.get(id));
    let onsets: Vec<(Day, Day)> = contacts
        .filter(|contact| contact.onset.is_bounded())
        .filter_map(|contact| Some((contact.onset.first()?, contact.onset.last()?)))
        .collect();
    let year = |day: Option<Day>| day.map(|day| day.ymd().0);
    let (begins, ends) = (|| onsets.iter().map(|onset| onset.0), || onsets.iter().map(|onset| onset.1));
    let (first, last) = ((year(begins().min())?, year(ends().min())?), (year(begins().max())?, year(ends().max())?));
    Some(said_of(first, last))
}

/// Of the first and of the last of several days, between which years it lies.
fn said_of(first: (i16, i16), last: (i16, i16)) -> String {
    let one =
        |(from, to): (i16, i16)| if from == to { format!("in {from}") } else { format!("between {from} and {to}") };
    if first == last {
        one(first)
    } else if first.0 == first.1 && last.0 == last.1 {
        format!("from {} to {}", first.0, last.0)
    } else {
        format!("the first {}, the last {}", one(first), one(last))
    }
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
    anchored(page, text);
    let declared = &page.analysis.state.coverage;
    if declared.is_empty() {
        text.push_str(
            "- No coverage is declared: every count is a lower bound, and where a table is silent nothing was searched.\n",
        );
    } else if declared.iter().all(|coverage| coverage.search == Search::Selective) {
        text.push_str(
            "- Periods were searched selectively, none of them in full: every count is a lower bound, and where a table is silent \
             nothing turned up or nothing was searched.\n",
        );
    }
    super::coverage::finding(page, text);
}

/// How many of the claims behind the count can be walked back to characters.
fn anchored(page: &Page<'_>, text: &mut String) {
    let counted = page.contacts.iter().filter(|contact| page.is_counted(contact));
    let claims: BTreeSet<&str> = counted.flat_map(|contact| &contact.claims).map(String::as_str).collect();
    let held = claims.iter().filter_map(|id| page.analysis.state.claims.get(*id));
    let anchored = held.filter(|held| !held.claim.anchor.is_empty()).count();
    if !claims.is_empty() {
        let _ = writeln!(
            text,
            "- Of {} behind the count {anchored} name the characters of their source that they rest on; the others name the source.",
            words::number(claims.len(), "claim"),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_vague_date_stays_vague_in_the_sentence() {
        for (first, last, said) in [
            ((1948, 1948), (2013, 2013), "from 1948 to 2013"),
            ((2013, 2013), (2013, 2013), "in 2013"),
            ((1996, 1999), (1996, 1999), "between 1996 and 1999"),
            ((1970, 1979), (2023, 2023), "the first between 1970 and 1979, the last in 2023"),
            ((1996, 1999), (2000, 2009), "the first between 1996 and 1999, the last between 2000 and 2009"),
            // Two vague ones, of which either may be the first.
            ((1996, 1999), (1996, 2004), "the first between 1996 and 1999, the last between 1996 and 2004"),
        ] {
            assert_eq!(said_of(first, last), said);
        }
    }
}
