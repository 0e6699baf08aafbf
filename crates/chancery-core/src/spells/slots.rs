//! Openings and closings in strict alternation: those that are told, and those that the order implies.

use super::changes::{Change, Turn};
use super::order::entangled;
use super::span::{EVER, NEVER, Reach};
use crate::when::{Day, Days};

/// An opening or a closing, told by one contact, by several, or by none.
#[derive(Debug, Clone)]
pub(super) struct Slot<'a> {
    pub(super) turn: Turn,
    /// Empty where it is implied.
    pub(super) changes: Vec<&'a Change>,
    /// The days from which to which it may have been.
    pub(super) reach: Reach,
    /// Whether another change of the same turn might as well stand here.
    pub(super) is_unsure: bool,
    /// Set where what is told contradicts itself and the order of these changes is a guess: the days on which they were.
    pub(super) entangled: Option<Reach>,
}

impl Slot<'_> {
    fn implied(turn: Turn) -> Slot<'static> {
        Slot { turn, changes: Vec::new(), reach: Reach { first: EVER, last: NEVER }, is_unsure: false, entangled: None }
    }

    /// The days on which it may have been: those of its contacts within its reach, or all of its reach where another's may
    /// stand here or none is told.
    pub(super) fn days(&self) -> Days {
        let within = self.reach.days();
        let told = Days::union(self.changes.iter().map(|change| change.days.clone())).intersect(&within);
        if self.is_unsure || told.is_empty() { within } else { told }
    }
}

/// The changes in that order as slots: first an opening, then closings and openings in turn.
///
/// Neighbours of one turn are one slot as long as all of them may be of one day: whether they are one or several, the
/// mission was there from the last of the openings and until the first of the closings. Where neighbours cannot be one,
/// what must lie between them is implied. At last every slot loses the days before its predecessor's first and after its
/// successor's last, which leaves at least a day to each, since no change stands behind one that certainly came after it.
pub(super) fn slots<'a>(changes: &'a [Change], order: &[usize]) -> Vec<Slot<'a>> {
    let mut slots: Vec<Slot<'a>> = Vec::new();
    let mut openings = Ranks::of(changes, Turn::Opening);
    let mut closings = Ranks::of(changes, Turn::Closing);
    let entangled = entangled(changes, order);
    for members in groups(changes, order) {
        let group: Vec<&Change> = members.iter().map(|index| &changes[*index]).collect();
        let Some(turn) = group.first().map(|change| change.turn) else { continue };
        let wanted = slots.last().map_or(Turn::Opening, |last| last.turn.other());
        if turn != wanted {
            slots.push(Slot::implied(wanted));
        }
        let own = Reach::of(&Days::union(group.iter().map(|change| change.days.clone())));
        let reach = if turn == Turn::Opening { openings.next(group.len()) } else { closings.next(group.len()) };
        let entangled = members.iter().find_map(|index| entangled[*index]);
        let is_unsure = reach != own || entangled.is_some();
        slots.push(Slot { turn, changes: group, reach, is_unsure, entangled });
    }
    narrow(&mut slots);
    slots
}

/// The windows of all changes of one turn, rank by rank.
///
/// Of several days, each in a window of its own, the k-th smallest is not before the k-th smallest of the windows' first
/// days and not after the k-th smallest of their last days. So a rank has bounds that hold whichever change stands there.
struct Ranks {
    firsts: Vec<Day>,
    lasts: Vec<Day>,
    next: usize,
}

impl Ranks {
    fn of(changes: &[Change], turn: Turn) -> Ranks {
        let reaches = changes.iter().filter(|change| change.turn == turn).map(|change| Reach::of(&change.days));
        let (mut firsts, mut lasts): (Vec<Day>, Vec<Day>) = reaches.map(|reach| (reach.first, reach.last)).unzip();
        firsts.sort_unstable();
        lasts.sort_unstable();
        Ranks { firsts, lasts, next: 0 }
    }

    /// The bounds of the next ranks together.
    fn next(&mut self, number: usize) -> Reach {
        let first = self.firsts.get(self.next).copied().unwrap_or(EVER);
        self.next += number;
        let last = self.next.checked_sub(1).and_then(|place| self.lasts.get(place)).copied().unwrap_or(NEVER);
        Reach { first, last }
    }
}

/// Neighbours of one turn that may all be of one day.
fn groups(changes: &[Change], order: &[usize]) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut common = Days::unknown();
    for &index in order {
        let change = &changes[index];
        let both = common.intersect(&change.days);
        match groups.last_mut() {
            Some(group) if changes[group[0]].turn == change.turn && !both.is_empty() => {
                group.push(index);
                common = both;
            }
            _ => {
                groups.push(vec![index]);
                common = change.days.clone();
            }
        }
    }
    groups
}

fn narrow(slots: &mut [Slot<'_>]) {
    let mut first = EVER;
    for slot in slots.iter_mut() {
        first = first.max(slot.reach.first);
        slot.reach.first = first;
    }
    let mut last = NEVER;
    for slot in slots.iter_mut().rev() {
        last = last.min(slot.reach.last);
        slot.reach.last = last;
    }
}
