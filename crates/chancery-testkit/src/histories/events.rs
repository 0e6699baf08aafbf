//! The events of a made-up history, in an order in which they make sense.

use chancery_core::claim::{Field, FieldValue};
use chancery_core::event::{Correction, Coverage, Event, Link, Retraction, Settlement};
use chancery_core::terms::Search;

use crate::builders::{self, list, value_of};
use crate::random::Random;

/// Exact, vague, open, before and after one another, and missing.
const PUBLISHED: [&str; 15] = [
    "2004-12-31",
    "2005-05-10",
    "2005-06-01",
    "2005",
    "2005-06",
    "2005-23",
    "200X",
    "2005?",
    "[2004..2006]",
    "2004/2005-06",
    "2005/..",
    "2004/",
    "[2005..]",
    "../2005-07",
    "-",
];

const WHEN: [&str; 18] = [
    "-",
    "2004",
    "2004-12",
    "2005-05-10",
    "2005-06",
    "2005-XX-27",
    "200X",
    "2004/2006",
    "2005-03/..",
    "/2005",
    "[2004..2005]",
    "[..2004]",
    "[2005..]",
    "[2006-01..]",
    "2007",
    "2005-06?",
    "2004-12-31",
    "2006-02-28",
];

const ACTORS: [&str; 8] = [
    "PRK:visitor,MNG:host",
    "PRK:party,MNG:party",
    "JPN:party,PRK:party,MNG:convenor",
    "JPN:party,PRK:party,MNG:party",
    "MNG:donor,PRK:recipient",
    "MNG:investor:BUS,PRK:recipient:GOV",
    "JPN:mediator,MNG:sender,PRK:addressee",
    "XYZ:visitor,MNG:host",
];

const STATUSES: [&str; 8] =
    ["happened", "happened", "happened", "happened", "planned", "cancelled", "did-not-happen", "ongoing"];
const STANCES: [&str; 5] = ["asserted", "asserted", "reported", "hedged", "speculated"];
const NATURES: [&str; 6] = ["episode", "episode", "episode", "episode", "recurrence", "state"];
const FORMS: [&str; 3] = ["visit", "talks", "conference"];
const CATEGORIES: [&str; 4] = ["political", "economic", "medical", "economic,medical"];
/// Contacts that links make. The last is also the id of a claim, if there is a source of that name.
const CONTACTS: [&str; 4] = ["c0", "c1", "c2", "s0/1"];

/// Writes events, and knows which ids it has given.
pub(super) struct Writer<'a> {
    random: &'a mut Random,
    sources: usize,
    claims: Vec<String>,
    events: Vec<Event>,
}

