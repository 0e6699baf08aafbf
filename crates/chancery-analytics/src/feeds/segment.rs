//! A segment: one run of sorted rows as a Parquet file, the same bytes from the same rows.

use std::io::Cursor;
use std::ops::Range;
use std::path::Path;

use chancery_core::when::Day;
use chancery_feeds::{NONE, NULL_I8, NULL_I32, NULL_I64};
use polars::io::mmap::MmapBytesReader;
use polars::io::parquet::metadata::FileMetadataRef;
use polars::prelude::*;

use super::run::Run;
use crate::error::AnalyticsError;

/// Rows of a row group, a sixth of a full segment: fixed, so that the bytes do not depend on how many threads wrote them. Larger ones take
/// fewer bytes and more time.
const ROW_GROUP_ROWS: usize = 174_763;

/// A page holds a column of a row group, whatever the column.
const PAGE_BYTES: usize = 4 << 20;

/// The columns of every segment, in order. Codes are texts, days are dates, counts and tenths are whole numbers.
pub(super) const COLUMNS: &[&str] = &[
    "actor_a",
    "actor_b",
    "day",
    "year",
    "month",
    "source",
    "target",
    "code",
    "root",
    "row",
    "score",
    "mentions",
    "is_root",
    "added",
    "last_day",
    "precision",
    "place",
    "place_precision",
    "story",
    "low",
    "best",
    "high",
];

/// Some rows of a run as a frame of [`COLUMNS`].
fn frame(run: &Run, texts: &StringChunked, part: Range<usize>) -> Result<DataFrame, AnalyticsError> {
    let rows = &run.rows;
    let text = |name: &str, values: &[u32]| -> PolarsResult<Column> {
        let numbers: IdxCa = whole(&values[part.clone()], NONE, |value| value);
        Ok(texts.take(&numbers)?.with_name(name.into()).into_column())
    };
    let number = |name: &str, values: &[i32]| -> Int32Chunked {
        whole::<Int32Type, _>(&values[part.clone()], NULL_I32, |value| value).with_name(name.into())
    };
    let small = |name: &str, values: &[i8]| {
        whole::<Int32Type, _>(&values[part.clone()], NULL_I8, i32::from).with_name(name.into()).into_column()
    };
    let large = |name: &str, values: &[i64]| {
        whole::<Int64Type, _>(&values[part.clone()], NULL_I64, |value| value).with_name(name.into()).into_column()
    };
    let day = |name: &str, values: &[i32]| number(name, values).into_date().into_column();
    let mut calendar = Calendar::default();
    let months: Vec<i32> = rows.day[part.clone()].iter().map(|day| calendar.month(*day)).collect();
    let years: Vec<i32> = months.iter().map(|month| month / 100).collect();
    let columns = vec![
        text("actor_a", &rows.actor_a)?,
        text("actor_b", &rows.actor_b)?,
        day("day", &rows.day),
        Column::new("year".into(), years),
        Column::new("month".into(), months),
        text("source", &rows.source)?,
        text("target", &rows.target)?,
        text("code", &rows.code)?,
        text("root", &rows.root)?,
        large("row", &rows.row),
        number("score", &rows.score).into_column(),
        number("mentions", &rows.mentions).into_column(),
        small("is_root", &rows.is_root),
        day("added", &rows.added),
        day("last_day", &rows.last_day),
        small("precision", &rows.precision),
        text("place", &rows.place)?,
        small("place_precision", &rows.place_precision),
        large("story", &rows.story),
        number("low", &rows.low).into_column(),
        number("best", &rows.best).into_column(),
        number("high", &rows.high).into_column(),
    ];
    Ok(DataFrame::new(part.len(), columns)?)
}

/// No rows: the columns of a segment and their types.
pub(super) fn empty() -> Result<DataFrame, AnalyticsError> {
    frame(&Run::default(), &StringChunked::from_iter_values("texts".into(), std::iter::empty::<&str>()), 0..0)
}

/// Values of which one stands for none.
fn whole<T: PolarsNumericType, V: Copy + PartialEq>(
    values: &[V],
    none: V,
    value: impl Fn(V) -> T::Native,
) -> ChunkedArray<T> {
    if values.contains(&none) {
        let values = values.iter().map(|found| Some(*found).filter(|found| *found != none).map(&value));
        ChunkedArray::from_iter_options(PlSmallStr::EMPTY, values)
    } else {
        ChunkedArray::from_vec(PlSmallStr::EMPTY, values.iter().map(|found| value(*found)).collect())
    }
}

/// The month of the last day that was asked for, which nearly always comes again.
#[derive(Default)]
struct Calendar {
    day: Option<i32>,
    month: i32,
}

impl Calendar {
    /// Year and month of a day since 1970-01-01, as in 201910.
    fn month(&mut self, day: i32) -> i32 {
        if self.day != Some(day) {
            let (year, month, _) = Day(day).ymd();
            (self.day, self.month) = (Some(day), i32::from(year) * 100 + i32::from(month));
        }
        self.month
    }
}

