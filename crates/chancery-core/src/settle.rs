//! Settling: one contact out of the claims about it, by votes of origins; and what editors decided over them.
//!
//! The rules are those of the project's design, section 4: outcomes outrank expectations, a vote is a distinct origin, a
//! tie is contested; dates of the claims with the winning status intersect or are contested; the strongest stance holds;
//! actors and categories are united.

mod dates;

pub use dates::claim_onset;

use std::collections::{BTreeMap, BTreeSet};

use crate::claim::{Actor, Claim, Field, FieldValue};
use crate::fold::{Decisions, HeldClaim};
use crate::terms::{Confidence, Nature, Stance, Status};
use crate::when::{Days, Extent, When};
use dates::{Dated, latest_onset, settle_when};

/// What we hold to have happened.
#[derive(Debug, Clone, PartialEq)]
pub struct Contact {
    /// Id: the link's, or the only claim's.
    pub id: String,
    /// Its claims, sorted, rejected ones among them.
    pub claims: Vec<String>,
    /// Claims that do not vote.
    pub rejected: Vec<String>,
    /// What kind of thing it is.
    pub nature: Nature,
    /// Code of the form.
    pub form: String,
    /// Codes of the subject matter, sorted.
    pub categories: Vec<String>,
    /// Who has which part, sorted.
    pub actors: Vec<Actor>,
    /// How far it came; the smallest text of [`Contact::tied`] where that is contested.
    pub status: Status,
    /// The statuses with the most votes: one, unless contested.
    pub tied: Vec<Status>,
    /// The strongest stance.
    pub stance: Stance,
    /// The coder's confidence in the surest of the claims that hold; the highest where none is given.
    pub confidence: Confidence,
    /// EDTF text of the date that holds; empty where none is given.
    pub when: String,
    /// Whether that date is marked as approximate or uncertain (`~ ? %`).
    pub is_qualified: bool,
    /// The days on which it may have begun.
    pub onset: Days,
    /// The outermost days over which it is vouched for, for natures that last.
    pub extent: Extent,
    /// Places; the first is where it began.
    pub place: Vec<String>,
    /// The larger contact.
    pub part_of: Option<String>,
    /// The recurrence it exemplifies.
    pub instance_of: Option<String>,
    /// Sources that vote, sorted.
    pub sources: BTreeSet<String>,
    /// Origins that vote, sorted.
    pub origins: BTreeSet<String>,
    /// Fields on which the votes leave a tie or an impossibility that no editor settled.
    pub contested: BTreeSet<Field>,
    /// Fields that an editor set.
    pub settled: BTreeSet<Field>,
    /// Values that disagree, field by field.
    pub rivals: Vec<Rival>,
}

/// One of several values that claims give for a field.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rival {
    /// The field.
    pub field: Field,
    /// The value; empty where the claims say nothing.
    pub value: String,
    /// The claims that give it, sorted.
    pub claims: Vec<String>,
    /// How many origins stand behind it.
    pub origins: usize,
    /// Whether it is the value that the contact holds.
    pub held: bool,
    /// Whether none of its claims votes.
    pub rejected: bool,
}

/// Settles one contact. `held` must not be empty: a contact without claims does not exist.
pub(crate) fn settle(id: &str, held: &[&HeldClaim], decisions: &Decisions) -> Contact {
    let mut contact = settle_values(id, held, decisions);
    contact.rivals = rivals(&contact, held, decisions);
    contact
}