impl<'a> Writer<'a> {
    pub(super) fn new(random: &'a mut Random) -> Writer<'a> {
        Writer { random, sources: 0, claims: Vec::new(), events: Vec::new() }
    }

    /// Some sources and claims first, then whatever comes.
    pub(super) fn events(mut self) -> Vec<Event> {
        for _ in 0..3 {
            self.source();
        }
        for _ in 0..6 {
            self.claim();
        }
        for _ in 0..20 + self.random.below(30) {
            self.any();
        }
        self.events
    }

    fn any(&mut self) {
        match self.random.below(100) {
            0..6 => self.source(),
            6..33 => self.claim(),
            33..49 => self.correction(),
            49..67 => self.link(),
            67..75 => self.unlink(),
            75..83 => self.settlement(),
            83..86 => self.undoing(),
            86..90 => self.retraction(),
            90..95 => self.reinstatement(),
            _ => self.coverage(),
        }
    }

    fn source(&mut self) {
        let (id, origin) = (format!("s{}", self.sources), format!("agency-{}", self.random.below(3)));
        self.sources += 1;
        let settings = [("published", *self.random.pick(&PUBLISHED)), ("origin", origin.as_str())];
        self.events
            .push(Event::SourceRegistered(builders::source(&id, &settings).expect("the settings are well formed")));
    }

    fn claim(&mut self) {
        let id = format!("s{}/{}", self.random.below(self.sources), self.claims.len());
        let part_of = if self.random.chance(35) { self.contact_or_claim() } else { "-".to_owned() };
        let settings = [
            ("nature", *self.random.pick(&NATURES)),
            ("form", *self.random.pick(&FORMS)),
            ("categories", *self.random.pick(&CATEGORIES)),
            ("status", *self.random.pick(&STATUSES)),
            ("stance", *self.random.pick(&STANCES)),
            ("when", *self.random.pick(&WHEN)),
            ("actors", *self.random.pick(&ACTORS)),
            ("part_of", part_of.as_str()),
        ];
        self.events.push(Event::ClaimRecorded(builders::claim(&id, &settings).expect("the settings are well formed")));
        self.claims.push(id);
    }

    /// Half of them rest on something; some expect what is not so.
    fn correction(&mut self) {
        let (claim, set) = (self.a_claim(), self.settings());
        let expect = if self.random.chance(10) { self.settings() } else { Vec::new() };
        let because = self.grounds();
        self.events.push(Event::ClaimCorrected(Correction {
            claim,
            expect,
            set,
            because,
            reason: "misread".to_owned(),
        }));
    }

    fn link(&mut self) {
        let link = self.some_claims();
        self.events.push(Event::ClaimsLinked(link));
    }

    fn unlink(&mut self) {
        let linked = self.events.iter().filter_map(|event| match event {
            Event::ClaimsLinked(link) => Some(link.clone()),
            _ => None,
        });
        let linked: Vec<Link> = linked.collect();
        let link = if linked.is_empty() || self.random.chance(15) {
            self.some_claims()
        } else {
            self.random.pick(&linked).clone()
        };
        self.events.push(Event::ClaimsUnlinked(link));
    }

    fn settlement(&mut self) {
        let contact = self.contact_or_claim();
        let set = if self.random.chance(80) { self.settings() } else { Vec::new() };
        let reject = (0..self.random.below(3)).map(|_| self.a_claim()).collect();
        let because = self.grounds();
        let reason = "the ministry says so".to_owned();
        let settlement = Settlement { contact, set, reject, because, reason, ..Settlement::default() };
        self.events.push(Event::ContactSettled(settlement));
    }

    /// Takes back all or some of what an earlier settlement did.
    fn undoing(&mut self) {
        let settled = self.events.iter().filter_map(|event| match event {
            Event::ContactSettled(settlement) => Some(settlement.clone()),
            _ => None,
        });
        let settled: Vec<Settlement> = settled.collect();
        if settled.is_empty() {
            return self.settlement();
        }
        let Settlement { contact, set, reject, .. } = self.random.pick(&settled).clone();
        let unset = set.into_iter().map(|(field, _)| field).collect();
        let readmit = reject.into_iter().skip(self.random.below(2)).collect();
        let (because, reason) = (self.grounds(), "the ministry was wrong".to_owned());
        let settlement = Settlement { contact, unset, readmit, because, reason, ..Settlement::default() };
        self.events.push(Event::ContactSettled(settlement));
    }

    fn reinstatement(&mut self) {
        let retracted = self.events.iter().filter_map(|event| match event {
            Event::ClaimRetracted(retraction) => Some(retraction.clone()),
            _ => None,
        });
        let retracted: Vec<Retraction> = retracted.collect();
        if !retracted.is_empty() {
            let retraction = self.random.pick(&retracted).clone();
            self.events.push(Event::ClaimReinstated(retraction));
        }
    }

    fn retraction(&mut self) {
        let claim = self.a_claim();
        self.events.push(Event::ClaimRetracted(Retraction { claim, reason: "twice".to_owned() }));
    }

    fn coverage(&mut self) {
        let dyad = self.random.pick(&[("MNG", "PRK"), ("PRK", "JPN"), ("XYZ", "MNG")]);
        let extent = self.random.pick(&["2005", "2004-12/..", "2005-06-15/2006", "[2006..]", "../2004", "2007/.."]);
        self.events.push(Event::CoverageDeclared(Coverage {
            dyad: (dyad.0.to_owned(), dyad.1.to_owned()),
            categories: list(self.random.pick::<&str>(&["", "medical", "economic,medical"])),
            extent: builders::date(extent).expect("it is a date"),
            searched: list("ko"),
            search: *self.random.pick(Search::ALL),
            by: "tester".to_owned(),
            reason: None,
        }));
    }

    fn settings(&mut self) -> Vec<(Field, FieldValue)> {
        let part_of = self.contact_or_claim();
        let choices = [
            (Field::When, *self.random.pick(&WHEN)),
            (Field::Status, *self.random.pick(&STATUSES)),
            (Field::Form, *self.random.pick(&FORMS)),
            (Field::Categories, *self.random.pick(&CATEGORIES)),
            (Field::Actors, *self.random.pick(&ACTORS)),
            (Field::Stance, *self.random.pick(&STANCES)),
            (Field::PartOf, if self.random.chance(60) { part_of.as_str() } else { "-" }),
            (Field::Nature, *self.random.pick(&NATURES)),
            (Field::Summary, "Somebody else visited."),
        ];
        let (field, text) = *self.random.pick(&choices);
        vec![(field, value_of(field, text).expect("the value is well formed"))]
    }

    fn some_claims(&mut self) -> Link {
        let claims = (0..1 + self.random.below(3)).map(|_| self.a_claim()).collect();
        Link { contact: (*self.random.pick(&CONTACTS)).to_owned(), claims, reason: "the same".to_owned() }
    }

    fn grounds(&mut self) -> Vec<String> {
        let number = if self.random.chance(50) { 0 } else { 1 + self.random.below(2) };
        (0..number).map(|_| self.a_claim()).collect()
    }

    fn contact_or_claim(&mut self) -> String {
        if self.random.chance(40) { (*self.random.pick(&CONTACTS)).to_owned() } else { self.a_claim() }
    }

    /// A claim that was recorded; seldom one that never is.
    fn a_claim(&mut self) -> String {
        match self.claims.is_empty() || self.random.chance(2) {
            true => "s0/nobody".to_owned(),
            false => self.random.pick(&self.claims).clone(),
        }
    }
}
