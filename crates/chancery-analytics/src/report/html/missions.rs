//! Missions as intervals: where one certainly was, where it may have been, and what is not known to have ended.

use chancery_core::spells::{Closing, Spell};
use chancery_core::when::{Day, Days};
use maud::{Markup, html};

use super::super::Page;
use super::axis::{Axis, Tenths, WIDTH};
use super::marks::arrow;
use super::{Figure, plain, sample, sample_bar};
use crate::tables::spell_rows;

/// Height of a mission's name and bar together, and of the bar.
const ROW: i64 = 34;
const TALL: i64 = 10;

/// The picture; nothing where no mission is known.
pub(super) fn markup(page: &Page<'_>) -> Option<Markup> {
    let spells = spell_rows(page.analysis);
    let axis = Axis::of(spells.iter().flat_map(known))?;
    let height = ROW * spells.len() as i64;
    let years = axis.years();
    let figure = Figure {
        title: "Missions in time",
        description: &format!(
            "{} missions between {} and {}. A filled bar is the time in which a mission certainly was there, a hatched one the \
             time in which it may have been; a tip says that no opening or no closing is known.",
            spells.len(),
            years.0,
            years.1
        ),
        size: (WIDTH, height + 18),
    };
    let inside = html! {
        (axis.grid(height))
        @for (row, spell) in spells.iter().enumerate() {
            text.name x="14" y=(ROW * row as i64 + 13) { "of " (plain(&page.name(&spell.sender))) " in " (plain(&page.name(&spell.host))) }
            (bar(spell, &axis, ROW * row as i64 + 18))
        }
    };
    let key = html! {
        ul.key {
            li { (sample_bar("sure")) "certainly there" }
            li { (sample_bar("maybe")) "may have been there" }
            li { (sample(&html! { path.end d=(arrow(Tenths(180), Tenths(50), -60)) {} })) "no opening or closing is known" }
        }
    };
    Some(figure.markup(&inside, &key))
}

/// The days that a spell is known by.
fn known(spell: &Spell) -> Vec<Day> {
    let mut days: Vec<Option<Day>> = vec![spell.opened.first(), spell.opened.last()];
    match &spell.closed {
        Closing::On(closed) => days.extend([closed.first(), closed.last()]),
        Closing::StillOpen { known_until, .. } => days.push(*known_until),
    }
    days.into_iter().flatten().collect()
}

fn bar(spell: &Spell, axis: &Axis, y: i64) -> Markup {
    let until = match &spell.closed {
        Closing::StillOpen { known_until: Some(day), .. } => Days::up_to(*day),
        _ => Days::up_to(Day::MAX),
    };
    let draw = |class: &str, days: &Days| {
        html! {
            @for (first, last) in days.ranges() {
                @let from = first.map_or(axis.left(), |day| axis.x(day));
                @let to = last.map_or(axis.right(), |day| axis.x(day));
                rect class=(class) x=(from) y=(y) width=(Tenths((to.0 - from.0).max(20))) height=(TALL) {}
            }
        }
    };
    let middle = Tenths(y * 10 + TALL * 5);
    let end = spell.possible_days().intersect(&until);
    let last = end.last().map_or(axis.right(), |day| axis.x(day));
    html! {
        (draw("maybe", &end))
        (draw("sure", &spell.sure_days().intersect(&until)))
        @if spell.opened.has_no_first_day() { path.end d=(arrow(axis.left(), middle, 60)) {} }
        @if spell.closed.days().is_none() { path.end d=(arrow(Tenths((last.0 + 80).min(WIDTH * 10)), middle, -60)) {} }
    }
}
