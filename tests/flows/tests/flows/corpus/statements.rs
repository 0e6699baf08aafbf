//! Every statement of the table is one claim of the workspace, with the citation that its row gives.

use std::collections::{BTreeMap, BTreeSet};

use toml::Value;

use super::cells::{self, Row};
use super::making::{self, Made};
use super::mapping::text;
use super::{Shown, assert_none, shown};
use crate::programs::table;
use crate::workspaces::Workspace;

/// All that the comparison looks at.
#[derive(Clone)]
struct World {
    rows: Vec<Row>,
    made: BTreeMap<String, Made>,
    claims: Vec<Shown>,
    sources: BTreeMap<String, Shown>,
}

impl World {
    fn bundled() -> World {
        let workspace = Workspace::bundled();
        let sources = table(&workspace.path, "sources", &[]).into_iter();
        let rows = cells::bundled();
        World {
            made: making::all(&rows),
            rows,
            claims: table(&workspace.path, "claims", &[]),
            sources: sources.map(|source| (shown(&source, "source").expect("a source has an id"), source)).collect(),
        }
    }

    /// Rows that are not exactly the claims they should be, and claims of no row.
    fn faults(&self) -> Vec<String> {
        let mut of_row: BTreeMap<String, Vec<&Shown>> = BTreeMap::new();
        for claim in &self.claims {
            if let Some(row) = shown(claim, "ref") {
                of_row.entry(row).or_default().push(claim);
            }
        }
        let ids: BTreeSet<&str> = self.rows.iter().map(|row| row.id.as_str()).collect();
        let strangers = of_row.keys().filter(|id| !ids.contains(id.as_str()));
        let mut faults: Vec<String> =
            strangers.map(|id| format!("{id}: a claim refers to it, but it is no row")).collect();
        if ids.len() != self.rows.len() {
            faults.push("two rows bear one id".to_owned());
        }
        for row in &self.rows {
            let claims = of_row.get(&row.id).map_or(&[][..], Vec::as_slice);
            match (claims, row.is_seed()) {
                ([], true) => {}
                ([claim], false) => faults.extend(self.citation_faults(row, claim)),
                _ => faults.push(format!("{}: is {} claims (essay: {})", row.id, claims.len(), row.is_seed())),
            }
            if self.made.contains_key(&row.id) == row.is_seed() {
                faults.push(format!("{}: the mapping's [[skip]] does not pick the rows of the essay", row.id));
            }
        }
        faults
    }

    /// What the source of a claim has otherwise than the row.
    fn citation_faults(&self, row: &Row, claim: &Shown) -> Vec<String> {
        let (id, source) = (shown(claim, "claim"), shown(claim, "source").expect("a claim has a source"));
        let mut faults = Vec::new();
        if id != Some(format!("{source}/{}", row.id)) {
            faults.push(format!("{}: its claim is {id:?} of the source {source}", row.id));
        }
        let Some(source) = self.sources.get(&source) else {
            faults.push(format!("{}: there is no source {source}", row.id));
            return faults;
        };
        let Some(Made { source: expected, .. }) = self.made.get(&row.id) else { return faults };
        let key = |key: &str| expected.get(key).map(|value: &Value| text(value).to_owned());
        let origin = key("origin").or_else(|| key("publisher"));
        let keys = ["title", "publisher", "published", "language", "seen", "url"].map(|name| (name, key(name)));
        for (name, expected) in keys.into_iter().chain([("origin", origin)]) {
            let held = shown(source, name);
            if held != expected {
                faults.push(format!("{}: {name} is {held:?} and should be {expected:?}", row.id));
            }
        }
        faults.extend(plain_faults(row, source));
        faults
    }
}

/// What can be said without the mapping: the address and the date are the cells, the title begins its cell, and the publisher
/// stands in the cell of publishers.
fn plain_faults(row: &Row, source: &Shown) -> Vec<String> {
    let held = |name: &str| shown(source, name).unwrap_or_default();
    let checks = [
        ("url", held("url") == row.cell("url")),
        ("published", held("published") == row.cell("source_date")),
        ("title", row.cell("source_title").starts_with(&held("title")) && !held("title").is_empty()),
        ("publisher", row.cell("publisher").contains(&held("publisher")) && !held("publisher").is_empty()),
    ];
    let failed = checks.into_iter().filter(|(_, holds)| !holds);
    failed.map(|(name, _)| format!("{}: the source's {name} `{}` is not the row's", row.id, held(name))).collect()
}

#[test]
fn every_statement_is_a_claim() {
    let world = World::bundled();
    assert!(world.rows.len() > 400 && world.sources.len() > 300, "there is a corpus to compare");
    assert_none(&world.faults(), "statements and claims");
}

#[test]
fn a_statement_lost_doubled_or_misquoted_is_seen() {
    let bundled = World::bundled();
    let is_first = |claim: &Shown| shown(claim, "ref").as_deref() == Some("mc001");
    let at = bundled.claims.iter().position(is_first).expect("mc001 is a claim");
    type Plant = fn(&mut World, usize);
    let plants: [(&str, Plant); 5] = [
        ("mc001: is 0 claims", |world, at| drop(world.claims.remove(at))),
        ("mc001: is 2 claims", |world, at| world.claims.push(world.claims[at].clone())),
        ("mc999: a claim refers to it", |world, at| drop(world.claims[at].insert("ref".into(), "mc999".into()))),
        ("mc003: is 1 claims", |world, at| drop(world.claims[at].insert("ref".into(), "mc003".into()))),
        ("mc001: the source's url", |world, _| world.rows[0].set("url", "https://elsewhere")),
    ];
    for (expected, plant) in plants {
        let mut world = bundled.clone();
        plant(&mut world, at);
        let faults = world.faults();
        assert!(faults.iter().any(|fault| fault.starts_with(expected)), "{expected}: {faults:?}");
    }
}
