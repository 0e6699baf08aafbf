//! One journal file: its heading and its events, in the order of the file.

mod edits;
pub(crate) mod english;
mod feeds;
mod fields;
mod redacted;
mod schema;
mod source;
mod texts;
pub(crate) mod values;

use std::collections::BTreeMap;
use std::ops::Range;

use chancery_core::event::Entry;
use chancery_core::when::natural::Anchor;
use chancery_core::{Claim, Event, Field, Instant};

pub use schema::entry_schema;

use crate::document::Document;
use crate::ids;
use crate::lines::Lines;
use crate::problem::Sink;
use crate::problems;
use crate::reader::Reader;
use crate::spans::{EntrySpans, EventSpans};
use crate::table::{Example, Table};

/// The format of entries that this program reads.
const FORMAT: i64 = 1;

const FILE: &[Example] = &[
    ("entry", "[entry]"),
    ("source", "[source]"),
    ("claim", "[[claim]]"),
    ("link", "[[link]]"),
    ("unlink", "[[unlink]]"),
    ("settle", "[[settle]]"),
    ("correct", "[[correct]]"),
    ("retract", "[[retract]]"),
    ("reinstate", "[[reinstate]]"),
    ("coverage", "[[coverage]]"),
    ("feed", "[[feed]]"),
    ("detach", "[[detach]]"),
    ("text", "[[text]]"),
    ("redacted", "[[redacted]]"),
];

const HEADING: &[Example] = &[
    ("format", "1"),
    ("id", "\"2026-11-24-newswire\""),
    ("recorded", "2026-11-24"),
    ("by", "\"coder-a\""),
    ("coded", "2026-11-20"),
    ("note", "\"…\""),
    ("register", "\"state-visits\""),
];

/// A journal file as read.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ReadEntry {
    /// The heading; its events are in `events`.
    pub(crate) entry: Entry,
    /// Whether the heading is without a problem.
    pub(crate) sound: bool,
    pub(crate) spans: EntrySpans,
    pub(crate) events: Vec<ReadEvent>,
    /// Whether parts of the file could not be read at all.
    pub(crate) broken: bool,
    pub(crate) lines: Lines,
}

/// An event as read: what could be made of it, and whether that is all of it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ReadEvent {
    pub(crate) event: Event,
    /// Whether it was read without a problem; others never reach the fold.
    pub(crate) sound: bool,
    /// Fields of a claim that are there but could not be read: no check may rest on them.
    pub(crate) failed: Vec<Field>,
    pub(crate) spans: EventSpans,
}

/// Reads a journal file.
pub(crate) fn read(document: Document<'_>, sink: &mut Sink) -> ReadEntry {
    let (entry, sound, spans, events) = read_all(&document, sink);
    ReadEntry { entry, sound, spans, events, broken: document.broken, lines: document.into_lines() }
}

fn read_all(document: &Document<'_>, sink: &mut Sink) -> (Entry, bool, EntrySpans, Vec<ReadEvent>) {
    let table = document.table();
    let mut r = Reader::new(document, sink);
    let mut root = Table::new(&table, 0..0, "the file", String::new(), FILE);
    root.need("entry");
    let (entry, sound, mut spans) = read_heading(&mut r, &root);
    spans.path = document.path.to_owned();
    let mut events = Vec::new();
    if root.is_list("source") {
        read_each(&mut r, &root, "source", "[[source]]", source::SOURCE, source::read, &mut events);
    } else if let Some(table) = root.table(&mut r, "source", source::SOURCE) {
        read_event(&mut r, table.named("[source]"), source::read, &mut events);
    }
    r.anchor = written_on(&events);
    read_each(&mut r, &root, "claim", "[[claim]]", fields::CLAIM, read_claim, &mut events);
    r.anchor = None;
    read_each(&mut r, &root, "link", "[[link]]", edits::LINK, edits::link, &mut events);
    read_each(&mut r, &root, "unlink", "[[unlink]]", edits::LINK, edits::unlink, &mut events);
    read_each(&mut r, &root, "settle", "[[settle]]", edits::SETTLE, edits::settle, &mut events);
    read_each(&mut r, &root, "correct", "[[correct]]", edits::CORRECT, edits::correct, &mut events);
    read_each(&mut r, &root, "retract", "[[retract]]", edits::RETRACT, edits::retract, &mut events);
    read_each(&mut r, &root, "reinstate", "[[reinstate]]", edits::RETRACT, edits::reinstate, &mut events);
    read_each(&mut r, &root, "coverage", "[[coverage]]", edits::COVERAGE, edits::coverage, &mut events);
    read_each(&mut r, &root, "feed", "[[feed]]", feeds::FEED, feeds::feed, &mut events);
    read_each(&mut r, &root, "detach", "[[detach]]", feeds::DETACH, feeds::detach, &mut events);
    read_each(&mut r, &root, "text", "[[text]]", texts::TEXT, texts::read, &mut events);
    read_each(&mut r, &root, "redacted", "[[redacted]]", redacted::REDACTED, redacted::read, &mut events);
    r.id = None;
    root.finish(&mut r);
    events.sort_by_key(|event| (!redacted::is_or_was_a_source(&event.event), event.spans.heading.start));
    (entry, sound, spans, events)
}

