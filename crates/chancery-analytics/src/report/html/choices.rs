//! What each pair's figure is if one choice is made otherwise.

use chancery_core::count::SensitivityRow;
use maud::{Markup, html};

use super::super::{Page, choices};
use super::axis::{Tenths, part};
use super::{Figure, plain, sample};

/// A picture's width, and the place for the names of choices and for figures.
const WIDTH: i64 = 620;
const NAMES: i64 = 300;
const FIGURES: i64 = 64;
const ROW: i64 = 18;

/// One picture a pair; nothing where no pair has enough contacts.
pub(super) fn markup(page: &Page<'_>) -> Option<Markup> {
    let dyads = choices::dyads(page);
    let pictures = dyads.iter().filter_map(|dyad| {
        let rows: Vec<&SensitivityRow> = choices::rows(page, dyad).filter(|row| row.is_same_question).collect();
        let name = plain(&format!("{} and {}", page.name(&dyad.a), page.name(&dyad.b)));
        Some(html! { figure { figcaption { (name) } (one(&rows, &name)?) } })
    });
    let pictures: Vec<Markup> = pictures.collect();
    (!pictures.is_empty()).then(|| {
        html! {
            div.multiples.large { @for picture in &pictures { (picture) } }
            ul.key {
                li { (sample(&html! { path.diamond d=(diamond(Tenths(150), 5)) {} })) "as counted, or a choice in force" }
                li { (sample(&html! { circle.dot cx="15" cy="5" r="4" {} })) "another choice" }
                li { (sample(&html! { line.range x1="2" x2="28" y1="5" y2="5" {} })) "from certain to possible" }
            }
        }
    })
}

fn one(rows: &[&SensitivityRow], name: &str) -> Option<Markup> {
    let own = rows.first()?;
    let most = rows.iter().map(|row| row.total.possible).max()?;
    let title = format!("{name}: one choice made otherwise");
    let figure = Figure {
        title: &title,
        description: &format!(
            "As counted {}; under {} choices from {} to {most}. A diamond is the figure as counted or a choice in force, a dot \
             another choice; a line leads from what is certain to what is possible.",
            choices::figure(own),
            rows.len() - 1,
            rows.iter().map(|row| row.total.certain).min()?
        ),
        size: (WIDTH, ROW * rows.len() as i64 + 4),
    };
    let place = |number: i64| NAMES * 10 + part((WIDTH - NAMES - FIGURES) * 10, number, most);
    let inside = html! {
        line.own x1=(Tenths(place(own.total.possible))) x2=(Tenths(place(own.total.possible))) y1="0" y2=(ROW * rows.len() as i64) {}
        @for (at, row) in rows.iter().enumerate() {
            @let middle = ROW * at as i64 + 9;
            text.tick x=(NAMES - 12) y=(middle + 4) text-anchor="end" { (plain(&choices::choice(row))) }
            @let (from, to) = (Tenths(place(row.total.certain)), Tenths(place(row.total.possible)));
            line.range x1=(from) x2=(to) y1=(middle) y2=(middle) {}
            @if row.is_in_force || at == 0 { path.diamond d=(diamond(to, middle)) {} } @else { circle.dot cx=(to) cy=(middle) r="4" {} }
            text.tick x=(WIDTH - FIGURES + 10) y=(middle + 4) { (choices::figure(row)) }
        }
    };
    Some(figure.markup(&inside, &html! {}))
}

fn diamond(at: Tenths, middle: i64) -> String {
    let (left, right) = (Tenths(at.0 - 60), Tenths(at.0 + 60));
    format!("M{left} {middle}L{at} {}L{right} {middle}L{at} {}Z", middle - 6, middle + 6)
}
