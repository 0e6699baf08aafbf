//! The table language can fail, and says where.

use chancery_testkit::table::run;

/// The complaints about a table, without the events and questions that they repeat.
fn complaints(table: &str) -> Vec<String> {
    let text = run(table).err().unwrap_or_default();
    text.lines().map(|line| line.trim().to_owned()).collect()
}

#[test]
fn every_line_that_does_not_hold_is_named() {
    let table = "\
        entry   2026-01-01 a\n\
        source  s1\n\
        claim   s1/x when=2013      | UnknownClaim\n\
        claim   s1/y when=2014      | ok\n\
        retract s9/x\n\
        contact s1/x when=2013 status=cancelled form=talks\n\
        gone    s1/x\n\
        cell    MNG-PRK 2013 all all certain=1 possible=2\n\
        pairs   s1/x MNG-PRK";
    let found = complaints(table);
    assert_eq!(found.len(), 10, "{found:#?}");
    let contains = |text: &str| assert!(found.iter().any(|line| line.contains(text)), "{text} in {found:#?}");
    contains("line 3: expected UnknownClaim, found ok");
    contains("line 5: expected ok, found UnknownClaim");
    contains("line 6: contact s1/x");
    contains("found status=happened form=visit");
    contains("line 7: gone");
    contains("line 8: cell");
    contains("found possible=1");
    contains("line 9: pairs");
    contains(r#"found {"MNG-PRK", "PRK>MNG"}"#);
}

#[test]
fn a_line_that_cannot_be_read_is_named() {
    for (line, reason) in [
        ("dance   s1/x", "`dance` is no verb"),
        ("claim   s1/x colour=red", "`colour` is no field"),
        ("claim   s1/x actors=MNG:guest", "`MNG:guest`: `guest` is no role"),
        ("claim   s1/x when=soon", "`when` cannot be set"),
        ("claim", "word 2 is missing"),
        ("source  s1 colour=red", "a source has no `colour` here"),
        ("source  s1 published=soon", "`soon`: "),
        ("contact s1/x", "there is no contact `s1/x`"),
        ("cell    MNG-PRK all all all colour=red", "found there is no `colour`"),
        ("coverage MNG-PRK 2001 search=thorough", "`thorough` is no search"),
        ("rule    colour=red", "a rule has no `colour`"),
        ("at      known_by=soon", "`soon` is no day"),
        ("entry   soon b", "`soon` is neither a date"),
    ] {
        let found = complaints(&format!("entry 2026-01-01 a\n\n# nothing\n{line}"));
        assert!(found.len() == 2 && found[0].starts_with("line 4: ") && found[1].starts_with(reason), "{found:#?}");
    }
    assert_eq!(complaints("source s1"), ["line 1: source s1", "an `entry` line comes first"]);
}
