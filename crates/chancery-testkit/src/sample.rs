//! Contents with one event of every type and every field filled: what the tests of the wire and of old bytes are made of.
//!
//! Frozen with version 1 of the wire types: a new field goes into a sample of its own.

use crate::builders;
use chancery_core::claim::{Anchor, Claim, Field, FieldValue, Quantity, Rate, WhenRule};
use chancery_core::event::{Correction, Coverage, Event, Link, Redaction, Retraction, Settlement, Source, TextChange};
use chancery_core::feed::{Detachment, Feed};
use chancery_core::instant::Instant;
use chancery_core::terms::{Confidence, Level, Links, Per, Redactable, RoleClass, Search, Seen, Stance};
use chancery_core::vocabulary::{
    Body, Crosswalk, Crosswalks, DatedCode, DatedName, Limits, Office, Person, Scheme, SchemeCode, Term, TermList,
    Vocabulary,
};
use chancery_core::wire::{Contents, File, Input, Seal};

fn text(text: &str) -> String {
    text.to_owned()
}

/// A source and a claim with every field filled.
fn full() -> (Source, Claim) {
    let mut source = builders::source("s1", &[("published", "2013-11~"), ("origin", "AFP")]).expect("a source");
    source.author = vec![text("A. Author")];
    source.published_basis = Some(text("what it reports"));
    source.seen = Seen::Excerpt;
    source.url = Some(text("https://example.org"));
    source.digest = Some("0".repeat(64));
    (source.length, source.supersedes) = (Some(u64::MAX), Some(text("s0")));
    let settings = [("nature", "recurrence"), ("when", "200X"), ("rate", "3"), ("place", "Ulaanbaatar,Pyongyang")];
    let mut claim = builders::claim("s1/x", &settings).expect("a claim");
    claim.rate = Some(Rate { min: 3, max: Some(u32::MAX), per: Per::Decade });
    claim.attributed_to = Some(text("officials"));
    claim.when_rule = Some(WhenRule { from: text("published"), basis: text("this year") });
    claim.motive = Some(text("fuel"));
    (claim.part_of, claim.instance_of) = (Some(text("s1/y")), Some(text("s1/z")));
    (claim.ordinal, claim.confidence, claim.reference) = (Some(i64::MIN), Some(Confidence::Low), Some(text("17")));
    let unit = Some(text("t"));
    claim.quantity = vec![Quantity { of: text("meat"), low: Some(-1), best: Some(2), high: Some(i64::MAX), unit }];
    claim.anchor = vec![Anchor { start: 0, end: 7, digest: "f".repeat(64) }];
    let actor = &mut claim.actors[0];
    actor.who = vec![text("kim-yong-nam")];
    (actor.sector, actor.level) = (Some(text("GOV")), Some(Level::Head));
    (actor.on_behalf_of, actor.stance) = (Some(text("JPN")), Some(Stance::Hedged));
    (source, claim)
}

/// A setting of every kind of value.
fn settings(claim: &Claim) -> Vec<(Field, FieldValue)> {
    let fields = [Field::When, Field::Categories, Field::Ordinal, Field::WhenRule, Field::Rate, Field::Quantity];
    let mut settings: Vec<_> = fields.iter().map(|field| (*field, claim.get(*field))).collect();
    settings.extend([Field::Actors, Field::Anchor].map(|field| (field, claim.get(field))));
    settings.push((Field::Motive, FieldValue::Absent));
    settings
}

fn vocabulary(claim: &Claim) -> Vocabulary {
    let mut vocabulary = builders::vocabulary(&[("MNG", "1911/.."), ("PRK", "1948-09-09/..")]).expect("a vocabulary");
    let during = claim.when.clone();
    let name = DatedName { name: text("Old"), during: during.clone() };
    let state = vocabulary.states.get_mut("MNG").expect("it is there");
    (state.names, state.aliases, state.note) = (vec![name.clone()], vec![text("Ulaanbaatar")], Some(text("note")));
    state.codes = vec![DatedCode { scheme: text("cow"), code: text("712"), during: during.clone() }];
    let (of, sector) = (Some(text("PRK")), Some(text("CVL")));
    let (id, note) = (text("chongryon"), Some(text("note")));
    let body = Body { id, name: text("Chongryon"), names: vec![name], aliases: vec![], of: of.clone(), sector, note };
    vocabulary.bodies.insert(body.id.clone(), body);
    let office = Office { role: text("President"), of, sector: None, level: Some(Level::Head), during };
    let person = Person { id: text("p"), name: text("P"), aliases: vec![text("Q")], roles: vec![office], note: None };
    vocabulary.people.insert(person.id.clone(), person);
    for (list, class) in [(TermList::Roles, Some(RoleClass::Sending)), (TermList::Forms, None)] {
        let [name, definition, typical, borderline, excluded] = ["n", "d", "t", "b", "e"].map(text);
        let term = Term { id: text("visitor"), name, definition, typical, borderline, excluded, class };
        vocabulary.terms.insert(list, vec![term]);
    }
    vocabulary
}

