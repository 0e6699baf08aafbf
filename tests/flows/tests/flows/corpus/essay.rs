//! The table has the essay's own statements as rows that are not imported. They are the checklist of its hand-coded claims:
//! each of them must be there, with the actors of the row and at a time that its date allows.

use std::collections::{BTreeMap, BTreeSet};

use toml::{Table, Value};

use super::cells::{self, Row};
use super::mapping::text;
use super::{Shown, assert_none, shown};
use crate::programs::table;
use crate::workspaces::{ESSAY, Workspace};

/// How a row and its claims honestly differ. A difference that is listed must be there.
pub enum But {
    /// The actor has a claim of its own, which tells the rest of the row.
    ActorIn(&'static str, &'static str),
    /// The actor is the alleged principal of one who acts (`for`), and so none of the actors.
    ActsFor(&'static str),
    /// The claim has no date, for this reason.
    Undated(&'static str),
}

use But::{ActorIn, ActsFor, Undated};

/// Row, claims under `dierkes-byambaa-2013/`, and differences.
pub const CHECKLIST: &[(&str, &[&str], &[But])] = &[
    ("mc003", &["mongolian-recognition", "relations-established"], &[]),
    ("mc009", &["children-evacuated", "orphan-centre"], &[]),
    ("mc012", &["korean-war-aid"], &[]),
    ("mc069", &["defectors-flow"], &[]),
    ("mc071", &["six-party-offers"], &[]),
    ("mc094", &["embassy-closed"], &[]),
    ("mc096", &["embassy-reopened"], &[]),
    ("mc134", &["talks-2007-september"], &[]),
    ("mc177", &["talks-2012-march"], &[]),
    ("mc198", &["talks-2012-december"], &[]),
    ("mc200", &["khurelbaatar-in-pyongyang"], &[ActorIn("JPN", "khurelbaatar-in-tokyo")]),
    ("mc207", &["military-exchanges"], &[]),
    ("mc208", &["kindergarten-exchanges"], &[]),
    ("mc209", &["doctors-exchanges"], &[]),
    ("mc210", &["sports-exchanges"], &[]),
    ("mc211", &["shimizu-fourth-tour"], &[]),
    ("mc233", &["hb-oil-stake"], &[]),
    ("mc250", &["headquarters-bid-for-japan"], &[ActsFor("JPN")]),
    ("mc252", &["elbegdorj-visit"], &[]),
    ("mc258", &["leaders-did-not-meet"], &[]),
    ("mc281", &["business-forum"], &[]),
    ("mc282", &["regular-flights"], &[Undated("the row dates the speech, and the flights lay ahead of it")]),
    ("mc283", &["joint-venture-company"], &[Undated("the row dates the speech, and the company lay ahead of it")]),
];

#[derive(Clone)]
struct World {
    rows: BTreeMap<String, Row>,
    /// The essay's claims by what follows its id: as printed, and the actors as entered.
    claims: BTreeMap<String, Shown>,
    actors: BTreeMap<String, Vec<Table>>,
}

impl World {
    fn bundled() -> World {
        let workspace = Workspace::bundled();
        let entry: Table = workspace.read(ESSAY).parse().expect("the entry is TOML");
        let slug = |id: &str| id.strip_prefix("dierkes-byambaa-2013/").map(str::to_owned);
        let printed = table(&workspace.path, "claims", &[]).into_iter();
        let entered = entry["claim"].as_array().expect("the entry has claims").iter();
        World {
            rows: cells::bundled().into_iter().map(|row| (row.id.clone(), row)).collect(),
            claims: printed.filter_map(|claim| Some((slug(&shown(&claim, "claim")?)?, claim))).collect(),
            actors: entered.filter_map(|claim| Some((slug(text(&claim["id"]))?, actors(claim)))).collect(),
        }
    }

    fn faults(&self) -> Vec<String> {
        let seeds: BTreeSet<&str> = self.rows.values().filter(|row| row.is_seed()).map(|row| row.id.as_str()).collect();
        let listed: BTreeSet<&str> = CHECKLIST.iter().map(|(row, _, _)| *row).collect();
        let mut faults: Vec<String> = seeds
            .symmetric_difference(&listed)
            .map(|row| format!("{row}: is a row of the essay or on the list, not both"))
            .collect();
        for (row, claims, but) in CHECKLIST {
            let missing: Vec<&&str> = claims.iter().filter(|claim| !self.claims.contains_key(**claim)).collect();
            if !missing.is_empty() {
                faults.push(format!("{row}: the essay has no claims {missing:?}"));
                continue;
            }
            let row = &self.rows[*row];
            let found = self.actor_faults(row, claims, but).into_iter().chain(self.date_faults(row, claims, but));
            faults.extend(found.map(|fault| format!("{}: {fault}", row.id)));
        }
        faults
    }

    /// Actors of the row that its claims do not have, but for what is listed.
    fn actor_faults(&self, row: &Row, claims: &[&str], but: &[But]) -> Vec<String> {
        let of = |claim: &str, key: &str| -> BTreeSet<String> {
            let actors = self.actors.get(claim).into_iter().flatten();
            actors.filter_map(|actor| actor.get(key)).map(|id| text(id).to_owned()).collect()
        };
        let all = |key: &str| -> BTreeSet<String> { claims.iter().flat_map(|claim| of(claim, key)).collect() };
        let mut wanted = BTreeSet::new();
        for part in row.parts("actors", ";") {
            let code = part.split(':').next().expect("a split has a first part");
            wanted.insert(if code == "SUN" { "RUS" } else { code }.to_owned());
        }
        let mut missing: BTreeSet<String> = wanted.difference(&all("id")).cloned().collect();
        let mut faults = Vec::new();
        for difference in but {
            let (actor, holds) = match difference {
                ActorIn(actor, claim) => (actor, of(claim, "id").contains(*actor)),
                ActsFor(actor) => (actor, all("for").contains(*actor)),
                Undated(_) => continue,
            };
            if !(missing.remove(*actor) && holds) {
                faults.push(format!("{actor} is listed as a difference, and is none or another one"));
            }
        }
        if !missing.is_empty() {
            faults.push(format!("{claims:?} do not have {missing:?} as actors"));
        }
        faults
    }

    /// Claims whose time, or their whole's, has no month in common with the row's.
    fn date_faults(&self, row: &Row, claims: &[&str], but: &[But]) -> Vec<String> {
        let listed = but.iter().find_map(|but| if let Undated(reason) = but { Some(*reason) } else { None });
        let mut faults = Vec::new();
        for claim in claims {
            match (self.when(claim), listed) {
                (None, Some(_)) => {}
                (Some(when), None) => {
                    let (ours, theirs) = (months(&when), months(row.cell("when_edtf")));
                    if ours.0 > theirs.1 || theirs.0 > ours.1 {
                        faults.push(format!("{claim} has {when} where the row has {}", row.cell("when_edtf")));
                    }
                }
                (when, listed) => faults.push(format!("{claim} is dated {when:?}, and the list says {listed:?}")),
            }
        }
        faults
    }

    /// The date of a claim, else that of the nearest whole that has one.
    fn when(&self, claim: &str) -> Option<String> {
        let printed = self.claims.get(claim)?;
        shown(printed, "when").or_else(|| {
            let whole = shown(printed, "part_of")?;
            self.when(whole.rsplit('/').next()?)
        })
    }
}

fn actors(claim: &Value) -> Vec<Table> {
    let actors = claim["actors"].as_array().expect("`actors` is a list").iter();
    actors.map(|actor| actor.as_table().expect("an actor is a table").clone()).collect()
}

/// The first and last month of a date of the kinds that stand here, counted from the year 0: `200X`, `2013-10~`, `2013-10-30`,
/// `A/B`, `../B`, `A/..`, `[A..B]`.
fn months(when: &str) -> (i64, i64) {
    let plain: String = when.chars().filter(|character| !"[]~?%".contains(*character)).collect();
    let (first, last) = match plain.split_once('/') {
        Some(ends) => ends,
        None => plain.split_once("..").unwrap_or((&plain, &plain)),
    };
    let bound = |text: &str, digit: &str, month: i64, open: i64| {
        if text.is_empty() || text == ".." {
            return open;
        }
        let mut parts = text.split('-').map(|part| {
            let number = part.replace('X', digit).parse::<i64>();
            number.unwrap_or_else(|error| panic!("the date {when} is of a kind not read here: {error}"))
        });
        let year = parts.next().expect("a split has a first part");
        year * 12 + parts.next().unwrap_or(month) - 1
    };
    (bound(first, "0", 1, i64::MIN), bound(last, "9", 12, i64::MAX))
}

#[test]
fn the_essay_is_the_checklist() {
    assert_eq!(CHECKLIST.len(), 23, "the table has so many rows of the essay");
    assert_none(&World::bundled().faults(), "rows of the essay and its claims");
}

#[test]
fn a_claim_gone_moved_or_without_an_actor_is_seen() {
    type Plant = fn(&mut World);
    let plants: [(&str, Plant); 5] = [
        ("mc252: the essay has no claims", |world| drop(world.claims.remove("elbegdorj-visit"))),
        ("mc134: talks-2007-september has 2007-11", |world| {
            let claim = world.claims.get_mut("talks-2007-september").expect("is a claim");
            claim.insert("when".into(), "2007-11".into());
        }),
        ("mc134: [\"talks-2007-september\"] do not have {\"JPN\"}", |world| {
            let actors = world.actors.get_mut("talks-2007-september").expect("is a claim");
            actors.retain(|actor| text(&actor["id"]) != "JPN");
        }),
        ("mc250: JPN is listed as a difference", |world| {
            let actors = world.actors.get_mut("headquarters-bid-for-japan").expect("is a claim");
            actors.iter_mut().for_each(|actor| drop(actor.remove("for")));
        }),
        ("mc001: is a row of the essay", |world| world.rows.get_mut("mc001").expect("is a row").set("url", "seed:x")),
    ];
    let bundled = World::bundled();
    for (expected, plant) in plants {
        let mut world = bundled.clone();
        plant(&mut world);
        let faults = world.faults();
        assert!(faults.iter().any(|fault| fault.starts_with(expected)), "{expected}: {faults:?}");
    }
}

#[test]
fn dates_are_read_as_months() {
    let month = |year: i64, month: i64| year * 12 + month - 1;
    for (when, expected) in [
        ("200X", (month(2000, 1), month(2009, 12))),
        ("2013-10~", (month(2013, 10), month(2013, 10))),
        ("2013-10-30", (month(2013, 10), month(2013, 10))),
        ("[1950-06-25..1953-07-27]", (month(1950, 6), month(1953, 7))),
        ("../2004-08", (i64::MIN, month(2004, 8))),
        ("2013/..", (month(2013, 1), i64::MAX)),
        ("200X/2013-11", (month(2000, 1), month(2013, 11))),
    ] {
        assert_eq!(months(when), expected, "{when}");
    }
}
