//! What an editor may overrule, and what the claims still say.

use chancery_core::claim::Field;
use chancery_core::event::{Event, Link, Settlement};
use chancery_core::fold::fold;
use chancery_core::settle::Rival;
use chancery_testkit::builders;
use chancery_testkit::table::check;

#[test]
fn a_rejected_claim_stays_and_does_not_vote() {
    check(
        "
        entry   2026-01-01 a
        source  s1
        source  s2
        source  s3
        claim   s1/x when=2012-12 categories=sports
        claim   s2/x when=2012-11
        claim   s3/y
        link    c s1/x s2/x
        contact c contested=when
        entry   2026-01-02 b
        settle  c reject=s1/x because=s2/x
        settle  c reject=s3/y because=s2/x       | NotInContact
        settle  c reject=s9/x because=s9/y       | UnknownClaim UnknownClaim
        contact c when=2012-11 contested=- claims=s1/x,s2/x rejected=s1/x sources=s2 categories=political
        ",
    );
}

#[test]
fn an_editor_overrules_what_sources_say() {
    check(
        "
        entry   2026-01-01 a
        source  s1
        source  s2
        claim   s1/x when=2012-12 status=happened form=talks
        claim   s2/x when=2012-11 status=cancelled form=visit categories=sports
        link    c s1/x s2/x
        contact c contested=status,when tied=cancelled,happened
        entry   2026-01-02 b
        settle  c set.when=2012-11-15/2012-11-16 set.status=happened because=s1/x
        contact c when=2012-11-15/2012-11-16 onset=2012-11-15 status=happened tied=happened contested=- settled=status,when
        # The claims with the status that was set speak for the rest.
        contact c form=talks categories=political
        entry   2026-01-03 c
        settle  c set.form=meeting set.categories=economic set.stance=hedged set.place=Pyongyang because=s1/x
        contact c form=meeting categories=economic stance=hedged place=Pyongyang when=2012-11-15/2012-11-16
        entry   2026-01-04 d
        # Of two decisions about one field the later holds.
        settle  c set.when=2012-11-16 because=s1/x
        contact c when=2012-11-16 settled=form,categories,status,stance,when,place
        ",
    );
}

#[test]
fn a_status_that_no_claim_gives_can_be_set() {
    check(
        "
        entry   2026-01-01 a
        source  s1 published=2012
        claim   s1/x when=2013 status=planned
        entry   2026-01-02 b
        settle  s1/x set.status=happened because=s1/x
        # A plan is not bounded by the day it was written down.
        contact s1/x status=happened tied=happened onset=2013-01-01..2013-12-31
        ",
    );
}

#[test]
fn a_decision_that_does_not_fit_leaves_the_votes() {
    check(
        "
        entry   2026-01-01 a
        source  s1
        source  s2
        claim   s1/x when=2013-01
        claim   s2/x when=2013-03
        link    c s1/x s2/x
        entry   2026-01-02 b
        settle  c set.status=done because=s1/x                 | WrongShape
        settle  c set.when=soon because=s1/x                   | WrongShape
        settle  c set.part_of=nowhere because=s1/x             | UnknownWhole
        settle  d set.form=talks because=s1/x                  | UnknownContact
        settle  s1/x set.form=talks because=s1/x               | UnknownContact
        contact c status=happened when=2013-01 contested=when
        ",
    );
}

#[test]
fn an_absent_date_can_be_decided() {
    check(
        "
        entry   2026-01-01 a
        source  s1
        claim   s1/x when=2013
        entry   2026-01-02 b
        settle  s1/x set.when=- because=s1/x
        contact s1/x when=- settled=when onset=..2025-12-31
        ",
    );
}

#[test]
fn values_that_disagree_are_shown_with_who_gives_them() -> Result<(), String> {
    let mut entry = builders::entry("2026-01-01", "a")?;
    for (source, origin) in [("s1", "AFP"), ("s2", "AFP"), ("s3", "Kyodo")] {
        entry.events.push(Event::SourceRegistered(builders::source(source, &[("origin", origin)])?));
    }
    for (id, when) in [("s1/x", "2013-10"), ("s2/x", "2013-10"), ("s3/x", "2013-11")] {
        entry.events.push(Event::ClaimRecorded(builders::claim(id, &[("when", when)])?));
    }
    let claims = ["s1/x", "s2/x", "s3/x"].map(str::to_owned).to_vec();
    let (contact, reason) = ("c".to_owned(), String::new());
    let link = Link { contact: contact.clone(), claims, reason: reason.clone() };
    let (reject, because) = (vec!["s3/x".to_owned()], vec!["s1/x".to_owned()]);
    entry.events.push(Event::ClaimsLinked(link));
    entry.events.push(Event::ContactSettled(Settlement { contact, reject, because, reason, ..Settlement::default() }));
    let (state, faults) = fold(&[entry]);
    assert_eq!(faults, []);
    let rival = |value: &str, claims: &[&str], held: bool| Rival {
        field: Field::When,
        value: value.to_owned(),
        claims: claims.iter().map(|claim| (*claim).to_owned()).collect(),
        origins: 1,
        held,
        rejected: !held,
    };
    let rivals = [rival("2013-10", &["s1/x", "s2/x"], true), rival("2013-11", &["s3/x"], false)];
    assert_eq!(state.contacts["c"].rivals, rivals);
    Ok(())
}
