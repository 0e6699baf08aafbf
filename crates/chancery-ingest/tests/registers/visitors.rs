//! Who visited whom, year by year: counted from the claims of both registers, and again from their rows.

use std::collections::BTreeMap;

use chancery_core::count::{ALL, count};
use chancery_core::fold;
use chancery_core::when::Grain;
use chancery_ingest::{InputFile, read};

use crate::example::{files, folder, import, mapping, registers, workspace};

/// Visits by visitor, host and year.
type Visits = BTreeMap<(String, String, String), u32>;

/// The text of an element or attribute in a row of a register, whose files are regular: cut out of the text, not parsed.
fn part<'t>(row: &'t str, before: &str, after: &str) -> Option<&'t str> {
    let (_, rest) = row.split_once(before)?;
    Some(rest.split_once(after)?.0.trim())
}

/// Every actor's id by each of its names, as the vocabulary's file has them.
fn ids() -> BTreeMap<String, String> {
    let text = std::fs::read_to_string(folder().join("vocabulary/actors.toml")).unwrap();
    let table: toml::Table = toml::from_str(&text).unwrap();
    let mut ids = BTreeMap::new();
    for actor in ["state", "body"].iter().flat_map(|list| table[*list].as_array().unwrap()) {
        let aliases = actor.get("aliases").and_then(|list| list.as_array()).into_iter().flatten();
        for name in aliases.chain([&actor["name"]]) {
            let known = ids.insert(name.as_str().unwrap().to_owned(), actor["id"].as_str().unwrap().to_owned());
            assert_eq!(known, None, "{name}");
        }
    }
    ids
}

/// Adds the rows of a register by the year of their first day; how many name no state.
fn add(visits: &mut Visits, snapshot: &[InputFile], (row, country): (&str, &str), is_host: bool) -> usize {
    let (ids, mut without) = (ids(), 0);
    for file in snapshot {
        let text = std::str::from_utf8(&file.bytes).unwrap();
        for row in text.split(&format!("<{row}")).skip(1).filter(|row| row.contains("<id>")) {
            let year = &part(row, "<start-date>", "<").unwrap()[..4];
            let named = part(row, &format!("<{country} "), "</").unwrap().split_once('>').unwrap().1.trim();
            let named = &*named.replace("&amp;", "&");
            let id = match named {
                "Antarctica" => {
                    without += 1;
                    continue;
                }
                "Vietnam" if year < "1976" => "RVN",
                "China, Republic of" if year < "1949" => "CHN",
                "China, Republic of" => "TWN",
                named => ids.get(named).unwrap_or_else(|| panic!("{named}")),
            };
            let (id, usa) = (id.to_owned(), "USA".to_owned());
            let (visitor, host) = if is_host { (usa, id) } else { (id, usa) };
            *visits.entry((visitor, host, year.to_owned())).or_default() += 1;
        }
    }
    without
}

/// Both registers in one workspace: a visit is one visitor's to one host, so the two never tell of one contact.
#[test]
fn who_visited_whom_by_year_is_what_the_rows_say() {
    let Some(registers) = registers() else { return };
    let visits = files(&registers.join("visits"), "visits", "xml");
    let travels = files(&registers.join("travels"), "travels", "xml");
    let mut workspace = workspace();
    let of = |register: &str| (mapping(register), register.to_owned());
    let mut imported = Vec::new();
    for ((mapping, source), snapshot, day) in
        [(of("us-visits"), &visits, "2025-04-24T22:13:06Z"), (of("us-travels"), &travels, "2025-04-25")]
    {
        let made = import(&mut workspace, (&mapping, &source), snapshot, day);
        let made = made.unwrap_or_else(|refused| panic!("{:#?}", &refused.problems[..refused.problems.len().min(9)]));
        imported.push((made.rows, made.claims, made.skipped, made.notes.len()));
    }
    assert_eq!(imported, [(3_264, 3_264, 0, 0), (4_271, 4_271, 0, 0)]);
    let (batch, problems) = read(&workspace, &[]);
    assert_eq!(problems, []);
    let (state, faults) = fold(&batch.entries);
    assert_eq!(faults, []);

    let counted = count(&state, &batch.vocabulary, batch.vocabulary.rule(None).unwrap());
    let mut from_claims = Visits::new();
    for cell in &counted.cells {
        let dyad = &counted.dyads[cell.dyad as usize];
        let of_all = [cell.category, cell.form].iter().all(|label| counted.labels[*label as usize] == ALL);
        if dyad.is_directed && of_all && cell.period.grain == Grain::Year {
            // Every visit has its days, and even where the two are in doubt the year is not.
            assert_eq!((cell.certain, cell.possible, cell.expected, cell.open), (1, 1, 1_000_000, 0));
            let key = (dyad.a.clone(), dyad.b.clone(), cell.period.to_string());
            *from_claims.entry(key).or_default() += 1;
        }
    }
    let mut from_rows = Visits::new();
    assert_eq!(add(&mut from_rows, &visits, ("visit>", "from"), false), 0);
    // The one trip to no state's country: it is a claim, and no pair of states'.
    assert_eq!(add(&mut from_rows, &travels, ("trip ", "country"), true), 1);
    assert_eq!(from_claims, from_rows);

    let sum = |visitor: &str, host: &str| -> u32 {
        let of_pair = from_claims.iter().filter(|((a, b, _), _)| (a.as_str(), b.as_str()) == (visitor, host));
        of_pair.map(|(_, number)| number).sum()
    };
    assert_eq!(from_claims.values().sum::<u32>(), 3_264 + 4_271 - 1);
    assert_eq!((sum("GBR", "USA"), sum("USA", "GBR")), (116, 284));
    let years = from_claims.keys().map(|(_, _, year)| year.as_str());
    assert_eq!((years.clone().min(), years.max()), (Some("1866"), Some("2025")));
}
