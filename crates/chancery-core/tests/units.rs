//! The same cell in every unit, and under every choice that the rule could have made.

use chancery_testkit::table::check;

#[test]
fn each_step_says_what_it_leaves_behind() {
    check(
        "
        entry   2026-01-01 a
        source  s1 origin=AFP published=2014
        source  s2 origin=AFP published=2014
        source  s3 origin=Kyodo published=2014
        claim   s1/visit when=2013-10-28/2013-10-31
        claim   s2/visit when=2013-10-28
        claim   s3/visit when=2013-10
        claim   s3/talks part_of=v form=talks when=2013-10-29
        claim   s3/other form=meeting when=2013-10-28
        claim   s3/plan status=planned when=2013-12
        link    v s1/visit s2/visit s3/visit
        unit    MNG-PRK 2013 claim certain=5 possible=5 expected=5000000 lost=1
        unit    MNG-PRK 2013 origin certain=4 possible=4 lost=1
        unit    MNG-PRK 2013 contact certain=3 possible=3 lost=1
        unit    MNG-PRK 2013 occasion certain=2 possible=2 lost=1
        unit    MNG-PRK 2013 dyad-day certain=1 possible=1 expected=- lost=1
        unit    MNG-PRK all person-visit certain=0 possible=0 lost=1
        ",
    );
}

#[test]
fn days_that_a_contact_lasted_are_bounded_by_its_vague_ends() {
    check(
        "
        entry   2026-01-01 a
        source  s1 published=2015
        claim   s1/exact when=2013-10-30/2013-11-02
        unit    MNG-PRK 2013 contact-day certain=4 possible=4 lost=0
        claim   s1/vague form=talks when=2014-01/2014-03
        unit    MNG-PRK 2014 contact-day certain=30 possible=90 lost=0
        claim   s1/once form=meeting when=2012
        unit    MNG-PRK 2012 contact-day certain=1 possible=1 lost=1
        claim   s1/day form=meeting when=2011-05-01
        unit    MNG-PRK 2011 contact-day certain=1 possible=1 lost=0
        ",
    );
}

#[test]
fn claims_and_origins_count_by_their_own_dates() {
    check(
        "
        entry   2026-01-01 a
        source  s1 origin=AFP published=2014
        source  s2 origin=Kyodo published=2014
        claim   s1/visit when=2012
        claim   s2/visit when=2013
        link    v s1/visit s2/visit
        settle  v set.when=2013 reject=s1/visit
        cell    MNG-PRK all all all certain=1
        rule    unit=claim
        cell    MNG-PRK all all all certain=1 possible=1
        cell    MNG-PRK 2013 all all certain=1
        cell    MNG-PRK 2012 all all row=no
        rule    unit=claim links=none
        cell    MNG-PRK 2012 all all certain=1
        cell    MNG-PRK all all all certain=2
        ",
    );
}

#[test]
fn links_that_needed_a_decision_can_be_left_out() {
    check(
        "
        entry   2026-01-01 a
        source  s1 origin=AFP published=2014
        source  s2 origin=Kyodo published=2014
        claim   s1/a when=2012
        claim   s2/a when=2012
        claim   s1/b when=2013 form=talks
        claim   s2/b when=2011 form=talks
        link    agreed s1/a s2/a
        link    contested s1/b s2/b
        cell    MNG-PRK all all all certain=2
        rule    links=undisputed
        cell    MNG-PRK all all all certain=3
        rule    links=none
        cell    MNG-PRK all all all certain=4
        ",
    );
}

#[test]
fn a_rule_may_ask_for_more() {
    check(
        "
        entry   2026-01-01 a
        source  s1 origin=AFP published=2014
        source  s2 origin=Kyodo published=2014
        claim   s1/told when=2012
        claim   s2/told when=2012
        link    told s1/told s2/told
        claim   s1/closed form=embassy-closed when=2012
        claim   s1/marked form=talks when=2012~
        claim   s1/unsure form=meeting when=2012 confidence=low
        cell    MNG-PRK 2012 all all certain=4
        rule    except_forms=embassy-closed
        cell    MNG-PRK 2012 all all certain=3
        rule    forms=embassy-closed
        cell    MNG-PRK 2012 all all certain=1
        rule    qualified_dates=no
        cell    MNG-PRK 2012 all all certain=3
        rule    confidence=medium
        cell    MNG-PRK 2012 all all certain=3
        rule    origins=2
        cell    MNG-PRK 2012 all all certain=1
        ",
    );
}

#[test]
fn every_choice_is_varied_by_itself() {
    check(
        "
        entry   2026-01-01 a
        source  s1 published=2014
        claim   s1/asserted when=2012
        claim   s1/hedged form=talks when=2012~ stance=hedged
        claim   s1/agreed form=meeting status=agreed when=2013
        claim   s1/rumour form=meeting stance=speculated when=200X
        varied  MNG-PRK all as-counted official certain=2 in_force=true
        varied  MNG-PRK all stance asserted certain=1 in_force=false
        varied  MNG-PRK all stance hedged certain=2 in_force=true
        varied  MNG-PRK all stance speculated certain=3 in_force=false
        varied  MNG-PRK all status agreed certain=3 in_force=false
        varied  MNG-PRK 201X status agreed certain=3
        varied  MNG-PRK 200X stance speculated certain=1 possible=1
        varied  MNG-PRK 200X as-counted official certain=0 possible=0
        varied  MNG-PRK all dates unmarked-only certain=1
        varied  MNG-PRK all origins 2 certain=0
        varied  MNG-PRK all links none certain=2
        ",
    );
}
