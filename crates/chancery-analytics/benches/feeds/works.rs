//! The works, each beside its rival, and the bars.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::files::Files;
use super::runs::{self, Run, by_turns, median, ours, rival};
use chancery_testkit::gdelt as made;

/// Rows of a segment, so that DuckDB can be asked for the same order.
const RUN_ROWS: u64 = 1 << 20;

/// Prints figures and remembers whether all bars held.
#[derive(Default)]
struct Board {
    is_missed: bool,
}

impl Board {
    fn show(&self, work: &str, who: &str, run: &Run) {
        println!("{work:<46} {who:<24} {:>9.3} s {:>7} MiB", run.seconds, run.kib / 1024);
    }

    fn bar(&mut self, what: &str, value: f64, most: f64) {
        let holds = value <= most;
        self.is_missed |= !holds;
        println!("    {what}: {value:.4}, bar at most {most}: {}", if holds { "held" } else { "MISSED" });
    }
}

fn words(text: &[&str], paths: &[&Path]) -> Vec<String> {
    let paths = paths.iter().map(|path| path.display().to_string());
    text.iter().map(|word| (*word).to_owned()).chain(paths).collect()
}

/// All works; whether all bars held.
pub fn all(files: &Files) -> bool {
    let mut board = Board::default();
    reading(files, &mut board);
    attaching(files, &mut board);
    large_file(files, &mut board);
    let lists = lists(files);
    counting(files, &lists.0, &mut board);
    recounting(files, &lists.0, &mut board);
    one_pair(files, &mut board);
    growing(files, &lists, &mut board);
    !board.is_missed
}

/// The digests of the segments, without those of the eleventh file and with them.
fn lists(files: &Files) -> (PathBuf, PathBuf) {
    let put = |name: &str, segments: BTreeSet<String>| {
        let path = files.scratch(name);
        fs::write(&path, serde_json::to_string(&segments).expect("a list")).expect("writes");
        path
    };
    (put("base.json", files.base()), put("all.json", files.all()))
}

fn reading(files: &Files, board: &mut Board) {
    let one = files.one();
    let (own, duckdb) =
        by_turns(|| ours(&words(&["read"], &[&one]), false), || rival(&words(&["read"], &[&one]), false));
    assert_eq!(own.found, duckdb.found, "as many rows");
    let bytes = fs::metadata(&one).expect("the file").len();
    println!("one file: {} rows, {bytes} bytes", files.of_one());
    board.show("reading alone", "ours", &own);
    board.show("", "DuckDB", &duckdb);
    board.bar("of DuckDB's time", own.seconds / duckdb.seconds, 1.0 / 3.0);
}

fn attaching(files: &Files, board: &mut Board) {
    let (one, out, folder) = (files.one(), files.scratch("copy.parquet"), files.scratch("fresh"));
    let own = || {
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join("segments")).expect("a folder");
        ours(&words(&["add"], &[&folder, &one]), true)
    };
    let duckdb = || rival(&words(&["copy", &RUN_ROWS.to_string()], &[&one, &out]), true);
    let (own, duckdb) = by_turns(own, duckdb);
    board.show("61 columns to segments, sorted", "ours, with digests, cubes", &own);
    board.show("", "DuckDB, COPY", &duckdb);
    board.bar("of DuckDB's time", own.seconds / duckdb.seconds, 0.5);
    let segments = size_of(&folder.join("segments"));
    let copied = fs::metadata(&out).expect("the copy").len();
    println!(
        "bytes of the rows: ours {segments}, DuckDB {copied}; ours of cubes {}",
        size_of(&folder.join(".chancery/cubes/segments"))
    );
    board.bar("of DuckDB's bytes", segments as f64 / copied as f64, 1.0);
}

fn size_of(folder: &Path) -> u64 {
    let files = fs::read_dir(folder).expect("a folder").flatten();
    files.map(|file| file.metadata().map_or(0, |found| found.len())).sum()
}

/// Ten gigabytes in one file, once.
fn large_file(files: &Files, board: &mut Board) {
    let (path, folder) = (files.scratch("large.CSV"), files.scratch("fresh"));
    let rows = files.rows * 23 / 100;
    let bytes = made::write(&path, 0, rows, files.rows);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("segments")).expect("a folder");
    let run = ours(&words(&["add"], &[&folder, &path]), true);
    fs::remove_file(&path).expect("the file goes");
    fs::remove_dir_all(&folder).expect("the folder goes");
    println!("one file of {bytes} bytes, {rows} rows");
    board.show("61 columns to segments", "ours, once", &run);
    board.bar("MiB", run.kib as f64 / 1024.0, 1024.0);
}

