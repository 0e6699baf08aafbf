//! What was linked follows the table's column `agrees_or_conflicts`, or a reason of a review names both rows.
//!
//! The column is not imported: it is an opinion that came with the table, and the reviews are the editor's. Where they part,
//! somebody must have said so.

use std::collections::{BTreeMap, BTreeSet};

use regex_lite::Regex;
use toml::{Table, Value};

use super::cells::{self, Row};
use super::mapping::text;
use super::{REVIEWS, assert_none, shown};
use crate::programs::table;
use crate::workspaces::Workspace;

/// Two rows, the smaller id first.
type Pair = (String, String);

fn pair(one: &str, other: &str) -> Pair {
    let (first, second) = if one < other { (one, other) } else { (other, one) };
    (first.to_owned(), second.to_owned())
}

#[derive(Clone)]
struct World {
    rows: Vec<Row>,
    /// The contact of each imported row.
    contact: BTreeMap<String, String>,
    /// The contact of which a contact is part.
    whole: BTreeMap<String, String>,
    /// The rows that each reason of the reviews names.
    reasons: Vec<BTreeSet<String>>,
}

impl World {
    fn bundled() -> World {
        let workspace = Workspace::bundled();
        let claims = table(&workspace.path, "claims", &[]);
        let contact = |row: &super::Shown| shown(row, "contact").expect("names a contact");
        // A `part_of` may name a claim, and means the contact to which it belongs.
        let of_claim: BTreeMap<String, String> =
            claims.iter().filter_map(|row| Some((shown(row, "claim")?, contact(row)))).collect();
        let contacts = table(&workspace.path, "contacts", &[]).into_iter();
        let whole = contacts.filter_map(|row| {
            let whole = shown(&row, "part_of")?;
            Some((contact(&row), of_claim.get(&whole).cloned().unwrap_or(whole)))
        });
        World {
            rows: cells::bundled(),
            contact: claims.iter().filter_map(|row| Some((shown(row, "ref")?, contact(row)))).collect(),
            whole: whole.collect(),
            reasons: REVIEWS.iter().flat_map(|path| reasons(&workspace.read(path))).collect(),
        }
    }

    /// A contact with all the wholes above it.
    fn wholes(&self, contact: &str) -> BTreeSet<String> {
        let mut above = BTreeSet::new();
        let mut next = Some(contact.to_owned());
        while let Some(contact) = next.filter(|contact| !above.contains(contact)) {
            next = self.whole.get(&contact).cloned();
            above.insert(contact);
        }
        above
    }

    /// One contact, whole and part, or parts of one whole.
    fn are_joined(&self, (one, other): &Pair) -> bool {
        let wholes = |row: &str| self.wholes(&self.contact[row]);
        !wholes(one).is_disjoint(&wholes(other))
    }

    fn are_named(&self, (one, other): &Pair) -> bool {
        self.reasons.iter().any(|named| named.contains(one) && named.contains(other))
    }

    /// Pairs of imported rows that the table joins and the workspace does not, without a word about it.
    fn parted(&self, kind: &str) -> Vec<String> {
        let pairs = pairs(&self.rows, kind);
        let imported = |(one, other): &&Pair| self.contact.contains_key(one) && self.contact.contains_key(other);
        let parted = pairs.iter().filter(imported).filter(|pair| !self.are_joined(pair) && !self.are_named(pair));
        let said = |(one, other): &Pair| {
            let (left, right) = (&self.contact[one], &self.contact[other]);
            format!("{one} {kind} {other}, but they are {left} and {right}, and no reason names both")
        };
        parted.map(said).collect()
    }

    /// Pairs of rows in one contact that no chain of the table's pairs connects, without a word about it.
    fn joined_unasked(&self) -> Vec<String> {
        let island = islands(&self.rows);
        let mut rows_of: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (row, contact) in &self.contact {
            rows_of.entry(contact).or_default().push(row);
        }
        let mut faults = Vec::new();
        for (contact, rows) in rows_of {
            for (at, one) in rows.iter().enumerate() {
                for other in rows[at + 1..].iter().filter(|other| island[*one] != island[**other]) {
                    if !self.are_named(&pair(one, other)) {
                        faults.push(format!(
                            "{one} and {other} are both {contact}: nothing joins them, no reason names both"
                        ));
                    }
                }
            }
        }
        faults
    }
}

