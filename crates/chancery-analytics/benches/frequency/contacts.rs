//! Invented contacts, the same in every run.

use std::collections::BTreeSet;

use chancery_core::claim::Actor;
use chancery_core::fold::State;
use chancery_core::instant::Instant;
use chancery_core::settle::Contact;
use chancery_core::terms::{Confidence, Nature, Role, Stance, Status};
use chancery_core::vocabulary::Vocabulary;
use chancery_core::when::When;
use chancery_testkit::builders;

const STATES: [&str; 15] =
    ["MNG", "PRK", "JPN", "KOR", "CHN", "RUS", "USA", "IND", "KAZ", "POL", "HUN", "CHE", "THA", "TWN", "UZB"];
const FORMS: u64 = 30;
const CATEGORIES: u64 = 21;

/// Fifteen states that have always been there.
pub fn vocabulary() -> Vocabulary {
    builders::vocabulary(&STATES.map(|id| (id, "1900/.."))).expect("extents are dates")
}

/// A state that holds contacts and nothing else.
pub fn state(contacts: usize) -> State {
    let mut random = Random(2026);
    let mut state = State { last_recorded: Instant::parse_end("2026-11-24").ok(), ..State::default() };
    for number in 0..contacts {
        let contact = contact(format!("c{number:07}"), &mut random);
        state.contacts.insert(contact.id.clone(), contact);
    }
    state
}

fn contact(id: String, random: &mut Random) -> Contact {
    let when = date(random);
    let when = When::parse(&when).expect("it is a date");
    let (one, other) = pair(random);
    let categories: BTreeSet<u64> = (0..=random.below(2)).map(|_| random.skewed(CATEGORIES)).collect();
    Contact {
        claims: Vec::new(),
        rejected: Vec::new(),
        nature: Nature::Episode,
        form: format!("form-{}", random.skewed(FORMS)),
        categories: categories.into_iter().map(|category| format!("category-{category}")).collect(),
        actors: vec![actor(one, Role::Visitor), actor(other, Role::Host)],
        status: Status::Happened,
        tied: vec![Status::Happened],
        stance: Stance::Asserted,
        confidence: Confidence::High,
        when: when.text().to_owned(),
        is_qualified: false,
        onset: when.onset(),
        extent: when.extent(),
        place: Vec::new(),
        part_of: None,
        instance_of: None,
        sources: BTreeSet::new(),
        origins: BTreeSet::from(["one".to_owned()]),
        contested: BTreeSet::new(),
        settled: BTreeSet::new(),
        rivals: Vec::new(),
        id,
    }
}

fn actor(id: &str, role: Role) -> Actor {
    Actor { id: id.to_owned(), role, who: Vec::new(), sector: None, level: None, on_behalf_of: None, stance: None }
}

fn pair(random: &mut Random) -> (&'static str, &'static str) {
    let one = random.skewed(STATES.len() as u64) as usize;
    let other = (one + 1 + random.skewed(STATES.len() as u64 - 1) as usize) % STATES.len();
    (STATES[one], STATES[other])
}

/// Of a hundred dates sixty are days, twenty months, twelve years, four decades, the rest masks, ranges and open ends.
fn date(random: &mut Random) -> String {
    let (year, month, day) = (1950 + random.below(75), 1 + random.below(12), 1 + random.below(28));
    match random.below(100) {
        0..60 => format!("{year}-{month:02}-{day:02}"),
        60..80 => format!("{year}-{month:02}"),
        80..92 => format!("{year}"),
        92..96 => format!("{}X", year / 10),
        96 => format!("{year}-XX-{day:02}"),
        97 => format!("[{year}..{}]", year + 2),
        98 => format!("{year}-{month:02}-{day:02}/{}", year + 1),
        _ => format!("[..{year}]"),
    }
}

/// Splitmix64, so that the contacts do not change with a library.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit
    }

    /// Small numbers often, large ones seldom.
    fn skewed(&mut self, limit: u64) -> u64 {
        let first = self.below(limit);
        first * self.below(limit) / limit
    }
}
