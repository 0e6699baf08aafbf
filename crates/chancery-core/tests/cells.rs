//! The numbers of cells: what is certain, possible, expected, open, recurring and covered.

use chancery_core::when::{Day, Days};
use chancery_testkit::table::check;

#[test]
fn a_vague_date_is_certain_where_it_fits_and_shared_where_it_does_not() {
    check(
        "
        entry   2026-01-01 a
        source  s1
        claim   s1/x when=2013
        cell    MNG-PRK all all all certain=1 possible=1 expected=1000000 open=0 recurring=0 coverage=none
        cell    MNG-PRK 201X all all certain=1 possible=1 expected=1000000
        cell    MNG-PRK 2013 all all certain=1 possible=1 expected=1000000
        cell    MNG-PRK 2012 all all certain=0 possible=0 expected=0 row=no
        cell    MNG-PRK 2013-01 all all certain=0 possible=1 expected=84931 open=0
        cell    MNG-PRK 2013-02 all all certain=0 possible=1 expected=76712
        cell    MNG-PRK 2013-03 all all certain=0 possible=1 expected=84932
        cell    MNG-PRK 2013 political all certain=1
        cell    MNG-PRK 2013 all visit certain=1
        cell    MNG-PRK 2013 political visit row=no
        cell    PRK>MNG 2013 all all certain=1
        cell    MNG>PRK 2013 all all row=no
        cell    PRK-MNG 2013 all all row=no
        ",
    );
}

#[test]
fn a_decade_is_possible_in_each_of_its_years() {
    check(
        "
        entry   2026-01-01 a
        source  s1
        claim   s1/x when=200X
        claim   s1/y when=2005-XX-27
        claim   s1/z when=[2004-12-31,2005-01-01]
        cell    MNG-PRK 200X all all certain=3 possible=3 expected=3000000
        # 365 of 3653 days; all of twelve days; one of two.
        cell    MNG-PRK 2005 all all certain=1 possible=3 expected=1599918
        cell    MNG-PRK 2004 all all certain=0 possible=2 expected=600191
        cell    MNG-PRK 2005-05 all all certain=0 possible=2 expected=91819
        cell    MNG-PRK 2010 all all row=no
        ",
    );
}

#[test]
fn publication_makes_a_year_shorter() {
    check(
        "
        entry   2026-01-01 a
        source  s1 published=2013-02-09
        claim   s1/x when=2013
        # 31 of 40 days.
        cell    MNG-PRK 2013-01 all all expected=775000 certain=0
        cell    MNG-PRK 2013-02 all all expected=225000
        cell    MNG-PRK 2013-03 all all row=no
        cell    MNG-PRK 2013 all all certain=1
        ",
    );
}

#[test]
fn what_has_no_first_day_is_certain_in_all_and_open_in_periods() {
    check(
        "
        entry   2026-01-01 a
        source  s1 published=1951-05
        claim   s1/x when=../1950
        cell    MNG-PRK all all all certain=1 possible=1 expected=1000000 open=0
        cell    MNG-PRK 1950 all all certain=0 possible=1 expected=0 open=1
        # There was no North Korea before September 1948.
        cell    MNG-PRK 1948 all all possible=1 open=1
        cell    MNG-PRK 1948-09 all all possible=1 open=1
        cell    MNG-PRK 1948-08 all all row=no
        cell    MNG-PRK 1947 all all row=no
        cell    MNG-PRK 194X all all possible=1 open=1 certain=0
        cell    MNG-PRK 1951 all all row=no
        claim   s1/y
        # No date at all: up to publication.
        cell    MNG-PRK 1951-05 all all possible=1 open=1
        cell    MNG-PRK 1951-06 all all row=no
        cell    MNG-PRK all all all certain=2 possible=2 expected=2000000 open=0
        ",
    );
}

#[test]
fn what_is_contested_is_possible_and_no_more() {
    check(
        "
        entry   2026-01-01 a
        source  s1
        source  s2
        claim   s1/x when=2013
        claim   s2/x when=2013-05 status=did-not-happen
        link    c s1/x s2/x
        cell    MNG-PRK all all all certain=0 possible=1 expected=0 open=1
        cell    MNG-PRK 2013 all all certain=0 possible=1 expected=0 open=1
        cell    MNG-PRK 2013-05 all all certain=0 possible=1 expected=0 open=1
        cell    MNG-PRK 2013-06 all all row=no
        # A contested date of what is not contested shares itself out as any other.
        claim   s1/y when=2014-01
        claim   s2/y when=2014-03
        link    d s1/y s2/y
        cell    MNG-PRK 2014-01 all all certain=1 possible=1 expected=1000000 open=0
        ",
    );
}