/// The pairs of one kind in the table's column. Cells look like `agrees: mc1,mc2 (why); conflicts: mc3 (why)`.
fn pairs(rows: &[Row], kind: &str) -> BTreeSet<Pair> {
    let pattern = Regex::new(r"(agrees|conflicts): (mc\d+(?:,mc\d+)*) \(").expect("is a pattern");
    let mut pairs = BTreeSet::new();
    for row in rows {
        let cell = row.cell("agrees_or_conflicts");
        let found: Vec<_> = pattern.captures_iter(cell).collect();
        let words = cell.matches("agrees: ").count() + cell.matches("conflicts: ").count();
        assert!(found.len() == words && found.is_empty() == cell.is_empty(), "row {}: `{cell}` cannot be read", row.id);
        for groups in found.iter().filter(|groups| &groups[1] == kind) {
            pairs.extend(groups[2].split(',').map(|other| pair(&row.id, other)));
        }
    }
    pairs
}

/// The rows that chains of pairs of either kind connect, the essay's among them, bear the same number.
fn islands(rows: &[Row]) -> BTreeMap<String, usize> {
    let mut island: BTreeMap<String, usize> = rows.iter().enumerate().map(|(at, row)| (row.id.clone(), at)).collect();
    for (one, other) in ["agrees", "conflicts"].iter().flat_map(|kind| pairs(rows, kind)) {
        let (kept, merged) = (island[&one], island[&other]);
        island.values_mut().filter(|number| **number == merged).for_each(|number| *number = kept);
    }
    island
}

/// The rows that each `reason` of a review names.
fn reasons(entry: &str) -> Vec<BTreeSet<String>> {
    let entry: Table = entry.parse().expect("the review is TOML");
    let id = Regex::new(r"\bmc\d+\b").expect("is a pattern");
    let events = ["link", "settle"].into_iter().filter_map(|kind| entry.get(kind)?.as_array()).flatten();
    let named = |event: &Value| id.find_iter(text(&event["reason"])).map(|found| found.as_str().to_owned()).collect();
    events.map(named).collect()
}

#[test]
fn links_follow_the_components_or_say_why() {
    let world = World::bundled();
    let counted = ["agrees", "conflicts"].map(|kind| pairs(&world.rows, kind).len());
    assert!(
        counted[0] > 300 && counted[1] > 60 && world.reasons.len() > 100,
        "there is something to compare: {counted:?}"
    );
    let faults = [world.parted("agrees"), world.parted("conflicts"), world.joined_unasked()].concat();
    assert_none(&faults, "links beside the table's word");
}

#[test]
fn a_link_left_out_or_added_is_seen() {
    let bundled = World::bundled();
    // mc020 agrees with mc021 and mc022; nobody gives a reason with mc020 in it.
    let mut world = bundled.clone();
    world.contact.insert("mc020".to_owned(), "somewhere-else".to_owned());
    let faults = world.parted("agrees");
    assert!(faults.len() == 2 && faults.iter().all(|fault| fault.starts_with("mc020 agrees mc02")), "{faults:?}");

    // A reason that names one of the two does not do, one that names both does.
    world.reasons.push(["mc020", "mc021", "mc023"].map(str::to_owned).into());
    assert_eq!(world.parted("agrees").len(), 1);

    // mc026 conflicts with mc008, mc016 and mc017.
    let mut world = bundled.clone();
    world.contact.insert("mc026".to_owned(), "somewhere-else".to_owned());
    world.reasons.clear();
    let faults = world.parted("conflicts");
    assert!(faults.iter().any(|fault| fault.starts_with("mc008 conflicts mc026")), "{faults:?}");

    // The visits of 1956 and of 1961 have nothing to do with each other.
    let mut world = bundled.clone();
    world.contact.insert("mc028".to_owned(), world.contact["mc020"].clone());
    let faults = world.joined_unasked();
    assert!(
        faults.iter().any(|fault| fault.starts_with("mc020 and mc028 are both kim-il-sung-visit-1956")),
        "{faults:?}"
    );
}
