//! The first bytes of a file against its format: the heading, and the marks that a spreadsheet leaves.

use crate::fault::Fault;
use crate::format::{Format, detect};
use crate::limits::Limits;
use crate::parse::{beginning, ucdp, value};

/// How many bytes are looked at.
pub const HEAD: usize = 256 << 10;

/// How many of the first rows are searched for marks of a spreadsheet; a tenth of them must bear one.
const ROWS: usize = 100;

const ORIGINAL: &str = "take the original file from its publisher and do not open it in a spreadsheet";

/// What the beginning of a file says about the rest.
#[derive(Debug, Clone)]
pub struct Start {
    /// The format it was held against.
    pub format: Format,
    /// Bytes of the heading and what stands before it.
    pub skip: usize,
    /// Lines of the heading.
    pub lines: u64,
    /// Where the columns of UCDP are.
    pub places: ucdp::Places,
}

/// Holds the first bytes of a file, at most [`HEAD`], against a format.
pub fn start(head: &[u8], format: Format, limits: &Limits) -> Result<Start, Fault> {
    let bare = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    if bare.iter().all(u8::is_ascii_whitespace) && head.len() < HEAD {
        return Err(Fault::new("empty", "the file is empty", "take it from its publisher again"));
    }
    if head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff") {
        return Err(
            Fault::new("spreadsheet", "the file is written in UTF-16, as a spreadsheet exports it", ORIGINAL).at(1)
        );
    }
    let line = first_line(bare);
    let Some(line) = line else {
        let message = format!("the first {} bytes hold no end of a line", bare.len());
        return Err(Fault::new("format", message, format!("this is no file of {format}")).at(1));
    };
    refuse_semicolons(line)?;
    let mut start = Start { format, skip: head.len() - bare.len(), lines: 0, places: ucdp::Places::default() };
    match format {
        Format::Gdelt1 | Format::Gdelt2 => no_heading(line, format)?,
        Format::Icews => icews_heading(line)?,
        Format::UcdpGed => start.places = ucdp_heading(line, limits)?,
    }
    if matches!(format, Format::Icews | Format::UcdpGed) {
        start.lines = 1;
        start.skip = (start.skip + after_line(bare)).min(head.len());
    }
    refuse_spreadsheet(head.get(start.skip..).unwrap_or_default(), &start)?;
    Ok(start)
}

/// The first line without its end; None if it is longer than the head. A heading with line ends inside of quotes is none of ours.
fn first_line(head: &[u8]) -> Option<&[u8]> {
    let end = memchr::memchr(b'\n', head).or((head.len() < HEAD).then_some(head.len()))?;
    let line = head.get(..end)?;
    Some(line.strip_suffix(b"\r").unwrap_or(line))
}

fn after_line(head: &[u8]) -> usize {
    memchr::memchr(b'\n', head).map_or(head.len(), |end| end + 1)
}

fn count(line: &[u8], byte: u8) -> usize {
    memchr::memchr_iter(byte, line).count()
}

fn refuse_semicolons(line: &[u8]) -> Result<(), Fault> {
    if count(line, b';') < 11 || count(line, b'\t') > 0 || count(line, b',') > count(line, b';') {
        return Ok(());
    }
    let message = "the columns are parted by semicolons, as a spreadsheet exports them";
    Err(Fault::new("spreadsheet", message, ORIGINAL).at(1))
}

/// GDELT's event files have no heading, and begin with the number of an event.
fn no_heading(line: &[u8], format: Format) -> Result<(), Fault> {
    let first = line.split(|byte| *byte == b'\t').next().unwrap_or_default();
    if first.to_ascii_lowercase().starts_with(b"globaleventid") {
        let message = "the file has a heading, which the publisher's has not, so it went through another program";
        return Err(Fault::new("spreadsheet", message, ORIGINAL).at(1));
    }
    let columns = count(line, b'\t') + 1;
    match detect(line) {
        Some(other) if other != format => Err(other_format(format, other)),
        _ if columns * 2 < format.contract().len() => {
            let message = format!(
                "the first line has {columns} columns parted by tabs; {format} has {}",
                format.contract().len()
            );
            Err(Fault::new("format", message, "name the format that the file has, or take another file").at(1))
        }
        _ => Ok(()),
    }
}

fn other_format(format: Format, other: Format) -> Fault {
    Fault::new("format", format!("the file looks like {other}, not {format}"), format!("name the format `{other}`"))
        .at(1)
}

