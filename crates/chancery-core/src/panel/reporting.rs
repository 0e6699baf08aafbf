//! What a panel needs of a state: which pairs and years there are, and how many sources report on them.

use std::collections::{BTreeMap, BTreeSet};

use super::together;
use crate::count::{Dyad, Occasion, occasions, pairs};
use crate::fold::State;
use crate::vocabulary::{Rule, Vocabulary};
use crate::when::{Day, Grain, Period, periods};

/// The pairs, without direction, that a counted contact makes under a rule or a coverage is declared for.
pub fn occurring(state: &State, rule: &Rule) -> BTreeSet<Dyad> {
    let searched = state.coverage.iter().map(|coverage| Dyad::undirected(&coverage.dyad.0, &coverage.dyad.1));
    let counted = occasions(state, rule);
    let members = counted.iter().flat_map(|occasion| &occasion.members);
    searched.chain(members.flat_map(|(member, _)| pairs(member, rule).undirected)).collect()
}

/// The years of a panel where none are given: from the first day of a counted contact or of a declared coverage to the
/// year in which the dataset last learned something. `None` for a state without entries.
///
/// A contact or coverage without a first day decides nothing; with no other, the one year is the last.
pub fn known_years(state: &State, rule: &Rule) -> Option<(i16, i16)> {
    let last = state.last_recorded?.day();
    let searched = state.coverage.iter().filter_map(|coverage| coverage.extent.extent().first);
    let counted = occasions(state, rule);
    let first = counted.iter().filter_map(|occasion| occasion.whole.onset.first()).chain(searched).min();
    Some((first.unwrap_or(last).min(last).ymd().0, last.ymd().0))
}

/// On how many accounts the contacts of a pair and year rest.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reporting {
    sources: BTreeMap<(Dyad, i16), BTreeSet<String>>,
    origins: BTreeMap<(Dyad, i16), BTreeSet<String>>,
}

impl Reporting {
    /// Distinct sources of the contacts that are possible in a year.
    pub fn sources(&self, dyad: &Dyad, year: i16) -> u64 {
        number(&self.sources, dyad, year)
    }

    /// Distinct origins of them.
    pub fn origins(&self, dyad: &Dyad, year: i16) -> u64 {
        number(&self.origins, dyad, year)
    }
}

fn number(named: &BTreeMap<(Dyad, i16), BTreeSet<String>>, dyad: &Dyad, year: i16) -> u64 {
    named.get(&(dyad.clone(), year)).map_or(0, |names| names.len() as u64)
}

/// The sources and origins that vote in contacts possible in each of the years, for each pair that they make.
///
/// As in the counts, a part has its whole's onset under unit `occasion`, and an onset without a first or a last day is
/// bounded by the pair's common existence and the dataset's last day.
pub fn reporting(state: &State, vocabulary: &Vocabulary, rule: &Rule, years: (i16, i16)) -> Reporting {
    let mut reporting = Reporting::default();
    for occasion in occasions(state, rule) {
        for (member, _) in &occasion.members {
            for dyad in pairs(member, rule).undirected {
                for year in met(state, vocabulary, &occasion, &dyad, years) {
                    let key = (dyad.clone(), year);
                    reporting.sources.entry(key.clone()).or_default().extend(member.sources.iter().cloned());
                    reporting.origins.entry(key).or_default().extend(member.origins.iter().cloned());
                }
            }
        }
    }
    reporting
}

/// The years in which an occasion may have begun.
fn met(
    state: &State,
    vocabulary: &Vocabulary,
    occasion: &Occasion<'_>,
    dyad: &Dyad,
    (from, to): (i16, i16),
) -> BTreeSet<i16> {
    let existed = together(vocabulary, &dyad.a, &dyad.b).map(|(first, _)| first);
    let now = state.last_recorded.map(|instant| instant.day());
    let asked = (Day::from_ymd(from, 1, 1), Day::from_ymd(to, 12, 31));
    let ranges = occasion.whole.onset.ranges().filter_map(|(first, last)| {
        let ((Some(from), Some(to)), Some(first), Some(last)) = (asked, first.or(existed), last.or(now)) else {
            return None;
        };
        Some((first.max(from), last.min(to)))
    });
    let met = ranges.flat_map(|(first, last)| periods(Grain::Year, first, last));
    met.map(|period: Period| period.first.ymd().0).collect()
}
