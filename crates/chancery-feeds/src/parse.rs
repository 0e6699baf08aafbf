//! A block of whole lines to rows and rejected lines. It knows nothing of other blocks: lines are numbered from 0 within it.

mod fields;
mod gdelt;
mod icews;
pub mod ucdp;
pub mod value;

use fields::Fields;

use crate::format::Format;
use crate::inspect::Start;
use crate::limits::Limits;
use crate::names::Interner;
use crate::rows::{Rejected, Rows};

/// The kinds of reasons for which a row is rejected, and what each says.
pub const REASONS: &[(&str, &str)] = &[
    ("columns", "the line has another number of columns than its format"),
    ("date", "a day or time is not written as the format writes it, does not exist, or lies outside 1800 to 2200"),
    ("number", "a number is not written as the format writes it, or is too large"),
    ("code", "the event's code does not begin with a root of two digits, as after the loss of zeros"),
    ("encoding", "a text that is kept is no UTF-8 or holds a control character"),
    ("quote", "a quotation mark stands inside a field that is not quoted"),
    ("too-long", "the line or a field of it is longer than the limits"),
];

/// How much of a rejected line is kept, in bytes.
pub const TEXT: usize = 200;

/// How many lines of a block must be rejected, and be most of it, before the rest is not looked at. Bounds the memory of a block.
pub const HOPELESS: usize = 10_000;

/// Why a line is no row.
#[derive(Debug)]
pub struct Refusal {
    /// One of [`REASONS`].
    pub code: &'static str,
    /// What is wrong, and in which column.
    pub reason: String,
}

/// A block, read.
#[derive(Debug, Default)]
pub struct Parsed {
    /// What was read.
    pub rows: Rows,
    /// What was not; lines are numbered from 0.
    pub rejected: Vec<Rejected>,
    /// How many lines, ends of lines inside of quotes among them.
    pub lines: u64,
    /// How many lines or records were looked at: rows and rejected.
    pub records: u64,
    /// Whether most of it was rejected and the rest not looked at, so that the file must be refused.
    pub is_cut: bool,
}

impl Parsed {
    fn reject(&mut self, line: u64, text: &[u8], refusal: Refusal) {
        let text = text.get(..TEXT).unwrap_or(text).to_vec();
        self.rejected.push(Rejected { line, code: refusal.code, reason: refusal.reason, text });
    }

    /// Whether most of the block is rejected, and it is much.
    fn is_hopeless(&mut self) -> bool {
        let rejected = self.rejected.len();
        self.is_cut = rejected >= HOPELESS && rejected > self.rows.len();
        self.is_cut
    }
}

/// Reads a block of whole lines.
pub fn block(start: &Start, bytes: &[u8], limits: &Limits) -> Parsed {
    let mut parsed = Parsed { rows: Rows::with_capacity(bytes.len() / 256), ..Parsed::default() };
    let mut names = Interner::default();
    match start.format {
        Format::Gdelt1 | Format::Gdelt2 => {
            let layout = if start.format == Format::Gdelt1 { gdelt::FIRST } else { gdelt::SECOND };
            let mut memory = gdelt::Memory::default();
            lines(bytes, limits, &mut parsed, |fields, rows| {
                gdelt::line(&layout, &mut memory, fields, rows, &mut names)
            });
        }
        Format::Icews => lines(bytes, limits, &mut parsed, |fields, rows| icews::line(fields, rows, &mut names)),
        Format::UcdpGed => ucdp::records(&start.places, bytes, limits, &mut parsed, &mut names),
    }
    parsed.rows.finish(names);
    parsed
}

/// Every line of a block, cut at its tabs. A carriage return before the end of a line belongs to the end.
fn lines<'a>(
    bytes: &'a [u8],
    limits: &Limits,
    parsed: &mut Parsed,
    mut read: impl FnMut(&Fields<'a>, &mut Rows) -> Result<(), Refusal>,
) {
    let mut fields = Fields::new(b"");
    let mut begin = 0;
    let whole = bytes.strip_suffix(b"\n").unwrap_or(bytes);
    for end in memchr::memchr_iter(b'\n', whole).chain([whole.len()]) {
        let line = whole.get(begin..end).unwrap_or_default();
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        begin = end + 1;
        let outcome = match too_long(line, limits) {
            Some(refusal) => Err(refusal),
            None => {
                fields.cut(line);
                read(&fields, &mut parsed.rows)
            }
        };
        let number = parsed.lines;
        parsed.lines += 1;
        parsed.records += 1;
        if let Err(refusal) = outcome {
            parsed.reject(number, line, refusal);
            if parsed.is_hopeless() {
                return;
            }
        }
    }
}

/// Why a line is longer than it may be, if it is.
#[inline]
fn too_long(line: &[u8], limits: &Limits) -> Option<Refusal> {
    if line.len() <= limits.field && line.len() <= limits.line {
        return None;
    }
    if line.len() > limits.line {
        return Some(too_long_by("the line", limits.line));
    }
    let is_long = line.split(|byte| *byte == b'\t').any(|field| field.len() > limits.field);
    is_long.then(|| too_long_by("a field of the line", limits.field))
}

#[cold]
fn too_long_by(what: &str, limit: usize) -> Refusal {
    Refusal { code: "too-long", reason: format!("{what} is longer than {limit} bytes") }
}

/// Whether a code has two to four digits or letters, as CAMEO's have.
#[inline]
fn is_code(code: &[u8]) -> bool {
    (2..=4).contains(&code.len()) && code.iter().all(u8::is_ascii_alphanumeric)
}

/// What is wrong with a value of a column from 0, quoting its beginning.
#[cold]
fn refuse(format: Format, code: &'static str, column: usize, value: &[u8], what: &str) -> Refusal {
    let name = format.contract().get(column).map_or("", |column| column.name);
    Refusal { code, reason: format!("{name} `{}` {what}", beginning(value)) }
}

/// The beginning of a value for a message, as text.
pub fn beginning(value: &[u8]) -> String {
    let short = value.get(..40).unwrap_or(value);
    let more = if value.len() > short.len() { "…" } else { "" };
    format!("{}{more}", String::from_utf8_lossy(short))
}