fn icews_heading(line: &[u8]) -> Result<(), Fault> {
    let mut found = line.split(|byte| *byte == b'\t');
    for (number, column) in (1..).zip(Format::Icews.contract()) {
        let name = found.next().unwrap_or_default();
        if name != column.name.as_bytes() {
            if let Some(other) = detect(line).filter(|other| *other != Format::Icews) {
                return Err(other_format(Format::Icews, other));
            }
            let message = format!("column {number} of the heading is `{}`, not `{}`", beginning(name), column.name);
            return Err(Fault::new(
                "format",
                message,
                "name the format that the file has, or take the publisher's file",
            )
            .at(1));
        }
    }
    match found.count() {
        0 => Ok(()),
        more => {
            let message = format!("the heading has {more} columns more than the 20 of ICEWS");
            Err(Fault::new("format", message, "take the publisher's file").at(1))
        }
    }
}

fn ucdp_heading(line: &[u8], limits: &Limits) -> Result<ucdp::Places, Fault> {
    let names: Vec<&[u8]> = ucdp::split(line)
        .take(limits.columns.saturating_add(1))
        .map(|name| name.strip_prefix(b"\"").and_then(|name| name.strip_suffix(b"\"")).unwrap_or(name))
        .collect();
    if names.len() > limits.columns {
        let message = format!("the heading has more than {} columns", limits.columns);
        return Err(Fault::new("format", message, "take the publisher's file").at(1));
    }
    let mut places = ucdp::Places { columns: names.len(), ..ucdp::Places::default() };
    let mut missing = Vec::new();
    for (column, place) in Format::UcdpGed.contract().iter().zip(&mut places.of) {
        let mut found = names.iter().enumerate().filter(|(_, name)| **name == column.name.as_bytes());
        match (found.next(), found.next()) {
            (Some((at, _)), None) => *place = at,
            (Some(_), Some(_)) => {
                let message = format!("the heading names `{}` twice", column.name);
                return Err(Fault::new("format", message, "take the publisher's file").at(1));
            }
            (None, _) => missing.push(column.name),
        }
    }
    match detect(line).filter(|other| *other != Format::UcdpGed) {
        Some(other) if !missing.is_empty() => Err(other_format(Format::UcdpGed, other)),
        _ if !missing.is_empty() => {
            let message = format!("the heading lacks {}", missing.join(", "));
            Err(Fault::new("format", message, "take the full file of UCDP GED, or name the format that the file has")
                .at(1))
        }
        _ => Ok(places),
    }
}

/// Lost zeros and numbers in scientific notation on the first rows.
fn refuse_spreadsheet(rows: &[u8], start: &Start) -> Result<(), Fault> {
    if start.format == Format::UcdpGed {
        return Ok(());
    }
    let (mut seen, mut marked, mut first) = (0_usize, 0_usize, None);
    for line in rows.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()).take(ROWS) {
        seen += 1;
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if let Some(mark) = spreadsheet_mark(line, start.format) {
            marked += 1;
            first = first.or(Some((start.lines + seen as u64, mark)));
        }
    }
    match first {
        Some((line, mark)) if marked * 10 >= seen => {
            let message = format!("the file went through a spreadsheet: {mark}, on {marked} of the first {seen} rows");
            Err(Fault::new("spreadsheet", message, ORIGINAL).at(line))
        }
        _ => Ok(()),
    }
}

fn spreadsheet_mark(line: &[u8], format: Format) -> Option<String> {
    let fields: Vec<&[u8]> = line.split(|byte| *byte == b'\t').take(64).collect();
    let field = |column: usize| fields.get(column).copied().unwrap_or_default();
    let (code, root) = match format {
        Format::Icews => (field(6), field(6)),
        _ => (field(26), field(28)),
    };
    let is_number = |text: &[u8]| value::natural(text).is_some();
    let is_short = if format == Format::Icews { code.len() == 2 } else { root.len() == 1 };
    if is_short && is_number(code) && is_number(root) {
        return Some(format!("code `{}` has lost its zero", beginning(code)));
    }
    let scientific = fields.iter().find(|field| is_scientific(field))?;
    Some(format!("`{}` stands where a long number was", beginning(scientific)))
}

/// `2.02E+13` or, with a comma, `2,02E+13`.
fn is_scientific(field: &[u8]) -> bool {
    let Some(at) = field.iter().position(|byte| *byte == b'E') else { return false };
    let (number, power) = (field.get(..at).unwrap_or_default(), field.get(at + 1..).unwrap_or_default());
    let is_number = |byte: &u8| byte.is_ascii_digit() || matches!(byte, b'.' | b',');
    !number.is_empty()
        && number.iter().all(is_number)
        && power.strip_prefix(b"+").is_some_and(|power| !power.is_empty() && power.iter().all(u8::is_ascii_digit))
}
