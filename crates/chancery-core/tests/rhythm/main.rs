//! Rhythm: tables of small dyads, brute force over all choices of days, and what holds for any contacts.

mod figures;
mod force;
mod laws;

use chancery_core::count::{DatedOccasion, Standing};
use chancery_core::rhythm::{Options, Rhythm, rhythm};
use chancery_core::when::{Day, Days};

/// Onsets as ranges of days.
type Ranges = Vec<(i32, i32)>;

/// A firm contact.
fn contact(id: &str, onset: Days) -> DatedOccasion {
    DatedOccasion { id: id.to_owned(), onset, standing: Standing::Firm }
}

fn days(ranges: &[(i32, i32)]) -> Days {
    Days::from_ranges(ranges.iter().map(|(first, last)| (Day(*first), Day(*last))))
}

/// Firm contacts `a`, `b`, … with these onsets.
fn contacts(onsets: &[Ranges]) -> Vec<DatedOccasion> {
    ('a'..).zip(onsets).map(|(id, ranges)| contact(&id.to_string(), days(ranges))).collect()
}

/// The rhythm of contacts with these onsets, none too vague.
fn of(onsets: &[Ranges]) -> Rhythm {
    rhythm(&contacts(onsets), &Options { max_onset_days: None, ..Options::default() })
}

/// Onsets as `1-3,5 7` would name them: contacts apart by spaces, ranges by commas.
fn read(text: &str) -> Vec<Ranges> {
    let range = |text: &str| {
        let (first, last) = text.split_once('-').unwrap_or((text, text));
        (first.parse().expect("is a number"), last.parse().expect("is a number"))
    };
    text.split_whitespace().map(|contact| contact.split(',').map(range).collect()).collect()
}
