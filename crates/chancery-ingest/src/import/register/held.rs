//! What the journal holds of a register: what its own entries say, what stands after everybody's, and which ids are given.

use std::collections::{BTreeMap, BTreeSet};

use chancery_core::{Claim, Entry, Event, Instant, State, fold};

use crate::Batch;

/// The journal as far as it concerns one register.
pub(super) struct Held<'b> {
    /// The fold of the register's own entries alone.
    own: State,
    /// The fold of all entries; none where all are the register's own.
    now: Option<State>,
    /// The newest entry that speaks of the register's claims.
    pub(super) newest: Option<(Instant, &'b str)>,
    /// The ids that each key was given, in the order in which they were.
    ids: BTreeMap<&'b str, Vec<&'b str>>,
    /// Every id of a claim of the source, whoever gave it.
    taken: BTreeSet<&'b str>,
}

impl<'b> Held<'b> {
    pub(super) fn of(batch: &'b Batch, source: &str) -> Held<'b> {
        let is_own = |entry: &&Entry| entry.register.as_deref() == Some(source);
        let all_own = batch.entries.iter().all(|entry| is_own(&entry));
        let own: Vec<Entry> = batch.entries.iter().filter(|entry| !all_own && is_own(entry)).cloned().collect();
        let mut held = Held {
            own: fold(if all_own { &batch.entries } else { &own }).0,
            now: (!all_own).then(|| fold(&batch.entries).0),
            newest: None,
            ids: BTreeMap::new(),
            taken: BTreeSet::new(),
        };
        let mut entries: Vec<&Entry> = batch.entries.iter().collect();
        entries.sort_by_key(|entry| (entry.recorded, &entry.id));
        let prefix = format!("{source}/");
        for entry in entries {
            if is_own(&entry) || entry.events.iter().any(|event| speaks_of(event, &prefix)) {
                held.newest = Some((entry.recorded, &entry.id));
            }
            let recorded = entry.events.iter().filter_map(|event| match event {
                Event::ClaimRecorded(claim) if claim.source == source => Some(claim),
                _ => None,
            });
            for claim in recorded {
                held.taken.insert(&claim.id);
                if let Some(key) = claim.reference.as_deref().filter(|_| is_own(&entry)) {
                    held.ids.entry(key).or_default().push(&claim.id);
                }
            }
        }
        held
    }

    /// The claim of a key, as the register's own entries left it.
    pub(super) fn claim(&self, key: &str) -> Option<&Claim> {
        let id = self.ids.get(key)?.last()?;
        self.own.claims.get(*id).map(|held| &held.claim)
    }

    /// The claim of that id as it stands after everybody's entries.
    pub(super) fn stands(&self, id: &str) -> Option<&Claim> {
        self.now().claims.get(id).map(|held| &held.claim)
    }

    /// Whether the journal has the source.
    pub(super) fn has_source(&self, id: &str) -> bool {
        self.now().sources.contains_key(id)
    }

    fn now(&self) -> &State {
        self.now.as_ref().unwrap_or(&self.own)
    }

    /// Every key with a claim that the register's own entries left standing.
    pub(super) fn keys(&self) -> impl Iterator<Item = &'b str> {
        self.ids.keys().copied().filter(|key| self.claim(key).is_some())
    }

    /// Whether the key had a claim, which is retracted.
    pub(super) fn was_retracted(&self, key: &str) -> bool {
        self.ids.contains_key(key) && self.claim(key).is_none()
    }

    /// The slug of a new claim: the one wanted, or, for a key that had a claim before, that with the next free number.
    pub(super) fn slug(&self, source: &str, key: &str, wanted: &str) -> String {
        let given = self.ids.get(key).map_or(0, Vec::len);
        let numbered = |n: usize| if n == 1 { wanted.to_owned() } else { format!("{wanted}-{n}") };
        let is_free = |slug: &String| given == 0 || !self.taken.contains(format!("{source}/{slug}").as_str());
        (given + 1..).map(numbered).find(is_free).unwrap_or_else(|| wanted.to_owned())
    }
}

/// Whether an event names a claim of the source.
fn speaks_of(event: &Event, prefix: &str) -> bool {
    let is_of = |id: &String| id.starts_with(prefix);
    match event {
        Event::ClaimRecorded(claim) => is_of(&claim.id),
        Event::ClaimCorrected(correction) => is_of(&correction.claim) || correction.because.iter().any(is_of),
        Event::ClaimRetracted(retraction) | Event::ClaimReinstated(retraction) => is_of(&retraction.claim),
        Event::ClaimsLinked(link) | Event::ClaimsUnlinked(link) => link.claims.iter().any(is_of),
        Event::ContactSettled(settlement) => {
            let mut named = settlement.because.iter().chain(&settlement.reject).chain(&settlement.readmit);
            is_of(&settlement.contact) || named.any(is_of)
        }
        _ => false,
    }
}