#[test]
fn only_episodes_that_happened_and_are_no_guess_count() {
    check(
        "
        entry   2026-01-01 a
        source  s1
        claim   s1/planned status=planned when=2013
        claim   s1/cancelled status=cancelled when=2013
        claim   s1/denied status=did-not-happen when=2013
        claim   s1/guess stance=speculated when=2013
        claim   s1/embassy nature=state status=happened when=2013
        claim   s1/workers nature=stock status=ongoing when=2013
        claim   s1/defectors nature=flow status=ongoing when=2013
        cell    MNG-PRK all all all row=no
        claim   s1/hedged stance=hedged when=2013
        cell    MNG-PRK 2013 all all certain=1 possible=1 recurring=0
        rule    stances=asserted,hedged,speculated
        cell    MNG-PRK 2013 all all certain=2
        rule    statuses=planned,happened
        cell    MNG-PRK 2013 all all certain=2
        ",
    );
}

#[test]
fn recurrences_show_where_their_extent_meets_and_count_nowhere() {
    check(
        "
        entry   2026-01-01 a
        source  s1 published=2004-03-15
        claim   s1/yearly nature=recurrence status=ongoing when=2002-06/.. form=exchange categories=medical
        cell    MNG-PRK 2002 all all recurring=1 certain=0 possible=0 expected=0 open=0
        cell    MNG-PRK 2003 medical all recurring=1
        cell    MNG-PRK 2003 all exchange recurring=1
        cell    MNG-PRK 200X all all recurring=1
        cell    MNG-PRK all all all recurring=1
        cell    MNG-PRK 2002-05 all all row=no
        cell    MNG-PRK 2004-03 all all recurring=1
        # The source cannot vouch for what came after it.
        cell    MNG-PRK 2004-04 all all row=no
        claim   s1/planned nature=recurrence status=planned when=2003
        claim   s1/guess nature=recurrence status=ongoing stance=speculated when=2003
        claim   s1/ended nature=recurrence status=ended when=../2003
        cell    MNG-PRK 2003 all all recurring=2
        cell    MNG-PRK 1948-09 all all recurring=1
        ",
    );
}

#[test]
fn an_end_that_an_editor_left_open_reaches_to_the_last_entry() {
    check(
        "
        entry   2026-01-10 a
        source  s1 published=2004
        claim   s1/yearly nature=recurrence status=ongoing when=2002
        settle  s1/yearly set.when=2002/.. because=s1/yearly
        cell    MNG-PRK 2025 all all recurring=1
        cell    MNG-PRK 2026-01 all all recurring=1
        cell    MNG-PRK 2026-02 all all row=no
        ",
    );
}

#[test]
fn coverage_is_none_partial_or_full() {
    check(
        "
        entry    2026-01-10 a
        coverage PRK-MNG 2001/2002-06
        coverage MNG-PRK 2002-07/2004 categories=medical
        coverage MNG-PRK 2025/..
        cell     MNG-PRK 2000 all all coverage=none row=no
        cell     MNG-PRK 2001 all all coverage=full row=yes possible=0
        cell     MNG>PRK 2001 all all coverage=full row=yes
        cell     PRK>MNG 2001 medical all coverage=full
        cell     MNG-PRK 2002 all all coverage=partial
        # For one category both declarations together fill the year.
        cell     MNG-PRK 2002 medical all coverage=full row=yes
        cell     MNG-PRK 2003 medical all coverage=full row=yes
        cell     MNG-PRK 2003 all all coverage=none row=no
        cell     MNG-PRK 2003 sports all coverage=none row=no
        cell     MNG-PRK 200X all all coverage=partial row=yes
        cell     MNG-PRK all all all coverage=partial row=yes
        # Nobody has searched days that were still to come.
        cell     MNG-PRK 2025 all all coverage=full
        cell     MNG-PRK 2026-01 all all coverage=partial row=yes
        cell     MNG-PRK 2026-02 all all coverage=none row=no
        cell     JPN-PRK 2001 all all coverage=none row=no
        ",
    );
}

