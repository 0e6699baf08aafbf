//! From bytes to text: how much is read, and what a text is.

use std::borrow::Cow;

use crate::input::InputFile;
use crate::problem::{Sink, Spot};
use crate::problems;

/// The largest file that is read, in bytes.
pub const MAX_FILE_BYTES: usize = 8 << 20;

/// The longest line that is read, in bytes.
pub const MAX_LINE_BYTES: usize = 64 << 10;

const BOM: &str = "\u{feff}";

/// The file's text without a byte order mark (blanked out), if it is small enough and UTF-8.
pub(crate) fn decode<'a>(file: &'a InputFile, sink: &mut Sink) -> Option<Cow<'a, str>> {
    let path = file.path.as_str();
    if file.bytes.len() > MAX_FILE_BYTES {
        let bytes = file.bytes.len();
        sink.add(Spot::file(path), |at| problems::file_too_large(at, bytes, MAX_FILE_BYTES));
        return None;
    }
    let text = match str::from_utf8(&file.bytes) {
        Ok(text) => text,
        Err(error) => {
            let start = error.valid_up_to();
            let bad = file.bytes.utf8_chunks().filter(|chunk| !chunk.invalid().is_empty()).count();
            sink.add(Spot::at(path, start..start + 1), |at| problems::invalid_utf8(at, bad));
            return None;
        }
    };
    let mut too_long = false;
    let mut start = 0;
    for line in text.split('\n') {
        if line.len() > MAX_LINE_BYTES {
            too_long = true;
            let span = start..start + line.chars().next().map_or(0, char::len_utf8);
            sink.add(Spot::at(path, span), |at| problems::line_too_long(at, line.len(), MAX_LINE_BYTES));
        }
        start += line.len() + 1;
    }
    if too_long {
        return None;
    }
    let Some(rest) = text.strip_prefix(BOM) else { return Some(Cow::Borrowed(text)) };
    sink.add(Spot::at(path, 0..BOM.len()), problems::byte_order_mark);
    Some(Cow::Owned(format!("{}{rest}", " ".repeat(BOM.len()))))
}
