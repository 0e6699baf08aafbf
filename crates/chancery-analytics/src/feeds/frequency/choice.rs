//! What is asked of the frequency, read and held against the vocabulary.

use std::collections::{BTreeSet, HashMap};

use chancery_core::vocabulary::Vocabulary;
use chancery_core::when::{Day, Grain, Period};
use chancery_feeds::cube::Code;

use crate::error::AnalyticsError;
use crate::feeds::codes::{edges, ids};

/// What is counted as one: every row; one for each day, source, target and code; for each day, pair and root code; for each day and
/// pair.
pub const UNITS: [&str; 4] = ["row", "one-a-day", "undirected", "dyad-day"];

/// The grains that months are put together to.
const GRAINS: [Grain; 4] = [Grain::All, Grain::Decade, Grain::Year, Grain::Month];

/// What categories cost, in a sentence, for whoever prints them.
pub const LOSS: &str = "categories are those that a row's root code leads to through the crosswalk: one root may lead to several or to none, \
                        so they do not add up to the rows";

/// What stands for all categories together.
const ALL: &str = "all";

/// Asks for each category.
const EACH: &str = "each";

/// Which counts are asked for, as they are written; none where all are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Choice<'a> {
    /// A pair, by ids of the vocabulary or as the feed writes it.
    pub dyad: Option<&'a str>,
    /// One side, as the feed writes it.
    pub actor: Option<&'a str>,
    /// `all`, `decade`, `year` or `month`.
    pub grain: Option<&'a str>,
    /// A period.
    pub period: Option<&'a str>,
    /// One of [`UNITS`].
    pub unit: Option<&'a str>,
    /// A category that root codes lead to, or `each`; none for all together.
    pub category: Option<&'a str>,
}

/// A choice that has been read.
pub(super) struct Wanted<'a> {
    pub(super) choice: Choice<'a>,
    pub(super) grains: Vec<Grain>,
    pub(super) period: Option<Period>,
    pub(super) units: Vec<usize>,
    /// Every category by name, `all` before the others.
    pub(super) categories: Vec<&'a str>,
    /// The places among the categories that a root code leads to, of those that are asked for.
    pub(super) roots: HashMap<Code, Vec<u16>>,
    pub(super) is_of_all: bool,
}

impl<'a> Wanted<'a> {
    pub(super) fn read(choice: Choice<'a>, vocabulary: &'a Vocabulary) -> Result<Wanted<'a>, AnalyticsError> {
        let usage = |why: &dyn std::fmt::Display| AnalyticsError::Usage(why.to_string());
        let grains = match choice.grain {
            None => GRAINS.to_vec(),
            Some(grain) => vec![grain.parse().map_err(|why| usage(&format!("--grain {grain}: {why}")))?],
        };
        let period = choice.period.map(str::parse::<Period>).transpose();
        let period = period.map_err(|why| usage(&format!("--period: {why}")))?;
        let units = match choice.unit {
            None => (0..UNITS.len()).collect(),
            Some(name) => {
                let unknown = || unknown("unit", name, UNITS);
                vec![UNITS.iter().position(|unit| *unit == name).ok_or_else(unknown)?]
            }
        };
        let known: BTreeSet<&str> = edges(vocabulary).map(|edge| edge.1).collect();
        let is_one = choice.category.filter(|category| ![ALL, EACH].contains(category));
        if let Some(name) = is_one.filter(|name| !known.contains(name)) {
            return Err(unknown("category with root codes", name, known.into_iter().chain([EACH])));
        }
        let categories: Vec<&str> = [ALL].into_iter().chain(known).collect();
        let mut roots: HashMap<Code, Vec<u16>> = HashMap::new();
        let is_wanted = |category: &str| choice.category == Some(EACH) || choice.category == Some(category);
        for (root, category, _) in edges(vocabulary).filter(|edge| is_wanted(edge.1)) {
            let place = categories.iter().position(|known| *known == category).unwrap_or_default();
            if let Some(code) = Code::of(root) {
                roots.entry(code).or_default().push(place as u16);
            }
        }
        Ok(Wanted { choice, grains, period, units, categories, roots, is_of_all: is_one.is_none() })
    }

    /// First and last month that can matter.
    pub(super) fn months(&self) -> Option<(i32, i32)> {
        let month = |day: Day| {
            let (year, month, _) = day.ymd();
            i32::from(year) * 100 + i32::from(month)
        };
        self.period.map(|period| (month(period.first), month(period.last)))
    }

    /// The periods that are asked for and hold a month.
    pub(super) fn periods(&self, month: i32) -> Vec<Period> {
        let number = |value: i32| i8::try_from(value).unwrap_or_default();
        let day = Day::from_ymd((month / 100) as i16, number(month % 100), 1);
        let all = day.into_iter().flat_map(|day| self.grains.iter().map(move |grain| Period::of(*grain, day)));
        all.filter(|period| self.period.is_none_or(|wanted| wanted == *period)).collect()
    }
}

fn unknown<'a>(what: &'static str, name: &str, known: impl IntoIterator<Item = &'a str>) -> AnalyticsError {
    let known: Vec<&str> = known.into_iter().collect();
    AnalyticsError::Unknown { what, name: name.to_owned(), known: known.join(", ") }
}

/// A pair as one scheme writes it, or any; sorted.
pub(super) type PairOfScheme = (Option<&'static str>, String, String);

/// What a dyad may be: the codes of two states of the vocabulary, or two codes as a feed writes them.
pub(super) fn pairs_of(dyad: &str, vocabulary: &Vocabulary) -> Vec<PairOfScheme> {
    let ids = ids(vocabulary);
    let known: BTreeSet<&str> = ids.values().copied().collect();
    let sides: Vec<(&str, &str)> = dyad.match_indices('-').map(|(at, _)| (&dyad[..at], &dyad[at + 1..])).collect();
    let sorted = |scheme, one: &str, other: &str| (scheme, one.min(other).to_owned(), one.max(other).to_owned());
    let Some((one, other)) = sides.iter().find(|(one, other)| known.contains(one) && known.contains(other)) else {
        return sides.into_iter().map(|(one, other)| sorted(None, one, other)).collect();
    };
    let codes = |wanted: &str| -> Vec<(&'static str, &str)> {
        ids.iter().filter(|(_, id)| **id == wanted).map(|((scheme, code), _)| (*scheme, *code)).collect()
    };
    let mut pairs = Vec::new();
    for (scheme, a) in codes(one) {
        let of_scheme = codes(other).into_iter().filter(|(of, _)| *of == scheme);
        pairs.extend(of_scheme.map(|(_, b)| sorted(Some(scheme), a, b)));
    }
    pairs.sort();
    pairs.dedup();
    pairs
}
