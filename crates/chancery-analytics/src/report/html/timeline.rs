//! The contacts of the pairs that have most, on one axis of time.

use std::collections::BTreeSet;

use chancery_core::count::{pairs, recurs};
use chancery_core::settle::Contact;
use maud::{Markup, html};

use super::super::cells::Cell;
use super::super::{Page, frequency, words};
use super::axis::{Axis, Tenths, WIDTH};
use super::blocks::opened;
use super::inline::{contact_link, inline};
use super::marks::{Kind, LANE, Mark, days, lanes};
use super::{Figure, plain};

/// How many pairs are drawn.
const MOST: usize = 6;
/// Height of a pair's name, and of what stands below its marks.
const NAME: i64 = 18;
const BELOW: i64 = 6;

/// A pair with what is drawn of it, in the order of time.
struct Band<'p> {
    name: String,
    contacts: Vec<&'p Contact>,
}

/// The picture; nothing where nothing is dated.
pub(super) fn markup(page: &Page<'_>) -> Option<Markup> {
    let (dyads, _) = frequency::in_detail(page, frequency::FEW);
    let bands: Vec<Band<'_>> = dyads.iter().take(MOST).map(|total| band(page, total)).collect();
    let all = || bands.iter().flat_map(|band| &band.contacts);
    let axis = Axis::of(all().map(|contact| days(contact)).flat_map(|(first, last)| [first, last]).flatten())?;
    let (years, mut top, mut drawn) = (axis.years(), 0, Vec::new());
    for band in &bands {
        let marks: Vec<Mark> = band.contacts.iter().map(|contact| Mark::of(contact, &axis)).collect();
        let lanes = lanes(&marks);
        let height = NAME + LANE * lanes.iter().max().map_or(1, |last| *last as i64 + 1) + BELOW;
        drawn.push((band, marks, lanes, top));
        top += height;
    }
    let figure = Figure {
        title: "Contacts in time",
        description: &format!(
            "{} contacts and recurrences of {} from {} to {}. A dot is one day, a hatched bar one of several days, a dashed line \
             with a tip a date without a first or last day, a dotted line what recurs; a broken outline stands for a date that \
             is marked as approximate or uncertain.",
            all().count(),
            plain(&words::list(&bands.iter().map(|band| band.name.clone()).collect::<Vec<_>>())),
            years.0,
            years.1,
        ),
        size: (WIDTH, top + 18),
    };
    let inside = html! {
        (axis.grid(top))
        @for (band, marks, lanes, top) in &drawn {
            text.name x="14" y=(top + 12) { (plain(&band.name)) }
            @for (mark, lane) in marks.iter().zip(lanes) {
                (mark.markup(top + NAME + LANE * *lane as i64))
            }
        }
    };
    Some(html! {
        (figure.markup(&inside, &key()))
        (opened(all().count(), true, &table(page, &bands)))
    })
}

/// What a pair has: its counted contacts, and what recurs between the two.
fn band<'p>(page: &'p Page<'_>, total: &Cell) -> Band<'p> {
    let rule = &page.analysis.rule;
    let counted: BTreeSet<&str> = total.contacts.iter().map(String::as_str).collect();
    let is_drawn = |contact: &Contact| {
        counted.contains(contact.id.as_str())
            || (recurs(contact, rule) && pairs(contact, rule).undirected.contains(&total.dyad))
    };
    let mut contacts: Vec<&Contact> = page.contacts.iter().copied().filter(|contact| is_drawn(contact)).collect();
    contacts.sort_by_key(|contact| (Kind::of(contact), days(contact).0));
    Band { name: frequency::names(page, total), contacts }
}

/// What the shapes mean.
fn key() -> Markup {
    let shape = |kind: Kind, open: bool| {
        let (from, to) = if kind == Kind::Exact { (115, 185) } else { (20, 280) };
        let mark = Mark { kind, from: Tenths(from), to: Tenths(to), is_doubtful: false, is_open: (open, false) };
        super::sample(&mark.markup(0))
    };
    html! {
        ul.key {
            li { (shape(Kind::Exact, false)) "one day" }
            li { (shape(Kind::Vague, false)) "one of these days" }
            li { (shape(Kind::Open, true)) "no first or last day" }
            li { (shape(Kind::Recurring, false)) "recurs, not counted" }
        }
    }
}

fn table(page: &Page<'_>, bands: &[Band<'_>]) -> Markup {
    html! {
        div.wide role="region" aria-label="Contacts in time" tabindex="0" {
            table {
                thead { tr { th scope="col" { "contact" } th scope="col" { "when" } th scope="col" { "drawn as" } th scope="col" { "form" } } }
                @for band in bands {
                    tbody {
                        tr { th scope="rowgroup" colspan="4" { (plain(&band.name)) } }
                        @for contact in &band.contacts {
                            tr {
                                td { @if let Some(number) = page.numbers.get(contact.id.as_str()) { (contact_link(*number)) } }
                                td { (inline(page, &words::when(contact))) }
                                td { (Kind::of(contact).as_str()) }
                                td { (contact.form) }
                            }
                        }
                    }
                }
            }
        }
    }
}
