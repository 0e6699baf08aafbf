//! The recount against the tables, cell by cell; every difference is told.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::{Map, Value};

use super::calendar::{GRAINS, Period, name};
use super::cells::{Cell, Key, cells};
use super::held::{Rule, World};
use crate::programs::{chancery, table};

/// What a row of `contact_frequency` holds; numbers are null where nothing is known.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Row {
    certain: Option<i64>,
    possible: Option<i64>,
    expected: Option<i64>,
    open: Option<i64>,
    recurring: Option<i64>,
    coverage: String,
}

/// Compares both tables of a workspace under a rule. Gives the number of cells compared and all differences.
pub fn compare(workspace: &Path, world: &World, rule: &Rule) -> (usize, Vec<String>) {
    let mut differences = Vec::new();
    let counted = cells(world, rule);
    let recounted = recounted(&counted, world);
    let mut published: BTreeMap<[String; 5], Row> = BTreeMap::new();
    for row in table(workspace, "contact_frequency", &["--rule", &rule.id]) {
        let key = ["dyad", "grain", "period", "category", "form"].map(|column| text(&row, column));
        let direction = if key[0].contains('>') { "a-b" } else { "none" };
        let actors = [text(&row, "actor_a"), text(&row, "actor_b")].join(if direction == "none" { "-" } else { ">" });
        if text(&row, "direction") != direction || actors != key[0] {
            differences.push(format!("{}: actors {actors}, direction {}", key.join(" "), text(&row, "direction")));
        }
        if published.insert(key.clone(), shown(&row)).is_some() {
            differences.push(format!("{}: stands twice", key.join(" ")));
        }
    }
    let keys: BTreeSet<&[String; 5]> = recounted.keys().chain(published.keys()).collect();
    let mut compared = keys.len();
    // The same fault shows in many periods: it is told once, with the first of them.
    let mut faults: BTreeMap<String, (String, usize)> = BTreeMap::new();
    for key in keys {
        let (ours, theirs) = (recounted.get(key), published.get(key));
        if ours != theirs {
            let [dyad, grain, period, category, form] = key;
            let fault =
                format!("{dyad} {grain} {category} {form}: recounted {}, published {}", said(ours), said(theirs));
            faults.entry(fault).or_insert((period.clone(), 0)).1 += 1;
        }
    }
    differences
        .extend(faults.into_iter().map(|(fault, (first, times))| format!("{fault} ({times} times, first {first})")));
    let (shares, wrong) = compare_shares(workspace, &counted, rule);
    compared += shares;
    differences.extend(wrong);
    (compared, differences)
}

/// The rows that the recount expects, coverage and all.
fn recounted(counted: &BTreeMap<Key, Cell>, world: &World) -> BTreeMap<[String; 5], Row> {
    let mut keys: BTreeSet<Key> = counted.keys().cloned().collect();
    for searched in &world.coverage {
        let [a, b] = &searched.dyad;
        let all = ["all".to_owned()];
        let categories = if searched.categories.is_empty() { all.as_slice() } else { &searched.categories };
        for day in &searched.days {
            for grain in GRAINS {
                for dyad in [format!("{a}-{b}"), format!("{a}>{b}"), format!("{b}>{a}")] {
                    let period = world.calendar.period(grain, *day);
                    keys.extend(categories.iter().map(|c| (dyad.clone(), period, c.clone(), "all".to_owned())));
                }
            }
        }
    }
    let rows = keys.into_iter().map(|key| {
        let cell = counted.get(&key).cloned().unwrap_or_default();
        let (dyad, period, category, form) = key;
        let coverage = coverage(&dyad, period, &category, world);
        let known = |number: i64| (cell.possible > 0 || coverage == "full").then_some(number);
        let row = Row {
            certain: known(cell.certain),
            possible: known(cell.possible),
            expected: known(cell.expected),
            open: Some(cell.open),
            recurring: Some(cell.recurring),
            coverage: coverage.to_owned(),
        };
        ([dyad, period.0.to_owned(), name(period), category, form], row)
    });
    rows.collect()
}

