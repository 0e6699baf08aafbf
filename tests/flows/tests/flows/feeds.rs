//! Feeds through the program: from a file to segments, an entry and counts, and back again.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use crate::programs::{Outcome, chancery, skipped};
use crate::workspaces::{Workspace, difference, root};

/// What a row of GDELT 2.0 says here: number, day, both countries, event code, tenths of its score.
pub struct Event(pub u64, pub u32, pub &'static str, pub &'static str, pub &'static str);

impl Event {
    /// As a line of 61 columns.
    fn line(&self) -> String {
        let Event(number, day, a, b, code) = self;
        let mut fields = vec![String::new(); 61];
        for (column, value) in [
            (1, number.to_string()),
            (2, day.to_string()),
            (8, (*a).to_owned()),
            (18, (*b).to_owned()),
            (26, "1".to_owned()),
            (27, (*code).to_owned()),
            (28, code[..code.len().min(3)].to_owned()),
            (29, code[..2].to_owned()),
            (30, "1".to_owned()),
            (31, "3.4".to_owned()),
            (32, "5".to_owned()),
            (52, "4".to_owned()),
            (54, "MG".to_owned()),
            (60, "20191024143000".to_owned()),
        ] {
            fields[column - 1] = value;
        }
        fields.join("\t") + "\n"
    }
}

const COUNTRIES: [&str; 5] = ["MNG", "PRK", "JPN", "", "CHN"];
const CODES: [&str; 5] = ["040", "042", "0831", "190", "043"];

/// Many events on few days, so that units differ; a generator of its own, so that nobody else's order can matter.
pub fn events(seed: u64, count: u64) -> Vec<Event> {
    let mut state = seed;
    let mut below = |limit: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((state >> 33) % limit) as usize
    };
    let event = |number| {
        let day = [20_190_930, 20_191_001, 20_191_002, 20_200_229][below(4)];
        Event(seed * 10_000 + number, day, COUNTRIES[below(5)], COUNTRIES[below(5)], CODES[below(5)])
    };
    (0..count).map(event).collect()
}

fn file(workspace: &Workspace, name: &str, text: &str) -> PathBuf {
    let path = workspace.file(name);
    fs::write(&path, text).expect("writes");
    path
}

pub fn lines(events: &[Event]) -> String {
    events.iter().map(Event::line).collect()
}

pub fn add(workspace: &Workspace, path: &std::path::Path, further: &[&str]) -> Outcome {
    let mut all = vec!["feed", "add", path.to_str().expect("is UTF-8"), "--by", "coder-a"];
    all.extend(further);
    chancery(&workspace.path, &all)
}

type Cells = BTreeMap<(String, String, String, String), u64>;

/// Contacts by unit, pair and month, counted one by one.
fn recount(events: &[Event]) -> Cells {
    let mut cells = Cells::new();
    let mut seen = BTreeSet::new();
    for Event(_, day, source, target, code) in events {
        let (a, b) = (source.min(target), source.max(target));
        if source.is_empty() || target.is_empty() || a == b {
            continue;
        }
        let month = format!("{}-{:02}", day / 10_000, day / 100 % 100);
        let mut count = |unit: &str| {
            *cells.entry((unit.to_owned(), (*a).to_owned(), (*b).to_owned(), month.clone())).or_default() += 1;
        };
        count("row");
        for (unit, key) in [
            ("one-a-day", format!("{day} {source} {target} {code}")),
            ("undirected", format!("{day} {a} {b} {}", &code[..2])),
            ("dyad-day", format!("{day} {a} {b}")),
        ] {
            if seen.insert((unit, key)) {
                count(unit);
            }
        }
    }
    cells
}

fn counted(workspace: &Workspace, further: &[&str]) -> Cells {
    let mut all = vec!["feed", "frequency", "--grain", "month", "--format", "json"];
    all.extend(further);
    let rows = chancery(&workspace.path, &all).exits(0).rows();
    let text = |row: &serde_json::Map<String, serde_json::Value>, key: &str| row[key].as_str().expect(key).to_owned();
    rows.iter()
        .map(|row| {
            let key = (text(row, "unit"), text(row, "actor_a"), text(row, "actor_b"), text(row, "period"));
            (key, row["contacts"].as_u64().expect("a number"))
        })
        .collect()
}

