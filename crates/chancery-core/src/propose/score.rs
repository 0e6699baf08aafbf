//! What speaks for and against two claims being about one contact.

use std::collections::BTreeSet;

use super::words::{Rarity, words};
use crate::claim::Claim;
use crate::fold::HeldClaim;
use crate::settle::claim_onset;
use crate::terms::{Role, RoleClass};
use crate::when::Days;

/// One thing that speaks for a link, or against it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// What was compared: `onset`, `form`, `actors`, `roles`, `people`, `place`, `categories`, `words`, `source`, `nature`.
    pub about: &'static str,
    /// How much it adds to the score, or takes away.
    pub points: i64,
    /// In words.
    pub told: String,
}

/// A claim with what is asked of it again and again.
pub(super) struct Reading<'a> {
    pub(super) claim: &'a Claim,
    pub(super) contact: &'a str,
    onset: Option<Days>,
    actors: BTreeSet<&'a str>,
    people: BTreeSet<&'a str>,
    places: BTreeSet<String>,
    words: BTreeSet<String>,
}

impl<'a> Reading<'a> {
    pub(super) fn of(held: &'a HeldClaim, contact: &'a str) -> Reading<'a> {
        let claim = &held.claim;
        Reading {
            claim,
            contact,
            onset: claim.when.is_some().then(|| claim_onset(held)).filter(|onset| !onset.is_empty()),
            actors: claim.actors.iter().map(|actor| actor.id.as_str()).collect(),
            people: claim.actors.iter().flat_map(|actor| &actor.who).map(String::as_str).collect(),
            places: claim.place.iter().map(|place| place.to_lowercase()).collect(),
            words: words(claim),
        }
    }

    pub(super) fn words(&self) -> &BTreeSet<String> {
        &self.words
    }
}

/// Everything that speaks for a link or against it; `None` where nothing can be said for one: the claims have no two actors
/// in common, or their dates are a year apart.
pub(super) fn reasons(a: &Reading<'_>, b: &Reading<'_>, rarity: &Rarity) -> Option<Vec<Reason>> {
    let mut all = vec![actors(a, b)?, onset(a, b)?, form(a, b)];
    all.extend([people(a, b), place(a, b), categories(a, b), spoken(a, b, rarity), turned(a, b)].into_iter().flatten());
    if a.claim.source == b.claim.source {
        all.push(Reason { about: "source", points: -SAME_SOURCE, told: "one source tells of both apart".to_owned() });
    }
    if a.claim.nature != b.claim.nature {
        let told = format!("one is of the nature {}, the other {}", a.claim.nature, b.claim.nature);
        all.push(Reason { about: "nature", points: -OTHER_NATURE, told });
    }
    Some(all)
}

/// On a visit there are talks, agreements and ceremonies on one day between the same two; those are parts of it and not it.
const OTHER_FORM: i64 = 40;
const OTHER_WAY: i64 = 30;
const SAME_SOURCE: i64 = 25;
const OTHER_NATURE: i64 = 25;

/// Who sends and who receives in one of two claims.
fn is_opposite(one: Role, other: Role) -> bool {
    matches!(
        (one.class(), other.class()),
        (RoleClass::Sending, RoleClass::Receiving) | (RoleClass::Receiving, RoleClass::Sending)
    )
}

/// A visit there is not a visit here.
fn turned(a: &Reading<'_>, b: &Reading<'_>) -> Option<Reason> {
    let roles = |reading: &Reading<'_>, id: &str| -> Vec<Role> {
        reading.claim.actors.iter().filter(|actor| actor.id == id).map(|actor| actor.role).collect()
    };
    a.actors.intersection(&b.actors).find_map(|id| {
        let (of_a, of_b) = (roles(a, id), roles(b, id));
        let all_opposite = of_a.iter().all(|one| of_b.iter().all(|other| is_opposite(*one, *other)));
        let told = format!("{id} is {} in one, {} in the other", of_a.first()?, of_b.first()?);
        all_opposite.then_some(Reason { about: "roles", points: -OTHER_WAY, told })
    })
}

/// How many of `out_of` points a share is worth.
fn points(part: usize, whole: usize, out_of: i64) -> i64 {
    let (part, whole) = (i64::try_from(part).unwrap_or(0), i64::try_from(whole).unwrap_or(i64::MAX));
    part.saturating_mul(out_of).checked_div(whole).unwrap_or(0)
}

fn list<T: AsRef<str>>(values: impl Iterator<Item = T>) -> String {
    values.map(|value| value.as_ref().to_owned()).collect::<Vec<_>>().join(", ")
}

