//! What was linked follows the table's column `agrees_or_conflicts`, or a reason of a review names both rows.
//!
//! The column is not imported: it is an opinion that came with the table, and the reviews are the editor's. Where they part,
//! somebody must have said so. The rows of the essay are not imported: their claims, by the checklist, stand for them.

use std::collections::{BTreeMap, BTreeSet};

use regex_lite::Regex;
use toml::Table;

use super::cells::{self, Row};
use super::essay::CHECKLIST;
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
    /// The contact of each row; an essay's row may have several claims, and so several contacts.
    contacts: BTreeMap<String, BTreeSet<String>>,
    /// The contact of which a contact is part.
    whole: BTreeMap<String, String>,
    reasons: Vec<Reason>,
}

/// A reason of a review.
#[derive(Clone)]
struct Reason {
    /// The rows that it names.
    named: BTreeSet<String>,
    /// Whether it says that something stays `apart`. A reason to join two rows names both as well, and must not excuse that they
    /// are not joined.
    says_apart: bool,
}

impl World {
    fn bundled() -> World {
        let workspace = Workspace::bundled();
        let claims = table(&workspace.path, "claims", &[]);
        let contact = |row: &super::Shown| shown(row, "contact").expect("names a contact");
        // A `part_of` may name a claim, and means the contact to which it belongs.
        let of_claim: BTreeMap<String, String> =
            claims.iter().filter_map(|row| Some((shown(row, "claim")?, contact(row)))).collect();
        let held = table(&workspace.path, "contacts", &[]).into_iter();
        let whole = held.filter_map(|row| {
            let whole = shown(&row, "part_of")?;
            Some((contact(&row), of_claim.get(&whole).cloned().unwrap_or(whole)))
        });
        let imported = claims.iter().filter_map(|row| Some((shown(row, "ref")?, [contact(row)].into())));
        let essay = CHECKLIST.iter().map(|(row, claims, _)| {
            let ids = claims.iter().map(|claim| format!("dierkes-byambaa-2013/{claim}"));
            ((*row).to_owned(), ids.filter_map(|id| of_claim.get(&id).cloned()).collect())
        });
        World {
            rows: cells::bundled(),
            contacts: imported.chain(essay).collect(),
            whole: whole.collect(),
            reasons: REVIEWS.iter().flat_map(|path| reasons(&workspace.read(path))).collect(),
        }
    }

    fn contacts(&self, row: &str) -> &BTreeSet<String> {
        self.contacts.get(row).unwrap_or_else(|| panic!("row {row} is a claim"))
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
        let wholes = |row: &str| -> BTreeSet<String> {
            self.contacts(row).iter().flat_map(|contact| self.wholes(contact)).collect()
        };
        !wholes(one).is_disjoint(&wholes(other))
    }

    /// The reasons that name both.
    fn reasons_for<'a>(&'a self, (one, other): &'a Pair) -> impl Iterator<Item = &'a Reason> {
        self.reasons.iter().filter(move |reason| reason.named.contains(one) && reason.named.contains(other))
    }

    fn are_kept_apart(&self, pair: &Pair) -> bool {
        self.reasons_for(pair).any(|reason| reason.says_apart)
    }

    /// Pairs of rows that the table joins and the workspace does not, without a word about it.
    fn parted(&self, kind: &str) -> Vec<String> {
        let pairs = pairs(&self.rows, kind);
        let parted = pairs.iter().filter(|pair| !self.are_joined(pair) && !self.are_kept_apart(pair));
        let said = |(one, other): &Pair| {
            let (left, right) = (self.contacts(one), self.contacts(other));
            format!(
                "{one} {kind} {other}, but they are {left:?} and {right:?}, and no reason that keeps something apart names both"
            )
        };
        parted.map(said).collect()
    }

    /// Pairs of rows in one contact that no chain of the table's pairs connects, without a word about it.
    fn joined_unasked(&self) -> Vec<String> {
        let island = islands(&self.rows);
        let mut rows_of: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (row, contacts) in &self.contacts {
            contacts.iter().for_each(|contact| rows_of.entry(contact).or_default().push(row));
        }
        let mut faults = Vec::new();
        for (contact, rows) in rows_of {
            for (at, one) in rows.iter().enumerate() {
                for other in rows[at + 1..].iter().filter(|other| island[*one] != island[**other]) {
                    if self.reasons_for(&pair(one, other)).next().is_none() {
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
        let number = |row: &String| *island.get(row).unwrap_or_else(|| panic!("{row}, named by another row, is a row"));
        let (kept, merged) = (number(&one), number(&other));
        island.values_mut().filter(|number| **number == merged).for_each(|number| *number = kept);
    }
    island
}

/// The reasons of a review.
fn reasons(entry: &str) -> Vec<Reason> {
    let entry: Table = entry.parse().expect("the review is TOML");
    let events = ["link", "settle"].into_iter().filter_map(|kind| entry.get(kind)?.as_array()).flatten();
    events.map(|event| reason(text(&event["reason"]))).collect()
}

fn reason(text: &str) -> Reason {
    let id = Regex::new(r"\bmc\d+\b").expect("is a pattern");
    let named = id.find_iter(text).map(|found| found.as_str().to_owned()).collect();
    Reason { named, says_apart: Regex::new(r"\bapart\b").expect("is a pattern").is_match(text) }
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
    world.contacts.insert("mc020".to_owned(), ["somewhere-else".to_owned()].into());
    let faults = world.parted("agrees");
    assert!(faults.len() == 2 && faults.iter().all(|fault| fault.starts_with("mc020 agrees mc02")), "{faults:?}");

    // A reason must name both and keep something apart.
    world.reasons.push(reason("mc020 and mc021 tell of one visit."));
    assert_eq!(world.parted("agrees").len(), 2);
    world.reasons.push(reason("mc020 stays apart from mc021 and mc023."));
    assert_eq!(world.parted("agrees").len(), 1);

    // mc026 conflicts with mc008, mc016 and mc017.
    let mut world = bundled.clone();
    world.contacts.insert("mc026".to_owned(), ["somewhere-else".to_owned()].into());
    world.reasons.clear();
    let faults = world.parted("conflicts");
    assert!(faults.iter().any(|fault| fault.starts_with("mc008 conflicts mc026")), "{faults:?}");

    // The visits of 1956 and of 1961 have nothing to do with each other.
    let mut world = bundled.clone();
    world.contacts.insert("mc028".to_owned(), world.contacts["mc020"].clone());
    let faults = world.joined_unasked();
    assert!(
        faults.iter().any(|fault| fault.starts_with("mc020 and mc028 are both kim-il-sung-visit-1956")),
        "{faults:?}"
    );
}
