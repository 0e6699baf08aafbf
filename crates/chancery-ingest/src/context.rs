//! What the checks look at: everything that was read, found by id, and what the fold makes of it.

use std::collections::{BTreeMap, HashMap};

use chancery_core::fold::{Fault, Place};
use chancery_core::vocabulary::NameIndex;
use chancery_core::{Claim, Entry, Event, State, fold};

use crate::doubt::Doubt;
use crate::entry::{ReadEntry, ReadEvent};
use crate::input::{InputFile, Workspace};
use crate::problem::Spot;
use crate::seals::SealedEntry;
use crate::spans::EntrySpans;
use crate::suggest::Budget;
use crate::vocabulary::ReadVocabulary;

/// An event among those read: the file's and the event's index.
pub(crate) type Index = (usize, usize);

/// Everything that a check may look at.
pub(crate) struct Context<'a> {
    workspace: &'a Workspace,
    pub(crate) vocabulary: &'a ReadVocabulary,
    /// What seals hold.
    pub(crate) sealed: &'a [SealedEntry],
    pub(crate) actors: NameIndex,
    pub(crate) people: NameIndex,
    /// The files, sorted by path.
    pub(crate) files: Vec<ReadEntry>,
    /// For each file, the one whose entry has the id by right, if it is another.
    pub(crate) copies: Vec<Option<usize>>,
    /// Where sources and claims are given, sound or not.
    pub(crate) sources: BTreeMap<String, Vec<Index>>,
    pub(crate) claims: BTreeMap<String, Vec<Index>>,
    pub(crate) doubt: Doubt,
    pub(crate) budget: Budget,
    pub(crate) state: State,
    pub(crate) faults: Vec<Fault>,
    /// What is sound, sorted by id, and for each event where it was read.
    entries: Vec<Entry>,
    read_at: Vec<(usize, Vec<usize>)>,
}

impl<'a> Context<'a> {
    pub(crate) fn new(
        workspace: &'a Workspace,
        vocabulary: &'a ReadVocabulary,
        files: Vec<ReadEntry>,
        unread: &[&InputFile],
        sealed: &'a [SealedEntry],
    ) -> Context<'a> {
        let copies = copies(&files);
        let (entries, read_at) = sound(&files, &copies);
        let (mut sources, mut claims): (BTreeMap<String, Vec<Index>>, BTreeMap<String, Vec<Index>>) =
            Default::default();
        for (file, entry) in files.iter().enumerate() {
            for (event, read) in entry.events.iter().enumerate() {
                match &read.event {
                    Event::SourceRegistered(source) => {
                        sources.entry(source.id.clone()).or_default().push((file, event))
                    }
                    Event::ClaimRecorded(claim) => claims.entry(claim.id.clone()).or_default().push((file, event)),
                    _ => {}
                }
            }
        }
        let (state, faults) = fold(&entries);
        let doubt = Doubt::new(&files, &copies, unread, &sources, &faults);
        let (actors, people) =
            (NameIndex::of_actors(&vocabulary.vocabulary), NameIndex::of_people(&vocabulary.vocabulary));
        Context {
            workspace,
            vocabulary,
            sealed,
            actors,
            people,
            files,
            copies,
            sources,
            claims,
            doubt,
            budget: Budget::default(),
            state,
            faults,
            entries,
            read_at,
        }
    }

    /// Whether everything was read without a fault and the fold found none.
    pub(crate) fn is_sound(&self) -> bool {
        let whole = |file: &ReadEntry| file.sound && !file.broken && file.events.iter().all(|read| read.sound);
        self.files.len() == self.workspace.journal.len()
            && self.files.iter().all(whole)
            && self.copies.iter().all(Option::is_none)
            && self.faults.is_empty()
    }

    /// What is sound, with its places.
    pub(crate) fn into_batch(self) -> (Vec<Entry>, Vec<EntrySpans>) {
        let spans = self.read_at.iter().map(|(file, events)| {
            let read = &self.files[*file];
            let events = events.iter().map(|event| read.events[*event].spans.clone()).collect();
            EntrySpans { events, ..read.spans.clone() }
        });
        let spans = spans.collect();
        (self.entries, spans)
    }

    /// Every event, sound or not, with its index.
    pub(crate) fn events(&self) -> impl Iterator<Item = (Index, &ReadEvent)> {
        self.files
            .iter()
            .enumerate()
            .flat_map(|(file, entry)| entry.events.iter().enumerate().map(move |(event, read)| ((file, event), read)))
    }

    /// Every claim as recorded, sound or not.
    pub(crate) fn recorded(&self) -> impl Iterator<Item = (Index, &ReadEvent, &Claim)> {
        self.events().filter_map(|(index, read)| match &read.event {
            Event::ClaimRecorded(claim) => Some((index, read, claim)),
            _ => None,
        })
    }

    pub(crate) fn event(&self, index: Index) -> &ReadEvent {
        &self.files[index.0].events[index.1]
    }

    /// The entry of that id as it was read, if it is sound; with its file's index.
    pub(crate) fn entry(&self, id: &str) -> Option<(usize, &Entry)> {
        let at = self.entries.binary_search_by(|known| known.id.as_str().cmp(id)).ok()?;
        Some((self.read_at[at].0, &self.entries[at]))
    }

    /// Whether the journal has a file of that path, read or not.
    pub(crate) fn has_file(&self, path: &str) -> bool {
        self.workspace.journal.iter().any(|file| file.path == path)
    }

    /// Where an event that was folded was read.
    pub(crate) fn read_at(&self, place: Place) -> Index {
        let (file, events) = &self.read_at[place.entry];
        (*file, events[place.event])
    }

    /// The file of an entry that was folded.
    pub(crate) fn file_of(&self, entry: &str) -> Option<usize> {
        self.entry(entry).map(|(file, _)| file)
    }

    /// The spot of a value of an event, said to concern what the event concerns.
    pub(crate) fn spot(&self, index: Index, key: &str) -> Spot<'_> {
        let read = self.event(index);
        Spot::at(&self.files[index.0].spans.path, read.spans.of(key)).of(Some(concerns(&read.event)))
    }

    /// An event's place as people write it: `journal/a.toml, line 12`.
    pub(crate) fn place(&self, index: Index) -> String {
        let file = &self.files[index.0];
        file.lines.place(&file.spans.path, self.event(index).spans.of("id").start)
    }

    /// The candidate that comes nearest to a text; none once a great many were compared, so that time stays bounded.
    pub(crate) fn nearest<'c>(&self, text: &str, candidates: impl Iterator<Item = &'c str>) -> Option<&'c str> {
        self.budget.nearest(text, candidates)
    }

    /// The text of a source, if it is at hand.
    pub(crate) fn text(&self, source: &str) -> Option<&'a InputFile> {
        self.workspace.texts.get(source)
    }
}

