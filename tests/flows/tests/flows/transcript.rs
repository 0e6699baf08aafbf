//! A first use as a new user would try it, word for word.

use crate::programs::Programs;

#[test]
fn a_first_use_goes_as_it_is_told() {
    let programs = Programs::built();
    trycmd::TestCases::new()
        .register_bin("chancery", programs.path("chancery"))
        .env("NO_COLOR", "1")
        .case("transcripts/first-use.md");
}
