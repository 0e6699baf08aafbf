//! Figures of one source beside each other: what is added, what is not, and what cannot all be right.

use chancery_core::claim::Quantity;
use chancery_core::crossfoot::{Crossfoot, Margin, crossfoot};
use chancery_core::event::{Entry, Event, Link};
use chancery_core::fold;
use chancery_core::when::Day;
use chancery_testkit::builders;
use proptest::prelude::*;

/// A claim for each line: id, figure (`5`, `5..9`, `5..`, `..9`), then settings, of which `of` and `unit` are the quantity's.
/// A line that begins with `link` puts claims into a contact.
fn found(text: &str) -> Crossfoot {
    let mut entry = builders::entry("2026-01-01", "a").expect("is an entry");
    for source in ["s", "t"] {
        entry.events.push(Event::SourceRegistered(builders::source(source, &[]).expect("is a source")));
    }
    entry.events.extend(text.lines().map(str::trim).filter(|line| !line.is_empty()).map(event));
    let (state, faults) = fold(&[entry]);
    assert_eq!(faults, [], "{text}");
    crossfoot(&state)
}

fn event(line: &str) -> Event {
    let words: Vec<&str> = line.split_whitespace().collect();
    if words[0] == "link" {
        let claims = words[2..].iter().map(|id| (*id).to_owned()).collect();
        return Event::ClaimsLinked(Link { contact: words[1].to_owned(), claims, reason: String::new() });
    }
    let mut quantity = quantity(words[1]);
    let mut settings = vec![("nature", "flow"), ("form", "talks"), ("actors", "MNG:party,PRK:party")];
    for (key, value) in words[2..].iter().map(|word| word.split_once('=').expect("is key=value")) {
        match key {
            "of" => quantity.of = value.to_owned(),
            "unit" => quantity.unit = Some(value.to_owned()),
            _ => settings.push((key, value)),
        }
    }
    let mut claim = builders::claim(words[0], &settings).expect("is a claim");
    claim.quantity = vec![quantity];
    Event::ClaimRecorded(claim)
}

fn quantity(text: &str) -> Quantity {
    let (low, best, high) = match text.split_once("..") {
        None => (None, text.parse().ok(), None),
        Some((low, high)) => (low.parse().ok(), None, high.parse().ok()),
    };
    Quantity { of: "talks".to_owned(), low, best, high, unit: None }
}

/// A margin in one line.
fn told(margin: &Margin) -> String {
    let Margin { whole, margin, whole_value, parts_sum, difference, complete, agrees, parts, .. } = margin;
    let difference = difference.map_or("-".to_owned(), |difference| difference.to_string());
    let complete = if *complete { "complete" } else { "incomplete" };
    let agrees = if *agrees { "agrees" } else { "wrong" };
    format!("{whole} {margin}: {whole_value} - {parts_sum} = {difference} {complete} {agrees} ({})", parts.join(" "))
}

fn margins(text: &str) -> Vec<String> {
    found(text).margins.iter().map(told).collect()
}

