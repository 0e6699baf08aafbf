//! One contact out of several claims: who wins, and what is contested.

use chancery_testkit::table::check;

#[test]
fn an_outcome_outranks_any_number_of_expectations() {
    check(
        "
        entry   2026-01-01 a
        source  s1
        source  s2
        source  s3
        claim   s1/x status=planned when=2013-09 categories=economic actors=CHN:visitor,MNG:host place=Pyongyang
        claim   s2/x status=agreed when=2013-09
        claim   s3/x status=cancelled when=2013-10 stance=hedged categories=sports
        link    c s1/x s2/x s3/x
        # The claims that lost say nothing about date, stance or subject; they still vote as sources.
        contact c status=cancelled tied=cancelled when=2013-10 stance=hedged categories=sports contested=- origins=s1,s2,s3
        contact c actors=MNG:host,PRK:visitor place=-
        ",
    );
}

#[test]
fn postponed_is_an_expectation() {
    check(
        "
        entry   2026-01-01 a
        source  s1
        source  s2
        source  s3
        claim   s1/x status=postponed
        claim   s2/x status=postponed
        claim   s3/x status=did-not-happen
        link    c s1/x s2/x s3/x
        contact c status=did-not-happen contested=-
        ",
    );
}

#[test]
fn a_vote_is_an_origin_and_a_tie_is_contested() {
    check(
        "
        entry   2026-01-01 a
        source  s1 origin=AFP
        source  s2 origin=AFP
        source  s3 origin=Kyodo
        source  s4 origin=Yonhap
        claim   s1/x
        claim   s2/x
        claim   s3/x status=did-not-happen
        link    c s1/x s2/x s3/x
        # Two papers that print one agency are one vote.
        contact c tied=did-not-happen,happened status=did-not-happen contested=status origins=AFP,Kyodo sources=s1,s2,s3
        claim   s4/x
        link    c s4/x
        contact c tied=happened status=happened contested=-
        ",
    );
}

#[test]
fn dates_that_agree_intersect() {
    check(
        "
        entry   2026-01-01 a
        source  s1
        source  s2
        source  s3
        claim   s1/x when=2013
        claim   s2/x when=[2013-10-20..2013-11-10]
        claim   s3/x when=201X
        link    c s1/x s3/x
        # The narrower text is kept as it was written.
        contact c when=2013 onset=2013-01-01..2013-12-31 contested=-
        link    c s2/x
        contact c when=[2013-10-20..2013-11-10] contested=-
        unlink  c s1/x s3/x
        claim   s1/y when=2013-11
        link    c s1/y
        # Neither source gives this set; it is spelled anew.
        contact c when=[2013-11-01..2013-11-10] onset=2013-11-01..2013-11-10 contested=-
        ",
    );
}

#[test]
fn a_claim_without_a_date_neither_votes_nor_hides_one() {
    check(
        "
        entry   2026-01-01 a
        source  s1 published=2014
        source  s2 published=2014
        source  s3 published=2013-10-15
        claim   s1/x
        claim   s2/x when=../2014
        contact s1/x when=- onset=..2014-12-31
        link    c s1/x s2/x
        contact c when=../2014 onset=..2014-12-31
        claim   s3/x
        claim   s2/y when=2013-10
        link    d s2/y s3/x
        # Whoever wrote on the fifteenth of what had happened bounds the date of those who wrote later.
        contact d when=[2013-10-01..2013-10-15]
        ",
    );
}

#[test]
fn dates_that_disagree_go_by_origins_then_days_then_text() {
    check(
        "
        entry   2026-01-01 a
        source  s1 origin=AFP
        source  s2 origin=AFP
        source  s3 origin=Kyodo
        source  s4 origin=Yonhap
        claim   s1/x when=2013-11-28
        claim   s2/x when=2013-11-28
        claim   s3/x when=2013-10
        link    c s1/x s2/x s3/x
        # One origin each: the fewest days.
        contact c when=2013-11-28 contested=when
        claim   s4/x when=2013-10
        link    c s4/x
        # Two origins against one.
        contact c when=2013-10 onset=2013-10-01..2013-10-31 contested=when
        claim   s1/y when=2013-05
        claim   s3/y when=2013-03
        link    d s1/y s3/y
        # As many origins and as many days: the smaller text.
        contact d when=2013-03 contested=when
        ",
    );
}