/// As [`settle`], without the rivals: nothing that is counted asks for them.
pub(crate) fn settle_values(id: &str, held: &[&HeldClaim], decisions: &Decisions) -> Contact {
    let voting: Vec<&HeldClaim> = {
        let kept: Vec<_> = held.iter().copied().filter(|h| !decisions.rejected.contains(&h.claim.id)).collect();
        if kept.is_empty() { held.to_vec() } else { kept }
    };
    let (tied, winners) = settle_status(&voting, decisions);
    let nature = most_origins(&winners, |h| h.claim.nature.as_str().to_owned());
    let nature: Nature = nature.parse().unwrap_or(Nature::Episode);
    let mut reading = Claim::new(id, "");
    reading.nature = nature;
    reading.form = most_origins(&winners, |h| h.claim.form.clone());
    reading.status = tied[0];
    reading.stance = winners.iter().map(|h| h.claim.stance).max().unwrap_or(Stance::Speculated);
    reading.place = most_origins(&winners, |h| h.claim.place.clone());
    reading.part_of = most_origins(&winners, |h| h.claim.part_of.clone().unwrap_or_default()).into_option();
    reading.instance_of = most_origins(&winners, |h| h.claim.instance_of.clone().unwrap_or_default()).into_option();
    reading.categories = union(winners.iter().flat_map(|h| h.claim.categories.iter().cloned()));
    reading.actors = united_actors(&winners);
    for (field, value) in decisions.set.values() {
        // A value that does not fit was reported by the fold; the votes then stand.
        let _ = reading.set(*field, value);
    }
    let settled: BTreeSet<Field> = decisions.set.keys().copied().collect();
    let dated = match (&reading.when, settled.contains(&Field::When)) {
        (Some(when), true) => Dated::settled(when),
        (None, true) => Dated::absent(latest_onset(&winners)),
        (_, false) => settle_when(reading.nature, &winners),
    };
    let mut contested = BTreeSet::new();
    if tied.len() > 1 {
        contested.insert(Field::Status);
    }
    if dated.contested {
        contested.insert(Field::When);
    }
    Contact {
        id: id.to_owned(),
        claims: held.iter().map(|h| h.claim.id.clone()).collect(),
        rejected: held.iter().map(|h| h.claim.id.clone()).filter(|c| decisions.rejected.contains(c)).collect(),
        nature: reading.nature,
        form: reading.form,
        categories: reading.categories,
        actors: reading.actors,
        tied: if settled.contains(&Field::Status) { vec![reading.status] } else { tied },
        status: reading.status,
        stance: reading.stance,
        confidence: winners
            .iter()
            .map(|h| h.claim.confidence.unwrap_or(Confidence::High))
            .max()
            .unwrap_or(Confidence::High),
        is_qualified: is_qualified(&dated.text),
        when: dated.text,
        onset: dated.onset,
        extent: dated.extent,
        place: reading.place,
        part_of: reading.part_of,
        instance_of: reading.instance_of,
        sources: voting.iter().map(|h| h.claim.source.clone()).collect(),
        origins: voting.iter().map(|h| h.origin.clone()).collect(),
        contested,
        settled,
        rivals: Vec::new(),
    }
}

/// Whether a date that holds is marked as approximate or uncertain.
fn is_qualified(text: &str) -> bool {
    text.contains(['~', '?', '%']) && When::parse(text).is_ok_and(|when| when.is_approximate() || when.is_uncertain())
}

/// The statuses with the most votes, sorted by text, and the claims that give them.
fn settle_status<'a>(voting: &[&'a HeldClaim], decisions: &Decisions) -> (Vec<Status>, Vec<&'a HeldClaim>) {
    let of = |statuses: &[Status]| -> Vec<&'a HeldClaim> {
        voting.iter().copied().filter(|h| statuses.contains(&h.claim.status)).collect()
    };
    if let Some((_, FieldValue::Text(text))) = decisions.set.get(&Field::Status)
        && let Ok(status) = text.parse::<Status>()
    {
        let agreeing = of(&[status]);
        return (vec![status], if agreeing.is_empty() { voting.to_vec() } else { agreeing });
    }
    let outcomes: Vec<&HeldClaim> = voting.iter().copied().filter(|h| h.claim.status.is_outcome()).collect();
    let ranked = if outcomes.is_empty() { voting } else { &outcomes };
    let votes = tally(ranked, |h| h.claim.status.as_str());
    let most = votes.values().map(BTreeSet::len).max().unwrap_or(0);
    let tied: Vec<Status> =
        votes.iter().filter(|(_, origins)| origins.len() == most).filter_map(|(text, _)| text.parse().ok()).collect();
    let winners = of(&tied);
    (tied, winners)
}

