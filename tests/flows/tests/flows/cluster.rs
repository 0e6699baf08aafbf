//! The measures elsewhere: a bundle, run by the runner that is in it on Sail, which speaks Spark's protocol without Java; what comes of it taken in
//! again; and every way in which a bundle or a result is not what it says. `cargo xtask cluster` does the same on Spark, with executors.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::Value;

use crate::feeds::{REAL, add, events, lines};
use crate::programs::{Outcome, chancery, outcome, skipped};
use crate::workspaces::{Workspace, root};

/// Sail's folder of programs.
fn sail() -> Option<PathBuf> {
    let folder = root().join("target/oracles/sail/bin");
    let is_there = folder.join("sail").exists();
    assert!(is_there || std::env::var_os("CI").is_none(), ".ci/run installs Sail in target/oracles/sail");
    is_there.then_some(folder)
}

const ABSENT: &str = "the measures elsewhere: target/oracles/sail has no Sail";

/// A server that ends with the test.
struct Server {
    child: Child,
    address: String,
    python: PathBuf,
}

impl Server {
    fn start(folder: &Path) -> Server {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("binds");
        let port = listener.local_addr().expect("has an address").port();
        drop(listener);
        let mut command = Command::new(folder.join("sail"));
        command.args(["spark", "server", "--ip", "127.0.0.1", "--port", &port.to_string()]);
        let child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("starts");
        let up = (0..600).any(|_| {
            std::thread::sleep(Duration::from_millis(100));
            std::net::TcpStream::connect(("127.0.0.1", port)).is_ok()
        });
        assert!(up, "Sail listens");
        Server { child, address: format!("sc://127.0.0.1:{port}"), python: folder.join("python") }
    }

