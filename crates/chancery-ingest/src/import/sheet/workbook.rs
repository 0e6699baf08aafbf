//! A workbook's sheet as a text of tabs, refused where it unpacks to far more than it seems.

use std::io::{Cursor, Read};

use calamine::{Data, Reader as _, Xlsx};

use crate::bytes::MAX_FILE_BYTES;

/// How much a workbook may unpack to.
const MAX_UNPACKED_BYTES: u64 = 64 << 20;

/// A sheet's rows, tabs between cells.
pub(super) fn as_text(bytes: &[u8], sheet: Option<&str>) -> Result<String, String> {
    check_unpacked(bytes)?;
    let no_workbook = |error: &dyn std::fmt::Display| format!("it is no workbook: {error}");
    let mut book: Xlsx<_> =
        calamine::open_workbook_from_rs(Cursor::new(bytes)).map_err(|e: calamine::XlsxError| no_workbook(&e))?;
    let names = book.sheet_names();
    let name = match sheet {
        Some(name) if names.iter().any(|known| known == name) => name.to_owned(),
        Some(name) => return Err(format!("it has no sheet {name}; its sheets are {}", names.join(", "))),
        None => names.first().cloned().ok_or("it has no sheet")?,
    };
    let range = book.worksheet_range(&name).map_err(|error| no_workbook(&error))?;
    let mut text = "\n".repeat(range.start().map_or(0, |(row, _)| row as usize));
    for row in range.rows() {
        let cells: Vec<String> = row.iter().map(cell).collect();
        text.push_str(&cells.join("\t"));
        text.push('\n');
        if text.len() > MAX_FILE_BYTES {
            return Err(format!("its text is longer than {MAX_FILE_BYTES} bytes"));
        }
    }
    Ok(text)
}

/// A cell as people write it: days as days, whole numbers without a point.
fn cell(data: &Data) -> String {
    let text = match data {
        Data::DateTime(moment) => match moment.to_ymd_hms_milli() {
            (year, month, day, 0, 0, 0, 0) => format!("{year:04}-{month:02}-{day:02}"),
            (year, month, day, hour, minute, second, _) => {
                format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}")
            }
        },
        other => other.to_string(),
    };
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Refuses a small file that unpacks to a great one, before anything else unpacks it.
fn check_unpacked(bytes: &[u8]) -> Result<(), String> {
    let no_workbook = |error: &dyn std::fmt::Display| format!("it is no workbook: {error}");
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| no_workbook(&error))?;
    let mut left = MAX_UNPACKED_BYTES;
    for index in 0..archive.len() {
        let file = archive.by_index(index).map_err(|error| no_workbook(&error))?;
        let read =
            std::io::copy(&mut file.take(left + 1), &mut std::io::sink()).map_err(|error| no_workbook(&error))?;
        if read > left {
            return Err(format!("it unpacks to more than {MAX_UNPACKED_BYTES} bytes"));
        }
        left -= read;
    }
    Ok(())
}