#[test]
fn every_unit_is_what_a_recount_of_all_files_finds() {
    let workspace = Workspace::small();
    let (first, second) = (events(1, 400), events(2, 300));
    add(&workspace, &file(&workspace, "a.export.CSV", &lines(&first)), &[]).exits(0);
    let one = counted(&workspace, &[]);
    assert_eq!(one, recount(&first));
    assert_eq!(one.len(), 6 * 3 * 4, "six pairs in three months and four units");
    add(&workspace, &file(&workspace, "b.export.CSV", &lines(&second)), &[]).exits(0);
    // What both files saw on one day is one contact in all units but the row.
    let both: Vec<Event> = first.into_iter().chain(second).collect();
    assert_eq!(counted(&workspace, &[]), recount(&both));
    let chosen = counted(&workspace, &["--dyad", "MNG-PRK", "--unit", "dyad-day"]);
    assert_eq!(chosen.len(), 3);
    assert!(chosen.keys().all(|key| (key.1.as_str(), key.2.as_str()) == ("MNG", "PRK")));
}

#[test]
fn threads_and_adding_again_change_nothing_and_missing_rows_are_made_anew() {
    let workspace = Workspace::small();
    let path = file(&workspace, "a.export.CSV", &lines(&events(1, 3_000)));
    add(&workspace, &path, &["--threads", "1"]).exits(0).says("attached as gdelt-2-a: 3000 of 3000 rows in 1 segments");
    let segments = || crate::workspaces::files(&workspace.file("segments"));
    let before = segments();
    let journal = crate::workspaces::files(&workspace.file("journal"));
    add(&workspace, &path, &["--threads", "3"]).exits(0).says("nothing new: this file is attached as gdelt-2-a");
    assert_eq!(difference(&before, &segments()), None);
    assert_eq!(difference(&journal, &crate::workspaces::files(&workspace.file("journal"))), None);
    chancery(&workspace.path, &["verify"]).exits(0);

    let (name, bytes) = before.iter().next().expect("there is one");
    let mut changed = bytes.clone();
    changed[100] ^= 1;
    fs::write(workspace.file("segments").join(name), &changed).expect("writes");
    chancery(&workspace.path, &["verify"]).exits(4).says("changed-rows");
    fs::remove_file(workspace.file("segments").join(name)).expect("removes");
    chancery(&workspace.path, &["verify"]).exits(1).says("missing-rows");
    chancery(&workspace.path, &["feed", "frequency"]).exits(1).says("`a.export.CSV` (of the feed `gdelt-2-a`)");
    let listed = chancery(&workspace.path, &["feed", "list"]).exits(0);
    assert!(listed.stdout.contains("segments are missing"), "{}", listed.stdout);
    add(&workspace, &path, &[]).exits(0).says("nothing new");
    assert_eq!(difference(&before, &segments()), None, "the same bytes");
}

#[test]
fn what_is_detached_is_counted_as_of_before() {
    let workspace = Workspace::small();
    let path = file(&workspace, "a.export.CSV", &lines(&events(1, 100)));
    add(&workspace, &path, &["--recorded", "2026-12-01"]).exits(0);
    let before = counted(&workspace, &[]);
    let detach = ["feed", "detach", "gdelt-2-a", "--reason", "Another.", "--by", "coder-a", "--recorded", "2026-12-05"];
    chancery(&workspace.path, &detach).exits(0);
    chancery(&workspace.path, &["feed", "frequency"]).exits(1).says("no feed is attached");
    assert_eq!(counted(&workspace, &["--as-of", "2026-12-04"]), before);
    chancery(&workspace.path, &detach).exits(2).says("no feed `gdelt-2-a` is attached");
    add(&workspace, &path, &["--recorded", "2026-12-06"]).exits(0);
    assert_eq!(counted(&workspace, &[]), before);
    let life = chancery(&workspace.path, &["history", "gdelt-2-a"]).exits(0).stdout;
    for name in ["FeedAttached", "FeedDetached"] {
        assert!(life.contains(name), "{life}");
    }
}

