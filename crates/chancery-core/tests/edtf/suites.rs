//! The two suites as cases: which texts are dates, between which instants, and how they are written.
//!
//! Both are other people's and stand unchanged in `suites`, each under the licence beside it.

use chancery_core::when::Day;

/// Every file, with its text.
pub const FILES: [(&str, &str); 9] = [
    ("loc-edtf-examples.json", EXAMPLES),
    ("vectors-level0.tsv", include_str!("suites/vectors-level0.tsv")),
    ("vectors-level1.tsv", include_str!("suites/vectors-level1.tsv")),
    ("vectors-level2.tsv", include_str!("suites/vectors-level2.tsv")),
    ("vectors-iso8601-2.tsv", include_str!("suites/vectors-iso8601-2.tsv")),
    ("vectors-loc-spec.tsv", include_str!("suites/vectors-loc-spec.tsv")),
    ("vectors-edge-cases.tsv", include_str!("suites/vectors-edge-cases.tsv")),
    ("LICENSE-loc-edtf-examples-MIT", include_str!("suites/LICENSE-loc-edtf-examples-MIT")),
    ("LICENSE-vectors", include_str!("suites/LICENSE-vectors")),
];

/// The examples of the Library of Congress.
const EXAMPLES: &str = include_str!("suites/loc-edtf-examples.json");

/// One line of a suite.
#[derive(Debug)]
pub struct Case {
    /// The file without its ending.
    pub suite: &'static str,
    /// The line of a file of vectors; of the examples the list and the place in it, from 1.
    pub place: String,
    pub input: String,
    pub is_valid: bool,
    pub is_interval: bool,
    /// The first and last day, where the suite gives any.
    pub days: Option<(End, End)>,
    /// How the suite writes it, where it does.
    pub canonical: Option<String>,
}

/// One end of the time that a suite gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    On(Day),
    Open,
    Unknown,
}

impl End {
    /// The day, unless there is none.
    pub fn day(self) -> Option<Day> {
        match self {
            End::On(day) => Some(day),
            End::Open | End::Unknown => None,
        }
    }
}

/// Every line of both suites.
pub fn cases() -> Vec<Case> {
    let vectors = FILES.into_iter().filter_map(|(name, text)| Some(vectors(name.strip_suffix(".tsv")?, text)));
    vectors.flatten().chain(examples()).collect()
}

fn vectors(suite: &'static str, text: &'static str) -> Vec<Case> {
    let header: Vec<&str> = text.lines().next().unwrap_or_default().split('\t').collect();
    assert_eq!(header[..6], ["input", "type", "level", "min", "max", "edtf"], "{suite}");
    let numbered = (1..).zip(text.lines()).skip(1);
    let rows = numbered.filter(|(_, line)| !line.starts_with('#'));
    rows.map(|(number, line): (usize, &str)| {
        let columns: Vec<&str> = line.split('\t').collect();
        assert_eq!(columns.len(), header.len(), "{suite}:{number}");
        // Only the edge cases say which texts are none; they have 0 at both ends where they say nothing of them.
        let is_valid = columns.get(6).is_none_or(|verdict| *verdict == "VALID");
        let says_when = is_valid && (columns[3], columns[4]) != ("0", "0");
        Case {
            suite,
            place: number.to_string(),
            input: columns[0].to_owned(),
            is_valid,
            is_interval: columns[1] == "Interval",
            days: says_when.then(|| (end(columns[3]), end(columns[4]))),
            canonical: is_valid.then(|| columns[5].to_owned()),
        }
    })
    .collect()
}

/// The day of an instant in milliseconds since 1970.
fn end(column: &str) -> End {
    match column {
        "Infinity" | "-Infinity" => End::Open,
        "" => End::Unknown,
        instant => {
            let day = instant.parse::<i64>().expect("milliseconds").div_euclid(86_400_000);
            End::On(Day(i32::try_from(day).expect("a day")))
        }
    }
}

fn examples() -> Vec<Case> {
    let file: serde_json::Value = serde_json::from_str(EXAMPLES).expect("the examples are JSON");
    let of_list = |list: &'static str| {
        let texts = file[list].as_array().expect("a list").iter();
        let numbered = (1..).zip(texts.map(|example| example["edtf"].as_str().expect("a text")));
        numbered.map(move |(number, input): (usize, &str)| Case {
            suite: "loc-edtf-examples",
            place: format!("{list} {number}"),
            input: input.to_owned(),
            is_valid: list == "examples",
            is_interval: input.contains('/'),
            days: None,
            canonical: None,
        })
    };
    of_list("examples").chain(of_list("invalid")).collect()
}
