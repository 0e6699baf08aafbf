//! How contacts follow each other: usual gap, longest silence, silence since the last, on one scale for all pairs.

use chancery_core::rhythm::RhythmRow;
use maud::{Markup, html};

use super::super::{Page, rhythm};
use super::axis::{Tenths, part};
use super::{Figure, plain, sample};

/// How many pairs are drawn.
const MOST: usize = 6;
/// A picture's width, and the height of a row: what it is above, its line below.
const WIDTH: i64 = 340;
const LEFT: i64 = 10;
const ROW: i64 = 32;

/// A row of a picture: what it is, in words, and its least and most days.
type Line = (&'static str, String, Option<i64>, Option<i64>);

/// One picture a pair; nothing where no pair has enough contacts.
pub(super) fn markup(page: &Page<'_>) -> Option<Markup> {
    let rows: Vec<RhythmRow> = rhythm::rows(page).into_iter().take(MOST).collect();
    let drawn: Vec<(String, [Line; 3])> = rows
        .iter()
        .map(|row| (plain(&format!("{} and {}", page.name(&row.dyad.a), page.name(&row.dyad.b))), lines(row)))
        .collect();
    let longest = drawn.iter().flat_map(|(_, lines)| lines).filter_map(|(.., most)| *most).max()?;
    Some(html! {
        div.multiples { @for (name, lines) in &drawn { figure { figcaption { (name) } (one(name, lines, longest)) } } }
        ul.key {
            li { (sample(&html! { circle.dot cx="15" cy="5" r="4" {} })) "known to the day" }
            li { (sample(&html! { line.range x1="2" x2="28" y1="5" y2="5" {} circle.dot cx="2" cy="5" r="3" {} circle.dot cx="28" cy="5" r="3" {} })) "from the least to the most that vague dates allow" }
            li { "all on one scale of days" }
        }
    })
}

fn lines(row: &RhythmRow) -> [Line; 3] {
    let median = (row.median_gap_min, row.median_gap_max);
    let silence = (row.silence_min, row.silence_max);
    [
        ("median gap", rhythm::days(median.0, median.1), median.0, median.1),
        ("longest silence", rhythm::longest(row), row.longest_min, row.longest_max),
        ("silence since the last", rhythm::days(silence.0, silence.1), silence.0, silence.1),
    ]
}

fn one(name: &str, lines: &[Line; 3], longest: i64) -> Markup {
    let title = format!("{name}: rhythm");
    let said: Vec<String> = lines.iter().map(|(what, days, ..)| format!("{what} {days}")).collect();
    let figure = Figure {
        title: &title,
        description: &format!(
            "{}. A line leads from the least to the most, a dot stands where both are one.",
            said.join("; ")
        ),
        size: (WIDTH, ROW * 3 + 4),
    };
    let place = |days: i64| Tenths(LEFT * 10 + part((WIDTH - 2 * LEFT) * 10, days, longest));
    let inside = html! {
        @for (at, (what, days, least, most)) in lines.iter().enumerate() {
            @let (top, middle) = (ROW * at as i64, ROW * at as i64 + 23);
            text.tick.over x=(LEFT) y=(top + 13) { (what) ": " (days) }
            line.grid x1=(LEFT) x2=(WIDTH - LEFT) y1=(middle) y2=(middle) {}
            @if let (Some(least), Some(most)) = (least, most) {
                @let (from, to) = (place(*least), place(*most));
                @if from != to {
                    line.range x1=(from) x2=(to) y1=(middle) y2=(middle) {}
                    circle.dot cx=(from) cy=(middle) r="3" {}
                }
                circle.dot cx=(to) cy=(middle) r=(if from == to { 4 } else { 3 }) {}
            }
        }
    };
    figure.markup(&inside, &html! {})
}
