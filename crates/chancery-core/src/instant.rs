//! Instants of the dataset's own history, in whole seconds UTC.

use std::fmt;
use std::str::FromStr;

use crate::when::Day;

/// Seconds since 1970-01-01T00:00:00Z. Written as `2026-11-24T09:30:00Z`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(pub i64);

const SECONDS_PER_DAY: i64 = 86_400;

impl Instant {
    /// The first second of a day, UTC.
    pub fn start_of(day: Day) -> Instant {
        Instant(i64::from(day.0) * SECONDS_PER_DAY)
    }

    /// The last second of a day, UTC.
    pub fn end_of(day: Day) -> Instant {
        Instant(i64::from(day.0) * SECONDS_PER_DAY + SECONDS_PER_DAY - 1)
    }

    /// The UTC day that holds this instant.
    pub fn day(self) -> Day {
        Day(self.0.div_euclid(SECONDS_PER_DAY) as i32)
    }

    /// Reads a date or an instant as the last second it names: `2026-11-24` is the end of that day.
    ///
    /// # Errors
    /// A sentence that says what is accepted.
    pub fn parse_end(text: &str) -> Result<Instant, String> {
        match text.parse::<Day>() {
            Ok(day) => Ok(Instant::end_of(day)),
            Err(_) => text.parse(),
        }
    }
}

impl FromStr for Instant {
    type Err = String;

    /// Reads `2026-11-24` (its first second) or an RFC 3339 instant with whole seconds and an offset.
    fn from_str(text: &str) -> Result<Instant, String> {
        if let Ok(day) = text.parse::<Day>() {
            return Ok(Instant::start_of(day));
        }
        let stamp: jiff::Timestamp = text.parse().map_err(|_| {
            format!("`{text}` is neither a date like 2026-11-24 nor an instant like 2026-11-24T09:30:00Z")
        })?;
        if stamp.subsec_nanosecond() != 0 {
            return Err(format!("`{text}` has fractions of a second; give whole seconds"));
        }
        Ok(Instant(stamp.as_second()))
    }
}

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let second = self.0.rem_euclid(SECONDS_PER_DAY);
        write!(f, "{}T{:02}:{:02}:{:02}Z", self.day(), second / 3600, second / 60 % 60, second % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_instants_read_and_print() {
        for (text, start, end) in [
            ("2026-11-24", "2026-11-24T00:00:00Z", "2026-11-24T23:59:59Z"),
            ("2026-11-24T09:30:00+08:00", "2026-11-24T01:30:00Z", "2026-11-24T01:30:00Z"),
            ("1969-12-31", "1969-12-31T00:00:00Z", "1969-12-31T23:59:59Z"),
        ] {
            assert_eq!(text.parse::<Instant>().unwrap().to_string(), start);
            assert_eq!(Instant::parse_end(text).unwrap().to_string(), end);
        }
        assert!("2026-11-24T09:30:00".parse::<Instant>().is_err());
        assert!("2026-11-24T09:30:00.5Z".parse::<Instant>().unwrap_err().contains("whole seconds"));
        assert!("yesterday".parse::<Instant>().unwrap_err().contains("neither"));
    }
}
