//! Rhythm: how the contacts of one dyad follow each other in time, when their dates are vague.
//!
//! Every contact lies on one day of its onset, nobody knows which, and no choice of days is preferred. A figure is given as
//! what it is at least and at most over all choices; where that cannot be had exactly, the bound is still a bound and is
//! flagged. Figures that have no such bounds (burstiness, dispersion) are given for the middle days, with the range over
//! a stated set of choices, which is no bound.
//!
//! **Windows.** The k-th day in order lies between the k-th smallest first day and the k-th smallest last day. For sorting
//! is monotone: if each day of one choice is not after the same contact's day of another, then its k-th is not after the
//! other's k-th (k days of the other lie up to its k-th, and their contacts' days in the one do so too). Every choice lies
//! between that of all first days and that of all last days, and both are choices themselves, so both ends are attained.
//!
//! Where the rest is argued: gaps in `gaps`, silences in `silence`, medians in `median`, who may be k-th in `ranks`,
//! burstiness in `bursts`, dispersion in `dispersion`, the set of choices in `choices`.
//!
//! Contacts that cannot be used are left out and counted: contested ones, those without a first or last day, and those
//! vaguer than a limit (by default more than 366 days from the first to the last: "in the 1990s" between two dated visits
//! would stretch every gap to decades). All figures are about the contacts used. A contact left out may lie in the
//! longest silence.
//!
//! Nothing here knows what a dyad or a rule is; the caller chooses the contacts, and the day as of which is asked.

mod bursts;
mod choices;
mod dispersion;
mod figures;
mod gaps;
mod median;
mod possible;
mod ranks;
mod rows;
mod sample;
mod silence;

pub use bursts::TRILLIONTHS;
pub use choices::DRAWN_CHOICES;
pub use dispersion::NULL_DRAWS;
pub use figures::{AgainstChance, Between, LeftOut, Longest, Median, Options, Rhythm, Sampled, Silence, Window};
pub use ranks::NAMED;
pub use rows::{GapRow, RhythmRow};

use crate::count::{DatedOccasion, Standing};
use crate::when::Day;
use possible::Possible;

/// Fewer gaps say nothing about their spread: burstiness and dispersion are null.
pub const LEAST_GAPS: usize = 10;

/// Fewer contacts say nothing about their spread over years: dispersion is null.
pub const LEAST_CONTACTS: usize = 10;

/// The rhythm of a dyad's contacts, whose order decides nothing.
///
/// With n contacts and ranges of their onsets in all, the bounds take some n log n steps. Most of the time goes to the
/// choices of days, each of which is sorted, and to the draws of the null: about 1,200 times n.
pub fn rhythm(contacts: &[DatedOccasion], options: &Options) -> Rhythm {
    let (used, left_out) = usable(contacts, options);
    let (ids, onsets): (Vec<&str>, Vec<Possible>) = used.into_iter().unzip();
    let (shortest, longest) = (gaps::shortest(&onsets), gaps::longest(&onsets));
    let zeros = |gaps: &[i64]| gaps.iter().filter(|gap| **gap == 0).count() as i64;
    let sampled = sample::sample(&onsets, options.seed);
    let median = median::median(&onsets, (&shortest, &longest), &sampled.medians);
    let windows = windows(&ids, &onsets);
    Rhythm {
        contacts: ids.len(),
        left_out,
        silence: windows.last().zip(options.as_of).map(|(last, as_of)| since(last, as_of)),
        windows,
        gaps: shortest.iter().zip(&longest).map(|(min, max)| Between { min: *min, max: *max }).collect(),
        same_day: Between { min: zeros(&longest), max: zeros(&shortest) },
        may_be_last: named(&ids, &ranks::may_be_last(&onsets)),
        longest: longest_silence(&ids, &onsets, &shortest, sampled.least_silence),
        median: median.map(|((least, is_least_exact), (most, is_most_exact))| Median {
            least,
            is_least_exact,
            most,
            is_most_exact,
        }),
        burstiness: sampled.burstiness,
        burstiness_finite: sampled.burstiness_finite,
        dispersion: sampled.dispersion,
        against_chance: sampled.against_chance,
    }
}

/// The contacts that can be used, sorted, and how many cannot.
fn usable<'a>(contacts: &'a [DatedOccasion], options: &Options) -> (Vec<(&'a str, Possible)>, LeftOut) {
    let (mut used, mut left_out) = (Vec::new(), LeftOut::default());
    for contact in contacts {
        let limit = options.max_onset_days.map_or(i64::MAX, i64::from);
        match Possible::of(&contact.onset) {
            _ if contact.standing != Standing::Firm => left_out.contested += 1,
            Some(onset) if onset.width() <= limit => used.push((contact.id.as_str(), onset)),
            Some(_) => left_out.too_vague += 1,
            None if contact.onset.has_no_first_day() || contact.onset.is_empty() => left_out.no_first_day += 1,
            None => left_out.no_last_day += 1,
        }
    }
    used.sort_by(|(id, onset), (other_id, other)| (id, &onset.ranges).cmp(&(other_id, &other.ranges)));
    (used, left_out)
}

fn windows(ids: &[&str], onsets: &[Possible]) -> Vec<Window> {
    let (firsts, lasts) = possible::windows(onsets);
    let candidates = ranks::candidates(onsets);
    let windows = firsts.iter().zip(&lasts).zip(&candidates);
    windows
        .map(|((first, last), may_be)| Window { earliest: day(*first), latest: day(*last), may_be: named(ids, may_be) })
        .collect()
}

fn since(last: &Window, as_of: Day) -> Between {
    let days = |day: Day| (i64::from(as_of.0) - i64::from(day.0)).max(0);
    Between { min: days(last.latest), max: days(last.earliest) }
}

fn longest_silence(ids: &[&str], onsets: &[Possible], shortest: &[i64], seen: Option<i64>) -> Option<Longest> {
    let (most, spots) = silence::most(onsets)?;
    let (least, is_least_exact) = silence::least(onsets, shortest, seen);
    let places = spots.iter().take(NAMED).map(|(from, to)| {
        let (after, before) = silence::sides(onsets, (*from, *to));
        Silence { from: day(*from), to: day(*to), after: named(ids, &after), before: named(ids, &before) }
    });
    Some(Longest { least, is_least_exact, most, places: places.collect(), places_in_all: spots.len() })
}

fn named(ids: &[&str], numbers: &[usize]) -> Vec<String> {
    numbers.iter().filter_map(|number| ids.get(*number)).map(|id| (*id).to_owned()).collect()
}

fn day(number: i64) -> Day {
    i32::try_from(number).map_or(Day::MAX, Day)
}
