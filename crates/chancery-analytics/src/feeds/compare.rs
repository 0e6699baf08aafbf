//! Contacts coded by hand beside the rows of feeds: what a feed recalled, what it saw that the coders did not, and what cannot be
//! compared.
//!
//! The rule: a row goes with a contact of the same pair if its day is one on which the contact may have begun. A contact is compared with
//! a feed if the feed's files tell of each of those days: else it could be found, where it is vague, and could not be missed.

mod seen;

use std::collections::{BTreeMap, BTreeSet};
use std::iter::successors;
use std::path::Path;

use chancery_core::count::{occasions, pairs};
use chancery_core::when::{Day, Days, Grain, Period};

use seen::{Seen, seen};

use crate::analysis::Analysis;
use crate::error::AnalyticsError;
use crate::table::{Columns, Table};

/// The rule in a sentence, for whoever prints a comparison.
pub const RULE: &str = "a row goes with a contact of the same pair if its day is one on which the contact may have begun; contacts are left \
                        out unless the feed's files have rows of each of those days, which a sample or a quarter of an hour may have and yet tell \
                        little of";

/// A counted occasion of one pair.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Coded {
    dyad: String,
    contact: String,
    onset: Days,
}

/// A contact beside one feed.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Beside<'a> {
    format: &'a str,
    coded: &'a Coded,
    /// Days of the onset that the feed tells of.
    covered: i64,
    /// Days of the onset on which it has rows of the pair.
    days: i64,
}

impl Beside<'_> {
    fn is_compared(&self) -> bool {
        self.coded.onset.count().is_some_and(|days| days > 0 && days as i64 == self.covered)
    }
}

/// What is compared: contacts and rows of one category or of all, and rows as they are counted here or as an engine elsewhere counted
/// them.
#[derive(Debug, Clone, Copy, Default)]
pub struct Asked<'a> {
    /// A category that root codes lead to.
    pub category: Option<&'a str>,
    /// An engine whose result was imported.
    pub engine: Option<&'a str>,
}

/// Contacts beside feeds, by pair and year and for all time: format, dyad, grain, period, contacts, compared, recalled, left_out, feed_rows,
/// feed_days, unmatched_days, days_per_contact. With a category only contacts of it, and rows whose root leads to it.
///
/// # Errors
/// As [`super::sql`]; [`AnalyticsError::Unknown`] for a category that no root leads to.
pub fn compare(analysis: &Analysis, workspace: &Path, asked: Asked<'_>) -> Result<Table, AnalyticsError> {
    let rows = sums(analysis, workspace, asked)?;
    let keys: Vec<&Key> = rows.keys().collect();
    Columns::default()
        .text("format", keys.iter().map(|key| key.0.clone()))
        .text("dyad", keys.iter().map(|key| key.1.clone()))
        .text("grain", keys.iter().map(|key| key.2.grain.to_string()))
        .text("period", keys.iter().map(|key| key.2.to_string()))
        .whole("contacts", rows.values().map(|sums| sums.contacts))
        .whole("compared", rows.values().map(|sums| sums.compared))
        .whole("recalled", rows.values().map(|sums| sums.recalled))
        .whole("left_out", rows.values().map(|sums| sums.contacts - sums.compared))
        .whole("feed_rows", rows.values().map(|sums| sums.feed_rows))
        .whole("feed_days", rows.values().map(|sums| sums.feed_days))
        .whole("unmatched_days", rows.values().map(|sums| sums.unmatched_days))
        .share("days_per_contact", rows.values().map(Sums::days_per_contact))
        .table("feed_compare", &["format", "dyad", "grain", "period"])
}

/// The sums of [`compare`].
pub(crate) fn sums(
    analysis: &Analysis,
    workspace: &Path,
    asked: Asked<'_>,
) -> Result<BTreeMap<Key, Sums>, AnalyticsError> {
    let seen = seen(analysis, workspace, asked)?;
    Ok(by_period(&coded(analysis, asked.category), &seen))
}