/// One event of every type, and a second entry without any.
pub fn contents() -> Contents {
    let (source, claim) = full();
    let reason = text("because");
    let link = Link { contact: text("c"), claims: vec![text("s1/x"), text("s1/y")], reason: reason.clone() };
    let bare = Claim::new("s1/y", "s1");
    let events = vec![
        Event::SourceRegistered(source),
        Event::ClaimRecorded(claim.clone()),
        Event::ClaimRecorded(bare.clone()),
        Event::ClaimCorrected(Correction {
            claim: text("s1/x"),
            expect: settings(&claim),
            set: settings(&claim),
            because: vec![text("s1/y")],
            reason: reason.clone(),
        }),
        Event::ClaimRetracted(Retraction { claim: bare.id, reason: reason.clone() }),
        Event::ClaimsLinked(link.clone()),
        Event::ClaimsUnlinked(link),
        Event::ContactSettled(Settlement {
            contact: text("c"),
            set: settings(&claim),
            reject: vec![text("s1/y")],
            because: vec![text("s1/x")],
            reason: reason.clone(),
            ..Settlement::default()
        }),
        Event::CoverageDeclared(Coverage {
            dyad: (text("MNG"), text("PRK")),
            categories: vec![text("medical")],
            extent: builders::date("2001/2013").expect("a date"),
            searched: vec![text("ko")],
            search: Search::Systematic,
            by: text("tester"),
            reason: Some(reason),
        }),
    ];
    let entry = |id: &str, events| chancery_core::Entry {
        events,
        ..builders::entry("2026-11-24T09:30:00+08:00", id).expect("an entry")
    };
    let mut first = entry("a", events);
    (first.coded, first.note) = (Some(Instant(-1)), Some(text("note")));
    Contents {
        inputs: vec![Input { path: text("journal/a.toml"), digest: "0".repeat(64) }],
        vocabulary: vocabulary(&claim),
        entries: vec![first, entry("b", Vec::new())],
        ..Contents::default()
    }
}

/// Crosswalks with every field filled and with every field empty. Frozen with version 1 of their wire type.
pub fn crosswalks() -> Crosswalks {
    let code = |code, name, retired: Option<&str>| SchemeCode {
        code: text(code),
        name: text(name),
        retired: retired.map(text),
    };
    let scheme = Scheme {
        id: text("plover"),
        name: text("PLOVER"),
        source: text("its manual"),
        note: Some(text("a draft")),
        codes: vec![code("health", "health", None), code("disease", "disease", Some("renamed health"))],
    };
    let bare = Scheme { id: text("bare"), name: text("bare"), source: text("s"), note: None, codes: Vec::new() };
    let row = |category, codes, lossy, note: Option<&str>| Crosswalk {
        category: text(category),
        scheme: text("plover"),
        codes,
        lossy,
        note: note.map(text),
    };
    let rows =
        vec![row("medical", vec![text("health")], false, None), row("sports", Vec::new(), true, Some("no such thing"))];
    Crosswalks { schemes: vec![scheme, bare], rows }
}

/// [`contents`] with [`crosswalks`].
pub fn contents_with_crosswalks() -> Contents {
    let mut contents = contents();
    contents.vocabulary.crosswalks = crosswalks();
    contents
}

/// [`contents`] whose second entry declares a search of each kind, with every optional field empty. Frozen with version 2 of
/// `CoverageDeclared`.
pub fn contents_with_searches() -> Contents {
    let mut contents = contents();
    let coverage = |search: &Search| {
        Event::CoverageDeclared(Coverage {
            dyad: (text("JPN"), text("PRK")),
            categories: Vec::new(),
            extent: builders::date("1948-09-09/..").expect("a date"),
            searched: vec![text("ja"), text("newswire.mn")],
            search: *search,
            by: text("tester"),
            reason: None,
        })
    };
    contents.entries[1].events = Search::ALL.iter().map(coverage).collect();
    contents
}

