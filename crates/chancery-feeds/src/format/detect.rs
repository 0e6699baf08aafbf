//! The format of a file whose format is not told, from its first bytes.

use std::io::Read;

use super::Format;
use crate::parse::ucdp;
use crate::source::{Packing, packing};

/// How many bytes of a packed file are unpacked to see its first line.
const LOOK: u64 = 64 << 10;

/// The format that the first bytes of a file are of, plain or packed: by the heading, or by the number of tabs in the first line. 64 KiB are
/// enough. None if it is none of ours, or if a spreadsheet changed it.
pub fn detect(first: &[u8]) -> Option<Format> {
    match packing(first) {
        Packing::Plain => plain(first),
        Packing::Gzip => plain(&unpacked(flate2::read::GzDecoder::new(first))),
        Packing::Zip => {
            let length = |at: usize| Some(usize::from(u16::from_le_bytes([*first.get(at)?, *first.get(at + 1)?])));
            let body = first.get(30 + length(26)? + length(28)?..)?;
            match length(8)? {
                0 => plain(body),
                8 => plain(&unpacked(flate2::read::DeflateDecoder::new(body))),
                _ => None,
            }
        }
    }
}

/// What can be unpacked of a beginning; the error at its end is expected.
fn unpacked(reader: impl Read) -> Vec<u8> {
    let mut bytes = Vec::new();
    let _cut_short = reader.take(LOOK).read_to_end(&mut bytes);
    bytes
}

fn plain(first: &[u8]) -> Option<Format> {
    let first = first.strip_prefix(b"\xef\xbb\xbf").unwrap_or(first);
    let line = first.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    if line.starts_with(b"Event ID\tEvent Date\t") {
        return Some(Format::Icews);
    }
    let names: Vec<&[u8]> = ucdp::split(line).take(256).map(|name| name.trim_ascii_start()).collect();
    let has =
        |name: &str| names.iter().any(|found| *found == name.as_bytes() || *found == format!("\"{name}\"").as_bytes());
    if has("type_of_violence") && has("date_prec") && has("where_prec") {
        return Some(Format::UcdpGed);
    }
    if !line.first().is_some_and(u8::is_ascii_digit) {
        return None;
    }
    match memchr::memchr_iter(b'\t', line).count() + 1 {
        57 | 58 => Some(Format::Gdelt1),
        61 => Some(Format::Gdelt2),
        _ => None,
    }
}
