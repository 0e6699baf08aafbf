//! A result of an engine is taken in as it was said to be, or not at all.

#![allow(clippy::disallowed_methods)] // files of other engines, which the tests make

use chancery_testkit::sample;

use super::*;
use crate::analysis::Request;

/// Days with so many rows each, as an engine might write them: not sorted, in narrow types.
fn days(rows: &[(i32, i32)]) -> DataFrame {
    let days: Vec<i32> = rows.iter().map(|row| row.0).collect();
    let day = Column::new("day".into(), days).cast(&DataType::Date).expect("days");
    let count: Vec<i32> = rows.iter().map(|row| row.1).collect();
    let columns =
        vec![Column::new("feed_rows".into(), count), day, Column::new("format".into(), vec!["gdelt-2"; rows.len()])];
    DataFrame::new(rows.len(), columns).expect("a frame")
}

/// A workspace, a result with one file of days, and what was made of it.
struct Given {
    analysis: Analysis,
    folder: tempfile::TempDir,
}

impl Given {
    fn new() -> Given {
        let analysis = Analysis::of(sample::contents(), &Request::default()).expect("an analysis");
        Given { analysis, folder: tempfile::tempdir().expect("a folder") }
    }

    fn file(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// Writes the result: its rows, and what is said of them.
    fn write(&self, rows: &[(i32, i32)], said: impl FnOnce(&mut Made)) {
        for folder in ["result/covered_days", "result/result"] {
            std::fs::create_dir_all(self.file(folder)).expect("a folder");
        }
        let frame = days(rows);
        let bytes = parquet_of(&frame, [("a", "b".to_owned())], 64, "days").expect("bytes");
        std::fs::write(self.file("result/covered_days/part-0.parquet"), &bytes).expect("writes");
        let (name, _, key, _) = *found("covered_days").expect("a measure");
        let wanted = empty(&self.analysis, name).expect("columns");
        let cast = |(column, kind): (&PlSmallStr, &DataType)| frame.column(column)?.strict_cast(kind);
        let columns = wanted.schema().iter().map(cast).collect::<PolarsResult<Vec<_>>>().expect("casts");
        let wanted = DataFrame::new(rows.len(), columns).expect("a frame");
        // Of two rows of one key there is no table.
        let table = Table::new(name, key, wanted.clone()).unwrap_or(Table { name, frame: wanted });
        let measured = Measured {
            name: name.to_owned(),
            rows: rows.len() as u64,
            logical: logical::digest(&table).expect("a digest"),
            files: BTreeMap::from([("part-0.parquet".to_owned(), sha256(&bytes).to_string())]),
            compared: Compared::Not,
        };
        let mut made = Made {
            format: 1,
            engine: "spark".to_owned(),
            version: "4.3.0".to_owned(),
            inputs: super::super::inputs(&self.analysis).expect("a digest"),
            measures: vec![measured],
        };
        said(&mut made);
        let text = serde_json::to_string(&made).expect("JSON");
        std::fs::write(self.file("result/result/part-0.txt"), text).expect("writes");
    }

    fn import(&self) -> Result<Made, AnalyticsError> {
        import(&self.analysis, self.folder.path(), &self.file("result"))
    }

    fn table(&self) -> Result<Table, AnalyticsError> {
        table(&self.analysis, self.folder.path(), "covered_days@spark")
    }

    fn refuses(&self, said: &str) {
        let refused = self.import().expect_err(said).to_string();
        assert!(refused.contains(said), "{said}: {refused}");
    }
}

const ROWS: [(i32, i32); 3] = [(18_193, 7), (18_190, 2_111), (18_191, 1)];

#[test]
fn it_comes_back_sorted_with_its_engine() {
    let given = Given::new();
    given.write(&ROWS, |_| ());
    given.import().expect("is taken in");
    let table = given.table().expect("is there");
    assert_eq!(table.columns(), ["format", "day", "feed_rows", "engine", "engine_version"]);
    let rows: Vec<Option<i64>> =
        table.frame.column("feed_rows").expect("rows").i64().expect("numbers").iter().collect();
    assert_eq!(rows, [Some(2_111), Some(1), Some(7)]);
    // Without files where there are no rows, as Sail leaves it.
    given.write(&[], |made| made.measures[0].files.clear());
    std::fs::remove_dir_all(given.file("result/covered_days")).expect("removes");
    given.import().expect("is taken in");
    assert_eq!(given.table().expect("is there").frame.height(), 0);
}

/// What is said of it, and of which no part may be otherwise.
#[test]
fn what_is_said_otherwise_is_refused_and_the_last_one_stands() {
    let given = Given::new();
    given.write(&ROWS, |_| ());
    given.import().expect("is taken in");
    type Spoil = fn(&mut Made);
    let refusals: [(&str, Spoil); 11] = [
        ("the engine said 4", |made| made.measures[0].rows = 4),
        ("logical digest", |made| made.measures[0].logical = "0".repeat(64)),
        ("other rows of covered_days", |made| made.measures[0].compared = Compared::Differs),
        ("no feed is attached", |made| made.measures[0].compared = Compared::Equal),
        ("plain name", |made| made.measures[0].files = BTreeMap::from([("../x".to_owned(), String::new())])),
        ("not the file", |made| made.measures[0].files.values_mut().for_each(String::clear)),
        ("another vocabulary", |made| made.inputs = "0".repeat(64)),
        ("twice", |made| made.measures.push(made.measures[0].clone())),
        ("no measure", |made| made.measures.clear()),
        ("not a result", |made| made.engine = "../up".to_owned()),
        ("no version", |made| made.version = "4\n3".to_owned()),
    ];
    for (said, spoil) in refusals {
        given.write(&ROWS, spoil);
        given.refuses(said);
        assert_eq!(given.table().expect("the last one").frame.height(), 3, "{said}");
    }
    given.write(&[ROWS[0], ROWS[0]], |_| ());
    given.refuses("two rows of one key");
}

/// No byte of what was taken in changes unnoticed, and nothing reads it as Parquet then: a reader may ask for more memory than there is.
#[test]
fn every_changed_byte_of_its_rows_is_noticed() {
    let given = Given::new();
    given.write(&ROWS, |_| ());
    given.import().expect("is taken in");
    let path = given.file("results/spark/covered_days.parquet");
    let bytes = std::fs::read(&path).expect("reads");
    let mut noticed = 0;
    for at in 0..bytes.len() {
        let mut flipped = bytes.clone();
        flipped[at] ^= 1 << (at % 8);
        let cuts = if at % 8 == 0 {
            vec![bytes[..at].to_vec(), [&bytes[..at], &bytes[(at + 9).min(bytes.len())..]].concat()]
        } else {
            Vec::new()
        };
        for spoiled in cuts.into_iter().chain([flipped]) {
            std::fs::write(&path, spoiled).expect("writes");
            let told = given.table().expect_err("another file").to_string();
            assert!(told.contains("not the file that the engine wrote"), "byte {at}: {told}");
            noticed += 1;
        }
    }
    assert!(noticed > 1_000, "{noticed}");
}

/// What a result is of: the vocabulary and the queries as well as the rows.
#[test]
fn another_vocabulary_is_another_input() {
    let mut given = Given::new();
    given.write(&ROWS, |_| ());
    given.import().expect("is taken in");
    let state = given.analysis.vocabulary.states.values_mut().next().expect("a state");
    state.aliases.push("Elsewhere".to_owned());
    given.refuses("another vocabulary");
    assert!(given.table().is_err(), "and what was taken in before is no longer a result of what is here");
}
