//! A terse way to tell of one mission, and to show what became of it.

use chancery_core::event::{Coverage, Event};
use chancery_core::fold::{State, fold};
use chancery_core::spells::{Closing, EMBASSY, Spell, histories, mission_years};
use chancery_core::terms::Search;
use chancery_core::vocabulary::{DatedCode, Vocabulary};
use chancery_core::when::Days;
use chancery_testkit::builders;

/// States, with their Correlates of War codes.
pub fn vocabulary() -> Vocabulary {
    let mut vocabulary =
        builders::vocabulary(&[("MNG", "1921-07-11/.."), ("PRK", "1948-09-09/.."), ("JPN", "1603/..")])
            .expect("states");
    for (id, code) in [("MNG", "712"), ("PRK", "731"), ("JPN", "740")] {
        let cow = DatedCode { scheme: "cow".to_owned(), code: code.to_owned(), during: None };
        vocabulary.states.get_mut(id).expect("it is there").codes.push(cow);
    }
    vocabulary
}

/// `open 1951; close 1999-08`: what contacts tell of the DPRK's mission in Mongolia, each from a source of its own of
/// 2025, in a dataset of May 2026. `?` makes the status contested; a trailing `@MNG>PRK` is the other's mission,
/// `@MNG=PRK` tells of both as parties; `search` declares a systematic coverage.
pub fn state(told: &str) -> State {
    let mut entry = builders::entry("2026-05-10", "a").expect("an entry");
    let mut links = builders::entry("2026-05-11", "b").expect("an entry");
    for (number, told) in told.split(';').map(str::trim).filter(|told| !told.is_empty()).enumerate() {
        let (told, actors) = match told.split_once('@') {
            Some((told, "MNG=PRK")) => (told.trim(), None),
            Some((told, mission)) => (told.trim(), mission.split_once('>')),
            None => (told, Some(("PRK", "MNG"))),
        };
        let (word, when) = told.split_once(' ').unwrap_or((told, "-"));
        if word == "search" {
            entry.events.push(searched(when));
            continue;
        }
        let (form, nature, status, role) = match word.trim_end_matches('?') {
            "open" => ("embassy-opened", "episode", "happened", "opener"),
            "close" => ("embassy-closed", "episode", "happened", "closer"),
            "post" => ("posting", "state", "ended", "sender"),
            "credentials" => ("accreditation", "episode", "happened", "sender"),
            "mission" => ("embassy-opened", "state", "ongoing", "sender"),
            other => (other, "episode", "happened", "sender"),
        };
        let actors = match actors {
            None => "MNG:party,PRK:party".to_owned(),
            Some((sender, host)) => format!("{sender}:{role},{host}:host"),
        };
        let tell = |source: &str, status: &str| {
            let settings =
                [("form", form), ("nature", nature), ("status", status), ("when", when), ("actors", actors.as_str())];
            let claim = builders::claim(&format!("{source}/x"), &settings).expect("a claim");
            [Event::SourceRegistered(builders::source(source, &[]).expect("a source")), Event::ClaimRecorded(claim)]
        };
        let source = format!("s{number}");
        entry.events.extend(tell(&source, status));
        if word.ends_with('?') {
            let denial = format!("d{number}");
            entry.events.extend(tell(&denial, "did-not-happen"));
            links.events.push(Event::ClaimsLinked(chancery_core::event::Link {
                contact: format!("c{number}"),
                claims: vec![format!("{source}/x"), format!("{denial}/x")],
                reason: "the same".to_owned(),
            }));
        }
    }
    fold(&[entry, links]).0
}

/// All of what there is on Mongolia and the DPRK was gone through.
fn searched(extent: &str) -> Event {
    Event::CoverageDeclared(Coverage {
        dyad: ("MNG".to_owned(), "PRK".to_owned()),
        categories: Vec::new(),
        extent: builders::date(extent).expect("a date"),
        searched: Vec::new(),
        search: Search::Systematic,
        by: "tester".to_owned(),
        reason: None,
    })
}

/// The spells of the DPRK's mission in Mongolia.
pub fn shown(told: &str) -> String {
    let state = state(told);
    let histories = histories(&state, &builders::rule(), &EMBASSY);
    histories.iter().flat_map(|history| &history.spells).map(spell).collect::<Vec<_>>().join(" | ")
}

fn spell(spell: &Spell) -> String {
    let closed = match &spell.closed {
        Closing::On(days) => Days::to_edtf(days),
        Closing::StillOpen { known_until, as_of } => {
            assert_eq!(as_of.map(|day| day.to_string()).as_deref(), Some("2026-05-11"));
            format!("open [{}]", known_until.map_or_else(|| "-".to_owned(), |day| day.to_string()))
        }
    };
    let notes: Vec<&str> = spell.notes.iter().map(|note| note.as_str()).collect();
    let notes = if notes.is_empty() { String::new() } else { format!(" ({})", notes.join(", ")) };
    let contested =
        if spell.contested_by.is_empty() { String::new() } else { format!(" +{}", spell.contested_by.len()) };
    format!("{} > {closed}{notes}{contested}", spell.opened.to_edtf())
}

/// Years of the DPRK's mission in Mongolia: `1951 part 1-365`, with `(open)` or `(closed)` where that is presumed.
pub fn years(told: &str, from: i16, to: i16) -> String {
    let state = state(told);
    let rows = mission_years(&histories(&state, &builders::rule(), &EMBASSY), &vocabulary());
    let rows = rows.iter().filter(|row| from <= row.year && row.year <= to && row.mission_of == "PRK");
    let shown = rows.map(|row| {
        let presumed = row.presumed.map_or_else(String::new, |presumed| format!(" ({})", presumed.as_str()));
        format!("{} {} {}-{}{presumed}", row.year, row.status.as_str(), row.days_min, row.days_max)
    });
    shown.collect::<Vec<_>>().join(", ")
}