/// Each contact beside each feed: format, dyad, contact, earliest, latest, onset_days, covered_days, feed_days, result (recalled,
/// missed, left-out).
///
/// # Errors
/// As [`compare`].
pub fn recall(analysis: &Analysis, workspace: &Path, asked: Asked<'_>) -> Result<Table, AnalyticsError> {
    let seen = seen(analysis, workspace, asked)?;
    let coded = coded(analysis, asked.category);
    let rows: Vec<Beside<'_>> = seen.iter().flat_map(|(format, seen)| beside(format, &coded, seen)).collect();
    let result = |row: &Beside<'_>| match (row.is_compared(), row.days) {
        (false, _) => "left-out",
        (true, 0) => "missed",
        (true, _) => "recalled",
    };
    Columns::default()
        .text("format", rows.iter().map(|row| row.format.to_owned()))
        .text("dyad", rows.iter().map(|row| row.coded.dyad.clone()))
        .text("contact", rows.iter().map(|row| row.coded.contact.clone()))
        .day("earliest", rows.iter().map(|row| row.coded.onset.first()))?
        .day("latest", rows.iter().map(|row| row.coded.onset.last()))?
        .whole("onset_days", rows.iter().map(|row| row.coded.onset.count().map(|days| days as i64)))
        .whole("covered_days", rows.iter().map(|row| row.covered))
        .whole("feed_days", rows.iter().map(|row| row.days))
        .text("result", rows.iter().map(|row| result(row).to_owned()))
        .table("feed_recall", &["format", "dyad", "contact"])
}

/// The counted occasions of each pair, of a category if one is asked for.
fn coded(analysis: &Analysis, category: Option<&str>) -> Vec<Coded> {
    let mut found = BTreeMap::new();
    for occasion in occasions(&analysis.state, &analysis.rule) {
        let is_of =
            |categories: &[String]| category.is_none_or(|wanted| categories.iter().any(|known| known == wanted));
        for (member, _) in occasion.members.iter().filter(|(member, _)| is_of(&member.categories)) {
            for dyad in pairs(member, &analysis.rule).undirected {
                let (dyad, contact) = (dyad.to_string(), occasion.whole.id.clone());
                let onset = occasion.whole.onset.clone();
                found.insert((dyad.clone(), contact.clone()), Coded { dyad, contact, onset });
            }
        }
    }
    found.into_values().collect()
}

fn beside<'a>(format: &'a str, coded: &'a [Coded], seen: &Seen) -> Vec<Beside<'a>> {
    let none = BTreeSet::new();
    let one = |coded: &'a Coded| {
        let days = seen.pairs.get(&coded.dyad).map_or(&none, |pair| &pair.days);
        let mut beside = Beside { format, coded, covered: 0, days: 0 };
        if coded.onset.has_no_first_day() || coded.onset.is_empty() {
            return beside;
        }
        for (first, last) in coded.onset.ranges() {
            let range = first.map_or(i32::MIN, |day| day.0)..=last.map_or(i32::MAX, |day| day.0);
            beside.covered += seen.covered.range(range.clone()).count() as i64;
            beside.days += days.range(range).count() as i64;
        }
        beside
    };
    coded.iter().map(one).collect()
}

/// What is said of a pair in a period; a column of [`compare`] each.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Sums {
    pub(crate) contacts: i64,
    pub(crate) compared: i64,
    pub(crate) recalled: i64,
    pub(crate) feed_rows: i64,
    pub(crate) feed_days: i64,
    pub(crate) unmatched_days: i64,
}

impl Sums {
    pub(crate) fn days_per_contact(&self) -> Option<f64> {
        (self.compared > 0).then(|| self.feed_days as f64 / self.compared as f64)
    }
}

/// Format, pair, period: all time or a year.
pub(crate) type Key = (String, String, Period);

/// Sums by format, pair and period. A contact stands in every year in which it may have begun.
fn by_period(coded: &[Coded], seen: &BTreeMap<String, Seen>) -> BTreeMap<Key, Sums> {
    let mut sums: BTreeMap<Key, Sums> = BTreeMap::new();
    for (format, seen) in seen {
        let mut onsets: BTreeMap<&str, Vec<&Days>> = BTreeMap::new();
        for row in beside(format, coded, seen) {
            let is_dated = !row.coded.onset.has_no_first_day();
            onsets.entry(&row.coded.dyad).or_default().extend(is_dated.then_some(&row.coded.onset));
            for period in periods(&row.coded.onset) {
                let own = sums.entry((format.clone(), row.coded.dyad.clone(), period)).or_default();
                own.contacts += 1;
                own.compared += i64::from(row.is_compared());
                own.recalled += i64::from(row.is_compared() && row.days > 0);
            }
        }
        for (dyad, pair) in &seen.pairs {
            let onsets = onsets.get(dyad.as_str()).map(Vec::as_slice).unwrap_or_default();
            for (month, rows) in &pair.rows {
                for period in [Period::ALL, Period::of(Grain::Year, Day(*month))] {
                    let own = sums.entry((format.clone(), dyad.clone(), period)).or_default();
                    own.feed_rows = own.feed_rows.saturating_add(*rows);
                }
            }
            for day in &pair.days {
                let is_matched = onsets.iter().any(|onset| onset.meets(Day(*day), Day(*day)));
                for period in [Period::ALL, Period::of(Grain::Year, Day(*day))] {
                    let own = sums.entry((format.clone(), dyad.clone(), period)).or_default();
                    own.feed_days += 1;
                    own.unmatched_days += i64::from(!is_matched);
                }
            }
        }
    }
    sums
}