fn counting(files: &Files, list: &Path, board: &mut Board) {
    let (workspace, sorted, aggregate) = (files.workspace(), files.sorted(), files.aggregate());
    ours(&words(&["make"], &[&workspace, list]), true);
    let made = rival(&words(&["aggregate"], &[&aggregate, &sorted]), true);
    let exact = ours(&words(&["fingerprint"], &[&workspace, list]), false);
    let theirs = rival(&words(&["groups"], &[&sorted]), false);
    assert_eq!(exact.found, theirs.found, "every group");
    println!("groups, rows, scores, fingerprint: {}", exact.found);
    let scan = |paths: Vec<PathBuf>| {
        let paths: Vec<&Path> = paths.iter().map(PathBuf::as_path).collect();
        rival(&words(&["plain-groups"], &paths), false)
    };
    let answer = || ours(&words(&["answer"], &[&workspace, list]), false);
    let (own, duckdb) = by_turns(answer, || scan(vec![sorted.clone()]));
    assert_eq!(own.found, duckdb.found);
    let on_ours = median((0..5).map(|_| scan(files.paths(&files.base()))).collect());
    let best = duckdb.seconds.min(on_ours.seconds);
    board.show("pair x month x root, asked after attaching", "ours, from cubes", &own);
    board.show("", "DuckDB, own Parquet", &duckdb);
    board.show("", "DuckDB, our segments", &on_ours);
    board.bar("of DuckDB's scan", own.seconds / best, 0.2);
    let (own, duckdb) = by_turns(answer, || rival(&words(&["read-aggregate"], &[&aggregate]), false));
    assert_eq!(own.found, duckdb.found);
    board.show("the same from what is kept", "ours, from cubes", &own);
    board.show("", "DuckDB, its aggregate", &duckdb);
    board.bar("of DuckDB's reading", own.seconds / duckdb.seconds, 1.0);
    board.show("making the aggregate", "DuckDB", &made);
}

fn recounting(files: &Files, list: &Path, board: &mut Board) {
    let (workspace, sorted) = (files.workspace(), files.sorted());
    let own = || ours(&words(&["recount"], &[&workspace, list]), true);
    let (own, duckdb) = by_turns(own, || rival(&words(&["plain-groups"], &[&sorted]), true));
    assert_eq!(own.found, duckdb.found);
    let polars = median((0..5).map(|_| rival(&words(&["polars-groups"], &[&sorted]), true)).collect());
    assert_eq!(own.found, polars.found);
    board.show("counted again from rows, whole process", "ours, every cell compared", &own);
    board.show("", "DuckDB", &duckdb);
    board.show("", "polars, streaming", &polars);
    board.bar("of DuckDB's time", own.seconds / duckdb.seconds, 0.5);
    board.bar("MiB", own.kib as f64 / 1024.0, 512.0);
    let fresh = || {
        let _ = fs::remove_dir_all(workspace.join(".chancery/cubes"));
        ours(&words(&["make"], &[&workspace, list]), true)
    };
    board.show("all cubes made anew from rows", "ours", &median((0..3).map(|_| fresh()).collect()));
}

