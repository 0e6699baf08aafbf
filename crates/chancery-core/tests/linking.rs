//! Claims come together and part again, are are mended and withdrawn.

use chancery_testkit::table::check;

#[test]
fn a_claim_belongs_to_exactly_one_contact() {
    check(
        "
        entry   2026-01-01 a
        source  s1
        source  s2
        claim   s1/x
        claim   s2/x
        claim   s2/y
        contact s1/x claims=s1/x
        link    c s1/x s2/x
        gone    s1/x
        contact c claims=s1/x,s2/x
        link    d s1/x s2/y                      | ClaimInTwoContacts
        contact c claims=s1/x,s2/x
        contact d claims=s2/y
        unlink  c s1/x
        contact s1/x claims=s1/x
        contact c claims=s2/x
        unlink  c s1/x                           | NotInContact
        unlink  c s2/x
        gone    c
        link    c s9/z                           | UnknownClaim
        unlink  c s9/z                           | UnknownClaim
        ",
    );
}

#[test]
fn a_link_can_be_added_to() {
    check(
        "
        entry   2026-01-01 a
        source  s1
        claim   s1/x
        claim   s1/y
        claim   s1/z
        link    c s1/x s1/y
        entry   2026-01-02 b
        link    c s1/z
        link    c s1/z s1/x
        contact c claims=s1/x,s1/y,s1/z
        ",
    );
}

#[test]
fn a_contact_may_bear_the_id_of_a_claim_in_it() {
    check(
        "
        entry   2026-01-01 a
        source  s1
        claim   s1/x
        claim   s1/y
        claim   s1/z
        claim   s1/w
        link    s1/x s1/x s1/y
        contact s1/x claims=s1/x,s1/y
        entry   2026-01-02 b
        # The claim is in it, so others may join.
        link    s1/x s1/z
        contact s1/x claims=s1/x,s1/y,s1/z
        # It cannot leave while they stay: two contacts would have one id.
        unlink  s1/x s1/x                        | ContactIdTaken
        entry   2026-01-03 c
        link    c s1/w
        link    s1/w s1/z                        | ContactIdTaken
        ",
    );
}

#[test]
fn a_contact_that_bears_a_claims_id_can_be_dissolved() {
    check(
        "
        entry   2026-01-01 a
        source  s1
        claim   s1/x
        claim   s1/y
        link    s1/x s1/x s1/y
        entry   2026-01-02 b
        unlink  s1/x s1/x s1/y
        contact s1/x claims=s1/x
        contact s1/y claims=s1/y
        ",
    );
}

#[test]
fn ids_are_given_once() {
    check(
        "
        entry   2026-01-01 a
        source  s1
        claim   s1/x
        claim   s1/y
        entry   2026-01-02 b
        source  s1                               | DuplicateSource
        claim   s1/x when=2013                   | DuplicateClaim
        claim   s2/x                             | MissingSource
        retract s1/y
        gone    s1/y
        claim   s1/y when=2014                   | DuplicateClaim
        gone    s1/y
        claim   s1/v
        link    s1/z s1/v
        # A contact has this id; the claim would fall into it unasked.
        claim   s1/z                             | ContactIdTaken
        ",
    );
}

#[test]
fn a_retracted_claim_leaves_its_contact() {
    check(
        "
        entry   2026-01-01 a
        source  s1
        source  s2
        claim   s1/x when=2013
        claim   s2/x when=2013-05
        link    c s1/x s2/x
        entry   2026-01-02 b
        retract s2/x
        contact c claims=s1/x when=2013 sources=s1
        retract s1/x
        gone    c
        settle  c set.form=talks                 | UnknownContact
        retract s1/x                             | UnknownClaim
        correct s1/x set.when=2014               | UnknownClaim
        ",
    );
}

#[test]
fn a_correction_says_what_it_mends() {
    check(
        "
        entry   2026-01-01 a
        source  s1
        claim   s1/x when=2012-21 categories=sports,medical
        entry   2026-01-02 b
        correct s1/x expect.when=2012-21 set.when=2012-03
        contact s1/x when=2012-03
        # The order in which codes are written is not part of a value, nor is an empty list another thing than none.
        correct s1/x expect.categories=sports,medical expect.place=- set.place=Pyongyang
        contact s1/x place=Pyongyang
        entry   2026-01-03 c
        correct s1/x expect.when=2012-21 set.when=2012-04        | ExpectFailed
        correct s1/x set.status=done                             | WrongShape
        correct s1/x set.when=2012-05 because=s9/x               | UnknownClaim
        ",
    );
}

#[test]
fn entries_of_one_instant_may_not_touch_one_field() {
    check(
        "
        entry   2026-01-01 a
        source  s1
        claim   s1/x when=2012
        claim   s1/y
        link    c s1/x
        entry   2026-01-02 b
        correct s1/x set.when=2013
        correct s1/x set.when=2014
        settle  c set.form=talks because=s1/x
        link    d s1/y
        entry   2026-01-02 c
        correct s1/x set.when=2015                       | SameInstant
        correct s1/x set.form=talks
        settle  c set.form=meeting because=s1/x          | SameInstant
        settle  c set.place=Pyongyang because=s1/x
        unlink  d s1/y                                   | SameInstant
        entry   2026-01-02T00:00:01Z d
        correct s1/x set.when=2016
        contact c when=2016
        ",
    );
}
