//! Undo is an event: what was decided, rejected, retracted, corrected or linked is taken back by a later entry.

use chancery_testkit::table::check;

#[test]
fn a_settlement_is_taken_back_field_by_field() {
    check(
        "
        entry   2026-01-01 a
        source  s1
        source  s2
        claim   s1/x when=2012-12 form=talks
        claim   s2/x when=2012-11
        link    c s1/x s2/x
        entry   2026-01-02 b
        settle  c set.when=2012-11-15 set.form=meeting reject=s1/x because=s2/x
        contact c when=2012-11-15 form=meeting rejected=s1/x contested=- settled=form,when
        entry   2026-01-03 c
        settle  c unset=when because=s2/x
        contact c when=2012-11 form=meeting rejected=s1/x settled=form
        entry   2026-01-04 d
        settle  c unset=form readmit=s1/x because=s2/x
        contact c contested=when form=talks rejected=- settled=-
        # In one settlement a field may be undone and set anew.
        entry   2026-01-05 e
        settle  c set.place=Ulaanbaatar because=s2/x
        entry   2026-01-06 f
        settle  c unset=place set.place=Pyongyang because=s2/x
        contact c place=Pyongyang settled=place
        at      as_of=2026-01-02
        contact c when=2012-11-15 form=meeting rejected=s1/x
        ",
    );
}

#[test]
fn nothing_is_undone_that_was_not_done() {
    check(
        "
        entry   2026-01-01 a
        source  s1
        source  s2
        claim   s1/x when=2012-12
        claim   s2/x when=2012-11
        settle  s1/x unset=when because=s2/x               | NothingToUndo
        settle  s1/x unset=when readmit=s2/x because=s2/x  | NothingToUndo NothingToUndo
        settle  s1/x set.when=2012-10 because=s2/x         | ok
        settle  s1/x unset=when because=s2/x               | ok
        reinstate s1/x                                     | NotRetracted
        reinstate s1/z                                     | NotRetracted
        retract s1/x                                       | ok
        reinstate s1/x                                     | ok
        reinstate s1/x                                     | NotRetracted
        contact s1/x when=2012-12
        ",
    );
}

#[test]
fn a_reinstated_claim_stands_where_it_stood() {
    check(
        "
        entry   2026-01-01 a
        source  s1
        source  s2
        claim   s1/x when=2012-12
        claim   s2/x when=2012
        link    c s1/x s2/x
        correct s1/x set.form=talks
        entry   2026-01-02 b
        retract s1/x
        gone    s1/x
        contact c claims=s2/x when=2012
        entry   2026-01-03 c
        reinstate s1/x
        contact c claims=s1/x,s2/x when=2012-12 form=talks
        # The contact is gone by then: the claim is a contact of its own.
        entry   2026-01-04 d
        retract s1/x
        unlink  c s2/x
        entry   2026-01-05 e
        reinstate s1/x
        contact s1/x when=2012-12
        contact s2/x when=2012
        gone    c
        ",
    );
}

#[test]
fn a_reinstatement_is_known_with_its_claim_and_a_readmission_with_its_ground() {
    check(
        "
        entry   2026-01-01 a
        source  s1 published=2012
        source  s2 published=2013
        source  s3 published=2014
        claim   s1/x when=2012-12
        claim   s2/x when=2012-11
        claim   s3/y
        link    c s1/x s2/x
        settle  c reject=s1/x because=s2/x
        retract s3/y
        entry   2026-01-02 b
        reinstate s3/y
        settle  c readmit=s1/x because=s3/y
        at      known_by=2013-12-31
        contact c when=2012-11 rejected=s1/x
        gone    s3/y
        at      known_by=2014-12-31
        contact c contested=when rejected=-
        contact s3/y when=-
        ",
    );
}
