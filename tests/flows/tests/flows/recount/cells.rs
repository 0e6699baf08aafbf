//! The cells of `contact_frequency`, counted anew in whole numbers: one occasion, one dyad, one period at a time.

use std::collections::{BTreeMap, BTreeSet};

use super::calendar::{Day, GRAINS, Period};
use super::held::{Held, Rule, World};
use super::pairs::dyads;

/// Dyad, period, category, form.
pub type Key = (String, Period, String, String);

/// What stands in a cell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cell {
    pub certain: i64,
    pub possible: i64,
    /// In millionths.
    pub expected: i64,
    pub open: i64,
    pub recurring: i64,
}

/// Every cell in which something is counted or recurs.
pub fn cells(world: &World, rule: &Rule) -> BTreeMap<Key, Cell> {
    let mut cells: BTreeMap<Key, Cell> = BTreeMap::new();
    let mut occasions: BTreeMap<&str, Vec<&Held>> = BTreeMap::new();
    for contact in world.contacts.values().filter(|contact| is_counted(contact, rule)) {
        occasions.entry(&occasion(contact, world, rule).id).or_default().push(contact);
    }
    for (whole, members) in &occasions {
        count(&world.contacts[*whole], members, world, rule, &mut cells);
    }
    for contact in world.contacts.values().filter(|contact| recurs(contact, rule)) {
        recur(contact, world, rule, &mut cells);
    }
    cells
}

fn is_counted(contact: &Held, rule: &Rule) -> bool {
    rule.natures.contains(&contact.nature)
        && contact.statuses.iter().any(|status| rule.statuses.contains(status))
        && rule.stances.contains(&contact.stance)
        && (rule.forms.is_empty() || rule.forms.contains(&contact.form))
        && !rule.except_forms.contains(&contact.form)
        && contact.origins >= rule.least_origins
}

/// Whether it is a recurrence that took or takes place, told with a stance that the rule takes.
fn recurs(contact: &Held, rule: &Rule) -> bool {
    let took_place = contact.statuses.iter().any(|status| matches!(status.as_str(), "happened" | "ongoing" | "ended"));
    contact.nature == "recurrence" && took_place && rule.stances.contains(&contact.stance)
}

/// The contact with which this one is counted: its whole, and the whole of that, as long as they are counted themselves.
fn occasion<'a>(contact: &'a Held, world: &'a World, rule: &Rule) -> &'a Held {
    let whole = contact.part_of.as_ref().and_then(|whole| world.contacts.get(whole));
    match whole {
        Some(whole) if rule.by_occasion && is_counted(whole, rule) => occasion(whole, world, rule),
        _ => contact,
    }
}

/// Adds one occasion to all its cells.
fn count(whole: &Held, members: &[&Held], world: &World, rule: &Rule, cells: &mut BTreeMap<Key, Cell>) {
    let of_each: Vec<BTreeSet<String>> = members.iter().map(|member| dyads(member, rule)).collect();
    for dyad in of_each.iter().flatten().collect::<BTreeSet<_>>() {
        let paired: Vec<&Held> =
            members.iter().zip(&of_each).filter(|(_, own)| own.contains(dyad)).map(|(member, _)| *member).collect();
        let mut by_label: BTreeMap<(String, String), Vec<&Held>> = BTreeMap::new();
        for member in paired {
            for label in labels(member) {
                by_label.entry(label).or_default().push(member);
            }
        }
        let settled = shares(whole, false, dyad, world);
        let disputed = shares(whole, true, dyad, world);
        for ((category, form), bearers) in by_label {
            let is_contested = bearers.iter().all(|member| member.statuses.len() > 1);
            for (period, share) in if is_contested { &disputed } else { &settled } {
                let cell = cells.entry((dyad.clone(), *period, category.clone(), form.clone())).or_default();
                cell.certain += share.certain;
                cell.possible += share.possible;
                cell.expected += share.expected;
                cell.open += share.open;
            }
        }
    }
}

