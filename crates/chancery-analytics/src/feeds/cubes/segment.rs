//! A segment of rows to the months of its cube.

use std::fs::File;
use std::path::Path;

use chancery_feeds::Format;
use chancery_feeds::cube::{Builder, Code, Month, Row};
use polars::io::mmap::MmapBytesReader;
use polars::prelude::*;

use crate::error::AnalyticsError;
use crate::feeds::segment::{Groups, unreadable};

/// What cells are made of. Years and months follow from the day, roots from the code.
const COLUMNS: [&str; 6] = ["actor_a", "actor_b", "day", "source", "code", "score"];

/// The months of the rows of a segment, which are read one row group after another.
///
/// # Errors
/// Where the file cannot be read as a segment.
pub(super) fn months(path: &Path, format: Format) -> Result<Vec<Month>, AnalyticsError> {
    let file = File::open(path).map_err(|why| unreadable(path, &why))?;
    of_rows(file, format).map_err(|why| unreadable(path, &why))
}

fn of_rows(input: impl MmapBytesReader, format: Format) -> PolarsResult<Vec<Month>> {
    let mut groups = Groups::open(input)?;
    let mut builder = Builder::of(format);
    while let Some(frame) = groups.next(&COLUMNS)? {
        take(&frame, &mut builder)?;
    }
    Ok(builder.finish())
}

/// A text as polars holds it: short ones are equal where these are, long ones may be equal all the same.
type Seen = u128;

/// One side of a pair, which is mostly that of the row before.
#[derive(Default)]
struct Side {
    seen: Option<Seen>,
    number: u32,
}

impl Side {
    #[inline]
    fn number(&mut self, seen: Seen, text: impl FnOnce() -> Option<u32>) -> Option<u32> {
        if self.seen != Some(seen) {
            self.number = text()?;
            self.seen = Some(seen);
        }
        Some(self.number)
    }
}

/// Takes the rows of a frame in one chunk.
fn take(frame: &DataFrame, builder: &mut Builder) -> PolarsResult<()> {
    let text = |name: &str| Ok::<_, PolarsError>(frame.column(name)?.str()?.clone());
    let (actor_a, actor_b, source) = (text("actor_a")?, text("actor_b")?, text("source")?);
    let code = text("code")?;
    let (day, score) = (frame.column("day")?.date()?.physical().clone(), frame.column("score")?.i32()?.clone());
    let strange = || polars_err!(ComputeError: "a row without day, code or actor where there must be one");
    if frame.height() == 0 {
        return Ok(());
    }
    // In one chunk each.
    let a = actor_a.downcast_iter().next().ok_or_else(strange)?;
    let b = actor_b.downcast_iter().next().ok_or_else(strange)?;
    let from = source.downcast_iter().next().ok_or_else(strange)?;
    let code = code.downcast_iter().next().ok_or_else(strange)?;
    let days = day.cont_slice().map_err(|_| strange())?;
    days.iter().for_each(|day| builder.volume(*day));
    // Rows without a pair stand last.
    let paired = frame.height() - actor_a.null_count();
    let scores = score.downcast_iter().next().ok_or_else(strange)?;
    let has_all_scores = score.null_count() == 0;
    let (mut smaller, mut larger) = (Side::default(), Side::default());
    let is_same = |one: Seen, other: Seen, texts: &dyn Fn() -> bool| one == other || (is_long(one) && texts());
    let views = a.views()[..paired]
        .iter()
        .zip(&b.views()[..paired])
        .zip(from.views()[..paired].iter().zip(&code.views()[..paired]));
    for (at, ((view_a, view_b), (view_from, view_code))) in views.enumerate() {
        let (view_a, view_b, view_from) = (view_a.as_u128(), view_b.as_u128(), view_from.as_u128());
        let known_a = smaller.number(view_a, || a.get(at).map(|text| builder.actor(text))).ok_or_else(strange)?;
        let known_b = larger.number(view_b, || b.get(at).map(|text| builder.actor(text))).ok_or_else(strange)?;
        if known_a == known_b {
            continue;
        }
        let score = match has_all_scores {
            true => Some(scores.values()[at]),
            false => scores.get(at),
        };
        builder.row(&Row {
            a: known_a,
            b: known_b,
            day: days[at],
            is_back: !is_same(view_from, view_a, &|| from.get(at) == a.get(at)),
            code: code_of(view_code.as_u128(), || code.get(at)).ok_or_else(strange)?,
            score,
        });
    }
    Ok(())
}

/// Whether a text is too long to stand in what polars compares.
fn is_long(seen: Seen) -> bool {
    seen as u32 > 12
}

/// A code of at most four bytes, which stand behind the length; a longer one is none.
#[inline]
fn code_of<'a>(seen: Seen, text: impl FnOnce() -> Option<&'a str>) -> Option<Code> {
    match seen as u32 {
        1..=4 => Some(Code(((seen >> 32) as u32).swap_bytes())),
        _ => Code::of(text()?).filter(|code| *code != Code::default()),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;
    use crate::feeds::segment::parquet;
    use crate::feeds::segment::tests::run;

    /// What is made while a file is attached, and what is made of its segment when that is lost.
    #[test]
    fn a_run_and_its_segment_make_the_same_cube() {
        let long = "The United Republic of Tanzania";
        let run = run(&[
            (1, "2018-05-31", "Aland", "042", long),
            (2, "2018-06-01", long, "0311", "Aland"),
            (3, "2018-06-01", "Aland", "0311", long),
            (4, "2018-06-01", "Aland", "0311", "Aland"),
            (5, "2018-06-01", "", "190", "Aland"),
            (6, "2018-06-02", "Benin", "043", "Aland"),
            (7, "2018-06-02", "Benin", "043", "Aland"),
        ]);
        let bytes = parquet(&run, "icews").expect("bytes");
        let months = of_rows(Cursor::new(bytes.as_slice()), Format::Icews).expect("months");
        assert_eq!(months, run.months(Format::Icews));
        let cells: Vec<(u64, u32)> =
            months.iter().flat_map(|month| &month.cells).map(|cell| (cell.rows, cell.acts)).collect();
        assert_eq!(cells, [(1, 1), (2, 1), (2, 2)], "a country with itself and a row without a pair are in none");
        let volume: u64 = months.iter().flat_map(|month| month.volume).sum();
        assert_eq!(volume, 7, "and all are in the volume");
    }
}
