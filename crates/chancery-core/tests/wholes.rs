//! Parts find their wholes, instances their recurrences.

use chancery_testkit::table::check;

#[test]
fn a_part_without_a_date_takes_its_wholes() {
    check(
        "
        entry   2026-01-01 a
        source  s1
        source  s2
        claim   s1/visit when=2013-10-28/2013-10-31
        claim   s1/talks part_of=s1/visit
        claim   s1/toast part_of=s1/talks
        claim   s1/later part_of=s1/visit when=2013-10-30
        contact s1/talks when=2013-10-28/2013-10-31 onset=2013-10-28 part_of=s1/visit
        contact s1/toast when=2013-10-28/2013-10-31 onset=2013-10-28 part_of=s1/talks
        contact s1/later when=2013-10-30
        claim   s2/visit when=2013-10
        link    c s1/visit s2/visit
        # The whole is now linked; its part named a claim in it.
        contact s1/talks part_of=c
        claim   s2/x part_of=c
        contact s2/x part_of=c when=2013-10-28/2013-10-31
        claim   s2/y part_of=nothing                             | UnknownWhole
        contact s2/y part_of=-
        ",
    );
}

#[test]
fn publication_bounds_a_part_that_takes_its_wholes_date() {
    check(
        "
        entry   2026-01-01 a
        source  s1 published=2014
        source  s2 published=2013-05-10
        source  s3 published=2012
        claim   s1/tour when=2013
        claim   s2/talks part_of=s1/tour
        contact s2/talks when=2013 onset=2013-01-01..2013-05-10
        # Nothing of 2013 can have been told in 2012; the whole's date is taken all the same.
        claim   s3/talks part_of=s1/tour
        contact s3/talks when=2013 onset=2013-01-01..2013-12-31
        ",
    );
}

#[test]
fn nothing_is_part_of_itself() {
    check(
        "
        entry   2026-01-01 a
        source  s1
        claim   s1/self part_of=s1/self                          | PartOfItself
        claim   s1/a part_of=s1/b                                | PartOfItself
        claim   s1/b part_of=s1/c                                | PartOfItself
        claim   s1/c part_of=s1/a                                | PartOfItself
        claim   s1/tail part_of=s1/a
        contact s1/a part_of=-
        contact s1/b part_of=-
        contact s1/tail part_of=s1/a
        claim   s1/inner part_of=s1/outer                        | PartOfItself
        claim   s1/outer
        link    c s1/inner s1/outer
        ",
    );
}

#[test]
fn an_instance_exemplifies_a_recurrence() {
    check(
        "
        entry   2026-01-01 a
        source  s1
        claim   s1/yearly nature=recurrence when=2001/2005 status=ongoing
        claim   s1/third instance_of=s1/yearly
        claim   s1/visit instance_of=s1/third                    | NotARecurrence
        claim   s1/lost instance_of=nothing                      | UnknownWhole
        contact s1/third instance_of=s1/yearly
        ",
    );
}

#[test]
fn natures_do_not_mix() {
    check(
        "
        entry   2026-01-01 a
        source  s1
        claim   s1/x
        claim   s1/y nature=state status=ongoing                 | MixedNatures
        link    c s1/x s1/y
        ",
    );
}