/// The claims, and the margins that they make.
#[test]
fn margins_by_what_the_parts_differ_in() {
    let whole = "s/all 10 when=2001/2004 categories=economic,medical";
    let cases = [
        (
            "s/a 4 when=2001/2002 part_of=s/all categories=economic,medical
             s/b 6 when=2003/2004 part_of=s/all categories=economic,medical",
            vec!["s/all period: 10 - 10 = 0 complete agrees (s/a s/b)"],
        ),
        (
            "s/a 4 part_of=s/all categories=economic
             s/b 7 when=2001/2004 part_of=s/all categories=medical",
            vec!["s/all category: 10 - 11 = -1 complete wrong (s/a s/b)"],
        ),
        (
            "s/a 4 part_of=s/all categories=economic,medical actors=MNG:visitor,PRK:host
             s/b 5 part_of=s/all categories=economic,medical actors=PRK:visitor,MNG:host",
            vec!["s/all actors: 10 - 9 = 1 complete wrong (s/a s/b)"],
        ),
        (
            "s/a 4 part_of=s/all categories=economic,medical form=meeting
             s/b 6 part_of=s/all categories=economic,medical form=conference
             s/c 3 part_of=s/all categories=economic,medical place=Seoul
             s/d 7 part_of=s/all categories=economic,medical place=Berlin",
            vec![
                "s/all form: 10 - 10 = 0 complete agrees (s/a s/b)",
                "s/all place: 10 - 10 = 0 complete agrees (s/c s/d)",
            ],
        ),
        (
            "s/a 4 part_of=s/all categories=economic,medical
             s/b 4 part_of=s/all categories=economic,medical",
            vec!["s/all unnamed: 10 - 8 = 2 complete wrong (s/a s/b)"],
        ),
        ("s/a 4 part_of=s/all categories=economic", vec!["s/all category: 10 - 4 = 6 incomplete agrees (s/a)"]),
        ("s/a 11 part_of=s/all categories=economic", vec!["s/all category: 10 - 11 = -1 incomplete wrong (s/a)"]),
    ];
    for (parts, expected) in cases {
        assert_eq!(margins(&format!("{whole}\n{parts}")), expected, "{parts}");
    }
}

/// Parts by period: extent and figure of each beside ten from 2001 to 2004, and the margin.
#[test]
fn periods_that_leave_days_or_reach_beyond() {
    for (parts, expected) in [
        (vec![("2001/2002", "4"), ("2003/2004", "6")], "10 - 10 = 0 complete agrees (s/p0 s/p1)"),
        (vec![("2001/2002", "4"), ("2003/2004", "5")], "10 - 9 = 1 complete wrong (s/p0 s/p1)"),
        (vec![("2001/2002", "4"), ("2003-01-02/2004", "5")], "10 - 9 = 1 incomplete agrees (s/p0 s/p1)"),
        (vec![("2001/2002", "4"), ("2003-01-02/2004", "7")], "10 - 11 = -1 incomplete wrong (s/p0 s/p1)"),
        (vec![("2000/2002", "6"), ("2003/2004", "6")], "10 - 12 = -2 incomplete agrees (s/p0 s/p1)"),
        (vec![("2000/2002", "3"), ("2003/2004", "6")], "10 - 9 = 1 incomplete wrong (s/p0 s/p1)"),
        (vec![("2000/2002", "30")], "10 - 30 = -20 incomplete agrees (s/p0)"),
        (vec![("2001/..", "9")], "10 - 9 = 1 incomplete wrong (s/p0)"),
        (vec![("2001/2003", "4"), ("2002", "3"), ("2004", "6")], "10 - 10 = 0 complete agrees (s/p0 s/p2)"),
        (vec![("2001/2003", "4"), ("2003/2004", "6")], ""),
        (vec![("{2001,2003}", "4"), ("2004", "7")], ""),
        (vec![("2001/2003", "4"), ("2001/2003", "4"), ("2004", "6")], "10 - 10 = 0 complete agrees (s/p0 s/p1 s/p2)"),
        (
            vec![("2001/2003", "4"), ("2001/2003", "5"), ("2004", "6")],
            "10 - 10 to 11 = - complete agrees (s/p0 s/p1 s/p2)",
        ),
        (vec![("2001/2003", "4..5"), ("2004", "6..")], "10 - 10 or more = - complete agrees (s/p0 s/p1)"),
        (vec![("2001/2003", "..3"), ("2004", "6")], "10 - 9 or fewer = 1 complete wrong (s/p0 s/p1)"),
    ] {
        let part = |(index, (when, figure)): (usize, &(&str, &str))| {
            format!("\ns/p{index} {figure} when={when} part_of=s/all")
        };
        let text: String = parts.iter().enumerate().map(part).collect();
        let found = margins(&format!("s/all 10 when=2001/2004{text}"));
        let expected: Vec<String> =
            [expected].iter().filter(|e| !e.is_empty()).map(|e| format!("s/all period: {e}")).collect();
        assert_eq!(found, expected, "{parts:?}");
    }
}