/// Through the program that a user starts, in a workspace of its own with the same segments.
fn one_pair(files: &Files, board: &mut Board) {
    let (sorted, folder) = (files.sorted(), files.scratch("workspace-of-user"));
    let program = Path::new(env!("CARGO_BIN_EXE_chancery-engine")).with_file_name("chancery");
    assert!(program.exists(), "cargo xtask bench feeds builds chancery first");
    if !folder.exists() {
        runs::program(&program, &words(&["init"], &[&folder]));
        let digest = "0".repeat(64);
        let segments: Vec<String> = files.base().into_iter().map(|segment| format!("\"{segment}\"")).collect();
        let entry = format!(
            "[entry]\nformat = 1\nid = \"2026-11-30-rows\"\nrecorded = 2026-11-30\nby = \"bench\"\n\n[[feed]]\nid = \"rows\"\n\
             format = \"gdelt-2\"\nfile = \"rows.CSV\"\ndigest = \"{digest}\"\nimporter = 2\nrows_in = {rows}\nrows = {rows}\nsegments = [{}]\n",
            segments.join(", "),
            rows = files.rows,
        );
        fs::write(folder.join("journal/2026-11-30-rows.toml"), entry).expect("an entry");
        fs::rename(files.workspace().join("segments"), folder.join("segments")).expect("segments move");
        std::os::unix::fs::symlink(folder.join("segments"), files.workspace().join("segments")).expect("a link");
    }
    let asked = ["feed", "frequency", "--dyad", "PSQ-XLE", "--unit", "row", "--grain", "month", "--format", "csv"];
    let arguments = words(&["--workspace"], &[&folder]).into_iter().chain(asked.map(str::to_owned)).collect::<Vec<_>>();
    let own = || runs::program(&program, &arguments);
    own();
    let query = format!(
        "SELECT month, count(*) FROM read_parquet('{}') WHERE actor_a = 'PSQ' AND actor_b = 'XLE' GROUP BY month ORDER BY month",
        sorted.display()
    );
    let command = ["-c".to_owned(), "SET threads = 2".to_owned(), "-csv".to_owned(), "-c".to_owned(), query];
    let (own, duckdb) = by_turns(own, || runs::program(&runs::oracles("duckdb"), &command));
    let count = |text: &str, column: usize| -> u64 {
        text.lines().filter_map(|line| line.split(',').nth(column)?.parse::<u64>().ok()).sum()
    };
    assert_eq!(count(&own.found, 8), count(&duckdb.found, 1), "as many rows of the pair");
    let python = median((0..5).map(|_| rival(&words(&["one-pair", "PSQ", "XLE"], &[&sorted]), true)).collect());
    board.show("one pair, all months, whole process", "chancery", &own);
    board.show("", "duckdb, the program", &duckdb);
    board.show("", "duckdb in Python", &python);
    board.bar("seconds", own.seconds, 0.1);
    board.bar("of DuckDB's process", own.seconds / duckdb.seconds, 1.0 / 3.0);
}

/// One row in a hundred comes, and the whole is asked again.
fn growing(files: &Files, (base, all): &(PathBuf, PathBuf), board: &mut Board) {
    let workspace = files.workspace();
    let cubes = workspace.join(".chancery/cubes");
    let own = || {
        ours(&words(&["make"], &[&workspace, base]), true);
        let before = listed(&cubes);
        let run = ours(&words(&["answer"], &[&workspace, all]), false);
        let after = listed(&cubes);
        for file in after.difference(&before) {
            fs::remove_file(file).expect("a cube goes");
        }
        run
    };
    // What is new has a cube of its own from the moment it is attached; here it is made within the time.
    let segments = files.paths(&files.all());
    let paths: Vec<&Path> = segments.iter().map(PathBuf::as_path).collect();
    let out = files.scratch("rebuilt.parquet");
    let (own, duckdb) =
        by_turns(own, || rival(&words(&["aggregate"], &[&[out.as_path()], paths.as_slice()].concat()), false));
    board.show("one row in a hundred more, and the whole again", "ours", &own);
    board.show("", "DuckDB, aggregate rebuilt", &duckdb);
    board.bar("of DuckDB's rebuild", own.seconds / duckdb.seconds, 0.04);
    ours(&words(&["make"], &[&workspace, base]), true);
    ours(&words(&["make"], &[&workspace, all]), true);
    let grown = bytes(&cubes.join("gdelt-2"));
    fs::remove_dir_all(&cubes).expect("cubes go");
    ours(&words(&["make"], &[&workspace, all]), true);
    let rebuilt = bytes(&cubes.join("gdelt-2"));
    let is_same = rebuilt.iter().all(|file| grown.contains(file));
    println!(
        "{} files of years, made by growing and anew: {}",
        rebuilt.len(),
        if is_same { "the same bytes" } else { "OTHER BYTES" }
    );
    board.is_missed |= !is_same;
}

fn listed(folder: &Path) -> BTreeSet<PathBuf> {
    let files = |name: &str| fs::read_dir(folder.join(name)).into_iter().flatten().flatten().map(|file| file.path());
    files("gdelt-2")
        .chain(files("segments"))
        .filter(|path| path.extension().is_some_and(|ending| ending == "cube"))
        .collect()
}

fn bytes(folder: &Path) -> BTreeSet<(String, Vec<u8>)> {
    let files = fs::read_dir(folder).expect("a folder").flatten();
    let cubes = files.filter(|file| file.path().extension().is_some_and(|ending| ending == "cube"));
    cubes
        .map(|file| (file.file_name().to_string_lossy().into_owned(), fs::read(file.path()).expect("a cube")))
        .collect()
}
