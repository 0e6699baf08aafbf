//! The rows of the tables `rhythm` and `gaps`. Figures without a unit are in [`super::TRILLIONTHS`].

use super::{Rhythm, Window};
use crate::count::Dyad;
use crate::when::Day;

/// One dyad of the table `rhythm`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RhythmRow {
    /// The pair, without direction.
    pub dyad: Dyad,
    /// How many contacts the figures are about.
    pub contacts: i64,
    /// How many were left out.
    pub left_out: i64,
    /// The earliest day of the first contact.
    pub first_earliest: Option<Day>,
    /// The latest day of the first contact.
    pub first_latest: Option<Day>,
    /// The earliest day of the last contact.
    pub last_earliest: Option<Day>,
    /// The latest day of the last contact.
    pub last_latest: Option<Day>,
    /// The contacts that may be the last, joined by `;`; `None` if there are none, or more than [`super::NAMED`].
    pub last: Option<String>,
    /// The fewest days since the last contact.
    pub silence_min: Option<i64>,
    /// The most days since the last contact.
    pub silence_max: Option<i64>,
    /// The least that the longest silence between two contacts can be.
    pub longest_min: Option<i64>,
    /// Whether that is exact; a lower bound otherwise.
    pub longest_min_exact: Option<bool>,
    /// The most that it can be; exact.
    pub longest_max: Option<i64>,
    /// The contacts after which the longest silence may come, over all places, joined by `;`; `None` if more than
    /// [`super::NAMED`].
    pub longest_after: Option<String>,
    /// The contacts before which it may come.
    pub longest_before: Option<String>,
    /// The median gap is at least this.
    pub median_gap_min: Option<i64>,
    /// The median gap is at most this.
    pub median_gap_max: Option<i64>,
    /// Whether both ends of the median are known to be attained.
    pub median_gap_exact: Option<bool>,
    /// B of Goh and Barabási for the middle days.
    pub burstiness: Option<i64>,
    /// Its lowest value over the sampled choices.
    pub burstiness_low: Option<i64>,
    /// Its highest.
    pub burstiness_high: Option<i64>,
    /// A of Kim and Jo for the middle days.
    pub burstiness_finite: Option<i64>,
    /// Its lowest value over the sampled choices.
    pub burstiness_finite_low: Option<i64>,
    /// Its highest.
    pub burstiness_finite_high: Option<i64>,
    /// The index of dispersion of yearly counts for the middle days.
    pub dispersion: Option<i64>,
    /// Its lowest value over the sampled choices.
    pub dispersion_low: Option<i64>,
    /// Its highest.
    pub dispersion_high: Option<i64>,
    /// How many draws by chance are at least as dispersed.
    pub poisson_draws_above: Option<i64>,
    /// Of how many.
    pub draws: Option<i64>,
}

impl RhythmRow {
    /// The row of a dyad.
    pub fn of(dyad: &Dyad, rhythm: &Rhythm) -> RhythmRow {
        let (first, last) = (rhythm.windows.first(), rhythm.windows.last());
        let (longest, median) = (rhythm.longest.as_ref(), rhythm.median);
        let is_whole = longest.is_some_and(|longest| longest.places.len() == longest.places_in_all);
        let sides = |side: fn(&super::Silence) -> &Vec<String>| {
            let places = longest.filter(|_| is_whole).map_or(&[][..], |longest| longest.places.as_slice());
            joined(places.iter().flat_map(side))
        };
        RhythmRow {
            dyad: dyad.clone(),
            contacts: rhythm.contacts as i64,
            left_out: rhythm.left_out.all() as i64,
            first_earliest: first.map(|window| window.earliest),
            first_latest: first.map(|window| window.latest),
            last_earliest: last.map(|window| window.earliest),
            last_latest: last.map(|window| window.latest),
            last: joined(&rhythm.may_be_last),
            silence_min: rhythm.silence.map(|silence| silence.min),
            silence_max: rhythm.silence.map(|silence| silence.max),
            longest_min: longest.map(|longest| longest.least),
            longest_min_exact: longest.map(|longest| longest.is_least_exact),
            longest_max: longest.map(|longest| longest.most),
            longest_after: sides(|place| &place.after),
            longest_before: sides(|place| &place.before),
            median_gap_min: median.map(|median| median.least),
            median_gap_max: median.map(|median| median.most),
            median_gap_exact: median.map(|median| median.is_least_exact && median.is_most_exact),
            burstiness: rhythm.burstiness.middle,
            burstiness_low: rhythm.burstiness.low,
            burstiness_high: rhythm.burstiness.high,
            burstiness_finite: rhythm.burstiness_finite.middle,
            burstiness_finite_low: rhythm.burstiness_finite.low,
            burstiness_finite_high: rhythm.burstiness_finite.high,
            dispersion: rhythm.dispersion.middle,
            dispersion_low: rhythm.dispersion.low,
            dispersion_high: rhythm.dispersion.high,
            poisson_draws_above: rhythm.against_chance.map(|chance| chance.draws_above.into()),
            draws: rhythm.against_chance.map(|chance| chance.draws.into()),
        }
    }
}

/// One gap of the table `gaps`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GapRow {
    /// The pair, without direction.
    pub dyad: Dyad,
    /// Which gap, from 1: between the n-th contact and the next.
    pub n: i64,
    /// The contacts that may be the n-th, joined by `;`; `None` if more than [`super::NAMED`].
    pub after: Option<String>,
    /// The contacts that may be the next.
    pub before: Option<String>,
    /// The fewest days.
    pub min_days: i64,
    /// The most days.
    pub max_days: i64,
}

impl GapRow {
    /// The rows of a dyad, in order.
    pub fn of(dyad: &Dyad, rhythm: &Rhythm) -> Vec<GapRow> {
        let contact = |window: Option<&Window>| window.and_then(|window| joined(&window.may_be));
        let sides = rhythm.windows.iter().zip(rhythm.windows.iter().skip(1));
        let gaps = (1..).zip(&rhythm.gaps).zip(sides);
        gaps.map(|((n, gap), (after, before))| GapRow {
            dyad: dyad.clone(),
            n,
            after: contact(Some(after)),
            before: contact(Some(before)),
            min_days: gap.min,
            max_days: gap.max,
        })
        .collect()
    }
}

/// Ids joined by `;`, sorted, each once; `None` if there are none, or more than [`super::NAMED`].
fn joined<'a>(ids: impl IntoIterator<Item = &'a String>) -> Option<String> {
    let ids: std::collections::BTreeSet<&str> = ids.into_iter().map(String::as_str).collect();
    let few = (1..=super::NAMED).contains(&ids.len());
    few.then(|| ids.into_iter().collect::<Vec<_>>().join(";"))
}