/// What an event is about: the id that a problem bears.
fn concerns(event: &Event) -> &str {
    match event {
        Event::SourceRegistered(source) => &source.id,
        Event::ClaimRecorded(claim) => &claim.id,
        Event::ClaimCorrected(correction) => &correction.claim,
        Event::ClaimRetracted(retraction) | Event::ClaimReinstated(retraction) => &retraction.claim,
        Event::ClaimsLinked(link) | Event::ClaimsUnlinked(link) => &link.contact,
        Event::ContactSettled(settlement) => &settlement.contact,
        Event::CoverageDeclared(coverage) => &coverage.dyad.0,
        Event::FeedAttached(feed) => &feed.id,
        Event::FeedDetached(detachment) => &detachment.feed,
        Event::TextChanged(change) => &change.source,
        Event::Redacted(redaction) => &redaction.of,
    }
}

/// For each file whose entry's id another file has by right: the other file. The right is with the file of that name, or
/// else with the first.
fn copies(files: &[ReadEntry]) -> Vec<Option<usize>> {
    let mut owners: HashMap<&str, usize> = HashMap::new();
    for (index, file) in files.iter().enumerate() {
        let id = file.entry.id.as_str();
        let first = !owners.contains_key(id);
        if first || is_named_after(file) && !is_named_after(&files[owners[id]]) {
            owners.insert(id, index);
        }
    }
    let owner_of =
        |index: usize, file: &ReadEntry| Some(owners[file.entry.id.as_str()]).filter(|owner| *owner != index);
    files
        .iter()
        .enumerate()
        .map(|(index, file)| if file.entry.id.is_empty() { None } else { owner_of(index, file) })
        .collect()
}

/// Whether a file bears the name of its entry.
pub(crate) fn is_named_after(file: &ReadEntry) -> bool {
    let name = file.spans.path.rsplit('/').next().unwrap_or_default();
    name.strip_suffix(".toml") == Some(file.entry.id.as_str())
}

/// The sound events of entries with a sound heading, sorted by id, and where each was read.
fn sound(files: &[ReadEntry], copies: &[Option<usize>]) -> (Vec<Entry>, Vec<(usize, Vec<usize>)>) {
    let mut order: Vec<usize> =
        (0..files.len()).filter(|index| files[*index].sound && copies[*index].is_none()).collect();
    order.sort_by(|a, b| files[*a].entry.id.cmp(&files[*b].entry.id));
    let mut entries = Vec::with_capacity(order.len());
    let mut read_at = Vec::with_capacity(order.len());
    for index in order {
        let file = &files[index];
        let kept: Vec<usize> = (0..file.events.len()).filter(|event| file.events[*event].sound).collect();
        let events = kept.iter().map(|event| file.events[*event].event.clone()).collect();
        entries.push(Entry { events, ..file.entry.clone() });
        read_at.push((index, kept));
    }
    (entries, read_at)
}
