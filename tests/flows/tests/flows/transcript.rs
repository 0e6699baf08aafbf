//! A first minute and a first use as a new user would try them, word for word.

use crate::programs::{Programs, found};

#[test]
fn a_first_use_goes_as_it_is_told() {
    let programs = Programs::built();
    let cases = trycmd::TestCases::new();
    cases.register_bin("chancery", programs.path("chancery")).env("NO_COLOR", "1");
    // What puts a file into a journal, for want of an editor.
    cases.register_bin("cp", found("cp").expect("cp is installed"));
    cases.case("transcripts/first-minute.md").case("transcripts/first-use.md");
}