/// The day on which the entry's source was published, from which its dates may be reckoned.
fn written_on(events: &[ReadEvent]) -> Option<Anchor> {
    events.iter().find_map(|read| match &read.event {
        Event::SourceRegistered(source) => Anchor::of(source.published.as_ref()?),
        _ => None,
    })
}

/// What a function that reads an event gives: the event, if one can be made, and the fields that could not be read.
type Made = (Option<Event>, Vec<Field>);

fn read_each<'t, 'd>(
    r: &mut Reader<'_>,
    root: &Table<'t, 'd>,
    key: &'static str,
    name: &'static str,
    examples: &'static [Example],
    make: fn(&mut Reader<'_>, Table<'t, 'd>) -> Made,
    events: &mut Vec<ReadEvent>,
) {
    for table in root.tables(r, key, name, examples).unwrap_or_default() {
        read_event(r, table.at_top(), make, events);
    }
}

fn read_event<'t, 'd>(
    r: &mut Reader<'_>,
    table: Table<'t, 'd>,
    make: fn(&mut Reader<'_>, Table<'t, 'd>) -> Made,
    events: &mut Vec<ReadEvent>,
) {
    let heading = table.span.clone();
    let before = r.sink.total();
    r.keys = BTreeMap::new();
    r.id = None;
    let (event, failed) = make(r, table);
    let spans = EventSpans { heading, keys: std::mem::take(&mut r.keys) };
    let sound = r.sink.total() == before;
    events.extend(event.map(|event| ReadEvent { event, sound, failed, spans }));
}

fn read_heading(r: &mut Reader<'_>, root: &Table<'_, '_>) -> (Entry, bool, EntrySpans) {
    let blank = Entry {
        id: String::new(),
        recorded: Instant(0),
        coded: None,
        by: String::new(),
        note: None,
        register: None,
        events: Vec::new(),
    };
    let Some(table) = root.table(r, "entry", HEADING) else { return (blank, false, EntrySpans::default()) };
    let before = r.sink.total();
    let mut table = table.named("[entry]");
    let heading = table.span.clone();
    table.need("format");
    if let Some(format) = table.number(r, "format")
        && format != FORMAT
    {
        r.tell(table.span_of("format"), |at| problems::unsupported_format(at, format));
    }
    let id = ids::defined(r, &mut table, "id", ids::Kind::Entry);
    r.id.clone_from(&id);
    table.need("recorded");
    let recorded = values::instant(r, &table, "recorded");
    let coded = values::instant(r, &table, "coded");
    if let (Some(coded), Some(recorded)) = (coded, recorded)
        && coded > recorded
    {
        let (coded, recorded) = (coded.to_string(), recorded.to_string());
        r.tell(table.span_of("coded"), |at| problems::coded_after_recorded(at, &coded, &recorded));
    }
    let by = table.needed_text(r, "by").map(|text| text.value).unwrap_or_default();
    let note = table.text(r, "note").map(|text| text.value);
    let register = table.text(r, "register").map(|text| text.value);
    if register.is_some() {
        r.longest = values::MAX_ROW;
    }
    table.finish(r);
    let entry = Entry {
        id: id.unwrap_or_default(),
        recorded: recorded.unwrap_or(Instant(0)),
        coded,
        by,
        note,
        register,
        events: Vec::new(),
    };
    let spans = EntrySpans { path: String::new(), heading, keys: std::mem::take(&mut r.keys), events: Vec::new() };
    (entry, r.sink.total() == before, spans)
}

fn read_claim(r: &mut Reader<'_>, mut table: Table<'_, '_>) -> Made {
    let id = ids::defined(r, &mut table, "id", ids::Kind::Claim).unwrap_or_default();
    let source = id.split('/').next().unwrap_or_default().to_owned();
    let mut claim = Claim::new(&id, &source);
    r.id = Some(id);
    let mut failed = Vec::new();
    for field in [Field::Form, Field::Categories, Field::Status, Field::Stance, Field::Actors, Field::Summary] {
        table.need(field.as_str());
    }
    for field in Field::ALL.iter().copied().filter(|field| table.has(field.as_str())) {
        let value = fields::read(r, &table, field, fields::Use::Claim);
        if value.is_none_or(|value| refused(r, &mut claim, field, &value, table.span_of(field.as_str()))) {
            failed.push(field);
        }
    }
    table.finish(r);
    (Some(Event::ClaimRecorded(claim)), failed)
}

/// Sets a field; what the claim refuses is told.
fn refused(
    r: &mut Reader<'_>,
    claim: &mut Claim,
    field: Field,
    value: &chancery_core::FieldValue,
    span: Range<usize>,
) -> bool {
    match claim.set(field, value) {
        Ok(()) => false,
        Err(wrong) => {
            r.tell(span, |at| problems::value_refused(at, field.as_str(), &wrong.reason));
            true
        }
    }
}