/// Claims beside a whole of ten that are no parts of it to be added: a second part would make them a margin.
#[test]
fn what_is_not_added() {
    for part in [
        "t/a 4 part_of=s/all categories=economic",
        "s/a 4 part_of=s/all categories=economic unit=people",
        "s/a 4 part_of=s/all categories=economic of=agreements",
        "s/a 4 part_of=s/all categories=economic nature=stock",
        "s/a 4 part_of=s/all categories=economic status=planned",
        "s/a 4 part_of=s/all categories=economic nature=episode",
        "s/a 4 part_of=s/all categories=economic when=2001",
        "s/a 4 categories=economic",
    ] {
        assert_eq!(margins(&format!("s/all 10 when=2001/2004\n{part}")), Vec::<String>::new(), "{part}");
    }
    let stocks = "s/all 10 when=2001 nature=stock\ns/a 4 when=2001-05 nature=stock part_of=s/all";
    assert_eq!(margins(stocks), Vec::<String>::new(), "who was there in May may be there in June");
    let stocks = "s/all 10 when=2001 nature=stock\ns/a 40 when=2001 nature=stock part_of=s/all categories=medical";
    assert_eq!(margins(stocks), ["s/all category: 10 - 40 = -30 incomplete wrong (s/a)"]);
}

#[test]
fn a_part_may_name_the_contact_or_another_source_s_claim_in_it() {
    let text = "s/all 10 when=2001/2004
        t/all 12 when=2001/2004
        link both s/all t/all
        s/a 4 part_of=both categories=economic
        s/b 7 part_of=t/all categories=medical
        t/a 12 part_of=s/all categories=economic";
    assert_eq!(
        margins(text),
        [
            "s/all category: 10 - 11 = -1 complete wrong (s/a s/b)",
            "t/all category: 12 - 12 = 0 incomplete agrees (t/a)"
        ]
    );
}

/// Two claims, and whether they contradict each other.
#[test]
fn contradictions_are_of_the_same_thing() {
    for (first, second, contradict) in [
        ("s/a 102 when=200X", "s/b 98 when=2000/2009", true),
        ("s/a 102 when=200X", "s/b 98 when=200X categories=economic", false),
        ("s/a 102 when=200X", "s/b 98 when=2000/2008", false),
        ("s/a 102 when=200X", "t/b 98 when=200X", false),
        ("s/a 102 when=200X", "s/b 102 when=200X", false),
        ("s/a 102 when=200X", "s/b 100.. when=200X", false),
        ("s/a 102 when=200X", "s/b 103.. when=200X", true),
        ("s/a 102 when=200X", "s/b ..101 when=200X", true),
        ("s/a 102", "s/b 98", false),
        ("s/a 102 when=200X", "s/b 98 when=200X place=Seoul", false),
        ("s/a 102 when=200X", "s/b 98 when=200X form=meeting", false),
        ("s/a 102 when=200X", "s/b 98 when=200X status=planned", false),
        ("s/a 102 when=200X", "s/b 98 when=200X stance=speculated", false),
        ("s/a 102 when=200X", "s/b 98 when=200X attributed_to=somebody", false),
        ("s/a 102 when=200X", "s/b 98 when=200X actors=MNG:visitor,PRK:host", false),
        ("s/a 102 when=200X", "s/b 98 when=200X unit=people", false),
        ("s/a 102 when=2004 nature=stock", "s/b 98 when=2004 nature=stock", false),
        ("s/a 102 when=2004-05-01 nature=stock", "s/b 98 when=2004-05-01 nature=stock", true),
        ("s/a 102 when=200X", "s/b 98 when=200X part_of=s/a", false),
    ] {
        let found = found(&format!("{first}\n{second}")).contradictions;
        assert_eq!(!found.is_empty(), contradict, "{first} | {second}: {found:?}");
    }
    let found =
        found("s/b 98 when=200X\ns/a 102 when=200X\ns/c 102 when=200X\ns/d 98.. when=200X\ns/e 105.. when=2001")
            .contradictions;
    let figures: Vec<String> = found[0].figures.iter().map(|(id, amount)| format!("{id} {amount}")).collect();
    assert_eq!(figures, ["s/a 102", "s/b 98", "s/c 102"]);
}

