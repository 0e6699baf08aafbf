//! One date out of those that claims give.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};

use super::most_origins;
use crate::fold::HeldClaim;
use crate::terms::Nature;
use crate::when::{Days, Extent, When};

/// The days that publication leaves to what the claims are about, whatever dates they give.
pub(super) fn latest_onset(claims: &[&HeldClaim]) -> Days {
    let begun = claims.iter().filter(|h| h.claim.status.has_begun());
    begun.map(|h| h.known_until).min().map_or_else(Days::unknown, Days::up_to)
}

/// The days on which a claim says its contact may have begun, less those after the source can have known of it.
pub fn claim_onset(held: &HeldClaim) -> Days {
    let onset = held.claim.when.as_ref().map_or_else(Days::unknown, When::onset);
    if held.claim.status.has_begun() { onset.trimmed_after(held.known_until) } else { onset }
}

/// A date that holds.
pub(super) struct Dated {
    pub(super) text: String,
    pub(super) onset: Days,
    pub(super) extent: Extent,
    pub(super) contested: bool,
}

impl Dated {
    pub(super) fn settled(when: &When) -> Dated {
        Dated { text: when.text().to_owned(), onset: when.onset(), extent: when.extent(), contested: false }
    }

    /// No date, but the day by which it must have begun.
    pub(super) fn absent(onset: Days) -> Dated {
        let extent = Extent { first: None, last: onset.last() };
        Dated { text: String::new(), onset, extent, contested: false }
    }
}

/// All onsets intersect: the intersection. Otherwise most origins, then fewest days, then the smaller text, and contested.
/// What lasts keeps a date that a source gives, since an intersection of onsets has no end.
pub(super) fn settle_when(nature: Nature, winners: &[&HeldClaim]) -> Dated {
    let common = common_onset(winners);
    let mut dated: Vec<&HeldClaim> = winners.iter().copied().filter(|h| h.claim.when.is_some()).collect();
    if dated.is_empty() {
        return Dated::absent(common);
    }
    let contested = common.is_empty();
    if !contested && nature == Nature::Episode {
        dated.retain(|h| claim_onset(h) == common);
    }
    let readings = readings(nature, &dated);
    let best = readings.into_iter().min_by_key(|reading| {
        (Reverse(reading.origins), reading.onset.count().unwrap_or(u64::MAX), reading.text.clone())
    });
    match best {
        Some(Reading { text, onset, extent, .. }) => Dated { text, onset, extent, contested },
        None => {
            let extent = Extent { first: common.first(), last: common.last() };
            Dated { text: common.to_edtf(), onset: common, extent, contested }
        }
    }
}

/// The days that all claims allow; every day if there are none.
fn common_onset(claims: &[&HeldClaim]) -> Days {
    claims.iter().map(|h| claim_onset(h)).reduce(|a, b| a.intersect(&b)).unwrap_or_else(Days::unknown)
}

/// A date with the origins behind it.
struct Reading {
    text: String,
    onset: Days,
    extent: Extent,
    origins: usize,
}

/// The dates that claims give. Texts that denote the same days are one date, however they are marked; so are texts that
/// different publications cut off, and the earliest of them cuts off all.
fn readings(nature: Nature, dated: &[&HeldClaim]) -> Vec<Reading> {
    let mut groups: HashMap<(Days, Option<Extent>), Vec<&HeldClaim>> = HashMap::new();
    for held in dated {
        let Some(when) = &held.claim.when else { continue };
        let lasts = (nature != Nature::Episode).then(|| when.extent());
        groups.entry((when.onset(), lasts)).or_default().push(held);
    }
    groups.into_values().filter_map(|group| reading(&group)).collect()
}

fn reading(group: &[&HeldClaim]) -> Option<Reading> {
    let when = most_origins(group, |h| h.claim.when.clone());
    let Extent { first, last } = when.as_ref()?.extent();
    // The last source to say so vouches for the most days, and none for days after it.
    let begun = group.iter().all(|h| h.claim.status.has_begun());
    let known_until = group.iter().map(|h| h.known_until).max().filter(|_| begun);
    let last = known_until.map_or(last, |known| Some(last.map_or(known, |last| last.min(known))));
    Some(Reading {
        text: when?.text().to_owned(),
        onset: common_onset(group),
        extent: Extent { first, last },
        origins: group.iter().map(|h| &h.origin).collect::<BTreeSet<_>>().len(),
    })
}
