//! Numbers and days by hand: digits and nothing else, exact or not at all. No blank is trimmed and no float is made.

/// 1800-01-01, the first day that a row may have.
pub const FIRST_DAY: i32 = -62_091;
/// 2200-12-31, the last.
pub const LAST_DAY: i32 = 84_370;

/// A natural number of at most 18 digits.
#[inline]
pub fn natural(bytes: &[u8]) -> Option<i64> {
    if bytes.is_empty() || bytes.len() > 18 {
        return None;
    }
    bytes.iter().try_fold(0_i64, |number, byte| {
        let digit = byte.wrapping_sub(b'0');
        (digit < 10).then(|| number * 10 + i64::from(digit))
    })
}

/// A natural number of at most 9 digits.
#[inline]
pub fn small(bytes: &[u8]) -> Option<i32> {
    if bytes.len() > 9 { None } else { natural(bytes).and_then(|number| i32::try_from(number).ok()) }
}

/// A whole number as a data frame may write it, `652` or `652.0`: its digits.
pub fn whole(bytes: &[u8]) -> &[u8] {
    bytes.strip_suffix(b".0").unwrap_or(bytes)
}

/// A decimal with at most one place, in tenths: `-7.0` is -70, `3` is 30, `3.45` is none.
#[inline]
pub fn tenths(bytes: &[u8]) -> Option<i32> {
    let (sign, digits) = match bytes {
        [b'-', digits @ ..] => (-1, digits),
        digits => (1, digits),
    };
    let (units, tenth) = match digits {
        [units @ .., b'.', tenth] => (units, tenth.wrapping_sub(b'0')),
        units => (units, 0),
    };
    if units.len() > 6 || tenth > 9 {
        return None;
    }
    natural(units).and_then(|units| i32::try_from(units).ok()).map(|units| sign * (units * 10 + i32::from(tenth)))
}

/// The day written `YYYYMMDD`, in days since 1970-01-01.
#[inline]
pub fn compact_day(bytes: &[u8]) -> Option<i32> {
    let [y, e, a, r, m, o, d, t] = bytes else { return None };
    day(natural(&[*y, *e, *a, *r])?, natural(&[*m, *o])?, natural(&[*d, *t])?)
}

/// The day written `YYYYMMDDHHMMSS`; the time must be one, and goes.
#[inline]
pub fn compact_moment(bytes: &[u8]) -> Option<i32> {
    let (date, time) = bytes.split_at_checked(8)?;
    let [h, o, m, i, s, e] = time else { return None };
    let is_time = natural(&[*h, *o])? < 24 && natural(&[*m, *i])? < 60 && natural(&[*s, *e])? < 60;
    if is_time { compact_day(date) } else { None }
}

/// The day written `YYYY-MM-DD`.
pub fn dashed_day(bytes: &[u8]) -> Option<i32> {
    let [y, e, a, r, b'-', m, o, b'-', d, t] = bytes else { return None };
    day(natural(&[*y, *e, *a, *r])?, natural(&[*m, *o])?, natural(&[*d, *t])?)
}

/// The day written `YYYY-MM-DD` or, as a data frame may write it, `YYYY-MM-DD 00:00:00.000`.
pub fn dashed_midnight(bytes: &[u8]) -> Option<i32> {
    let (date, rest) = bytes.split_at_checked(10)?;
    let is_midnight = matches!(rest, b"" | b" 00:00:00" | b" 00:00:00.000");
    if is_midnight { dashed_day(date) } else { None }
}

/// Days since 1970-01-01 in the Gregorian calendar, by whole numbers of 400 years counted from March: see
/// Howard Hinnant, "chrono-compatible low-level date algorithms". None if there is no such day or it lies outside the limits.
#[inline]
fn day(year: i64, month: i64, day: i64) -> Option<i32> {
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let last = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if is_leap => 29,
        2 => 28,
        _ => return None,
    };
    if !(1..=last).contains(&day) {
        return None;
    }
    let from_march = (month + 9) % 12;
    let year = year - i64::from(month <= 2);
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year = (153 * from_march + 2) / 5 + day - 1;
    let days = era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468;
    i32::try_from(days).ok().filter(|days| (FIRST_DAY..=LAST_DAY).contains(days))
}

