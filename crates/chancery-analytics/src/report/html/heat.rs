//! Pairs by years: how many contacts certainly began in each, how many may have, and what was searched.

use chancery_core::count::CoverageLevel;
use chancery_core::when::{Grain, Period, periods};
use maud::{Markup, html};

use super::super::cells::Cell;
use super::super::{Page, frequency, words};
use super::axis::{Tenths, WIDTH, part};
use super::{Figure, plain, sample};

/// Height of a row, of which this stands below the squares for what was searched.
const ROW: i64 = 44;
const NAME: i64 = 16;
/// With more years than this the picture would be a blur.
const MOST_YEARS: usize = 160;
/// Columns are no wider than this; squares leave so much of one free, and are no smaller than this where there is something.
const WIDEST: i64 = 240;
const APART: i64 = 6;
const LEAST: i64 = 30;

/// The columns: years from the first to the last that has something.
struct Columns {
    years: Vec<Period>,
    /// Width of one.
    width: i64,
}

impl Columns {
    fn of(cells: &[&Cell]) -> Option<Columns> {
        let first = cells.iter().map(|cell| cell.period.first).min()?;
        let last = cells.iter().map(|cell| cell.period.last).max()?;
        let years: Vec<Period> = periods(Grain::Year, first, last).take(MOST_YEARS + 1).collect();
        let width = (WIDTH - 28) * 10 / years.len().max(1) as i64;
        (years.len() <= MOST_YEARS).then(|| Columns { width: width.min(WIDEST), years })
    }

    /// Where the middle of a column lies.
    fn middle(&self, place: usize) -> i64 {
        140 + self.width * place as i64 + self.width / 2
    }
}

/// The picture; nothing where there are no years, or too many.
pub(super) fn markup(page: &Page<'_>) -> Option<Markup> {
    let (dyads, _) = frequency::in_detail(page, frequency::FEW_FOR_YEARS);
    let rows: Vec<(&Cell, Vec<&Cell>)> =
        dyads.into_iter().map(|total| (total, frequency::by(page, total, Grain::Year).collect())).collect();
    let all: Vec<&Cell> = rows.iter().flat_map(|(_, cells)| cells.iter().copied()).collect();
    let columns = Columns::of(&all)?;
    let most = all.iter().map(|cell| cell.possible).max().unwrap_or(1);
    let height = ROW * rows.len() as i64;
    let (first, last) = (columns.years.first()?, columns.years.last()?);
    let figure = Figure {
        title: "Contacts by year",
        description: &format!(
            "{} pairs of actors in the years {first} to {last}. A filled square has the area of the contacts that certainly began \
             in the year, a hatched one around it of those that may have; the most in a year are {most}. The line below is whole \
             where all of a year was searched, broken where part of it was, and missing where nothing was.",
            rows.len()
        ),
        size: (WIDTH, height + 18),
    };
    let inside = html! {
        @for (place, year) in columns.years.iter().enumerate() {
            @if is_named(&columns, *year) {
                @let x = Tenths(columns.middle(place));
                line.grid x1=(x) x2=(x) y1="0" y2=(height) {}
                text.tick x=(x) y=(height + 14) text-anchor="middle" { (year) }
            }
        }
        @for (row, (total, cells)) in rows.iter().enumerate() {
            text.name x="14" y=(ROW * row as i64 + 12) { (plain(&frequency::names(page, total))) }
            @for (place, year) in columns.years.iter().enumerate() {
                (searched(page, total, &columns, place, *year, ROW * row as i64 + ROW - 3))
                @if let Some(cell) = cells.iter().find(|cell| cell.period == *year) {
                    (square(cell, &columns, place, most, ROW * row as i64, !page.is_large()))
                }
            }
        }
    };
    Some(figure.markup(&inside, &key()))
}

/// Whether a year stands below its column: few, and round.
fn is_named(columns: &Columns, year: Period) -> bool {
    let step = [1, 2, 5, 10, 20].into_iter().find(|step| columns.width * i64::from(*step) >= 600).unwrap_or(20);
    year.first.ymd().0.rem_euclid(step) == 0
}

/// The side of a square whose area stands for a number, the most having the whole width. In whole numbers: the root, rounded down.
fn side(number: i64, most: i64, width: i64) -> i64 {
    let area = part(width * width, number, most);
    if number == 0 { 0 } else { (area.max(0) as u64).isqrt() as i64 }
}

fn square(cell: &Cell, columns: &Columns, place: usize, most: i64, top: i64, is_told: bool) -> Markup {
    let widest = (ROW - NAME - 8) * 10;
    let of =
        |number: i64| side(number, most, widest.min(columns.width - APART)).max(if number > 0 { LEAST } else { 0 });
    let (certain, possible) = (of(cell.certain), of(cell.possible));
    let middle = (columns.middle(place), (top + NAME) * 10 + widest / 2 + 10);
    let draw = |class: &str, side: i64| {
        let (x, y, side) = (Tenths(middle.0 - side / 2), Tenths(middle.1 - side / 2), Tenths(side));
        html! {
            @if is_told {
                rect class=(class) x=(x) y=(y) width=(side) height=(side) {
                    title { (cell.period) ": " (words::bounds(cell.certain, cell.possible, cell.coverage)) }
                }
            } @else { path class=(class) d=(format!("M{x} {y}h{side}v{side}h-{side}z")) {} }
        }
    };
    html! {
        @if cell.possible > cell.certain { (draw("maybe", possible)) }
        @if cell.certain > 0 { (draw("sure", certain)) }
    }
}

/// The line below a year.
fn searched(page: &Page<'_>, total: &Cell, columns: &Columns, place: usize, year: Period, y: i64) -> Markup {
    let level = page.analysis.coverage.level(&total.dyad.a, &total.dyad.b, None, year);
    let class = match level {
        CoverageLevel::None => None,
        CoverageLevel::Partial => Some("in-part"),
        CoverageLevel::Full => Some("in-full"),
    };
    let (from, to) = (columns.middle(place) - columns.width / 2, columns.middle(place) + columns.width / 2);
    html! { @if let Some(class) = class { line class=(class) x1=(Tenths(from)) x2=(Tenths(to)) y1=(y) y2=(y) {} } }
}

fn key() -> Markup {
    html! {
        ul.key {
            li { (sample(&html! { rect.sure x="10" y="0" width="10" height="10" {} })) "certain" }
            li { (sample(&html! { rect.maybe x="10" y="0" width="10" height="10" {} })) "possible" }
            li { (sample(&html! { line.in-full x1="1" x2="29" y1="5" y2="5" {} })) "searched in full" }
            li { (sample(&html! { line.in-part x1="1" x2="29" y1="5" y2="5" {} })) "searched in part" }
        }
    }
}

#[cfg(test)]
mod tests {
    use chancery_core::when::Day;

    use super::*;

    #[test]
    fn squares_have_the_area_of_their_number() {
        assert_eq!((side(0, 9, 160), side(9, 9, 160), side(4, 16, 160), side(1, 16, 160)), (0, 160, 80, 40));
        assert_eq!(side(3, 0, 160), 0);
    }

    #[test]
    fn columns_fill_the_picture_and_are_named_at_round_years() {
        let years: Vec<Period> = periods(Grain::Year, day("1948-01-01"), day("2024-12-31")).collect();
        let columns = Columns { width: 9_320 / 77, years };
        let named = columns.years.iter().filter(|year| is_named(&columns, **year)).count();
        assert_eq!((named, columns.middle(0), columns.middle(76) < 9_460), (15, 200, true));
    }

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }
}
