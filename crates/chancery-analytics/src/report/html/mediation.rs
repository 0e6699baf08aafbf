//! Who brought others together, and on whose soil others met: a bar for each, by how many contacts.

use chancery_core::count::CoverageLevel;
use maud::{Markup, html};

use super::super::{Page, words};
use super::axis::{Tenths, WIDTH, part};
use super::{Figure, plain, sample_bar};

/// Height of a row: what it is above, its bar below. Left of the bars, and the place for figures right of the longest.
const ROW: i64 = 36;
const LEFT: i64 = 14;
const FIGURES: i64 = 110;

/// The picture; nothing where nobody brought others together.
pub(super) fn markup(page: &Page<'_>) -> Option<Markup> {
    let rows = &page.cells.mediated;
    let most = rows.iter().map(|row| row.possible).max()?;
    let figure = Figure {
        title: "Who brought others together",
        description: &format!(
            "{}: for whom, and whether as convenor or mediator or merely as the place. A filled bar is as long as the contacts that \
             are certain, a hatched one as those that are possible; the longest stands for {most}.",
            words::number(rows.len(), "row"),
        ),
        size: (WIDTH, ROW * rows.len() as i64 + 4),
    };
    let bar = |number: i64| part((WIDTH - LEFT - FIGURES) * 10, number, most);
    let inside = html! {
        @for (at, row) in rows.iter().enumerate() {
            @let (top, certain, possible) = (ROW * at as i64, bar(row.certain), bar(row.possible));
            text.name x=(LEFT) y=(top + 13) {
                (plain(&page.name(&row.mediator))) " for " (plain(&page.name(&row.dyad.a))) " and " (plain(&page.name(&row.dyad.b)))
                ", " (row.how)
            }
            @if possible > certain { rect.maybe x=(LEFT) y=(top + 19) width=(Tenths(possible)) height="12" {} }
            @if certain > 0 { rect.sure x=(LEFT) y=(top + 19) width=(Tenths(certain)) height="12" {} }
            text.tick x=(Tenths(LEFT * 10 + possible + 60)) y=(top + 29) {
                (words::bounds(row.certain, row.possible, CoverageLevel::None))
            }
        }
    };
    let key = html! {
        ul.key {
            li { (sample_bar("sure")) "certain" }
            li { (sample_bar("maybe")) "possible" }
        }
    };
    Some(figure.markup(&inside, &key))
}