#[test]
fn rejected_rows_are_listed_and_a_damaged_file_is_refused_whole() {
    let workspace = Workspace::small();
    let mut text = lines(&events(1, 50));
    text.push_str("=1+1\tnot a row\n");
    text.push_str(&Event(9, 20_191_399, "MNG", "PRK", "040").line());
    add(&workspace, &file(&workspace, "a.export.CSV", &text), &[])
        .exits(0)
        .says("50 of 52 rows")
        .says("2 rows rejected");
    let rejected = crate::workspaces::files(&workspace.file(".chancery/rejected"));
    let list = String::from_utf8_lossy(rejected.values().next().expect("a list")).into_owned();
    let lines_of_list: Vec<&str> = list.lines().collect();
    assert_eq!(lines_of_list.len(), 3, "{list}");
    assert!(lines_of_list[1].starts_with("51,columns,") && lines_of_list[2].starts_with("52,date,"), "{list}");
    assert!(list.contains(",'=1+1"), "a spreadsheet does not calculate it: {list}");

    let before = crate::workspaces::files(&workspace.path);
    let broken = lines(&events(1, 50)).replace('\t', ";");
    let path = workspace.file("b.export.CSV");
    fs::write(&path, broken).expect("writes");
    add(&workspace, &path, &[]).exits(1).says("semicolons").says("nothing was attached");
    fs::write(&path, "a text\n").expect("writes");
    add(&workspace, &path, &[]).exits(2).says("say it with --as: gdelt-1, gdelt-2, icews, ucdp-ged");
    add(&workspace, &path, &["--as", "gdelt"]).exits(2).says("did you mean");
    add(&workspace, &workspace.file("nothing"), &[]).exits(3);
    fs::remove_file(&path).expect("removes");
    assert_eq!(difference(&before, &crate::workspaces::files(&workspace.path)), None);
}

#[test]
fn a_query_sees_rows_beside_what_was_coded_by_hand() {
    let workspace = Workspace::small();
    add(&workspace, &file(&workspace, "a.export.CSV", &lines(&events(1, 200))), &[]).exits(0);
    let sql = |query: &str| chancery(&workspace.path, &["sql", "--format", "json", query]);
    let rows = sql("SELECT COUNT(*) AS n, MIN(score) AS least, MIN(day) AS first FROM rows").exits(0).stdout;
    assert_eq!(rows, "{\"n\":200,\"least\":34,\"first\":\"2019-09-30\"}\n");
    let contacts = sql("SELECT COUNT(*) AS n FROM contacts").exits(0).rows();
    assert_eq!(contacts[0]["n"], 1);
    sql("SELECT nothing FROM rows").exits(2).says("unable to find column \"nothing\"");
    sql("DELETE FROM rows").exits(2);
    sql("").exits(2);
}

#[test]
fn contacts_are_compared_with_what_a_feed_saw() {
    let workspace = Workspace::bundled();
    // The whole of October 2013, in which the president's visit began, with rows of the pair on one day; and days of which the coders
    // know nothing.
    let of_october = (1..=31).map(|day| Event(day, 20_131_000 + day as u32, "JPN", "CHN", "010"));
    let of_the_pair = [
        Event(41, 20_131_028, "PRK", "MNG", "040"),
        Event(42, 20_131_028, "MNG", "PRK", "042"),
        Event(44, 20_190_101, "MNG", "PRK", "060"),
    ];
    let seen: Vec<Event> = of_october.chain(of_the_pair).collect();
    add(&workspace, &file(&workspace, "a.export.CSV", &lines(&seen)), &[]).exits(0);
    let compared = ["feed", "compare", "--dyad", "MNG-PRK", "--grain", "all", "--format", "json"];
    let outcome = chancery(&workspace.path, &compared).exits(0).says("a row goes with a contact of the same pair");
    let row = outcome.rows().pop().expect("a row");
    let whole = |key: &str| row[key].as_i64().expect(key);
    assert_eq!(whole("contacts"), whole("compared") + whole("left_out"));
    assert_eq!(whole("feed_days"), 2, "of the pair");
    assert!(whole("recalled") >= 1 && whole("recalled") <= whole("compared"), "{row:?}");
    let each = ["feed", "compare", "--dyad", "MNG-PRK", "--contacts", "--format", "json"];
    let each = chancery(&workspace.path, &each).exits(0).rows();
    let of = |result: &str| each.iter().filter(|row| row["result"] == result).count() as i64;
    assert_eq!((of("recalled"), of("left-out")), (whole("recalled"), whole("left_out")));
    assert_eq!(each.len() as i64, whole("contacts"));
    for row in each.iter().filter(|row| row["result"] == "recalled") {
        assert!(row["feed_days"].as_i64() > Some(0) && row["covered_days"] == row["onset_days"], "{row:?}");
    }
    chancery(&workspace.path, &["feed", "compare", "--category", "sport"]).exits(2).says("category with root codes");
}

