//! What the bench works on, made once: files of rows, a workspace with their segments, the rows as DuckDB likes them best.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use chancery_testkit::gdelt;

use super::runs;

/// How many files the rows come in.
const FILES: u64 = 10;

/// Changes when what is made changes, so that nothing old is measured.
const VERSION: u32 = 3;

pub struct Files {
    pub rows: u64,
    folder: PathBuf,
}

impl Files {
    /// Makes what is not there.
    pub fn ready(rows: u64) -> Files {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../target/bench/feeds-{rows}-v{VERSION}"));
        let files = Files { rows, folder };
        fs::create_dir_all(files.workspace().join("segments")).expect("a folder");
        for number in 0..=FILES {
            files.attach(number);
        }
        let (one, sorted) = (files.one(), files.sorted());
        if !one.exists() {
            gdelt::write(&one, 0, files.of_one(), rows);
        }
        if !sorted.exists() {
            let base = files.paths(&files.base());
            let paths = base.iter().map(|path| path.display().to_string());
            let arguments: Vec<String> =
                ["sort".to_owned(), sorted.display().to_string()].into_iter().chain(paths).collect();
            let run = runs::rival(&arguments, true);
            println!("DuckDB sorted the rows in {:.1} s", run.seconds);
        }
        files
    }

    /// Rows of one file of the ten.
    pub fn of_one(&self) -> u64 {
        self.rows / FILES
    }

    /// Makes a file and its segments, and keeps the segments. The eleventh has one row more in a hundred.
    fn attach(&self, number: u64) {
        let list = self.folder.join(format!("segments-{number}"));
        if list.exists() {
            return;
        }
        let path = self.folder.join("rows.CSV");
        let rows = if number == FILES { self.rows / 100 } else { self.of_one() };
        gdelt::write(&path, number * self.of_one(), rows, self.rows);
        let arguments = ["add", &self.workspace().display().to_string(), &path.display().to_string()];
        let run = runs::ours(&arguments.map(str::to_owned), true);
        println!("file {number}: {rows} rows attached in {:.1} s", run.seconds);
        fs::remove_file(&path).expect("the file goes");
        fs::write(list, run.found).expect("a list");
    }

    pub fn workspace(&self) -> PathBuf {
        self.folder.join("workspace")
    }

    /// One of the ten files.
    pub fn one(&self) -> PathBuf {
        self.folder.join("one.CSV")
    }

    /// All rows in one Parquet file of DuckDB, sorted by pair and day.
    pub fn sorted(&self) -> PathBuf {
        self.folder.join("sorted.parquet")
    }

    /// The groups in one Parquet file of DuckDB.
    pub fn aggregate(&self) -> PathBuf {
        self.folder.join("aggregate.parquet")
    }

    pub fn scratch(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// The segments of the ten files.
    pub fn base(&self) -> BTreeSet<String> {
        (0..FILES).flat_map(|number| self.segments(number)).collect()
    }

    /// Those of the eleventh too.
    pub fn all(&self) -> BTreeSet<String> {
        self.base().into_iter().chain(self.segments(FILES)).collect()
    }

    fn segments(&self, number: u64) -> Vec<String> {
        let text = fs::read_to_string(self.folder.join(format!("segments-{number}"))).expect("a list");
        serde_json::from_str(&text).expect("a list of digests")
    }

    pub fn paths(&self, segments: &BTreeSet<String>) -> Vec<PathBuf> {
        segments.iter().map(|segment| self.workspace().join(format!("segments/{segment}.parquet"))).collect()
    }
}
