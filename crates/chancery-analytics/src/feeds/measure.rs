//! Measures over feeds: SQL files, run as they stand, and the tables that are made of them.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

use chancery_core::feed::FORMATS;
use chancery_core::vocabulary::{DatedCode, Vocabulary};
use chancery_core::when::{Day, Grain, Period};
use polars::prelude::*;
use polars::sql::SQLContext;

use super::{open, profile};
use crate::analysis::Analysis;
use crate::error::AnalyticsError;
use crate::table::{Columns, Table};
use crate::tables;

/// Name, what a row is, the key, the query.
pub type Measure = (&'static str, &'static str, &'static [&'static str], &'static str);

/// The measures.
pub const MEASURES: &[Measure] = &[
    (
        "contact_frequency",
        "rows between two countries in a month, in four units",
        &["format", "unit", "actor_a", "actor_b", "month"],
        include_str!("measures/contact_frequency.sql"),
    ),
    (
        "share_of_volume",
        "a pair's share of all that the feed saw in a month",
        &["format", "actor_a", "actor_b", "month"],
        include_str!("measures/share_of_volume.sql"),
    ),
    (
        "categories",
        "what the rows between two countries were about, through the crosswalk",
        &["format", "actor_a", "actor_b", "month", "category"],
        include_str!("measures/categories.sql"),
    ),
    (
        "covered_days",
        "the days that a feed's attached files tell of",
        &["format", "day"],
        include_str!("measures/covered_days.sql"),
    ),
    (
        "pair_days",
        "the days on which a feed has rows of two actors of the vocabulary",
        &["format", "actor_a", "actor_b", "day", "root"],
        include_str!("measures/pair_days.sql"),
    ),
];

/// The grains that months are put together to.
const GRAINS: [Grain; 4] = [Grain::All, Grain::Decade, Grain::Year, Grain::Month];

/// The scheme of the crosswalk that root codes go through.
const ROOTS: &str = "cameo-root";

/// Runs a query on the rows of the attached feeds (`rows`), the crosswalk of root codes (`crosswalk`), the codes of actors in each format
/// (`feed_actors`) and every published table that the query names.
///
/// # Errors
/// [`AnalyticsError::Usage`] for a query that does not run.
pub fn sql(analysis: &Analysis, workspace: &Path, query: &str) -> Result<DataFrame, AnalyticsError> {
    let refused = |error: PolarsError| AnalyticsError::Usage(format!("the query does not run: {error}"));
    if !profile::only_reads(query) {
        return Err(AnalyticsError::Usage("a query begins with SELECT or WITH; nothing is changed by one".to_owned()));
    }
    let mut context = SQLContext::new();
    let lower = query.to_lowercase();
    if lower.contains("rows") {
        let feeds = open::rows(workspace, analysis.state.feeds.values())?;
        context.register("rows", feeds.ok_or_else(no_feed)?);
    }
    context.register("crosswalk", crosswalk(&analysis.vocabulary)?.lazy());
    context.register("feed_actors", feed_actors(&analysis.vocabulary)?.lazy());
    for (name, ..) in tables::TABLES.iter().filter(|(name, ..)| lower.contains(name)) {
        context.register(name, tables::table(analysis, name)?.frame.lazy());
    }
    let mut frame = context.execute(query).and_then(LazyFrame::collect).map_err(refused)?;
    for column in frame.columns().to_vec() {
        let kind = published(column.dtype());
        if *column.dtype() != kind {
            frame.with_column(column.strict_cast(&kind).map_err(refused)?)?;
        }
    }
    Ok(frame)
}

/// The type that a column is published as: whole numbers in 64 bits, fractions in double precision, days; all else as text.
fn published(kind: &DataType) -> DataType {
    match kind {
        kind if kind.is_integer() => DataType::Int64,
        kind if kind.is_float() => DataType::Float64,
        DataType::Boolean | DataType::Date => kind.clone(),
        _ => DataType::String,
    }
}

fn no_feed() -> AnalyticsError {
    AnalyticsError::Feed {
        message: "no feed is attached at this point".to_owned(),
        fix: "`chancery feed add FILE` attaches one".to_owned(),
    }
}

fn found(name: &str) -> Result<&'static Measure, AnalyticsError> {
    MEASURES.iter().find(|(known, ..)| *known == name).ok_or_else(|| {
        let known: Vec<&str> = MEASURES.iter().map(|(name, ..)| *name).collect();
        AnalyticsError::Unknown { what: "measure", name: name.to_owned(), known: known.join(", ") }
    })
}