fn actors(a: &Reading<'_>, b: &Reading<'_>) -> Option<Reason> {
    let shared: Vec<&str> = a.actors.intersection(&b.actors).copied().collect();
    if shared.len() < 2 {
        return None;
    }
    let points = points(shared.len(), a.actors.union(&b.actors).count(), 20);
    Some(Reason { about: "actors", points, told: format!("both are about {}", list(shared.iter())) })
}

/// The sharper the days in common, the more they say.
fn onset(a: &Reading<'_>, b: &Reading<'_>) -> Option<Reason> {
    let reason = |points, told| Some(Reason { about: "onset", points, told });
    let (Some(one), Some(other)) = (&a.onset, &b.onset) else {
        return reason(0, "one of them bears no date".to_owned());
    };
    let common = one.intersect(other);
    if common.is_empty() {
        let days = gap(one, other)?;
        let points = match days {
            ..=3 => 15,
            4..=31 => 0,
            32..=366 => -20,
            _ => return None,
        };
        return reason(points, format!("their onsets are {days} days apart"));
    }
    let widest = one.count().unwrap_or(u64::MAX).max(other.count().unwrap_or(u64::MAX));
    let points = match widest {
        ..=1 => 45,
        2..=7 => 40,
        8..=31 => 32,
        32..=366 => 20,
        367..=3660 => 8,
        _ => 0,
    };
    reason(points, format!("both may have begun on {common}"))
}

/// The days from the end of the earlier to the beginning of the later; sets whose ranges lie between each other's are 1 apart.
fn gap(one: &Days, other: &Days) -> Option<i64> {
    let apart = |earlier: &Days, later: &Days| Some(i64::from(later.first()?.0) - i64::from(earlier.last()?.0));
    Some(apart(one, other).into_iter().chain(apart(other, one)).max()?.max(1))
}

fn form(a: &Reading<'_>, b: &Reading<'_>) -> Reason {
    let (one, other) = (&a.claim.form, &b.claim.form);
    if one == other {
        Reason { about: "form", points: 20, told: format!("both are of the form {one}") }
    } else {
        Reason { about: "form", points: -OTHER_FORM, told: format!("one is of the form {one}, the other {other}") }
    }
}

fn people(a: &Reading<'_>, b: &Reading<'_>) -> Option<Reason> {
    let shared: Vec<&str> = a.people.intersection(&b.people).copied().collect();
    let fewest = a.people.len().min(b.people.len());
    if fewest == 0 {
        return None;
    }
    if shared.is_empty() {
        return Some(Reason { about: "people", points: -15, told: "they name other people".to_owned() });
    }
    let told = format!("both name {}", list(shared.iter()));
    Some(Reason { about: "people", points: points(shared.len(), fewest, 20), told })
}

fn place(a: &Reading<'_>, b: &Reading<'_>) -> Option<Reason> {
    let shared: Vec<&String> = a.places.intersection(&b.places).collect();
    (!shared.is_empty()).then(|| Reason {
        about: "place",
        points: 10,
        told: format!("both are at {}", list(shared.iter())),
    })
}

fn categories(a: &Reading<'_>, b: &Reading<'_>) -> Option<Reason> {
    let shared: Vec<&String> = a.claim.categories.iter().filter(|one| b.claim.categories.contains(one)).collect();
    let all = a.claim.categories.len() + b.claim.categories.len() - shared.len();
    let told = format!("both have to do with {}", list(shared.iter()));
    (!shared.is_empty()).then(|| Reason { about: "categories", points: points(shared.len(), all, 10), told })
}

/// The words in common, by weight, out of the lighter summary's.
fn spoken(a: &Reading<'_>, b: &Reading<'_>, rarity: &Rarity) -> Option<Reason> {
    let weight = |words: &BTreeSet<String>| words.iter().map(|word| rarity.weight(word)).sum::<u64>();
    let mut shared: Vec<(u64, &String)> =
        a.words.intersection(&b.words).map(|word| (rarity.weight(word), word)).collect();
    shared.retain(|(weight, _)| *weight > 0);
    shared.sort_by(|one, other| other.0.cmp(&one.0).then(one.1.cmp(other.1)));
    let common: u64 = shared.iter().map(|(weight, _)| weight).sum();
    let lighter = weight(&a.words).min(weight(&b.words));
    let points = points(usize::try_from(common).ok()?, usize::try_from(lighter).ok()?, 40);
    let told = format!("both summaries say {}", list(shared.iter().take(6).map(|(_, word)| word)));
    (points > 0).then_some(Reason { about: "words", points, told })
}
