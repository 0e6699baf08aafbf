//! Small journals of every kind of trouble: vague dates, ties, parts, links, decisions.

use chancery_core::claim::Claim;
use chancery_core::event::{Entry, Event, Link, Settlement};
use chancery_core::terms::{Status, Unit};
use chancery_core::vocabulary::Rule;
use chancery_testkit::builders::{self, list, value_of};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

const DATES: &[&str] = &[
    "-",
    "2003",
    "2004",
    "2005",
    "2006",
    "200X",
    "2004-02",
    "2004-06",
    "2005-XX-27",
    "2003-12-31",
    "2004-02-29",
    "2005-06?",
    "2004-21",
    "2003/2005",
    "2005-03/..",
    "/2004",
    "../2005-06-15",
    "[2003..2005]",
    "[2004-12-31,2005-01-01]",
    "[..2004]",
    "[2005..]",
    "[2003-11..2004-02]",
    "2004-XX",
];

const ACTORS: &[&str] = &[
    "PRK:visitor,MNG:host",
    "MNG:donor,PRK:recipient",
    "PRK:party,MNG:party",
    "JPN:party,PRK:party,MNG:convenor",
    "JPN:party,PRK:party,MNG:party",
    "JPN:visitor,PRK:visitor,MNG:host",
    "MNG:investor:BUS,PRK:recipient:GOV",
    "MNG:visitor:CVL,MNG:convenor:GOV,PRK:party",
    "JPN:mediator,MNG:sender,PRK:addressee",
    "MNG:sender,JPN:subject",
];

/// Three sources, two of one origin, one without a date.
fn sources() -> Result<Entry, String> {
    let mut entry = builders::entry("2007-01-01", "sources")?;
    for (id, published, origin) in [("s0", "2006", "AFP"), ("s1", "2005-05-10", "AFP"), ("s2", "-", "Kyodo")] {
        let source = builders::source(id, &[("published", published), ("origin", origin)])?;
        entry.events.push(Event::SourceRegistered(source));
    }
    Ok(entry)
}

fn claim() -> impl Strategy<Value = Claim> {
    let statuses = vec!["happened", "happened", "happened", "did-not-happen", "cancelled", "planned"];
    let stances = vec!["asserted", "asserted", "reported", "hedged", "speculated"];
    let what = (
        prop_oneof![5 => Just("episode"), 1 => Just("recurrence")],
        select(vec!["visit", "talks", "conference"]),
        subsequence(vec!["economic", "medical", "political"], 1..=3),
        select(statuses),
        select(stances),
    );
    (0..3_u8, what, select(DATES), select(ACTORS), proptest::option::of(0..6_u8)).prop_map(
        |(source, (nature, form, categories, status, stance), when, actors, part_of)| {
            let part_of = part_of.map_or("-".to_owned(), |other| format!("part {other}"));
            let settings = [
                ("nature", nature),
                ("form", form),
                ("categories", &categories.join(",")),
                ("status", status),
                ("stance", stance),
                ("when", when),
                ("actors", actors),
                ("part_of", &part_of),
            ];
            builders::claim(&format!("s{source}/x"), &settings).expect("the settings are well formed")
        },
    )
}

/// Entries of two to six claims, some linked, some parts of others, perhaps one settled.
pub fn entries() -> impl Strategy<Value = Vec<Entry>> {
    let links = vec(proptest::option::of(0..2_u8), 6);
    let settled = proptest::option::of((select(vec!["status=happened", "when=2004", "form=talks"]), 0..2_u8));
    (vec(claim(), 2..=6), links, settled)
        .prop_map(|(claims, links, settled)| write(claims, &links, settled).expect("the entries are well formed"))
}

fn write(mut claims: Vec<Claim>, links: &[Option<u8>], settled: Option<(&str, u8)>) -> Result<Vec<Entry>, String> {
    for (index, claim) in claims.iter_mut().enumerate() {
        claim.id = format!("{}/{index}", claim.source);
    }
    let ids: Vec<String> = claims.iter().map(|claim| claim.id.clone()).collect();
    for claim in &mut claims {
        let other = claim.part_of.take().and_then(|text| text.rsplit(' ').next()?.parse::<usize>().ok());
        claim.part_of = other.and_then(|index| ids.get(index).cloned());
    }
    let mut entries = vec![sources()?];
    for (index, claim) in claims.into_iter().enumerate() {
        let mut entry = builders::entry("2007-01-02", &format!("claim-{index}"))?;
        entry.events.push(Event::ClaimRecorded(claim));
        entries.push(entry);
    }
    let mut linking = builders::entry("2007-01-03", "links")?;
    for group in 0..2 {
        let claims: Vec<String> =
            ids.iter().zip(links).filter(|(_, g)| **g == Some(group)).map(|(id, _)| id.clone()).collect();
        if !claims.is_empty() {
            linking.events.push(Event::ClaimsLinked(Link {
                contact: format!("c{group}"),
                claims,
                reason: String::new(),
            }));
        }
    }
    entries.push(linking);
    if let Some((setting, group)) = settled {
        let (key, value) = setting.split_once('=').ok_or("a setting is KEY=VALUE")?;
        let field = builders::field(key)?;
        let set = vec![(field, value_of(field, value)?)];
        let mut settling = builders::entry("2007-01-04", "settling")?;
        let (contact, reason) = (format!("c{group}"), String::new());
        let settlement = Settlement { contact, set, because: list(&ids[0]), reason, ..Settlement::default() };
        settling.events.push(Event::ContactSettled(settlement));
        entries.push(settling);
    }
    Ok(entries)
}

/// Rules with each of their flags on or off.
pub fn rules() -> impl Strategy<Value = Rule> {
    (any::<[bool; 3]>(), any::<[bool; 2]>()).prop_map(|([convenor, multilateral, unofficial], [contact, planned])| {
        let mut rule = Rule { convenor, multilateral, unofficial, ..builders::rule() };
        rule.unit = if contact { Unit::Contact } else { Unit::Occasion };
        rule.statuses.extend(planned.then_some(Status::Planned));
        rule
    })
}
