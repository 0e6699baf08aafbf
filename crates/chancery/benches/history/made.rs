//! A history of 100,000 events in 365 days, a fifth of them corrections; made up, and the same in every run.

use chancery_core::claim::{Field, FieldValue};
use chancery_core::event::{Correction, Entry, Event, Link, Retraction, Settlement};
use chancery_core::when::Day;
use chancery_core::{Instant, Vocabulary};
use chancery_testkit::builders;
use chancery_testkit::random::Random;

/// The days of the history.
pub const DAYS: usize = 365;
const EVENTS: usize = 100_000;

const STATES: [&str; 15] =
    ["MNG", "PRK", "JPN", "KOR", "CHN", "RUS", "USA", "IND", "KAZ", "POL", "HUN", "CHE", "THA", "TWN", "UZB"];

/// Fifteen states that have always been there.
pub fn vocabulary() -> Vocabulary {
    builders::vocabulary(&STATES.map(|id| (id, "1900/.."))).expect("extents are dates")
}

/// The last second of each day.
pub fn instants() -> Vec<Instant> {
    (0..DAYS).map(|day| Instant::end_of(start(day))).collect()
}

fn start(day: usize) -> Day {
    Day(Day::from_ymd(2025, 11, 25).expect("it is a day").0 + day as i32)
}

/// One entry a day.
pub fn entries() -> Vec<Entry> {
    let mut maker =
        Maker { random: Random::new(2026), sources: 0, claims: Vec::new(), unlinked: Vec::new(), links: Vec::new() };
    let entry = |day: usize| {
        let events = day * EVENTS / DAYS..(day + 1) * EVENTS / DAYS;
        let empty = builders::entry(&start(day).to_string(), &format!("day-{day:03}")).expect("an entry");
        Entry { events: events.map(|_| maker.event()).collect(), ..empty }
    };
    (0..DAYS).map(entry).collect()
}

struct Maker {
    random: Random,
    sources: usize,
    claims: Vec<String>,
    /// Claims in no link yet.
    unlinked: Vec<String>,
    links: Vec<Link>,
}

impl Maker {
    /// Of a thousand events 30 are sources, 567 claims, 200 corrections, 160 links, 8 of them taken back, 20 settlements, 15
    /// retractions.
    fn event(&mut self) -> Event {
        let reason = "so it is".to_owned();
        match self.random.below(1_000) {
            _ if self.sources == 0 => self.source(),
            0..30 => self.source(),
            _ if self.claims.len() < 20 => self.claim(),
            30..230 => self.correction(),
            230..390 if self.unlinked.len() > 1 => {
                let claims = vec![self.free_claim(), self.free_claim()];
                let link = Link { contact: format!("contact-{}", self.links.len()), claims, reason };
                self.links.push(link.clone());
                Event::ClaimsLinked(link)
            }
            390..398 if !self.links.is_empty() => Event::ClaimsUnlinked(self.random.pick(&self.links).clone()),
            398..418 if !self.links.is_empty() => {
                let Link { contact, claims, .. } = self.random.pick(&self.links).clone();
                let set = vec![(Field::When, FieldValue::Text(date(&mut self.random)))];
                let reject = claims.into_iter().take(1).collect();
                Event::ContactSettled(Settlement { contact, set, reject, reason, ..Settlement::default() })
            }
            418..433 if !self.unlinked.is_empty() => {
                Event::ClaimRetracted(Retraction { claim: self.free_claim(), reason })
            }
            _ => self.claim(),
        }
    }

    fn source(&mut self) -> Event {
        let (id, origin) = (format!("paper-{}", self.sources), format!("agency-{}", self.random.below(40)));
        self.sources += 1;
        let published = if self.random.chance(4) { "-" } else { "2025-06" };
        Event::SourceRegistered(
            builders::source(&id, &[("published", published), ("origin", &origin)]).expect("a source"),
        )
    }

    fn claim(&mut self) -> Event {
        let random = &mut self.random;
        let id = format!("paper-{}/claim-{}", random.below(self.sources), self.claims.len());
        let one = random.below(STATES.len()) * random.below(STATES.len()) / STATES.len();
        let other = (one + 1 + random.below(STATES.len() - 1)) % STATES.len();
        let actors = format!("{}:visitor:GOV,{}:host:GOV", STATES[one], STATES[other]);
        let form = format!("form-{}", random.below(30));
        let categories = format!("category-{},category-{}", random.below(21), random.below(21));
        let (status, when) = (if random.chance(94) { "happened" } else { "planned" }, date(random));
        let near = self.claims.len().saturating_sub(1 + random.below(200));
        let part_of = self.claims.get(near).filter(|_| random.chance(12)).map_or("-", String::as_str);
        let nature = if random.chance(97) { "episode" } else { "recurrence" };
        let settings = [
            ("nature", nature),
            ("form", form.as_str()),
            ("categories", categories.as_str()),
            ("status", status),
            ("when", when.as_str()),
            ("actors", actors.as_str()),
            ("part_of", part_of),
            ("place", "Ulaanbaatar"),
            ("summary", "A delegation came, spoke of this and that, and went home again."),
        ];
        let claim = builders::claim(&id, &settings).expect("a claim");
        self.claims.push(id.clone());
        self.unlinked.push(id);
        Event::ClaimRecorded(claim)
    }

    /// Two fifths mend the date, two fifths form or category, the rest what no figure shows.
    fn correction(&mut self) -> Event {
        let random = &mut self.random;
        let set = match random.below(10) {
            0..4 => (Field::When, FieldValue::Text(date(random))),
            4..6 => (Field::Form, FieldValue::Text(format!("form-{}", random.below(30)))),
            6..8 => (Field::Categories, FieldValue::List(vec![format!("category-{}", random.below(21))])),
            _ => (Field::Summary, FieldValue::Text("A delegation came.".to_owned())),
        };
        let claim = random.pick(&self.claims).clone();
        let (expect, because, reason) = (Vec::new(), Vec::new(), "misread".to_owned());
        Event::ClaimCorrected(Correction { claim, expect, set: vec![set], because, reason })
    }

    fn free_claim(&mut self) -> String {
        let at = self.random.below(self.unlinked.len());
        self.unlinked.swap_remove(at)
    }
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
        98 => format!("{year}-{month:02}-{day:02}/.."),
        _ => format!("[{year}..]"),
    }
}
