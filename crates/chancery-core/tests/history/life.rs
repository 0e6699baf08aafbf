//! A life is told in order, with what each event changed.

use chancery_core::filter::Point;
use chancery_core::history::{Moment, life};

use crate::past;
use crate::why::a_link_and_a_decision;

fn shown(moments: &[Moment]) -> Vec<String> {
    let one = |moment: &Moment| {
        let changed = moment.changed.iter().map(|(kind, id, fields)| {
            let few: Vec<String> =
                fields.iter().filter(|f| f.field == "when").map(|f| format!("{}→{}", f.from, f.to)).collect();
            format!("{kind} {id} [{}]", few.join(""))
        });
        format!("{} {}: {}", moment.told.event, moment.told.about, changed.collect::<Vec<_>>().join(", "))
    };
    moments.iter().map(one).collect()
}

#[test]
fn of_a_contact_are_the_events_of_its_claims() -> Result<(), String> {
    let all = past(&a_link_and_a_decision()?, Point::default());
    assert_eq!(
        shown(&life(&all, "c")),
        [
            "ClaimRecorded s1/x: claim s1/x [→2012-12], contact s1/x [→2012-12]",
            "ClaimRecorded s2/x: claim s2/x [→2012-11], contact s2/x [→2012-11]",
            "ClaimsLinked c: contact c [→2012-11], contact s1/x [2012-12→], contact s2/x [2012-11→]",
            "ContactSettled c: contact c [2012-11→2012-10]",
        ]
    );
    Ok(())
}

#[test]
fn of_a_claim_are_the_links_and_decisions_of_its_contact() -> Result<(), String> {
    let all = past(&a_link_and_a_decision()?, Point::default());
    assert_eq!(
        shown(&life(&all, "s2/x")),
        [
            "ClaimRecorded s2/x: claim s2/x [→2012-11], contact s2/x [→2012-11]",
            "ClaimsLinked c: contact c [→2012-11], contact s2/x [2012-11→]",
            "ContactSettled c: contact c [2012-11→2012-10]",
        ]
    );
    Ok(())
}

#[test]
fn of_a_source_are_its_claims_and_of_nothing_nothing() -> Result<(), String> {
    let all = past(&a_link_and_a_decision()?, Point::default());
    assert_eq!(
        shown(&life(&all, "s1"))[..2],
        ["SourceRegistered s1: ", "ClaimRecorded s1/x: claim s1/x [→2012-12], contact s1/x [→2012-12]"]
    );
    assert_eq!(life(&all, "s9"), []);
    Ok(())
}