/// The query of one of [`MEASURES`].
///
/// # Errors
/// [`AnalyticsError::Unknown`].
pub fn query_of(name: &str) -> Result<&'static str, AnalyticsError> {
    found(name).map(|(.., query)| *query)
}

/// One of [`MEASURES`], sorted by its key.
///
/// # Errors
/// As [`sql`].
pub fn measure(analysis: &Analysis, workspace: &Path, name: &str) -> Result<Table, AnalyticsError> {
    let (name, _, key, query) = found(name)?;
    Table::new(name, key, sql(analysis, workspace, query)?)
}

/// Contact frequency by unit at every grain: format, unit, dyad (both actors by their ids here, where the vocabulary has them), actor_a,
/// actor_b (as the feed writes them), grain, period, contacts.
///
/// # Errors
/// As [`sql`].
pub fn frequency(analysis: &Analysis, workspace: &Path) -> Result<Table, AnalyticsError> {
    let months = measure(analysis, workspace, "contact_frequency")?.frame;
    let text = |name: &str| Ok::<_, AnalyticsError>(months.column(name)?.str()?.clone());
    let (format, unit, a, b) = (text("format")?, text("unit")?, text("actor_a")?, text("actor_b")?);
    let (month, contacts) = (months.column("month")?.i64()?.clone(), months.column("contacts")?.i64()?.clone());
    let mut cells: BTreeMap<(&str, &str, &str, &str, Grain, String), i64> = BTreeMap::new();
    for row in 0..months.height() {
        let (Some(format), Some(unit), Some(a), Some(b)) = (format.get(row), unit.get(row), a.get(row), b.get(row))
        else {
            continue;
        };
        let (Some(month), Some(contacts)) = (month.get(row), contacts.get(row)) else { continue };
        for grain in GRAINS {
            *cells.entry((format, unit, a, b, grain, period(grain, month))).or_default() += contacts;
        }
    }
    let ids = ids(&analysis.vocabulary);
    let dyad = |format: &str, a: &str, b: &str| {
        let (a, b) = (ids.get(&(scheme(format), a))?, ids.get(&(scheme(format), b))?);
        Some(format!("{}-{}", a.min(b), a.max(b)))
    };
    let keys: Vec<_> = cells.keys().collect();
    let frame = Columns::default()
        .text("format", keys.iter().map(|key| key.0.to_owned()))
        .text("unit", keys.iter().map(|key| key.1.to_owned()))
        .text("dyad", keys.iter().map(|key| dyad(key.0, key.2, key.3)))
        .text("actor_a", keys.iter().map(|key| key.2.to_owned()))
        .text("actor_b", keys.iter().map(|key| key.3.to_owned()))
        .text("grain", keys.iter().map(|key| key.4.to_string()))
        .text("period", keys.iter().map(|key| key.5.clone()))
        .whole("contacts", cells.values().copied())
        .frame()?;
    Table::new("feed_frequency", &["format", "unit", "actor_a", "actor_b", "grain", "period"], frame)
}

/// The rows of a table in which an actor, as the feed writes it, is one side.
///
/// # Errors
/// Only for a fault of this program.
pub fn of_actor(table: Table, actor: &str) -> Result<Table, AnalyticsError> {
    let side = |name: &str| -> Result<BooleanChunked, AnalyticsError> {
        Ok(table.frame.column(name)?.str()?.iter().map(|text| text == Some(actor)).collect())
    };
    let mask = &side("actor_a")? | &side("actor_b")?;
    Ok(Table { frame: table.frame.filter(&mask)?, ..table })
}

/// The period of a month (as in 201910) at a grain, as it is written.
fn period(grain: Grain, month: i64) -> String {
    let (year, month) = (i16::try_from(month / 100).unwrap_or_default(), i8::try_from(month % 100).unwrap_or_default());
    Day::from_ymd(year, month, 1).map_or_else(String::new, |day| Period::of(grain, day).to_string())
}

/// Each root code of each category, and whether the way there loses meaning: root, category, lossy.
pub(super) fn edges(vocabulary: &Vocabulary) -> impl Iterator<Item = (&str, &str, bool)> {
    let rows = vocabulary.crosswalks.rows.iter().filter(|row| row.scheme == ROOTS);
    rows.flat_map(|row| row.codes.iter().map(|code| (code.as_str(), row.category.as_str(), row.lossy)))
}

