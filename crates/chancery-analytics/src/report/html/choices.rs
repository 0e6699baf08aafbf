//! What each pair's figure is if one choice is made otherwise.

use chancery_core::count::SensitivityRow;
use maud::{Markup, html};

use super::super::{Page, choices, words};
use super::axis::{Tenths, part};
use super::{Figure, plain, sample};

/// A picture's width, the place for figures, and the height of a choice: its name above, its line below.
const WIDTH: i64 = 340;
const LEFT: i64 = 10;
const FIGURES: i64 = 74;
const ROW: i64 = 30;

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
            div.multiples { @for picture in &pictures { (picture) } }
            ul.key {
                li { (sample(&html! { path.diamond d=(diamond(Tenths(150), 5)) {} })) "as counted" }
                li { (sample(&html! { circle.dot cx="15" cy="5" r="4" {} })) "another choice" }
                li { (sample(&html! { line.range x1="2" x2="28" y1="5" y2="5" {} })) "from certain to possible" }
            }
        }
    })
}

/// The figure as counted, and every choice that makes it another.
fn one(rows: &[&SensitivityRow], name: &str) -> Option<Markup> {
    let own = rows.first()?;
    let shown: Vec<&&SensitivityRow> =
        rows.iter().enumerate().filter(|(at, row)| *at == 0 || row.total != own.total).map(|(_, row)| row).collect();
    let most = shown.iter().map(|row| row.total.possible).max()?;
    let least = shown.iter().map(|row| row.total.certain).min()?;
    let title = format!("{name}: one choice made otherwise");
    let figure = Figure {
        title: &title,
        description: &format!(
            "As counted {}; with one choice made otherwise from {least} to {most}. The diamond is the figure as counted, a dot \
             that of another choice; a line leads from what is certain to what is possible.",
            choices::figure(own),
        ),
        size: (WIDTH, ROW * shown.len() as i64 + 4),
    };
    let place = |number: i64| Tenths(LEFT * 10 + part((WIDTH - LEFT - FIGURES) * 10, number, most));
    let mark = place(own.total.possible);
    let inside = html! {
        line.own x1=(mark) x2=(mark) y1="16" y2=(ROW * shown.len() as i64) {}
        @for (at, row) in shown.iter().enumerate() {
            @let (top, middle) = (ROW * at as i64, ROW * at as i64 + 21);
            @let (from, to) = (place(row.total.certain), place(row.total.possible));
            text.tick.over x=(LEFT) y=(top + 12) { (plain(&choices::choice(row))) }
            line.range x1=(from) x2=(to) y1=(middle) y2=(middle) {}
            @if at == 0 { path.diamond d=(diamond(to, middle)) {} } @else { circle.dot cx=(to) cy=(middle) r="4" {} }
            text.tick x=(WIDTH - FIGURES + 12) y=(middle + 4) { (choices::figure(row)) }
        }
    };
    let same = rows.len() - shown.len();
    let note = html! { p.note { "Without effect: " (words::number(same, "other choice")) "." } };
    Some(figure.markup(&inside, &note))
}

fn diamond(at: Tenths, middle: i64) -> String {
    let (left, right) = (Tenths(at.0 - 60), Tenths(at.0 + 60));
    format!("M{left} {middle}L{at} {}L{right} {middle}L{at} {}Z", middle - 6, middle + 6)
}