/// What a feed's file says goes to terminals and spreadsheets as everything else does.
#[test]
fn text_of_a_feed_never_acts() {
    let workspace = Workspace::small();
    let head = "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO Code\tIntensity\tTarget Name\t\
                Target Sectors\tTarget Country\tStory ID\tSentence Number\tPublisher\tCity\tDistrict\tProvince\tCountry\tLatitude\t\
                Longitude\n";
    let row = |id: u32, source: &str| {
        format!("{id}\t2018-06-01\tN\tS\t{source}\tT\t040\t1\tN\tS\tJapan\t7\t1\tP\tC\tD\tP\tX\t0\t0\n")
    };
    let text = format!("{head}{}{}{}", row(1, "=1+1"), row(2, "a\u{202e}b\u{200b}"), row(3, "<script>|`x`"));
    add(&workspace, &file(&workspace, "a.tab", &text), &[]).exits(0).says("3 of 3 rows");
    let csv = chancery(&workspace.path, &["feed", "frequency", "--format", "csv"]).exits(0).stdout;
    assert!(csv.contains(",'=1+1,") && !csv.contains(",=1+1"), "{csv}");
    for arguments in
        [&["feed", "frequency"][..], &["feed", "measure", "contact_frequency"], &["sql", "SELECT source FROM rows"]]
    {
        let shown = chancery(&workspace.path, arguments).exits(0).stdout;
        assert!(shown.contains("=1+1") && !shown.contains(['\u{202e}', '\u{200b}', '\u{1b}']), "{shown}");
    }
    let bad = add(&workspace, &file(&workspace, "b\u{202e}.tab", &text), &[]).exits(1);
    assert!(!bad.stderr.contains('\u{202e}'), "{}", bad.stderr);
    add(&workspace, &file(&workspace, "c.tab", &text), &["--id", "No Id"]).exits(1).says("bad-id");
}

/// Figures of real files, as published or counted by other hands. The files cannot be in the repository; they may lie in `../shared`.
#[test]
fn real_files_give_the_figures_that_are_known() {
    let feeds = root().join("../shared/feeds");
    if !feeds.is_dir() {
        return skipped("../shared/feeds is absent, so no real feed was counted");
    }
    let workspace = Workspace::small();
    for (path, said) in [
        ("gdelt1/20160529.export.CSV", "1000 of 1000 rows"),
        ("gdelt1/mixed_57_58.events.csv", "710 of 710 rows"),
        ("gdelt2/20191024143000.export.CSV", "2111 of 2111 rows"),
        ("icews/events.2018.sample.tab", "3705 of 3705 rows"),
        ("ucdp/ged-sample.csv", "1000 of 1000 rows"),
    ] {
        add(&workspace, &feeds.join(path), &[]).exits(0).says(said);
    }
    add(&workspace, &feeds.join("damaged/20190121220000.export2.CSV"), &[]).exits(1).says("spreadsheet");
    let mut units: BTreeMap<(String, String), i64> = BTreeMap::new();
    let all = ["feed", "frequency", "--grain", "all", "--format", "json"];
    for row in chancery(&workspace.path, &all).exits(0).rows() {
        let text = |key: &str| row[key].as_str().expect(key).to_owned();
        *units.entry((text("format"), text("unit"))).or_default() += row["contacts"].as_i64().expect("a number");
    }
    let of = |format: &str, unit: &str| units[&(format.to_owned(), unit.to_owned())];
    assert_eq!([of("icews", "row"), of("icews", "one-a-day"), of("icews", "undirected")], [1741, 882, 550]);
    let late = "SELECT format, COUNT(*) AS n FROM rows WHERE CAST(added AS INT) - CAST(day AS INT) > 300 \
                GROUP BY format ORDER BY format";
    let consult = "SELECT COUNT(*) AS n, COUNT(DISTINCT story) AS stories, COUNT(DISTINCT day) AS days FROM rows \
                   WHERE format = 'icews' AND root = '04' AND actor_a = 'North Korea' AND actor_b = 'United States'";
    let both = "SELECT format, COUNT(*) AS n FROM rows WHERE format LIKE 'gdelt%' AND actor_a IS NOT NULL \
                GROUP BY format ORDER BY format";
    for (query, figures) in [
        (late, "{\"format\":\"gdelt-1\",\"n\":239}\n{\"format\":\"gdelt-2\",\"n\":24}\n"),
        (consult, "{\"n\":232,\"stories\":83,\"days\":2}\n"),
        (both, "{\"format\":\"gdelt-1\",\"n\":356}\n{\"format\":\"gdelt-2\",\"n\":590}\n"),
    ] {
        assert_eq!(chancery(&workspace.path, &["sql", "--format", "json", query]).exits(0).stdout, figures);
    }
}
