//! Contacts in a picture of time: how each is drawn, and in which lane it lies beside the others.

use chancery_core::settle::Contact;
use chancery_core::terms::Nature;
use chancery_core::when::Day;
use maud::{Markup, html};

use super::axis::{Axis, Tenths};

/// How wide a mark is at least, and how far from the next in its lane.
const LEAST: i64 = 70;
const APART: i64 = 15;
/// Height of a lane, and of the marks in it.
pub(super) const LANE: i64 = 10;
const TALL: i64 = 7;

/// What a mark says of a date, by its shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// One day.
    Exact,
    /// One of several days.
    Vague,
    /// No first or no last day.
    Open,
    /// Again and again.
    Recurring,
}

impl Kind {
    pub(super) fn of(contact: &Contact) -> Kind {
        match (contact.nature, contact.onset.count()) {
            (Nature::Recurrence, _) => Kind::Recurring,
            (_, Some(1)) => Kind::Exact,
            _ if contact.onset.is_bounded() => Kind::Vague,
            _ => Kind::Open,
        }
    }

    pub(super) fn as_str(self) -> &'static str {
        match self {
            Kind::Exact => "exact",
            Kind::Vague => "vague",
            Kind::Open => "open",
            Kind::Recurring => "recurring",
        }
    }
}

/// A contact on an axis.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) kind: Kind,
    pub(super) from: Tenths,
    pub(super) to: Tenths,
    /// Whether the date is marked as approximate or uncertain.
    pub(super) is_doubtful: bool,
    /// Whether its left end, and its right end, is open.
    pub(super) is_open: (bool, bool),
}

impl Mark {
    pub(super) fn of(contact: &Contact, axis: &Axis) -> Mark {
        let kind = Kind::of(contact);
        let (first, last) = days(contact);
        let from = first.map_or(axis.left(), |day| axis.x(day));
        let to = last.map_or(axis.right(), |day| axis.x(day));
        let is_open = (first.is_none(), last.is_none());
        let (from, to) = widened(from, to, axis);
        Mark { kind, from, to, is_doubtful: contact.is_qualified, is_open }
    }

    /// Its shape; `top` is that of its lane.
    pub(super) fn markup(&self, top: i64) -> Markup {
        let (middle, y) = (Tenths(top * 10 + LANE * 5), Tenths(top * 10 + (LANE - TALL) * 5));
        let centre = Tenths((self.from.0 + self.to.0) / 2);
        let width = Tenths(self.to.0 - self.from.0);
        let class =
            if self.is_doubtful { format!("{} doubtful", self.kind.as_str()) } else { self.kind.as_str().to_owned() };
        html! {
            @match self.kind {
                Kind::Exact => circle class=(class) cx=(centre) cy=(middle) r="3.2" {},
                Kind::Vague => rect class=(class) x=(self.from) y=(y) width=(width) height=(TALL) rx="2" {},
                Kind::Open | Kind::Recurring => {
                    line class=(class) x1=(self.from) x2=(self.to) y1=(middle) y2=(middle) {}
                    @if self.is_open.0 { path.end d=(arrow(self.from, middle, 50)) {} }
                    @if self.is_open.1 { path.end d=(arrow(self.to, middle, -50)) {} }
                },
            }
        }
    }
}

/// A tip at a place, that points away from where it is open to.
pub(super) fn arrow(at: Tenths, middle: Tenths, back: i64) -> String {
    let (base, up, down) = (Tenths(at.0 + back), Tenths(middle.0 - 35), Tenths(middle.0 + 35));
    format!("M{at} {middle}L{base} {up}L{base} {down}Z")
}

/// The days between which a mark lies: those of the beginning, or of what goes on again and again all that it is vouched for.
pub(super) fn days(contact: &Contact) -> (Option<Day>, Option<Day>) {
    match contact.nature {
        Nature::Episode => (contact.onset.first(), contact.onset.last()),
        _ => (contact.extent.first, contact.extent.last),
    }
}

/// Wide enough to be seen, and on the axis.
fn widened(from: Tenths, to: Tenths, axis: &Axis) -> (Tenths, Tenths) {
    let lacking = (LEAST - (to.0 - from.0)).max(0);
    let from = (from.0 - lacking / 2).min(axis.right().0 - LEAST).max(axis.left().0.min(from.0));
    (Tenths(from), Tenths(to.0.max(from + LEAST)))
}

/// For each mark the first lane in which it touches none before it, in the order given.
pub(super) fn lanes(marks: &[Mark]) -> Vec<usize> {
    let mut ends: Vec<i64> = Vec::new();
    let mut lane = |mark: &Mark| {
        let free = ends.iter().position(|end| end + APART <= mark.from.0);
        let lane = free.unwrap_or(ends.len());
        match ends.get_mut(lane) {
            Some(end) => *end = mark.to.0,
            None => ends.push(mark.to.0),
        }
        lane
    };
    marks.iter().map(&mut lane).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(from: i64, to: i64) -> Mark {
        Mark { kind: Kind::Vague, from: Tenths(from), to: Tenths(to), is_doubtful: false, is_open: (false, false) }
    }

    #[test]
    fn marks_that_touch_lie_in_lanes_of_their_own() {
        let marks = [mark(0, 100), mark(50, 90), mark(105, 200), mark(114, 150), mark(115, 150), mark(300, 310)];
        assert_eq!(lanes(&marks), [0, 1, 1, 2, 0, 0]);
        assert_eq!(lanes(&[]), Vec::<usize>::new());
    }

    #[test]
    fn a_day_is_wide_enough_to_be_seen_and_stays_on_the_axis() {
        let day = |text: &str| text.parse::<Day>().unwrap();
        let axis = Axis::of([day("1948-01-01"), day("2024-12-31")]).unwrap();
        for at in ["1948-01-01", "1990-05-05", "2024-12-31"] {
            let x = axis.x(day(at));
            let (from, to) = widened(x, x, &axis);
            assert!(to.0 - from.0 == LEAST && from >= axis.left() && to <= axis.right(), "{at}: {from} to {to}");
            assert!(from <= x && x <= to, "{at}");
        }
        assert_eq!(widened(Tenths(1_000), Tenths(2_000), &axis), (Tenths(1_000), Tenths(2_000)));
    }

    #[test]
    fn a_tip_points_outwards() {
        assert_eq!(arrow(Tenths(140), Tenths(50), 50), "M14 5L19 1.5L19 8.5Z");
    }
}
