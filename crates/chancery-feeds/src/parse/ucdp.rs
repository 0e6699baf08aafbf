//! Records of UCDP GED: comma-separated values with quoted fields over several lines.
//!
//! A quotation mark anywhere begins or ends a quoted stretch, so where a record ends does not depend on what its fields say, and a block
//! can be cut without reading it. A field that is not quoted from end to end and holds a mark makes its record rejected.

use std::borrow::Cow;

use super::value::{dashed_midnight, natural, small, whole};
use super::{Parsed, Refusal, refuse, too_long_by};
use crate::format::Format;
use crate::limits::Limits;
use crate::names::{Interner, NONE};
use crate::rows::{NULL_I32, Rows};

const ID: usize = 0;
const VIOLENCE: usize = 1;
const SOURCES: usize = 2;
const WHERE: usize = 3;
const COUNTRY: usize = 4;
const PRECISION: usize = 5;
const FIRST: usize = 6;
const LAST: usize = 7;
const BEST: usize = 8;
const HIGH: usize = 9;
const LOW: usize = 10;
const SIDE_A: usize = 11;
const SIDE_B: usize = 12;

/// How many columns are needed.
pub const NEEDED: usize = 13;

/// Where the columns of the contract are in a file, and how many columns it has.
#[derive(Debug, Clone, Default)]
pub struct Places {
    /// The place of each column of the contract, from 0.
    pub of: [usize; NEEDED],
    /// How many columns the heading names.
    pub columns: usize,
}

/// Where a record ends: the place of its last line end, or the end of the bytes.
pub fn record_end(bytes: &[u8]) -> Option<usize> {
    let mut is_open = false;
    memchr::memchr2_iter(b'"', b'\n', bytes).find(|place| {
        let is_mark = bytes.get(*place) == Some(&b'"');
        is_open ^= is_mark;
        !is_mark && !is_open
    })
}

/// The fields of a record, marks and all.
pub fn split(record: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = Some(record);
    std::iter::from_fn(move || {
        let bytes = rest?;
        let mut is_open = false;
        let comma = memchr::memchr2_iter(b'"', b',', bytes).find(|place| {
            let is_mark = bytes.get(*place) == Some(&b'"');
            is_open ^= is_mark;
            !is_mark && !is_open
        });
        let end = comma.unwrap_or(bytes.len());
        rest = comma.and_then(|comma| bytes.get(comma + 1..));
        bytes.get(..end)
    })
}

/// What a field says: without its marks, doubled ones once. None if a mark stands where none may.
pub fn unquoted(field: &[u8]) -> Option<Cow<'_, [u8]>> {
    let Some(inner) = field.strip_prefix(b"\"").and_then(|rest| rest.strip_suffix(b"\"")) else {
        return if field.contains(&b'"') { None } else { Some(Cow::Borrowed(field)) };
    };
    if !inner.contains(&b'"') {
        return Some(Cow::Borrowed(inner));
    }
    let mut text = Vec::with_capacity(inner.len());
    let mut bytes = inner.iter();
    while let Some(byte) = bytes.next() {
        if *byte == b'"' && bytes.next() != Some(&b'"') {
            return None;
        }
        text.push(*byte);
    }
    Some(Cow::Owned(text))
}

/// Every record of a block.
pub fn records(places: &Places, bytes: &[u8], limits: &Limits, parsed: &mut Parsed, names: &mut Interner) {
    let mut rest = bytes;
    while !rest.is_empty() {
        let end = record_end(rest).unwrap_or(rest.len());
        let (record, after) = rest.split_at(end);
        rest = after.get(1..).unwrap_or_default();
        let text = record.strip_suffix(b"\r").unwrap_or(record);
        let first = parsed.lines;
        parsed.lines += 1 + memchr::memchr_iter(b'\n', record).count() as u64;
        parsed.records += 1;
        if let Err(refusal) = read(places, text, limits, &mut parsed.rows, names) {
            parsed.reject(first, text, refusal);
            if parsed.is_hopeless() {
                return;
            }
        }
    }
}