/// How many origins stand behind each value.
fn tally<'a, K: Ord>(claims: &[&'a HeldClaim], key: impl Fn(&'a HeldClaim) -> K) -> BTreeMap<K, BTreeSet<&'a str>> {
    let mut votes: BTreeMap<K, BTreeSet<&str>> = BTreeMap::new();
    for held in claims {
        votes.entry(key(held)).or_default().insert(&held.origin);
    }
    votes
}

/// The value with the most origins, then the smaller one. Claims that say nothing do not vote while others say something.
fn most_origins<K: Ord + Default + Clone>(claims: &[&HeldClaim], key: impl Fn(&HeldClaim) -> K) -> K {
    let mut votes = tally(claims, key);
    if votes.len() > 1 {
        votes.remove(&K::default());
    }
    let most = votes.values().map(BTreeSet::len).max().unwrap_or(0);
    votes.into_iter().find(|(_, origins)| origins.len() == most).map(|(value, _)| value).unwrap_or_default()
}

trait IntoOption {
    fn into_option(self) -> Option<String>;
}

impl IntoOption for String {
    fn into_option(self) -> Option<String> {
        (!self.is_empty()).then_some(self)
    }
}

fn union(values: impl Iterator<Item = String>) -> Vec<String> {
    values.collect::<BTreeSet<_>>().into_iter().collect()
}

/// Actors of all claims: one for each id, role, sector, level and principal, with everybody who acts for it.
fn united_actors(claims: &[&HeldClaim]) -> Vec<Actor> {
    let mut united: BTreeMap<Actor, BTreeSet<String>> = BTreeMap::new();
    for actor in claims.iter().flat_map(|h| &h.claim.actors) {
        let bare = Actor { who: Vec::new(), ..actor.clone() };
        united.entry(bare).or_default().extend(actor.who.iter().cloned());
    }
    united.into_iter().map(|(actor, who)| Actor { who: who.into_iter().collect(), ..actor }).collect()
}

/// Fields on which claims give several values, each value with the claims behind it.
fn rivals(contact: &Contact, held: &[&HeldClaim], decisions: &Decisions) -> Vec<Rival> {
    let mut rivals = Vec::new();
    for field in [Field::Nature, Field::Form, Field::Status, Field::Stance, Field::When, Field::Place] {
        let mut values: BTreeMap<String, Vec<&HeldClaim>> = BTreeMap::new();
        for claim in held {
            let value = match claim.claim.get(field) {
                FieldValue::Absent => String::new(),
                value => value.to_string(),
            };
            values.entry(value).or_default().push(claim);
        }
        if values.len() < 2 && !contact.settled.contains(&field) {
            continue;
        }
        let holds = held_value(contact, field);
        rivals.extend(values.into_iter().map(|(value, claims)| Rival {
            field,
            held: value == holds,
            origins: claims.iter().map(|h| &h.origin).collect::<BTreeSet<_>>().len(),
            rejected: claims.iter().all(|h| decisions.rejected.contains(&h.claim.id)),
            claims: claims.iter().map(|h| h.claim.id.clone()).collect(),
            value,
        }));
    }
    rivals.sort();
    rivals
}

fn held_value(contact: &Contact, field: Field) -> String {
    match field {
        Field::Nature => contact.nature.to_string(),
        Field::Form => contact.form.clone(),
        Field::Status => contact.status.to_string(),
        Field::Stance => contact.stance.to_string(),
        Field::When => contact.when.clone(),
        _ => contact.place.join(";"),
    }
}