/// A sorted run as the bytes of a Parquet file, read back and compared. Frames are made of a row group at a time, so that what is held
/// beside the rows is small.
pub(super) fn parquet(run: &Run, format: &str) -> Result<Vec<u8>, AnalyticsError> {
    let metadata = [("chancery.segment", "1"), ("chancery.format", format)];
    let metadata = metadata.map(|(key, value)| (key.to_owned(), value.to_owned())).to_vec();
    let texts = StringChunked::from_iter_values("texts".into(), run.texts.all().iter().map(String::as_str));
    let parts = || (0..run.len()).step_by(ROW_GROUP_ROWS).map(|begin| begin..run.len().min(begin + ROW_GROUP_ROWS));
    let mut bytes = Vec::new();
    let mut writer = ParquetWriter::new(&mut bytes)
        .with_compression(ParquetCompression::Zstd(None))
        .with_data_page_size(Some(PAGE_BYTES))
        .with_key_value_metadata(Some(KeyValueMetadata::from_static(metadata)))
        .set_parallel(false)
        .batched(frame(run, &texts, 0..0)?.schema())?;
    for part in parts() {
        writer.write_batch(&frame(run, &texts, part)?)?;
    }
    writer.finish()?;
    drop(writer);
    let mut groups = Groups::open(Cursor::new(bytes.as_slice()))?;
    for part in parts() {
        let wanted = frame(run, &texts, part)?;
        let back = groups.next(COLUMNS)?;
        if !back.is_some_and(|back| back.schema() == wanted.schema() && back.equals_missing(&wanted)) {
            return Err(AnalyticsError::Bug("a segment does not read back from Parquet as it was".to_owned()));
        }
    }
    match groups.next(COLUMNS)? {
        None => Ok(bytes),
        Some(_) => Err(AnalyticsError::Bug("a segment has more rows than it was given".to_owned())),
    }
}

/// A segment that cannot be read as one.
pub(super) fn unreadable(path: &Path, why: &dyn std::fmt::Display) -> AnalyticsError {
    AnalyticsError::Feed {
        message: format!("{}: {why}", path.display()),
        fix: "`chancery verify` says which file to add again".to_owned(),
    }
}

/// The row groups of a segment, one after another.
pub(super) struct Groups<R> {
    input: R,
    metadata: FileMetadataRef,
    next: usize,
    begin: usize,
}

impl<R: MmapBytesReader> Groups<R> {
    pub(super) fn open(mut input: R) -> PolarsResult<Groups<R>> {
        let metadata = ParquetReader::new(&mut input).get_metadata()?.clone();
        Ok(Groups { input, metadata, next: 0, begin: 0 })
    }

    /// Some columns of the next row group, in one chunk; none after the last.
    pub(super) fn next(&mut self, columns: &[&str]) -> PolarsResult<Option<DataFrame>> {
        let Some(group) = self.metadata.row_groups.get(self.next) else { return Ok(None) };
        let rows = group.num_rows();
        let mut reader = ParquetReader::new(&mut self.input)
            .with_columns(Some(columns.iter().map(|name| (*name).to_owned()).collect()))
            .with_slice(Some((self.begin, rows)))
            .read_parallel(ParallelStrategy::None);
        reader.set_metadata(self.metadata.clone());
        let mut frame = reader.finish()?;
        frame.rechunk_mut();
        self.next += 1;
        self.begin += rows;
        Ok(Some(frame))
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use chancery_feeds::{Format, Limits, read};
    use std::io::Cursor;

    /// Rows of ICEWS, all of one day but the last: number, day, source, code, target.
    pub(in crate::feeds) fn run(rows: &[(u32, &str, &str, &str, &str)]) -> Run {
        let head = "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO Code\tIntensity\tTarget Name\t\
                    Target Sectors\tTarget Country\tStory ID\tSentence Number\tPublisher\tCity\tDistrict\tProvince\tCountry\tLatitude\t\
                    Longitude\n";
        let line = |(id, day, source, code, target): &(u32, &str, &str, &str, &str)| {
            format!("{id}\t{day}\tN\tS\t{source}\tT\t{code}\t-1.5\tN\tS\t{target}\t7\t1\tP\tC\tD\tP\tX\t0\t0\n")
        };
        let text = head.to_owned() + &rows.iter().map(line).collect::<String>();
        let mut run = Run::default();
        let tally = read(Cursor::new(text), Format::Icews, &Limits::default(), 1, |mut batch| {
            run.take(&mut batch.rows);
            Ok::<(), ()>(())
        });
        assert_eq!(tally.map(|tally| tally.rows).ok(), Some(rows.len() as u64));
        run.sort();
        run
    }

    fn all(run: &Run) -> DataFrame {
        let texts = StringChunked::from_iter_values("texts".into(), run.texts.all().iter().map(String::as_str));
        frame(run, &texts, 0..run.len()).expect("a frame")
    }

    #[test]
    fn rows_of_a_segment_stand_by_pair_and_day_whatever_the_order_of_the_file() {
        let rows = [
            (3, "2018-06-02", "Zambia", "040", "Aland"),
            (1, "2018-06-01", "Aland", "042", "Zambia"),
            (2, "2018-06-01", "", "040", "Zambia"),
            (4, "2018-06-01", "Aland", "040", "Zambia"),
            (5, "2018-06-01", "Aland", "040", "Benin"),
        ];
        let frame = all(&run(&rows));
        let order: Vec<Option<i64>> = frame.column("row").expect("rows").i64().expect("numbers").iter().collect();
        assert_eq!(order, [Some(5), Some(4), Some(1), Some(3), Some(2)], "rows without a pair stand last");
        let mut turned = rows;
        turned.reverse();
        let bytes = |rows: &[_]| parquet(&run(rows), "icews").expect("bytes");
        assert_eq!(bytes(&rows), bytes(&turned));
    }
}
