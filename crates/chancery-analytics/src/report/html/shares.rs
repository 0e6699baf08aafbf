//! What contacts were about: one small picture a pair, all on one scale of shares.

use maud::{Markup, html};

use super::super::cells::Cell;
use super::super::{Page, frequency, words};
use super::axis::{Tenths, part};
use super::{Figure, plain, sample_bar};

/// How many pairs are drawn, and how many categories of each.
const MOST: usize = 6;
const MOST_CATEGORIES: usize = 10;
/// A picture's width, the place for names and for figures beside bars, and the height of a bar's row.
const WIDTH: i64 = 340;
const NAMES: i64 = 136;
const FIGURES: i64 = 76;
const ROW: i64 = 20;

/// The pictures; nothing where no contact has a category.
pub(super) fn markup(page: &Page<'_>) -> Option<Markup> {
    let (dyads, _) = frequency::in_detail(page, frequency::FEW);
    let pictures: Vec<Markup> = dyads.into_iter().take(MOST).filter_map(|total| one(page, total)).collect();
    (!pictures.is_empty()).then(|| {
        html! {
            div.multiples { @for picture in &pictures { (picture) } }
            ul.key {
                li { (sample_bar("sure")) "certain" }
                li { (sample_bar("maybe")) "possible" }
                li { "a whole bar is all contacts of the pair" }
            }
        }
    })
}

fn one(page: &Page<'_>, total: &Cell) -> Option<Markup> {
    let cells = frequency::of_categories(page, total);
    let shown: Vec<&Cell> = cells.iter().copied().take(MOST_CATEGORIES).collect();
    let name = plain(&frequency::names(page, total));
    let most = shown.first()?;
    let title = format!("{name}: categories");
    let figure = Figure {
        title: &title,
        description: &format!(
            "Shares of {} categories of {name}; the largest is {}, {}.",
            cells.len(),
            most.category,
            words::per_cent(most.expected, total.expected)
        ),
        size: (WIDTH, ROW * shown.len() as i64 + 4),
    };
    let inside = html! {
        @for (row, cell) in shown.iter().enumerate() {
            @let (certain, possible) = bars(cell, total);
            @let y = ROW * row as i64;
            text.tick x=(NAMES - 6) y=(y + 14) text-anchor="end" { (cell.category) }
            rect.track x=(NAMES) y=(y + 4) width=(WIDTH - NAMES - FIGURES) height="12" {}
            @if possible > certain { rect.maybe x=(NAMES) y=(y + 4) width=(Tenths(possible)) height="12" {} }
            @if certain > 0 { rect.sure x=(NAMES) y=(y + 4) width=(Tenths(certain)) height="12" {} }
            text.tick x=(WIDTH - FIGURES + 6) y=(y + 14) { (figures(cell, total)) }
        }
    };
    let more = cells.len() - shown.len();
    let more = html! { @if more > 0 { p.note { (more) " more in the table." } } };
    Some(html! { figure { figcaption { (name) } (figure.markup(&inside, &more)) } })
}

/// How long the bars of a category are: certain, possible.
fn bars(cell: &Cell, total: &Cell) -> (i64, i64) {
    let whole = (WIDTH - NAMES - FIGURES) * 10;
    let bar = |number: i64| part(whole, number, total.possible).clamp(0, whole);
    (bar(cell.certain), bar(cell.possible))
}

/// `67, 66 %`.
fn figures(cell: &Cell, total: &Cell) -> String {
    let (certain, possible) = (cell.certain, cell.possible);
    let count = if certain == possible { certain.to_string() } else { format!("{certain}–{possible}") };
    format!("{count}, {}", words::per_cent(cell.expected, total.expected))
}
