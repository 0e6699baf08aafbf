//! Lines of GDELT 1.0 and 2.0. Of 57 to 61 fields eleven are looked at; the others are only counted.

use super::fields::Fields;
use super::value::{compact_day, compact_moment, natural, small, tenths};
use super::{Refusal, refuse};
use crate::format::Format;
use crate::names::{Interner, NONE};
use crate::rows::{NULL_I8, NULL_I32, Rows};

/// Where a version of GDELT puts what differs, and how it writes the day of adding.
pub struct Layout {
    format: Format,
    columns: [usize; 2],
    place: usize,
    added: usize,
    moment: fn(&[u8]) -> Option<i32>,
}

const ID: usize = 0;
const DAY: usize = 1;
const SOURCE: usize = 7;
const TARGET: usize = 17;
const IS_ROOT: usize = 25;
const CODE: usize = 26;
const ROOT: usize = 28;
const SCORE: usize = 30;
const MENTIONS: usize = 31;

/// 57 columns or 58.
pub const FIRST: Layout =
    Layout { format: Format::Gdelt1, columns: [57, 58], place: 49, added: 56, moment: compact_day };
/// 61 columns.
pub const SECOND: Layout =
    Layout { format: Format::Gdelt2, columns: [61, 61], place: 51, added: 59, moment: compact_moment };

/// What a thread remembers from line to line: the last days, which nearly always come again.
#[derive(Default)]
pub struct Memory {
    day: Last,
    added: Last,
}

/// A spelling of at most 16 bytes and its day.
#[derive(Default)]
struct Last {
    text: [u8; 16],
    length: usize,
    day: i32,
}

impl Last {
    #[inline]
    fn day(&mut self, bytes: &[u8], read: fn(&[u8]) -> Option<i32>) -> Option<i32> {
        if self.length > 0 && self.text.get(..self.length) == Some(bytes) {
            return Some(self.day);
        }
        let day = read(bytes)?;
        self.text.get_mut(..bytes.len())?.copy_from_slice(bytes);
        (self.length, self.day) = (bytes.len(), day);
        Some(day)
    }
}

/// Reads one line into the rows, or says why not and leaves the rows as they were.
#[inline]
pub fn line(
    layout: &Layout,
    memory: &mut Memory,
    fields: &Fields<'_>,
    rows: &mut Rows,
    names: &mut Interner,
) -> Result<(), Refusal> {
    if !layout.columns.contains(&fields.count()) {
        return Err(wrong_count(layout, fields.count()));
    }
    let refused = |code, column, what| refuse(layout.format, code, column, fields.get(column), what);
    let Some(row) = natural(fields.get(ID)) else { return Err(refused("number", ID, "is no number of an event")) };
    let Some(day) = memory.day.day(fields.get(DAY), compact_day) else {
        return Err(refused("date", DAY, "is no day from 1800 to 2200"));
    };
    let Some(added) = memory.added.day(fields.get(layout.added), layout.moment) else {
        return Err(refused("date", layout.added, "is no time of adding from 1800 to 2200"));
    };
    let is_root = match fields.get(IS_ROOT) {
        b"0" => 0,
        b"1" => 1,
        _ => return Err(refused("number", IS_ROOT, "is neither 0 nor 1")),
    };
    let (code, root) = (fields.get(CODE), fields.get(ROOT));
    if !matches!(root, [b'0'..=b'9', b'0'..=b'9']) {
        return Err(refused("code", ROOT, "is not two digits"));
    }
    if !super::is_code(code) || !code.starts_with(root) {
        return Err(refused("code", CODE, "is no code that begins with its root"));
    }
    let Some(score) = or_null(fields.get(SCORE), tenths) else {
        return Err(refused("number", SCORE, "is no decimal with at most one place"));
    };
    let Some(mentions) = or_null(fields.get(MENTIONS), small) else {
        return Err(refused("number", MENTIONS, "is no count"));
    };
    let precision = match fields.get(layout.place) {
        b"" => NULL_I8,
        [digit @ b'0'..=b'9'] => (digit - b'0') as i8,
        _ => return Err(refused("number", layout.place, "is no digit")),
    };
    let mut text = |column: usize| match fields.get(column) {
        b"" => Ok(NONE),
        bytes => names.intern(bytes).ok_or_else(|| refused("encoding", column, "is no text in UTF-8")),
    };
    let (source, target) = (text(SOURCE)?, text(TARGET)?);
    let (code, root, place) = (text(CODE)?, text(ROOT)?, text(layout.place + 2)?);

    rows.row.push(row);
    rows.day.push(day);
    rows.added.push(added);
    rows.push_sides(source, target, names);
    rows.code.push(code);
    rows.root.push(root);
    rows.score.push(score);
    rows.mentions.push(mentions);
    rows.is_root.push(is_root);
    rows.place.push(place);
    rows.place_precision.push(precision);
    Ok(())
}

/// An empty field is null, another must be read.
#[inline]
fn or_null(bytes: &[u8], read: fn(&[u8]) -> Option<i32>) -> Option<i32> {
    if bytes.is_empty() { Some(NULL_I32) } else { read(bytes) }
}

#[cold]
fn wrong_count(layout: &Layout, count: usize) -> Refusal {
    let [few, many] = layout.columns;
    let wanted = if few == many { few.to_string() } else { format!("{few} or {many}") };
    Refusal { code: "columns", reason: format!("the line has {count} columns, not {wanted}") }
}