/// All time, and the years of a bounded onset.
fn periods(onset: &Days) -> BTreeSet<Period> {
    let mut periods = BTreeSet::from([Period::ALL]);
    for (first, last) in onset.ranges() {
        if let (Some(first), Some(last)) = (first, last) {
            let years = successors(Some(Period::of(Grain::Year, first)), |year| year.next());
            periods.extend(years.take_while(|year| year.first <= last));
        }
    }
    periods
}

#[cfg(test)]
mod tests {
    use super::seen::OfPair;
    use super::*;

    fn days(text: &str) -> Days {
        chancery_core::when::When::parse(text).expect("a date").onset().clone()
    }

    fn coded(contact: &str, when: &str) -> Coded {
        Coded { dyad: "MNG-PRK".to_owned(), contact: contact.to_owned(), onset: days(when) }
    }

    /// A feed that tells of the whole of 2013 but July, and has rows of the pair on some days.
    fn feed(days_with_rows: &[(&str, i64)]) -> BTreeMap<String, Seen> {
        let covered = days("2013").ranges().flat_map(|(a, b)| a.unwrap().0..=b.unwrap().0).collect::<BTreeSet<_>>();
        let july: BTreeSet<i32> = days("2013-07").ranges().flat_map(|(a, b)| a.unwrap().0..=b.unwrap().0).collect();
        let mut pair = OfPair::default();
        for (day, rows) in days_with_rows {
            let day = days(day).first().unwrap();
            pair.days.insert(day.0);
            *pair.rows.entry(Period::of(Grain::Month, day).first.0).or_default() += rows;
        }
        let seen = Seen {
            covered: covered.difference(&july).copied().collect(),
            pairs: BTreeMap::from([("MNG-PRK".to_owned(), pair)]),
        };
        BTreeMap::from([("gdelt-1".to_owned(), seen)])
    }

    #[test]
    fn a_contact_is_recalled_by_rows_on_days_when_it_may_have_begun() {
        let contacts = [
            coded("a", "2013-10-30"),         // rows on that day
            coded("b", "2013-10"),            // a vague one, which the same rows recall
            coded("c", "2013-05-01"),         // the feed has nothing
            coded("d", "2013-07-15"),         // the feed does not tell of that day
            coded("e", "2012-12/2013"),       // began in a month that it does not tell of
            coded("f", "../2013-03-01"),      // no first day
            coded("g", "[2013-06..2013-07]"), // it does not tell of every day
        ];
        let feed = feed(&[("2013-10-30", 3), ("2013-10-31", 1), ("2013-12-24", 2)]);
        let rows: Vec<(i64, i64)> =
            beside("gdelt-1", &contacts, &feed["gdelt-1"]).iter().map(|row| (row.covered, row.days)).collect();
        assert_eq!(rows, [(1, 1), (31, 2), (1, 0), (0, 0), (0, 0), (0, 0), (30, 0)]);
        let sums = by_period(&contacts, &feed);
        let of = |period: &str| {
            sums.get(&("gdelt-1".to_owned(), "MNG-PRK".to_owned(), period.parse().expect("a period"))).cloned()
        };
        let all = Sums { contacts: 7, compared: 3, recalled: 2, feed_rows: 6, feed_days: 3, unmatched_days: 1 };
        assert_eq!(of("all"), Some(all.clone()));
        assert_eq!(all.days_per_contact(), Some(1.0));
        assert_eq!(of("2013"), Some(Sums { contacts: 5, ..all }));
        assert_eq!(of("2012"), Some(Sums { contacts: 1, ..Sums::default() }));
        assert_eq!(Sums::default().days_per_contact(), None);
    }
}
