//! Which pairs a contact makes, role class by role class and rule by rule.

use chancery_core::terms::{Role, RoleClass};
use chancery_testkit::table::{check, run};

#[test]
fn sending_pairs_with_receiving_one_way_and_a_party_both_ways() {
    check(
        "
        entry   2026-01-01 a
        source  s1
        claim   s1/visit actors=PRK:visitor,MNG:host
        pairs   s1/visit MNG-PRK PRK>MNG
        claim   s1/two actors=PRK:visitor,JPN:visitor,MNG:host
        pairs   s1/two MNG-PRK PRK>MNG JPN-MNG JPN>MNG
        claim   s1/talks actors=JPN:party,PRK:party
        pairs   s1/talks JPN-PRK JPN>PRK PRK>JPN
        claim   s1/guest actors=JPN:party,PRK:visitor,MNG:host
        pairs   s1/guest JPN-PRK JPN>PRK PRK>JPN JPN-MNG JPN>MNG MNG>JPN MNG-PRK PRK>MNG
        claim   s1/alone actors=PRK:visitor
        pairs   s1/alone
        claim   s1/itself actors=MNG:visitor,MNG:host
        pairs   s1/itself
        claim   s1/swap actors=PRK:donor,MNG:recipient,MNG:donor,PRK:recipient
        pairs   s1/swap MNG-PRK PRK>MNG MNG>PRK
        ",
    );
}

#[test]
fn talks_of_others_in_ulaanbaatar_count_for_mongolia_only_under_convenor() {
    check(
        "
        entry   2026-01-01 a
        source  s1
        claim   s1/x form=talks actors=JPN:party,PRK:party,MNG:convenor,CHN:subject
        pairs   s1/x JPN-PRK JPN>PRK PRK>JPN
        rule    convenor=yes
        pairs   s1/x JPN-PRK JPN>PRK PRK>JPN JPN-MNG JPN>MNG MNG>JPN MNG-PRK MNG>PRK PRK>MNG
        ",
    );
}

#[test]
fn a_conference_of_three_pairs_only_under_multilateral() {
    check(
        "
        entry   2026-01-01 a
        source  s1
        claim   s1/three form=conference actors=JPN:party,PRK:party,MNG:party
        pairs   s1/three
        claim   s1/two form=conference actors=JPN:party,PRK:party
        pairs   s1/two JPN-PRK JPN>PRK PRK>JPN
        claim   s1/meeting form=meeting actors=JPN:party,PRK:party,MNG:party
        pairs   s1/meeting JPN-PRK JPN>PRK PRK>JPN JPN-MNG JPN>MNG MNG>JPN MNG-PRK MNG>PRK PRK>MNG
        # Two people of one state are one party.
        claim   s1/same form=conference actors=JPN:party:GOV,JPN:party:EDU,PRK:party
        pairs   s1/same JPN-PRK JPN>PRK PRK>JPN
        # Whoever visits the host of a conference still does.
        claim   s1/host form=conference actors=JPN:party,PRK:party,CHN:party,CHN:visitor,MNG:host
        pairs   s1/host CHN-MNG CHN>MNG MNG>CHN JPN-MNG JPN>MNG MNG>JPN MNG-PRK MNG>PRK PRK>MNG CHN-JPN CHN>JPN JPN>CHN CHN-PRK CHN>PRK PRK>CHN
        rule    multilateral=yes
        pairs   s1/three JPN-PRK JPN>PRK PRK>JPN JPN-MNG JPN>MNG MNG>JPN MNG-PRK MNG>PRK PRK>MNG
        ",
    );
}

#[test]
fn a_side_of_firms_or_private_people_counts_only_under_unofficial() {
    check(
        "
        entry   2026-01-01 a
        source  s1
        claim   s1/firm actors=MNG:investor:BUS,PRK:recipient:GOV
        claim   s1/club actors=MNG:host:GOV,PRK:visitor:CVL
        claim   s1/both actors=MNG:investor:BUS,MNG:investor:GOV,PRK:recipient:GOV
        claim   s1/none actors=MNG:investor,PRK:recipient:EDU
        pairs   s1/firm
        pairs   s1/club
        pairs   s1/both MNG-PRK MNG>PRK
        pairs   s1/none MNG-PRK MNG>PRK
        # Neither being spoken of nor lending the room makes a private guest's state take part.
        claim   s1/named actors=MNG:visitor:CVL,MNG:subject:GOV,PRK:host:GOV
        claim   s1/venue actors=MNG:party:CVL,MNG:convenor:GOV,PRK:party:GOV
        pairs   s1/named
        pairs   s1/venue
        rule    convenor=yes
        pairs   s1/venue MNG-PRK MNG>PRK PRK>MNG
        rule    unofficial=yes
        pairs   s1/firm MNG-PRK MNG>PRK
        pairs   s1/club MNG-PRK PRK>MNG
        pairs   s1/named MNG-PRK MNG>PRK
        ",
    );
}

/// What two classes make of each other under the default rule, and under `convenor`; A>B, or both ways.
fn expected(a: RoleClass, b: RoleClass, convenor: bool) -> &'static str {
    use RoleClass::*;
    match (a, b) {
        (Sending, Receiving) => "A-B A>B",
        (Receiving, Sending) => "A-B B>A",
        (Mutual, Mutual | Sending | Receiving) | (Sending | Receiving, Mutual) => "A-B A>B B>A",
        (Facilitating, Sending | Receiving | Mutual) | (Sending | Receiving | Mutual, Facilitating) if convenor => {
            "A-B A>B B>A"
        }
        _ => "",
    }
}

#[test]
fn every_pair_of_roles_does_what_its_classes_say() {
    for one in Role::ALL {
        for other in Role::ALL {
            for convenor in [false, true] {
                let answer = if convenor { "yes" } else { "no" };
                let dyads = expected(one.class(), other.class(), convenor);
                let table = format!(
                    "entry 2026-01-01 a\nsource s1\nclaim s1/x actors=A:{one},B:{other}\n\
                     rule convenor={answer}\npairs s1/x {dyads}"
                );
                assert_eq!(run(&table), Ok(()), "{one} with {other}, convenor={answer}");
            }
        }
    }
}
