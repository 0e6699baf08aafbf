//! The state as of an instant and as known by a day: a filter, then the ordinary fold.

use chancery_core::event::{Event, Link};
use chancery_core::filter::{Kept, Point, known_at};
use chancery_core::fold::fold;
use chancery_testkit::builders;
use chancery_testkit::table::check;

#[test]
fn as_of_keeps_what_was_recorded_by_the_end_of_that_day() {
    check(
        "
        entry   2026-01-01 a
        source  s1 published=2013
        claim   s1/x when=2013
        entry   2026-01-02T12:00:00Z b
        correct s1/x expect.when=2013 set.when=2012
        entry   2026-01-03 c
        retract s1/x
        at      as_of=2026-01-01
        contact s1/x when=2013
        at      as_of=2026-01-02T11:59:59Z
        contact s1/x when=2013
        at      as_of=2026-01-02T12:00:00Z
        contact s1/x when=2012
        at      as_of=2026-01-02
        contact s1/x when=2012
        at      as_of=2026-01-03
        gone    s1/x
        at      as_of=2025-12-31
        gone    s1/x
        ",
    );
}

#[test]
fn a_date_recorded_later_does_not_cut_earlier_states() {
    check(
        "
        entry   2026-01-01 a
        source  s1 published=-
        claim   s1/x when=2026
        at      as_of=2026-01-01
        contact s1/x onset=2026-01-01
        cell    MNG-PRK 2026-01 all all certain=1 possible=1
        ",
    );
}

#[test]
fn known_by_keeps_the_claims_of_sources_that_were_out_for_certain() {
    check(
        "
        entry   2026-01-01 a
        source  s1 published=2013-05-10
        source  s2 published=2013
        source  s3 published=-
        source  s4 published=2012/..
        claim   s1/x when=2013-05
        claim   s2/x when=2013-05-01
        claim   s3/x when=2013-05-02
        claim   s4/x
        link    c s1/x s2/x
        at      known_by=2013-05-09
        gone    c
        gone    s1/x
        undated s3 s4
        at      known_by=2013-05-10
        # The link holds among the claims kept.
        contact c claims=s1/x when=2013-05
        gone    s2/x
        at      known_by=2013-12-31
        contact c claims=s1/x,s2/x when=2013-05-01
        gone    s3/x
        undated s3 s4
        at
        undated
        contact s3/x when=2013-05-02
        ",
    );
}

#[test]
fn corrections_and_settlements_wait_for_their_grounds() {
    check(
        "
        entry   2026-01-01 a
        source  s1 published=2012
        source  s2 published=2013
        source  s3 published=2014
        claim   s1/x when=2012-12
        claim   s2/x when=2012-11
        claim   s3/x
        link    c s1/x s2/x
        entry   2026-01-02 b
        correct s1/x expect.when=2012-12 set.when=2012-10 because=s3/x
        correct s1/x set.form=talks
        settle  c set.when=2012-11-15 reject=s1/x because=s2/x
        at      known_by=2012-12-31
        # A misreading needs no later source to be mended; the date does.
        contact c when=2012-12 form=talks settled=- rejected=-
        at      known_by=2013-12-31
        contact c when=2012-11-15 rejected=s1/x
        at      known_by=2014-12-31 as_of=2026-01-01
        contact c when=2012-11 contested=when form=visit
        ",
    );
}

#[test]
fn both_points_hold_at_once() {
    check(
        "
        entry   2026-01-01 a
        source  s1 published=2012
        claim   s1/x
        entry   2026-01-02 b
        source  s2 published=2011
        claim   s2/x
        at      as_of=2026-01-01 known_by=2012-12-31
        contact s1/x claims=s1/x
        gone    s2/x
        at      known_by=2011-12-31
        gone    s1/x
        contact s2/x claims=s2/x
        ",
    );
}

#[test]
fn what_is_kept_names_nothing_that_is_not() -> Result<(), String> {
    let mut entry = builders::entry("2026-01-01", "a")?;
    for (source, published) in [("s1", "2012"), ("s2", "2013")] {
        entry.events.push(Event::SourceRegistered(builders::source(source, &[("published", published)])?));
        entry.events.push(Event::ClaimRecorded(builders::claim(&format!("{source}/x"), &[])?));
    }
    let link = |claims: &[&str]| {
        let claims = claims.iter().map(|claim| (*claim).to_owned()).collect();
        Link { contact: "c".to_owned(), claims, reason: String::new() }
    };
    let both = link(&["s1/x", "s2/x"]);
    entry.events.extend([Event::ClaimsLinked(both.clone()), Event::ClaimsUnlinked(both)]);
    entry.events.push(Event::ClaimsLinked(link(&["s2/x"])));
    let known_by = Some(builders::date("2012")?.onset().last().ok_or("a year has a last day")?);
    let Kept { entries, undated_sources, .. } = known_at(&[entry], Point { as_of: None, known_by });
    let one = link(&["s1/x"]);
    assert_eq!(entries[0].events[2..], [Event::ClaimsLinked(one.clone()), Event::ClaimsUnlinked(one)]);
    assert_eq!((fold(&entries).1, undated_sources), (vec![], vec![]));
    Ok(())
}
