//! Days by number, found by walking through a calendar from 1600 to 2100; and the periods they lie in.

use std::collections::BTreeMap;

/// How many days after 1 January 1600.
pub type Day = usize;

/// Broad to narrow.
pub const GRAINS: [&str; 4] = ["all", "decade", "year", "month"];

/// A period: its grain, and a number that grows with time.
pub type Period = (&'static str, i32);

/// Every day with its year, month and day of the month.
pub struct Calendar {
    days: Vec<(i32, u32, u32)>,
    lengths: BTreeMap<Period, usize>,
}

impl Calendar {
    pub fn new() -> Calendar {
        let mut days = Vec::new();
        for year in 1600..=2100 {
            for month in 1..=12 {
                days.extend((1..=days_in(year, month)).map(|day| (year, month, day)));
            }
        }
        let mut calendar = Calendar { days, lengths: BTreeMap::new() };
        for day in calendar.all() {
            for grain in GRAINS {
                let period = calendar.period(grain, day);
                *calendar.lengths.entry(period).or_default() += 1;
            }
        }
        calendar
    }

    pub fn all(&self) -> std::ops::Range<Day> {
        0..self.days.len()
    }

    /// Year, month, day of the month.
    pub fn parts(&self, day: Day) -> (i32, u32, u32) {
        self.days[day]
    }

    /// A day by its text, as in `2013-10-30`.
    pub fn day(&self, text: &str) -> Day {
        let parts: Vec<i32> = text.splitn(3, '-').filter_map(|part| part.parse().ok()).collect();
        let [year, month, day] = parts[..] else { panic!("`{text}` is no day") };
        let wanted = (year, month as u32, day as u32);
        self.days.binary_search(&wanted).unwrap_or_else(|_| panic!("`{text}` is outside the calendar"))
    }

    /// The period of a grain that a day lies in.
    pub fn period(&self, grain: &'static str, day: Day) -> Period {
        let (year, month, _) = self.days[day];
        let number = match grain {
            "all" => 0,
            "decade" => year / 10,
            "year" => year,
            _ => year * 12 + month as i32 - 1,
        };
        (grain, number)
    }

    /// How many days a period has.
    pub fn length(&self, period: Period) -> usize {
        self.lengths[&period]
    }
}

/// As a table names it: `all`, `201X`, `2013`, `2013-10`.
pub fn name((grain, number): Period) -> String {
    match grain {
        "all" => "all".to_owned(),
        "decade" => format!("{number}X"),
        "year" => number.to_string(),
        _ => format!("{}-{:02}", number / 12, number % 12 + 1),
    }
}

fn days_in(year: i32, month: u32) -> u32 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[test]
fn the_calendar_is_the_one_in_use() {
    let calendar = Calendar::new();
    assert_eq!(calendar.day("2000-03-01") - calendar.day("2000-02-28"), 2);
    assert_eq!(calendar.day("1900-03-01") - calendar.day("1900-02-28"), 1);
    assert_eq!(calendar.day("2013-10-30") - calendar.day("1970-01-01"), 16_008);
    let day = calendar.day("2013-10-30");
    assert_eq!(GRAINS.map(|grain| name(calendar.period(grain, day))), ["all", "201X", "2013", "2013-10"]);
    assert_eq!(calendar.length(calendar.period("decade", day)), 3_652);
}