#[test]
fn one_date_is_one_value_however_it_is_marked_or_cut_off() {
    check(
        "
        entry   2026-01-01 a
        source  s1
        source  s2 published=2013-03-31
        source  s3
        claim   s1/x when=2013
        claim   s2/x when=2013?
        claim   s3/x when=2012-05
        link    c s1/x s2/x s3/x
        # Two origins say 2013: a qualifier moves nothing, and the earlier publication bounds them both.
        contact c when=2013 onset=2013-01-01..2013-03-31 contested=when
        ",
    );
}

#[test]
fn publication_bounds_what_happened_and_nothing_else() {
    check(
        "
        entry   2026-01-01 a
        source  s1 published=2013-05-10
        source  s2 published=2013-05
        source  s3 published=-
        claim   s1/x when=2013
        claim   s1/y when=2013 status=planned
        claim   s1/z when=2013-06                        | EmptyOnset
        claim   s1/w when=2013-06 status=agreed
        claim   s2/x when=2013
        claim   s3/x when=2026
        claim   s1/o nature=state status=ongoing when=2012/..
        contact s1/x onset=2013-01-01..2013-05-10 when=2013
        contact s1/y onset=2013-01-01..2013-12-31
        contact s2/x onset=2013-01-01..2013-05-31
        # A source without a date cannot know more than the day on which it was recorded.
        contact s3/x onset=2026-01-01
        contact s1/o extent=2012-01-01..2013-05-10
        ",
    );
}

#[test]
fn the_strongest_stance_of_the_winning_claims_holds() {
    check(
        "
        entry   2026-01-01 a
        source  s1
        source  s2
        source  s3
        claim   s1/x stance=speculated
        claim   s2/x stance=hedged
        claim   s3/x stance=asserted status=planned
        link    c s1/x s2/x s3/x
        contact c status=happened stance=hedged
        claim   s3/y stance=reported
        link    c s3/y
        contact c stance=reported
        ",
    );
}

#[test]
fn form_and_place_go_by_origins_and_then_by_text() {
    check(
        "
        entry   2026-01-01 a
        source  s1 origin=AFP
        source  s2 origin=Kyodo
        source  s3 origin=Kyodo
        source  s4
        claim   s1/x form=visit place=Ulaanbaatar
        claim   s2/x form=talks place=Pyongyang
        claim   s3/x form=talks
        link    c s1/x s2/x s3/x
        # One origin each; a claim that names no place casts no vote against one.
        contact c form=talks place=Pyongyang contested=-
        claim   s4/x form=visit place=Ulaanbaatar
        link    c s4/x
        contact c form=visit place=Ulaanbaatar contested=-
        ",
    );
}

#[test]
fn categories_and_actors_are_united() {
    check(
        "
        entry   2026-01-01 a
        source  s1
        source  s2
        claim   s1/x categories=political,medical actors=PRK:visitor,MNG:host
        claim   s2/x categories=economic actors=MNG:host,JPN:subject
        link    c s1/x s2/x
        contact c categories=economic,medical,political actors=JPN:subject,MNG:host,PRK:visitor
        ",
    );
}

#[test]
fn a_plan_for_what_lasts_may_lie_after_publication() {
    check(
        "
        entry   2026-01-01 a
        source  s1 published=2012
        claim   s1/x nature=state status=planned when=2013/2014
        claim   s1/y nature=state status=ongoing when=2011/2014
        contact s1/x extent=2013-01-01..2014-12-31
        contact s1/y extent=2011-01-01..2012-12-31
        ",
    );
}

#[test]
fn what_lasts_keeps_a_date_with_an_end() {
    check(
        "
        entry   2026-01-01 a
        source  s1
        source  s2
        source  s3
        claim   s1/x nature=state status=ended when=2001/2004
        claim   s2/x nature=state status=ended when=2001-05/2004-06
        claim   s3/x nature=state status=ended
        link    c s1/x s2/x s3/x
        contact c when=2001-05/2004-06 extent=2001-05-01..2004-06-30 contested=-
        unlink  c s3/x
        contact s3/x when=-
        source  s4 published=2004
        source  s5 published=2008
        claim   s4/y nature=state status=ongoing when=2001/..
        claim   s5/y nature=state status=ongoing when=2001/..
        link    d s4/y s5/y
        # The later of two who say the same vouches for longer.
        contact d when=2001/.. extent=2001-01-01..2008-12-31
        ",
    );
}
