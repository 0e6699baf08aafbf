//! Lines of ICEWS. A row and its mirror image are two rows: whoever counts says what is one contact.

use super::fields::Fields;
use super::value::{dashed_day, natural, tenths};
use super::{Refusal, refuse};
use crate::format::Format;
use crate::names::{Interner, NONE};
use crate::rows::{NULL_I32, NULL_I64, Rows};

const ID: usize = 0;
const DAY: usize = 1;
const SOURCE: usize = 4;
const CODE: usize = 6;
const SCORE: usize = 7;
const TARGET: usize = 10;
const STORY: usize = 11;
const PLACE: usize = 17;

/// How many columns a line has.
const COLUMNS: usize = 20;

/// Reads one line into the rows, or says why not and leaves the rows as they were.
pub fn line(fields: &Fields<'_>, rows: &mut Rows, names: &mut Interner) -> Result<(), Refusal> {
    if fields.count() != COLUMNS {
        let reason = format!("the line has {} columns, not {COLUMNS}", fields.count());
        return Err(Refusal { code: "columns", reason });
    }
    let refused = |code, column, what| refuse(Format::Icews, code, column, fields.get(column), what);
    let row = natural(fields.get(ID)).ok_or_else(|| refused("number", ID, "is no number of an event"))?;
    let day = dashed_day(fields.get(DAY)).ok_or_else(|| refused("date", DAY, "is no day from 1800 to 2200"))?;
    let code = fields.get(CODE);
    // The shortest code of an event has three digits, so one of two has lost its zero.
    let root = code
        .get(..2)
        .filter(|root| code.len() > 2 && super::is_code(code) && (*b"01"..=*b"20").contains(&[root[0], root[1]]));
    let root = root.ok_or_else(|| refused("code", CODE, "is no code that begins with a root from 01 to 20"))?;
    let score = match fields.get(SCORE) {
        nothing if is_null(nothing) => NULL_I32,
        text => tenths(text).ok_or_else(|| refused("number", SCORE, "is no decimal with at most one place"))?,
    };
    let story = match fields.get(STORY) {
        nothing if is_null(nothing) => NULL_I64,
        text => natural(text).ok_or_else(|| refused("number", STORY, "is no number of a story"))?,
    };
    let mut text = |column: usize, bytes: &[u8]| match bytes {
        nothing if is_null(nothing) => Ok(NONE),
        bytes => names.intern(bytes).ok_or_else(|| refused("encoding", column, "is no text in UTF-8")),
    };
    let (source, target) = (text(SOURCE, fields.get(SOURCE))?, text(TARGET, fields.get(TARGET))?);
    let (code, root, place) = (text(CODE, code)?, text(CODE, root)?, text(PLACE, fields.get(PLACE))?);

    rows.row.push(row);
    rows.day.push(day);
    rows.push_sides(source, target, names);
    rows.code.push(code);
    rows.root.push(root);
    rows.score.push(score);
    rows.story.push(story);
    rows.place.push(place);
    Ok(())
}

/// The three ways in which ICEWS writes nothing. `NA` is never Namibia, which it writes out.
fn is_null(bytes: &[u8]) -> bool {
    matches!(bytes, b"" | b"NULL" | b"NA")
}