/// The [`edges`] as a table; `lossy` is 1 or 0.
fn crosswalk(vocabulary: &Vocabulary) -> Result<DataFrame, AnalyticsError> {
    Columns::default()
        .text("root", edges(vocabulary).map(|edge| edge.0.to_owned()))
        .text("category", edges(vocabulary).map(|edge| edge.1.to_owned()))
        .whole("lossy", edges(vocabulary).map(|edge| i64::from(edge.2)))
        .frame()
}

/// The codes of our states in each format, sorted: format, code, actor.
fn feed_actors(vocabulary: &Vocabulary) -> Result<DataFrame, AnalyticsError> {
    let ids = ids(vocabulary);
    let of_format = |format: &'static str| ids.iter().filter(move |(key, _)| key.0 == scheme(format));
    let rows: BTreeSet<(&str, &str, &str)> =
        FORMATS.iter().flat_map(|format| of_format(format).map(|((_, code), id)| (*format, *code, *id))).collect();
    Columns::default()
        .text("format", rows.iter().map(|row| row.0.to_owned()))
        .text("code", rows.iter().map(|row| row.1.to_owned()))
        .text("actor", rows.iter().map(|row| row.2.to_owned()))
        .frame()
}

/// By which scheme of codes a format names countries; `name` stands for names in words.
fn scheme(format: &str) -> &'static str {
    match format {
        "icews" => "name",
        "ucdp-ged" => "gw",
        _ => "cameo",
    }
}

/// The ids of states by the scheme and code, or name, that feeds use. A name that two states share is no one's.
fn ids(vocabulary: &Vocabulary) -> HashMap<(&'static str, &str), &str> {
    let mut ids = HashMap::new();
    let mut shared = Vec::new();
    for (id, state) in &vocabulary.states {
        for scheme in ["cameo", "gw"] {
            let codes = state.codes.iter().filter(|code: &&DatedCode| code.scheme == scheme);
            ids.extend(codes.map(|code| ((scheme, code.code.as_str()), id.as_str())));
        }
        let names = state.names.iter().map(|dated| dated.name.as_str());
        for name in names.chain(state.aliases.iter().map(String::as_str)).chain([state.name.as_str()]) {
            match ids.insert(("name", name), id.as_str()) {
                Some(other) if other != id => shared.push(name),
                _ => {}
            }
        }
    }
    for name in shared {
        ids.remove(&("name", name));
    }
    ids
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::feeds::run::Run;
    use crate::feeds::segment;
    use chancery_feeds::{Format, Limits, read};
    use std::io::Cursor;

    /// Rows of ICEWS, all of one day but the last: number, day, source, code, target.
    fn run(rows: &[(u32, &str, &str, &str, &str)]) -> Run {
        let head = "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO Code\tIntensity\tTarget Name\t\
                    Target Sectors\tTarget Country\tStory ID\tSentence Number\tPublisher\tCity\tDistrict\tProvince\tCountry\tLatitude\t\
                    Longitude\n";
        let line = |(id, day, source, code, target): &(u32, &str, &str, &str, &str)| {
            format!("{id}\t{day}\tN\tS\t{source}\tT\t{code}\t-1.5\tN\tS\t{target}\t7\t1\tP\tC\tD\tP\tX\t0\t0\n")
        };
        let text = head.to_owned() + &rows.iter().map(line).collect::<String>();
        let mut run = Run::default();
        let tally = read(Cursor::new(text), Format::Icews, &Limits::default(), 1, |batch| {
            run.take(&batch.rows);
            Ok::<(), ()>(())
        });
        assert_eq!(tally.map(|tally| tally.rows).ok(), Some(rows.len() as u64));
        run
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
        let frame = segment::frame(&run(&rows)).expect("a frame");
        let order: Vec<Option<i64>> = frame.column("row").expect("rows").i64().expect("numbers").iter().collect();
        assert_eq!(order, [Some(5), Some(4), Some(1), Some(3), Some(2)], "rows without a pair stand last");
        let mut turned = rows;
        turned.reverse();
        let bytes = |rows: &[_]| segment::parquet(&run(rows), "icews").expect("bytes");
        assert_eq!(bytes(&rows), bytes(&turned));
    }

    #[test]
    fn periods_of_a_month() {
        let periods: Vec<String> = GRAINS.iter().map(|grain| period(*grain, 201_910)).collect();
        assert_eq!(periods, ["all", "201X", "2019", "2019-10"]);
    }
}