/// Whether the days searched for a dyad and category fill a period: only those gone through systematically count for that, and
/// any others show that something was searched. Nobody searched all days there are.
fn coverage(dyad: &str, period: Period, category: &str, world: &World) -> &'static str {
    let is_dyad =
        |[a, b]: &[String; 2]| [format!("{a}-{b}"), format!("{a}>{b}"), format!("{b}>{a}")].iter().any(|d| d == dyad);
    let mut read: BTreeSet<usize> = BTreeSet::new();
    let mut seen: BTreeSet<usize> = BTreeSet::new();
    for searched in &world.coverage {
        let categories = &searched.categories;
        if is_dyad(&searched.dyad) && (categories.is_empty() || categories.iter().any(|c| c == category)) {
            let within = searched.days.iter().copied().filter(|day| world.calendar.period(period.0, *day) == period);
            let days = if searched.is_systematic { &mut read } else { &mut seen };
            days.extend(within);
        }
    }
    match (read.len(), seen.len()) {
        (0, 0) => "none",
        (all, _) if all == world.calendar.length(period) && period.0 != "all" => "full",
        _ => "partial",
    }
}

/// `exchange_categories` from the recounted cells.
fn compare_shares(workspace: &Path, counted: &BTreeMap<Key, Cell>, rule: &Rule) -> (usize, Vec<String>) {
    let mut expected: BTreeMap<[String; 4], (i64, i64, i64, i64)> = BTreeMap::new();
    for ((dyad, period, category, form), cell) in counted {
        if dyad.contains('>') || category == "all" || form != "all" || cell.possible == 0 {
            continue;
        }
        let all = &counted[&(dyad.clone(), *period, "all".to_owned(), "all".to_owned())];
        let key = [dyad.clone(), period.0.to_owned(), name(*period), category.clone()];
        expected.insert(key, (cell.certain, cell.possible, cell.expected, all.expected));
    }
    let mut differences = Vec::new();
    // As CSV, for serde_json may read the last digit of a long fraction otherwise than it was written.
    let arguments = ["table", "exchange_categories", "--rule", &rule.id, "--format", "csv"];
    let csv = chancery(workspace, &arguments).exits(0).stdout;
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let rows: Vec<BTreeMap<String, String>> = reader.deserialize().map(|row| row.expect("is CSV")).collect();
    let compared = rows.len().max(expected.len());
    for row in rows {
        let key = ["dyad", "grain", "period", "category"].map(|column| row[column].clone());
        let Some((certain, possible, millionths_here, all)) = expected.remove(&key) else {
            differences.push(format!("exchange_categories {}: not recounted", key.join(" ")));
            continue;
        };
        let share = (all > 0).then(|| millionths_here as f64 / all as f64);
        let ours = (Some(certain), Some(possible), Some(millionths_here as f64 / 1e6), share);
        let whole = |column: &str| row[column].parse().ok();
        let theirs = (whole("certain"), whole("possible"), row["expected"].parse().ok(), row["share"].parse().ok());
        if ours != theirs {
            differences.push(format!("exchange_categories {}: {ours:?}, published {theirs:?}", key.join(" ")));
        }
    }
    differences.extend(expected.keys().map(|key| format!("exchange_categories {}: not published", key.join(" "))));
    (compared, differences)
}

fn shown(row: &Map<String, Value>) -> Row {
    Row {
        certain: whole(row, "certain"),
        possible: whole(row, "possible"),
        expected: millionths(row),
        open: whole(row, "open"),
        recurring: whole(row, "recurring"),
        coverage: text(row, "coverage"),
    }
}

fn said(row: Option<&Row>) -> String {
    let Some(row) = row else { return "no row".to_owned() };
    let number = |number: Option<i64>| number.map_or("null".to_owned(), |number| number.to_string());
    let Row { certain, possible, expected, open, recurring, coverage } = row;
    let numbers = [certain, possible, expected, open, recurring].map(|n| number(*n));
    format!("{} {coverage}", numbers.join("/"))
}

/// The millionths of which `expected` is the quotient, exactly.
fn millionths(row: &Map<String, Value>) -> Option<i64> {
    let number = row["expected"].as_f64()?;
    let whole = (number * 1e6).round() as i64;
    assert!(whole as f64 / 1e6 == number, "{number} is no number of millionths");
    Some(whole)
}

fn whole(row: &Map<String, Value>, column: &str) -> Option<i64> {
    row[column].as_i64()
}

fn text(row: &Map<String, Value>, column: &str) -> String {
    row[column].as_str().unwrap_or_else(|| panic!("{column} holds a text in {row:?}")).to_owned()
}