/// What an occasion adds to each period that it may have begun in.
fn shares(whole: &Held, is_contested: bool, dyad: &str, world: &World) -> Vec<(Period, Cell)> {
    let onset = &onset_of(whole, world);
    let (begun, is_bounded) = (&onset.days, onset.is_bounded);
    let reach = reach(dyad, world);
    let days: Vec<Day> = match (is_bounded, &reach) {
        (true, _) => begun.clone(),
        (false, Some(reach)) => begun.iter().copied().filter(|day| reach.contains(day)).collect(),
        (false, None) => Vec::new(),
    };
    let mut shares = Vec::new();
    for grain in GRAINS {
        let mut within: BTreeMap<Period, usize> = BTreeMap::new();
        days.iter().for_each(|day| *within.entry(world.calendar.period(grain, *day)).or_default() += 1);
        if grain == "all" {
            within.entry(("all", 0)).or_default();
        }
        let mut before = 0;
        for (period, own) in within {
            let floor = |days: usize| (1_000_000 * days / begun.len().max(1)) as i64;
            let is_certain = !is_contested && (grain == "all" || (is_bounded && own == begun.len()));
            let expected = match (is_contested, is_bounded, grain) {
                (false, true, _) => floor(before + own) - floor(before),
                (false, false, "all") => 1_000_000,
                _ => 0,
            };
            // What certainly happened is open in the periods that it may belong to, not over all time.
            let open = i64::from(is_contested || (!is_bounded && grain != "all"));
            shares.push((period, Cell { certain: i64::from(is_certain), possible: 1, expected, open, recurring: 0 }));
            before += own;
        }
    }
    shares
}

/// A part that bears no date has its whole's.
fn onset_of<'a>(contact: &'a Held, world: &'a World) -> std::borrow::Cow<'a, super::edtf::Onset> {
    let whole = contact.part_of.as_ref().and_then(|whole| world.contacts.get(whole));
    match whole {
        Some(whole) if !contact.has_when && contact.nature == "episode" && whole.nature == "episode" => {
            onset_of(whole, world)
        }
        _ => std::borrow::Cow::Borrowed(&contact.onset),
    }
}

/// The days on which something without a first or last day may have been: since both states exist, up to the last entry.
fn reach(dyad: &str, world: &World) -> Option<std::ops::RangeInclusive<Day>> {
    let is_actor = |actor: &&String| {
        dyad.split_once('>').is_some_and(|(a, b)| a == *actor || b == *actor)
            || dyad.strip_prefix(actor.as_str()).is_some_and(|rest| rest.starts_with('-'))
            || dyad.strip_suffix(actor.as_str()).is_some_and(|rest| rest.ends_with('-'))
    };
    let first = world.exists.iter().filter(|(actor, _)| is_actor(actor)).map(|(_, day)| *day).max()?;
    Some(first..=world.last_recorded)
}

/// Adds a recurrence to every period that its extent meets; for one that nobody dates no period is vouched for.
fn recur(contact: &Held, world: &World, rule: &Rule, cells: &mut BTreeMap<Key, Cell>) {
    for dyad in dyads(contact, rule) {
        let extent = &contact.onset;
        let mut periods = BTreeSet::from([("all", 0)]);
        if let Some(reach) = reach(&dyad, world).filter(|_| contact.has_when) {
            let days = extent.days.iter().filter(|day| extent.is_bounded || reach.contains(day));
            periods.extend(days.flat_map(|day| GRAINS.map(|grain| world.calendar.period(grain, *day))));
        }
        for period in periods {
            for (category, form) in labels(contact) {
                cells.entry((dyad.clone(), period, category, form)).or_default().recurring += 1;
            }
        }
    }
}

/// The categories and forms under which a contact counts; at most one of the two is not `all`.
fn labels(contact: &Held) -> BTreeSet<(String, String)> {
    let all = || "all".to_owned();
    let categories = contact.categories.iter().map(|category| (category.clone(), all()));
    categories.chain([(all(), all()), (all(), contact.form.clone())]).collect()
}