/// Year and month of a day since 1970-01-01, as in 201910, and the first day of that month. For any day that a reader takes.
pub fn month_of(day: i32) -> (i32, i32) {
    // Years from March on, in eras of 400, so that a leap day is a year's last.
    let shifted = day + 719_468;
    let (era, of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let from_march = (5 * of_year + 2) / 153;
    let of_month = of_year - (153 * from_march + 2) / 5;
    let month = (from_march + 2) % 12 + 1;
    let year = era * 400 + year + i32::from(month <= 2);
    (year * 100 + month, day - of_month)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chancery_core::when::Day;

    #[test]
    fn numbers_are_digits_or_nothing() {
        for (text, number) in [
            ("0", Some(0)),
            ("007", Some(7)),
            ("999999999999999999", Some(999_999_999_999_999_999)),
            ("1000000000000000000", None),
            ("", None),
            ("-1", None),
            ("+1", None),
            (" 1", None),
            ("1.0", None),
            ("2.02E+13", None),
        ] {
            assert_eq!(natural(text.as_bytes()), number, "{text}");
        }
        assert_eq!((small(b"999999999"), small(b"1000000000")), (Some(999_999_999), None));
    }

    #[test]
    fn tenths_are_exact() {
        for (text, number) in [
            ("-7.0", Some(-70)),
            ("3.4", Some(34)),
            ("3", Some(30)),
            ("-10", Some(-100)),
            ("0.0", Some(0)),
            ("-0.4", Some(-4)),
            ("999999.9", Some(9_999_999)),
            ("1000000", None),
            ("3.45", None),
            ("3.", None),
            (".4", None),
            ("-", None),
            ("", None),
            ("1e1", None),
            ("--1", None),
            ("3.-", None),
        ] {
            assert_eq!(tenths(text.as_bytes()), number, "{text}");
        }
    }

    #[test]
    fn every_day_is_the_day_of_core() {
        let mut expected = FIRST_DAY;
        for year in 1799..=2201_i16 {
            for month in 0..=13_i8 {
                for of_month in 0..=32_i8 {
                    let core = Day::from_ymd(year, month, of_month).map(|day| day.0);
                    let core = core.filter(|_| (1800..=2200).contains(&year));
                    let text = format!("{year:04}{month:02}{of_month:02}");
                    assert_eq!(compact_day(text.as_bytes()), core, "{text}");
                    if let Some(day) = core {
                        assert_eq!(core, Some(expected), "{text}");
                        let first = day - i32::from(of_month) + 1;
                        assert_eq!(month_of(day), (i32::from(year) * 100 + i32::from(month), first), "{text}");
                        expected += 1;
                    }
                }
            }
        }
        assert_eq!(expected - 1, LAST_DAY);
    }

    #[test]
    fn days_have_their_spelling() {
        let day = Some(15_708);
        assert_eq!(compact_day(b"20130103"), day);
        for (text, expected) in [
            ("2013-01-03", day),
            ("2013-01-03 00:00:00", day),
            ("2013-01-03 00:00:00.000", day),
            ("2013-01-03 00:00:01", None),
            ("2013-1-3", None),
            ("2013/01/03", None),
            ("03-01-2013", None),
            ("2013-02-30", None),
            ("", None),
        ] {
            assert_eq!(dashed_midnight(text.as_bytes()), expected, "{text}");
        }
        for (text, expected) in [
            ("20130103235959", day),
            ("20130103240000", None),
            ("20130103006000", None),
            ("20130103", None),
            ("2.02E+13", None),
            ("2013010300000a", None),
        ] {
            assert_eq!(compact_moment(text.as_bytes()), expected, "{text}");
        }
        assert_eq!((whole(b"652.0"), whole(b"652"), whole(b"652.5")), (&b"652"[..], &b"652"[..], &b"652.5"[..]));
    }
}