/// Days of January 2001 on which a part may stand: its first day, its length and its figure.
fn january() -> impl Strategy<Value = Vec<(i32, i32, i64)>> {
    proptest::collection::vec((0..12_i32, 1..6_i32, 0..4_i64), 1..5)
}

fn day(offset: i32) -> Day {
    Day(Day::from_ymd(2001, 1, 1).expect("is a day").0 + offset)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    /// Day by day: what the parts cover, what they reach beyond, and whether any way to place the contacts fits all figures.
    #[test]
    fn a_period_margin_is_wrong_only_where_no_placement_fits(parts in january(), total in 0..8_i64, length in 1..12_i32) {
        let mut text = format!("s/all {total} when={}/{}", day(2), day(1 + length));
        for (index, (first, days, figure)) in parts.iter().enumerate() {
            text += &format!("\ns/p{index} {figure} when={}/{} part_of=s/all", day(*first), day(first + days - 1));
        }
        let inside = |offset: &i32| (2..2 + length).contains(offset);
        for margin in found(&text).margins.iter().filter(|margin| margin.margin.as_str() == "period") {
            let kept: Vec<_> = margin.parts.iter().map(|id| parts[id[3..].parse::<usize>().expect("is an index")]).collect();
            let mut extents: Vec<(i32, i32)> = kept.iter().map(|(first, days, _)| (*first, *days)).collect();
            extents.sort_unstable();
            extents.dedup();
            let covered: Vec<i32> = extents.iter().flat_map(|(first, days)| *first..first + days).collect();
            prop_assert_eq!(covered.iter().collect::<std::collections::BTreeSet<_>>().len(), covered.len(), "no day twice");
            let covers = (2..2 + length).all(|offset| covered.contains(&offset));
            let within = covered.iter().all(inside);
            prop_assert_eq!(margin.complete, covers && within);
            // A contact is placed in a part or nowhere; what reaches beyond may lie outside, what is left may hold any number.
            let (low, high) = (margin.parts_sum.low.expect("known"), margin.parts_sum.high.expect("known"));
            let fits = (low..=high).any(|sum| (!covers || sum >= total) && (!within || sum <= total));
            prop_assert_eq!(margin.agrees, fits);
        }
    }

    #[test]
    fn the_order_of_claims_decides_nothing(parts in january().prop_flat_map(|parts| {
        let lines: Vec<String> = parts.iter().enumerate().map(|(index, (first, _, figure))| {
            let whole = if index == 0 { String::new() } else { format!(" part_of=s/p{}", index - 1) };
            format!("s/p{index} {figure} when={}{whole}", if first % 2 == 0 { "2001" } else { "2001-01" })
        }).collect();
        (Just(lines.clone()), Just(lines).prop_shuffle())
    })) {
        prop_assert_eq!(found(&parts.0.join("\n")), found(&parts.1.join("\n")));
    }
}

#[test]
fn figures_are_compared_as_corrected() {
    let text =
        "s/all 10 when=2001/2004\ns/a 4 part_of=s/all categories=economic\ns/b 7 part_of=s/all categories=medical";
    let wrong = found(text);
    assert!(!wrong.margins[0].agrees);
    let mut entry: Entry = builders::entry("2026-01-01", "a").expect("is an entry");
    entry.events.push(Event::SourceRegistered(builders::source("s", &[]).expect("is a source")));
    entry.events.extend(text.lines().map(event));
    let mut correction = builders::entry("2026-01-02", "b").expect("is an entry");
    correction.events.push(Event::ClaimCorrected(chancery_core::event::Correction {
        claim: "s/b".to_owned(),
        expect: Vec::new(),
        set: vec![(chancery_core::Field::Quantity, chancery_core::FieldValue::Quantities(vec![quantity("6")]))],
        because: Vec::new(),
        reason: "A slip.".to_owned(),
    }));
    assert!(crossfoot(&fold(&[entry, correction]).0).margins[0].agrees);
}
