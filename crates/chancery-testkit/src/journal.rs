//! A journal of 20,000 claims as text, for benches: 400 entries of fifty claims and ten links each, over the states and terms
//! of the bundled vocabulary.

use std::fmt::Write as _;

const ENTRIES: usize = 400;
const CLAIMS: usize = 50;

/// Names and texts of its files, the same in every run.
pub fn files() -> impl Iterator<Item = (String, String)> {
    (0..ENTRIES).map(|number| (format!("paper-{number:03}.toml"), text(number)))
}

fn text(number: usize) -> String {
    let source = format!("paper-{number:03}");
    let mut text = format!(
        "[entry]\nformat = 1\nid = \"{source}\"\nrecorded = 2026-01-01\nby = \"a\"\n\n[source]\nid = \"{source}\"\n\
         title = \"Paper {number}\"\npublisher = \"Publisher {}\"\npublished = \"2014-01\"\nlanguage = \"en\"\nseen = \"citation\"\n",
        number % 40
    );
    for claim in 0..CLAIMS {
        let (year, month) = (1950 + (number * CLAIMS + claim) % 60, claim % 9 + 1);
        let _ = write!(
            text,
            "\n[[claim]]\nid = \"{source}/claim-{claim}\"\nform = \"visit\"\ncategories = [\"political\", \"military\"]\n\
             status = \"happened\"\nstance = \"asserted\"\nactors = [\n    {{ id = \"PRK\", role = \"visitor\", sector = \"GOV\" }},\n    \
             {{ id = \"MNG\", role = \"host\", sector = \"GOV\" }},\n]\nwhen = \"{year}-0{month}\"\nplace = [\"Ulaanbaatar\"]\n\
             summary = \"Delegation {claim} of {number} came, spoke of this and that, and went home again.\"\n"
        );
    }
    for link in (0..10).filter(|_| number > 0) {
        let _ = write!(
            text,
            "\n[[link]]\ncontact = \"contact-{number}-{link}\"\nclaims = [\"{source}/claim-{link}\", \"paper-{:03}/claim-{}\"]\n\
             reason = \"The same.\"\n",
            number - 1,
            link + 20
        );
    }
    text
}
