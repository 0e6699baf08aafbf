//! The embassies of Mongolia and the DPRK in each other's capital.

use chancery_core::spells::{Closing, EMBASSY, History, Note, Spell, exchange_years, histories, mission_years};

use super::state;

/// `opened > closed`, or the day until which it is known to have been open; then the contacts that tell.
fn shown(spell: &Spell) -> String {
    let closed = match &spell.closed {
        Closing::On(days) => days.to_edtf(),
        Closing::StillOpen { known_until, .. } => known_until.map_or_else(String::new, |day| format!("open on {day}")),
    };
    let contacts = [&spell.opened_by, &spell.closed_by, &spell.vouched_for_by].map(|ids| ids.join(","));
    format!("{} > {closed}: {}", spell.opened.to_edtf(), contacts.join("; "))
}

fn history<'a>(histories: &'a [History], sender: &str, host: &str) -> &'a History {
    histories.iter().find(|history| history.sender == sender && history.host == host).expect("it is told of")
}

#[test]
fn the_north_s_embassy_closed_in_1999_and_came_back_in_2004() {
    let (state, vocabulary) = state();
    let rule = vocabulary.rule(None).expect("a rule");
    let histories = histories(&state, rule, &EMBASSY);
    let north = history(&histories, "PRK", "MNG");
    let spells: Vec<String> = north.spells.iter().map(shown).collect();
    let expected = [
        "1951 > 1999-08: dprk-mongolia-embassies-1951; dprk-embassy-closed-1999; ",
        "2004-08 > open on 2013-04-16: dprk-embassy-reopened-2004; ; yonhap-2013-04-22/mc224",
    ];
    assert_eq!(spells, expected);
    assert!(north.otherwise.is_none() && north.spells.iter().all(|spell| spell.notes.is_empty()));
}

#[test]
fn nothing_tells_that_mongolia_s_own_embassy_ever_closed() {
    let (state, vocabulary) = state();
    let rule = vocabulary.rule(None).expect("a rule");
    let histories = histories(&state, rule, &EMBASSY);
    let own = history(&histories, "MNG", "PRK");
    let [spell] = own.spells.as_slice() else { panic!("{own:#?}") };
    assert!(
        shown(spell).starts_with("1951 > open on 2024-01-29: dprk-mongolia-embassies-1951; ; "),
        "{}",
        shown(spell)
    );
    assert!(spell.vouched_for_by.iter().any(|id| id == "khurelbaatar-in-pyongyang"), "{spell:#?}");
    // The account of both embassies names Mongolia as a party and as no opener.
    assert_eq!(spell.notes, [Note::ToldOfBoth].into());
}

#[test]
fn the_years_of_both_embassies() {
    let (state, vocabulary) = state();
    let histories = histories(&state, vocabulary.rule(None).expect("a rule"), &EMBASSY);
    let rows = mission_years(&histories, &vocabulary);
    let year = |year: i16, of: &str| {
        let row = rows.iter().find(|row| row.year == year && row.mission_of == of && row.dyad.to_string() == "MNG-PRK");
        row.map(|row| {
            assert_eq!((row.ccode_1, row.ccode_2), (Some(712), Some(731)));
            let presumed = row.presumed.map_or_else(String::new, |presumed| format!(" {}", presumed.as_str()));
            format!("{} {}-{}{presumed}", row.status.as_str(), row.days_min, row.days_max)
        })
    };
    for (of, asked, expected) in [
        ("PRK", 1950, None),
        ("PRK", 1951, Some("part 1-365")),
        ("PRK", 1952, Some("whole_year 366-366")),
        ("PRK", 1998, Some("whole_year 365-365")),
        ("PRK", 1999, Some("part 213-243")),
        ("PRK", 2000, Some("none 0-0")),
        ("PRK", 2003, Some("none 0-0")),
        ("PRK", 2004, Some("part 123-153")),
        ("PRK", 2005, Some("whole_year 365-365")),
        ("PRK", 2012, Some("whole_year 366-366")),
        ("PRK", 2013, Some("part 106-365")),
        ("PRK", 2014, Some("possible 0-365 open")),
        ("MNG", 1951, Some("part 1-365")),
        ("MNG", 2000, Some("whole_year 366-366")),
        ("MNG", 2024, Some("part 29-366")),
        ("MNG", 2025, Some("possible 0-365 open")),
    ] {
        assert_eq!(year(asked, of).as_deref(), expected, "{of} in {asked}");
    }
    let exchanges = exchange_years(&rows, &vocabulary);
    let in_2001 = exchanges.iter().find(|row| row.year == 2001 && row.ccode2 == Some(731)).expect("a row");
    assert_eq!((in_2001.dr_at_1, in_2001.dr_at_2, in_2001.de), (Some(0), Some(9), Some(1)));
}
