//! A whole and its parts count once, under every form and category of theirs.

use chancery_testkit::table::check;

#[test]
fn a_visit_with_talks_and_an_accord_is_one_occasion() {
    check(
        "
        entry   2026-01-01 a
        source  s1
        claim   s1/visit when=2013-10-28/2013-10-31
        claim   s1/talks part_of=s1/visit form=talks categories=economic,political
        claim   s1/accord part_of=s1/talks form=agreement categories=medical when=2013-11-01
        cell    MNG-PRK 2013 all all certain=1 possible=1 expected=1000000
        cell    MNG-PRK 2013 all visit certain=1
        cell    MNG-PRK 2013 all talks certain=1
        cell    MNG-PRK 2013 all agreement certain=1
        cell    MNG-PRK 2013 political all certain=1
        cell    MNG-PRK 2013 economic all certain=1
        # The occasion counts where the whole began, the accord of November with it.
        cell    MNG-PRK 2013-10 medical all certain=1
        cell    MNG-PRK 2013-11 all all row=no
        rule    unit=contact
        cell    MNG-PRK 2013 all all certain=3 possible=3 expected=3000000
        cell    MNG-PRK 2013 political all certain=2
        cell    MNG-PRK 2013-11 medical all certain=1
        cell    MNG-PRK 2013-10 all all certain=2
        ",
    );
}

#[test]
fn each_pair_has_the_parts_in_which_it_takes_part() {
    check(
        "
        entry   2026-01-01 a
        source  s1
        claim   s1/forum form=conference when=2014 actors=JPN:party,PRK:party,CHN:party,MNG:convenor
        claim   s1/aside form=meeting part_of=s1/forum actors=JPN:party,PRK:party categories=humanitarian
        cell    JPN-PRK 2014 all all certain=1
        cell    JPN-PRK 2014 humanitarian all certain=1
        cell    JPN-PRK 2014 political all row=no
        cell    JPN-PRK 2014 all conference row=no
        cell    CHN-PRK 2014 all all row=no
        ",
    );
}

#[test]
fn a_whole_that_does_not_count_holds_nothing_together() {
    check(
        "
        entry   2026-01-01 a
        source  s1
        claim   s1/tour stance=speculated when=2013
        claim   s1/one part_of=s1/tour
        claim   s1/two part_of=s1/tour form=talks
        cell    MNG-PRK 2013 all all certain=2 possible=2
        claim   s1/planned status=planned when=2014
        claim   s1/three part_of=s1/planned
        cell    MNG-PRK 2014 all all certain=1
        rule    stances=asserted,speculated
        cell    MNG-PRK 2013 all all certain=1
        ",
    );
}

#[test]
fn a_contested_part_adds_what_only_it_has_as_possible() {
    check(
        "
        entry   2026-01-01 a
        source  s1
        source  s2
        claim   s1/visit when=2013-10
        claim   s1/accord part_of=s1/visit form=agreement categories=medical
        claim   s2/accord form=agreement categories=medical status=did-not-happen
        link    accord s1/accord s2/accord
        cell    MNG-PRK 2013-10 all all certain=1 possible=1 open=0
        cell    MNG-PRK 2013-10 medical all certain=0 possible=1 expected=0 open=1
        cell    MNG-PRK 2013-10 all agreement certain=0 possible=1 open=1
        cell    MNG-PRK 2013-10 political all certain=1 open=0
        ",
    );
}

#[test]
fn a_firm_part_makes_a_contested_whole_an_occasion() {
    check(
        "
        entry   2026-01-01 a
        source  s1
        source  s2
        claim   s1/visit when=2013-10
        claim   s2/visit when=2013-10 status=did-not-happen
        link    visit s1/visit s2/visit
        claim   s1/talks part_of=visit form=talks when=2013-10-05
        cell    MNG-PRK 2013-10 all all certain=1 possible=1 open=0
        cell    MNG-PRK 2013-10 all talks certain=1
        cell    MNG-PRK 2013-10 all visit certain=0 possible=1 open=1
        ",
    );
}