fn read(places: &Places, record: &[u8], limits: &Limits, rows: &mut Rows, names: &mut Interner) -> Result<(), Refusal> {
    if record.len() > limits.line {
        return Err(too_long_by("the record", limits.line));
    }
    let mut needed: [&[u8]; NEEDED] = [b""; NEEDED];
    let mut count = 0;
    for (column, field) in split(record).enumerate() {
        count = column + 1;
        if field.len() > limits.field {
            return Err(too_long_by("a field of the record", limits.field));
        }
        if unquoted(field).is_none() {
            let reason =
                format!("column {count} `{}` holds a quotation mark that is not doubled", super::beginning(field));
            return Err(Refusal { code: "quote", reason });
        }
        let wanted = places.of.iter().zip(&mut needed).filter(|(place, _)| **place == column);
        wanted.for_each(|(_, needed)| {
            *needed = field.strip_prefix(b"\"").and_then(|rest| rest.strip_suffix(b"\"")).unwrap_or(field)
        });
    }
    if count != places.columns {
        let reason = format!("the record has {count} columns, not {} as the heading", places.columns);
        return Err(Refusal { code: "columns", reason });
    }
    push(&needed, rows, names)
}

/// The values of the needed columns, none of which has marks left.
fn push(needed: &[&[u8]; NEEDED], rows: &mut Rows, names: &mut Interner) -> Result<(), Refusal> {
    let refused = |code, column: usize, what| refuse(Format::UcdpGed, code, column, needed[column], what);
    let among = |column: usize, last: i32, what| {
        let number = small(whole(needed[column])).filter(|number| (1..=last).contains(number));
        number.ok_or_else(|| refused("number", column, what)).map(|number| number as i8)
    };
    let deaths = |column: usize| match needed[column] {
        b"" | b"NA" => Ok(NULL_I32),
        text => small(whole(text)).ok_or_else(|| refused("number", column, "is no count")),
    };
    let date = |column: usize| {
        dashed_midnight(needed[column]).ok_or_else(|| refused("date", column, "is no day from 1800 to 2200"))
    };
    let row = natural(whole(needed[ID])).ok_or_else(|| refused("number", ID, "is no number of an event"))?;
    let (first, last) = (date(FIRST)?, date(LAST)?);
    if last < first {
        return Err(refused("date", LAST, "lies before date_start"));
    }
    let precision = among(PRECISION, 5, "is no number from 1 to 5")?;
    let place_precision = among(WHERE, 7, "is no number from 1 to 7")?;
    among(VIOLENCE, 3, "is no number from 1 to 3")?;
    let mentions = match whole(needed[SOURCES]) {
        b"-1" => NULL_I32,
        _ => deaths(SOURCES)?,
    };
    let (low, best, high) = (deaths(LOW)?, deaths(BEST)?, deaths(HIGH)?);
    let mut number = |column: usize| match whole(needed[column]) {
        b"" | b"NA" => Ok(NONE),
        text if natural(text).is_some() => {
            names.intern(text).ok_or_else(|| refused("encoding", column, "is no text in UTF-8"))
        }
        _ => Err(refused("number", column, "is no number of a state")),
    };
    let (source, target, code) = (number(SIDE_A)?, number(SIDE_B)?, number(VIOLENCE)?);
    let place = number(COUNTRY)?;

    rows.row.push(row);
    rows.day.push(first);
    rows.last_day.push(last);
    rows.precision.push(precision);
    rows.push_sides(source, target, names);
    rows.code.push(code);
    rows.root.push(code);
    rows.mentions.push(mentions);
    rows.place.push(place);
    rows.place_precision.push(place_precision);
    rows.low.push(low);
    rows.best.push(best);
    rows.high.push(high);
    Ok(())
}