    /// Runs the runner of a bundle.
    fn run(&self, bundle: &Path, result: &Path, options: &[&str]) -> Outcome {
        let mut command = Command::new(&self.python);
        command.args(["-W", "ignore"]).arg(bundle.join("run_measures.py")).arg(bundle).arg(result);
        outcome(command.args(["--engine", "sail"]).args(options).env("SPARK_REMOTE", &self.address))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A workspace with made-up rows, and with real files where they lie in `../shared`; and its bundle.
fn bundled() -> (Workspace, PathBuf) {
    let workspace = Workspace::bundled();
    let real = root().join("../shared/feeds");
    for (path, _) in REAL.iter().filter(|(path, _)| real.join(path).is_file()) {
        add(&workspace, &real.join(path), &[]).exits(0);
    }
    for (name, seed) in [("a.CSV", 1), ("b.CSV", 2)] {
        fs::write(workspace.file(name), lines(&events(seed, 2_000))).expect("writes");
        add(&workspace, &workspace.file(name), &[]).exits(0);
    }
    let bundle = workspace.file("bundle");
    export(&workspace, &bundle, &[]).exits(0);
    (workspace, bundle)
}

fn export(workspace: &Workspace, bundle: &Path, options: &[&str]) -> Outcome {
    let mut arguments = vec!["feed", "export", "--engine", "spark", bundle.to_str().expect("is UTF-8")];
    arguments.extend(options);
    chancery(&workspace.path, &arguments)
}

fn import(workspace: &Workspace, result: &Path) -> Outcome {
    chancery(&workspace.path, &["feed", "import-result", result.to_str().expect("is UTF-8")])
}

#[test]
fn measures_elsewhere_are_equal_and_come_home() {
    let Some(sail) = sail() else { return skipped(ABSENT) };
    let (workspace, bundle) = bundled();
    let server = Server::start(&sail);
    let result = workspace.file("result");
    let told = server.run(&bundle, &result, &[]).exits(0).stdout;
    assert_eq!((told.lines().count(), told.matches(", equal").count()), (5, 5), "{told}");

    // Home again: as tables, in comparisons, in the report, and in what a manifest names.
    chancery(&workspace.path, &["table", "contact_frequency@sail"]).exits(1).says("feed import-result");
    import(&workspace, &result).exits(0).says("every digest was worked out again");
    let ours = chancery(&workspace.path, &["feed", "measure", "contact_frequency", "--format", "json"]).exits(0).rows();
    let mut theirs = crate::programs::table(&workspace.path, "contact_frequency@sail", &[]);
    for row in &mut theirs {
        assert_eq!((row.remove("engine"), row.remove("engine_version").is_some()), (Some("sail".into()), true));
    }
    assert!(ours == theirs && ours.len() > 100, "{} and {} rows", ours.len(), theirs.len());
    for options in [vec![], vec!["--contacts"], vec!["--category", "military"]] {
        let compare = |on: &[&str]| {
            let arguments: Vec<&str> =
                ["feed", "compare", "--format", "csv"].iter().chain(&options).chain(on).copied().collect();
            chancery(&workspace.path, &arguments).exits(0).stdout
        };
        assert!(compare(&[]) == compare(&["--on", "sail"]), "{options:?}");
    }
    chancery(&workspace.path, &["feed", "compare", "--on", "spark"]).exits(2).says("there are sail");
    chancery(&workspace.path, &["run"]).exits(0);
    let report = workspace.read("views/report.md");
    assert!(
        report.contains("Run on sail 4") && report.contains("and equal, row for row: `contact_frequency`"),
        "{report}"
    );
    let manifest: Value = serde_json::from_str(&workspace.read("views/manifest.json")).expect("is JSON");
    assert_eq!(manifest["results"][0]["path"], "results/sail/result.json");
    chancery(&workspace.path, &["reproduce"]).exits(0);

    // Of other rows it is no result.
    fs::write(workspace.file("c.CSV"), lines(&events(3, 100))).expect("writes");
    add(&workspace, &workspace.file("c.CSV"), &[]).exits(0);
    chancery(&workspace.path, &["table", "contact_frequency@sail"]).exits(1);
    import(&workspace, &result).says("other segments").exits(1);
}

/// Each is an error that names what is wrong, or an equal result; never another result.
#[test]
fn a_bundle_that_is_not_whole_is_refused() {
    let Some(sail) = sail() else { return skipped(ABSENT) };
    let (workspace, bundle) = bundled();
    let server = Server::start(&sail);
    let part = bundle.join("rows/format=gdelt-2");
    let year = fs::read_dir(&part).expect("reads").next().expect("a year").expect("reads").path();
    let file = year.join("part-0.parquet");
    let whole = fs::read(&file).expect("reads");
    let mut number = 0;
    let mut run = |options: &[&str]| {
        number += 1;
        server.run(&bundle, &workspace.file(&format!("result-{number}")), options)
    };
    for options in [&[][..], &["--unhashed"]] {
        fs::write(&file, &whole[..whole.len() / 2]).expect("writes");
        let told = run(options);
        assert_ne!(told.code, Some(0), "a file is cut short: {}", told.stdout);
        fs::write(&file, &whole).expect("writes");

        fs::rename(&year, bundle.join("aside")).expect("moves");
        let told = run(options);
        assert!(
            told.code == Some(1)
                && told.stderr.contains(if options.is_empty() { "part-0" } else { "rows by format and year" }),
            "{}",
            told.stderr
        );
        fs::rename(bundle.join("aside"), &year).expect("moves");
    }
    // Another column's type in the manifest stands for a file of other columns.
    let manifest = fs::read_to_string(bundle.join("manifest.json")).expect("reads");
    fs::write(bundle.join("manifest.json"), manifest.replacen("\"int\"", "\"bigint\"", 1)).expect("writes");
    run(&[]).exits(1).says("columns of rows");
    // Another digest: there is a first row that differs, or else none.
    let spoiled = manifest.replacen("\"logical\": \"", "\"logical\": \"00", 1);
    fs::write(bundle.join("manifest.json"), &spoiled).expect("writes");
    run(&["--measure", "contact_frequency"]).exits(1).says("None and not None");
    fs::write(bundle.join("manifest.json"), manifest).expect("writes");
    fs::write(
        bundle.join("sql/covered_days.sql"),
        "SELECT format, day, COUNT(*) + 1 AS feed_rows FROM rows GROUP BY format, day",
    )
    .expect("writes");
    run(&["--unhashed", "--measure", "covered_days"]).exits(1).says("covered_days, row 1: ");
    // What differs is there to be looked at, and is not taken in.
    import(&workspace, &workspace.file(&format!("result-{number}"))).exits(1).says("other rows of covered_days");
    assert!(!workspace.file("results").exists());
}

#[test]
fn a_result_that_is_not_what_it_says_changes_nothing() {
    let Some(sail) = sail() else { return skipped(ABSENT) };
    let (workspace, bundle) = bundled();
    let server = Server::start(&sail);
    let result = workspace.file("result");
    server.run(&bundle, &result, &["--measure", "covered_days"]).exits(0);
    let told = fs::read_dir(result.join("result")).expect("reads").flatten().map(|entry| entry.path());
    let told = told.filter(|path| path.extension().is_some_and(|ending| ending == "txt")).collect::<Vec<_>>();
    let [told] = told.as_slice() else { panic!("one file: {told:?}") };
    let line = fs::read_to_string(told).expect("reads");
    for (from, to, said) in [
        ("\"rows\": ", "\"rows\": 1", "and the engine said"),
        ("\"logical\": \"", "\"logical\": \"0", "rows with the logical digest"),
        ("\"engine\": \"sail\"", "\"engine\": \"../../x\"", "not a result that this version knows"),
        ("\"version\": \"", "\"version\": \"<b>", "has no version"),
        ("covered_days", "../covered_days", "measure"),
        ("\"compared\": \"equal\"", "\"compared\": \"differs\"", "came to other rows of covered_days"),
        ("\"inputs\": \"", "\"inputs\": \"0", "of another vocabulary"),
        ("[{", "[], \"more\": [{", "no measure"),
        ("\"format\": 1", "\"format\": 2", "not a result"),
        ("{", "[", "no result of a bundle"),
    ] {
        fs::write(told, line.replacen(from, to, 1)).expect("writes");
        let refused = import(&workspace, &result);
        assert!(refused.code != Some(0) && refused.stderr.contains(said), "{said}: {}", refused.stderr);
        assert!(!workspace.file("results").exists(), "{said}");
    }
    fs::write(told, line).expect("writes");
    import(&workspace, &result).exits(0);
    // What was taken in is looked at whenever it is used: cut short, with a hole, another, a link.
    let table = || chancery(&workspace.path, &["table", "covered_days@sail"]);
    let kept = workspace.file("results/sail/covered_days.parquet");
    let bytes = fs::read(&kept).expect("reads");
    for spoiled in [bytes[..bytes.len() - 9].to_vec(), [&bytes[..40], &bytes[90..]].concat(), Vec::new()] {
        fs::write(&kept, spoiled).expect("writes");
        let told = table().exits(1);
        assert!(told.stderr.contains("not the file that the engine wrote"), "{}", told.stderr);
    }
    fs::write(&kept, &bytes).expect("writes");
    table().exits(0);
    let aside = workspace.file("aside.parquet");
    fs::rename(&kept, &aside).expect("moves");
    std::os::unix::fs::symlink(&aside, &kept).expect("links");
    table().exits(3).says("covered_days.parquet");
    fs::remove_file(&kept).expect("removes");
    fs::rename(&aside, &kept).expect("moves");

    // A copy under another name is nobody's.
    let said = workspace.file("results/sail/result.json");
    fs::create_dir(workspace.file("results/sail-old")).expect("makes");
    fs::copy(&said, workspace.file("results/sail-old/result.json")).expect("copies");
    table().exits(0);
}

/// Sail writes no file for a measure without rows, and Spark writes one.
#[test]
fn a_measure_without_rows_is_one_too() {
    let Some(sail) = sail() else { return skipped(ABSENT) };
    let workspace = Workspace::small();
    // Countries that the vocabulary does not have.
    let mut unknown = lines(&events(1, 500));
    for code in ["MNG", "PRK", "JPN", "CHN"] {
        unknown = unknown.replace(&format!("\t{code}\t"), &format!("\tX{}\t", &code[..2]));
    }
    fs::write(workspace.file("a.CSV"), unknown).expect("writes");
    add(&workspace, &workspace.file("a.CSV"), &[]).exits(0);
    let (bundle, result) = (workspace.file("bundle"), workspace.file("result"));
    export(&workspace, &bundle, &[]).exits(0);
    Server::start(&sail).run(&bundle, &result, &["--measure", "pair_days"]).exits(0);
    import(&workspace, &result).exits(0);
    assert_eq!(crate::programs::table(&workspace.path, "pair_days@sail", &[]).len(), 0);
}

/// Without Sail too: the same bundle again, none without feeds, none over something, and without what is expected.
#[test]
fn a_bundle_is_made_once_and_the_same() {
    let workspace = Workspace::small();
    let bundle = workspace.file("bundle");
    export(&workspace, &bundle, &[]).exits(1).says("no feed is attached");
    assert!(!bundle.exists());
    fs::write(workspace.file("a.CSV"), lines(&events(1, 2_000))).expect("writes");
    add(&workspace, &workspace.file("a.CSV"), &[]).exits(0);
    export(&workspace, &bundle, &[]).exits(0);
    export(&workspace, &bundle, &[]).says("is not an empty folder");
    let again = workspace.file("again");
    export(&workspace, &again, &["--format", "json"]).exits(0);
    let difference =
        crate::workspaces::difference(&crate::workspaces::files(&bundle), &crate::workspaces::files(&again));
    assert_eq!(difference, None);
    let bare = workspace.file("bare");
    export(&workspace, &bare, &["--no-expected"]).exits(0);
    assert!(!bare.join("expected").exists());
    let manifest = |folder: &Path| -> Value {
        serde_json::from_str(&fs::read_to_string(folder.join("manifest.json")).expect("reads")).expect("is JSON")
    };
    let (with, without) = (manifest(&bundle), manifest(&bare));
    for (with, without) in
        with["measures"].as_array().expect("measures").iter().zip(without["measures"].as_array().expect("measures"))
    {
        assert_eq!(
            (&with["columns"], &with["key"]),
            (&without["columns"], &without["key"]),
            "types are known without rows"
        );
        assert!(with["logical"].is_string() && without.get("logical").is_none());
    }
}

/// The page has the tables that the model prints of the kept runs.
#[test]
fn the_model_on_the_page_is_that_of_the_runs() {
    let told =
        outcome(Command::new("python3").args(["-B", "xtask/cluster/model.py"]).current_dir(root())).exits(0).stdout;
    let page = fs::read_to_string(root().join("docs/CLUSTER.md")).expect("reads");
    let lines: Vec<&str> = told.lines().filter(|line| !line.is_empty()).collect();
    assert!(lines.len() > 15, "{told}");
    for line in lines {
        assert!(page.lines().any(|own| own == line), "docs/CLUSTER.md lacks: {line}");
    }
}