#[test]
fn a_selective_search_fills_no_period() {
    check(
        "
        entry    2026-01-10 a
        source   s1 published=2003
        claim    s1/visit when=2003-02-01 categories=medical
        coverage MNG-PRK 2001/2003 search=selective
        coverage MNG-PRK 2002/2003-06 search=systematic
        coverage MNG-PRK 2003-07/2003 search=selective categories=medical
        coverage JPN-PRK 2001/2005 search=selective
        # It is a declared coverage and has its rows, with or without a contact in them.
        cell     MNG-PRK 2001 all all coverage=partial row=yes possible=0
        cell     PRK>MNG 2001-05 all all coverage=partial row=yes
        cell     JPN-PRK 2004 all all coverage=partial row=yes
        cell     JPN-PRK all all all coverage=partial row=yes
        cell     MNG-PRK 2000 all all coverage=none row=no
        # What was read from end to end stays full, whatever was searched besides.
        cell     MNG-PRK 2002 all all coverage=full row=yes
        cell     MNG-PRK 2003-06 medical all coverage=full
        cell     MNG-PRK 2003-02 medical all coverage=full possible=1
        # A selective search does not complete a systematic one.
        cell     MNG-PRK 2003 all all coverage=partial possible=1
        cell     MNG-PRK 2003 medical all coverage=partial row=yes
        cell     MNG-PRK 2003-07 medical all coverage=partial row=yes
        cell     MNG-PRK 200X all all coverage=partial
        ",
    );
}

#[test]
fn a_period_may_be_filled_by_systematic_searches_together() {
    check(
        "
        entry    2026-01-10 a
        coverage MNG-PRK 2002-01/2002-05 search=systematic
        coverage MNG-PRK 2002 search=selective
        coverage MNG-PRK 2002-06/2002-12 search=systematic
        cell     MNG-PRK 2002 all all coverage=full
        ",
    );
}

#[test]
fn a_search_declared_beyond_today_reaches_to_today() {
    check(
        "
        entry    2026-01-10 a
        coverage MNG-PRK 2025/2030
        cell     MNG-PRK 2026-01 all all coverage=partial row=yes
        cell     MNG-PRK 2027 all all coverage=none row=no
        ",
    );
}

#[test]
fn mediators_and_convenors_have_a_table_of_their_own() {
    check(
        "
        entry     2026-01-01 a
        source    s1
        claim     s1/x form=talks when=2012-11 actors=JPN:party,PRK:party,MNG:convenor
        claim     s1/y form=message when=2015 actors=JPN:sender,PRK:addressee,MNG:mediator
        claim     s1/z form=meeting when=2014 actors=JPN:party,PRK:party,CHN:venue
        claim     s1/w form=talks when=2013 status=planned actors=JPN:party,PRK:party,MNG:convenor
        mediation MNG JPN-PRK all certain=2 possible=2 expected=2000000
        mediation MNG JPN-PRK 2012 certain=1 possible=1 expected=1000000
        mediation MNG JPN-PRK 2015-01 certain=0 possible=1 expected=84931
        mediation MNG JPN-PRK 2013 row=no
        mediation CHN JPN-PRK all row=no
        mediation MNG JPN-MNG all row=no
        rule      convenor=yes
        mediation MNG JPN-PRK all certain=2
        mediation MNG JPN-MNG all row=no
        mediation MNG MNG-PRK all row=no
        # Of two who bring others together neither brings the other.
        claim     s1/v form=talks when=2016 actors=JPN:party,PRK:party,MNG:convenor,CHN:mediator
        mediation MNG CHN-JPN all row=no
        mediation CHN JPN-PRK 2016 certain=1
        ",
    );
}

/// The example of the R package archSeries: spans of years (here of days) in bins of fifty, with four decimals.
#[test]
fn expected_counts_are_those_of_a_published_example() {
    let spans = [(450, 699, 3), (450, 799, 6), (600, 649, 25)];
    for (bin, published) in (500..).step_by(50).zip([1_4571, 1_4571, 26_4571, 1_4571, 8571, 8571]) {
        let of = |(first, last, times)| {
            times * u64::from(Days::between(Day(first), Day(last)).expected(Day(bin), Day(bin + 49)))
        };
        let millionths: u64 = spans.into_iter().map(of).sum();
        assert_eq!((millionths + 50) / 100, published, "the bin from {bin}");
    }
}