/// [`contents`] whose second entry attaches feeds, with every number small and large, and detaches one. Frozen with version 1 of
/// `FeedAttached` and `FeedDetached`.
pub fn contents_with_feeds() -> Contents {
    let mut contents = contents();
    let feed = Feed {
        id: text("gdelt-2-x"),
        format: text("gdelt-2"),
        file: text("x.export.CSV"),
        digest: "a".repeat(64),
        importer: 1,
        rows_in: 1 << 40,
        rows: (1 << 40) - 1,
        segments: vec!["b".repeat(64), "c".repeat(64)],
    };
    let small = Feed {
        id: text("icews"),
        format: text("icews"),
        file: text("é.tab"),
        digest: "d".repeat(64),
        importer: u32::MAX,
        rows_in: 1,
        rows: 1,
        segments: vec!["e".repeat(64)],
    };
    let detachment = Detachment { feed: text("icews"), reason: text("because") };
    contents.entries[1].events =
        vec![Event::FeedAttached(feed), Event::FeedAttached(small), Event::FeedDetached(detachment)];
    contents
}

/// [`contents`] whose second entry changes the texts of two sources, one of which had none that was known. Frozen with
/// version 1 of `TextChanged`.
pub fn contents_with_texts() -> Contents {
    let mut contents = contents();
    let change = |source, was, digest: &str, length| {
        let (source, digest, reason) = (text(source), digest.repeat(64), text("because"));
        Event::TextChanged(TextChange { source, was, digest, length, reason })
    };
    contents.entries[1].events = vec![change("s0", None, "a", 1), change("s1", Some("b".repeat(64)), "c", u64::MAX)];
    contents
}

/// [`contents`] whose second entry undoes: a retraction, and a settlement's field and rejection. Frozen with version 2 of
/// `ContactSettled` and with `ClaimReinstated`.
pub fn contents_with_undoings() -> Contents {
    let mut contents = contents();
    let settlement = Settlement {
        contact: text("c"),
        unset: vec![Field::When, Field::Place],
        readmit: vec![text("s1/y")],
        because: vec![text("s1/x")],
        reason: text("because"),
        ..Settlement::default()
    };
    contents.entries[1].events = vec![
        Event::ClaimReinstated(Retraction { claim: text("s1/y"), reason: text("because") }),
        Event::ContactSettled(settlement),
    ];
    contents
}

/// [`contents_with_crosswalks`], the first rule with limits of every kind.
pub fn contents_with_rule_limits() -> Contents {
    let mut contents = contents_with_crosswalks();
    if let Some(rule) = contents.vocabulary.rules.first_mut() {
        rule.limits = Limits {
            forms: vec!["visit".to_owned(), "talks".to_owned()],
            except_forms: vec!["embassy-closed".to_owned()],
            confidence: Confidence::Medium,
            origins: 2,
            qualified_dates: false,
            links: Links::Undisputed,
        };
    }
    contents
}

/// [`contents`] as a seal, with every field of what only seals have. Frozen with version 1 of their wire types.
pub fn contents_of_a_seal() -> Contents {
    let seal = Seal { number: 7, name: text("first-release"), by: Some(text("tester")), until: Instant(1_795_483_800) };
    let file = |path, bytes: &[u8]| File { path: text(path), bytes: bytes.to_vec() };
    let files = vec![file("vocabulary/empty.toml", b""), file("vocabulary/odd.toml", b"\x00\xff\r\n\x7f")];
    Contents { seal: Some(seal), files, ..contents() }
}

/// [`contents_of_a_seal`] with a redaction of every kind in its second entry. Frozen with version 1 of their wire type.
pub fn contents_with_redactions() -> Contents {
    let mut contents = contents_of_a_seal();
    let redaction = |was: &Redactable| {
        let (of, reason, by) = (text("s1/y"), text("because"), text("tester"));
        Event::Redacted(Redaction { leaf: std::array::from_fn(|at| at as u8), was: *was, of, reason, by })
    };
    contents.entries[1].events = Redactable::ALL.iter().map(redaction).collect();
    contents
}

/// [`contents_with_undoings`], the second entry a snapshot of the register `newswire`. Frozen with version 1 of its wire type.
pub fn contents_with_register() -> Contents {
    let mut contents = contents_with_undoings();
    if let Some(entry) = contents.entries.last_mut() {
        entry.register = Some("newswire".to_owned());
    }
    contents
}

/// All samples, the oldest first. One that is added here reaches the tests of golden bytes and of hostile bytes.
pub fn all() -> [Contents; 10] {
    [
        contents(),
        contents_with_crosswalks(),
        contents_with_searches(),
        contents_with_rule_limits(),
        contents_with_undoings(),
        contents_of_a_seal(),
        contents_with_redactions(),
        contents_with_register(),
        contents_with_feeds(),
        contents_with_texts(),
    ]
}
