//! Names that nothing has: what may have been meant is said, and nothing is done.

use crate::place::Place;

#[test]
fn a_slip_in_any_name_is_answered_with_what_may_have_been_meant() {
    let place = Place::new();
    place.here(&["seal", "2026-spring"]).exits(0);
    place.write("journal/2026-11-27-feed.toml", &feed());
    for (arguments, meant) in [
        (&["chek"][..], "check"),
        (&["check", "--skp", "x"], "--skip"),
        (&["check", "--skip", "actor"], "`actors`"),
        (&["explain", "bad-dat"], "`bad-date`"),
        (&["history", "example-gazete-2013"], "`example-gazette-2013`"),
        (&["history", "visit"], "`example-gazette-2013/visit`"),
        (&["diff", "2026-sprnig"], "`2026-spring`"),
        (&["diff", "strat"], "`start`"),
        (&["diff", "start", "--rule", "oficial"], "`official`"),
        (&["why", "contact_freqency", "MNG-PRK"], "`contact_frequency`"),
        (&["why", "contact_frequency", "MNG-PKR"], "`MNG-PRK`"),
        (&["why", "contact_frequency", "MNG>PKR/2013"], "`MNG>PRK`"),
        (&["why", "contact_frequency", "MNG-PRK/all/vist"], "`visit`"),
        (&["why", "contact_frequency", "MNG-PRK/all/politcal"], "`political`"),
        (&["log", "prove", "example-gazette-2013/vist"], "`example-gazette-2013/visit`"),
        (&["redact", "example-gazette-2013/vist", "--reason", "r", "--by", "b"], "`example-gazette-2013/visit`"),
        (&["feed", "detach", "icews-2081", "--reason", "r", "--by", "b"], "`icews-2018`"),
    ] {
        let refused = place.here(arguments).exits(2);
        assert!(refused.stdout.is_empty(), "{arguments:?}: {}", refused.stdout);
        let said = refused.stderr.contains("did you mean ") || refused.stderr.contains("a similar ");
        assert!(said && refused.stderr.contains(meant), "{arguments:?}: {}", refused.stderr);
    }
}

#[test]
fn a_stranger_is_not_guessed_at() {
    let place = Place::new();
    for arguments in
        [&["explain", "xyzzy"][..], &["history", "xyzzy"], &["diff", "xyzzy"], &["check", "--skip", "xyzzy"]]
    {
        let refused = place.here(arguments).exits(2);
        assert!(!refused.stderr.contains("did you mean"), "{arguments:?}: {}", refused.stderr);
        assert!(refused.stderr.contains("hint: "), "{arguments:?}: {}", refused.stderr);
    }
}

/// An entry that attaches a feed of which nothing need be here.
pub fn feed() -> String {
    let digest = "ab".repeat(32);
    format!(
        "[entry]\nformat = 1\nid = \"2026-11-27-feed\"\nrecorded = 2026-11-27\nby = \"you\"\n\n[[feed]]\nid = \"icews-2018\"\n\
         format = \"icews\"\nfile = \"events.2018.tab\"\ndigest = \"{digest}\"\nimporter = 1\nrows_in = 2\nrows = 2\n\
         segments = [\"{digest}\"]\n"
    )
}
