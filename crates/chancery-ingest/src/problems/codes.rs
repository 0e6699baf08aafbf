//! Codes of states in other people's lists, where they are taken for ids or do not agree.

use crate::explanation::explanation;
use crate::problem::{Problem, Spot, quoted};

/// A state with the lists in which it has a certain code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// Its id; for a state that the vocabulary does not have the one that ISO suggests.
    pub id: String,
    /// Its short name; ISO's, where the vocabulary does not have it.
    pub name: String,
    /// Whether the vocabulary has it.
    pub known: bool,
    /// The lists, in words: `FIPS 10-4`, `ISO 3166-1 alpha-3 (1974/1992)`.
    pub lists: Vec<String>,
}

impl Holder {
    /// As in `of North Korea in FIPS 10-4`.
    pub(crate) fn told(&self) -> String {
        let lists = match self.lists.split_last() {
            Some((last, [])) => last.clone(),
            Some((last, before)) => format!("{} and {last}", before.join(", ")),
            None => "its lists".to_owned(),
        };
        format!("of {} in {lists}", self.name)
    }

    pub(crate) fn to_add(&self) -> String {
        format!("add a `[[state]]` with `id = \"{}\"`", self.id)
    }
}

explanation!(COLLIDING_CODE = "colliding-code", "a code that means several states",
    "Every list of states has codes of its own, and the same letters or digits mean one state in one list and another in the \
     next: `KN` is North Korea in FIPS 10-4 and Saint Kitts and Nevis in ISO 3166, `732` is South Korea in COW and Western \
     Sahara in ISO. An entry does not say which list it means, so it names states by their ids. ISO is asked also about \
     states that the vocabulary does not have, for a coder may think of one.",
    wrong: "actors = [{ id = \"KN\", role = \"visitor\" }]", right: "actors = [{ id = \"PRK\", role = \"visitor\" }]");

/// `holders` are two states or more.
pub fn colliding_code(at: Spot<'_>, key: &str, text: &str, holders: &[Holder]) -> Problem {
    let told: Vec<String> = holders.iter().map(Holder::told).collect();
    let fixes = holders.iter().map(|holder| match holder.known {
        true => format!("Write {} for {}.", quoted(&holder.id), holder.name),
        false => format!("The vocabulary does not have {}: if it is meant, {}.", holder.name, holder.to_add()),
    });
    COLLIDING_CODE.problem(
        at,
        format!("{} ({}) is a code of several states and the id of none", quoted(text), quoted(key)),
        format!("It is the code {}.", told.join(", and ")),
        fixes.collect::<Vec<_>>().join(" "),
    )
}

explanation!(UNKNOWN_ISO_CODE = "unknown-iso-code", "a code that ISO 3166 does not have",
    "Codes under the schemes `iso3166-1-alpha2`, `iso3166-1-alpha3` and `iso3166-1-numeric` are compared with the standard, \
     for others join their tables on them and a slip would join the wrong rows or none. Correct the code. One that ISO has \
     withdrawn says when it held, with `during`; one that somebody else uses (`XKX` for Kosovo) stands under a scheme of that name.",
    wrong: "codes = [{ scheme = \"iso3166-1-alpha3\", code = \"PKR\" }]", right: "codes = [{ scheme = \"iso3166-1-alpha3\", code = \"PRK\" }]");

/// `list` is ISO's list in words, `nearest` what it has instead.
pub fn unknown_iso_code(at: Spot<'_>, code: &str, list: &str, nearest: Option<&str>) -> Problem {
    let fix = match nearest {
        Some(nearest) => format!("Did you mean `{nearest}`?"),
        None => {
            "Correct it; a withdrawn code carries `during`, and one of another list stands under that list's scheme."
                .to_owned()
        }
    };
    UNKNOWN_ISO_CODE.problem(
        at,
        format!("{} is no code of {list}", quoted(code)),
        "Tables of others are joined by this code.",
        fix,
    )
}

explanation!(ISO_MISMATCH = "iso-mismatch", "codes that ISO 3166 gives to different states",
    "A state's ISO codes in force must be of one country, and its id must not be the code that ISO gives to another: readers \
     take an id of three letters for the ISO code wherever the two look alike. Correct the code or the id. Codes that held \
     in the past carry `during` and are left alone, so that Russia may have `SUN` from the time of the Soviet Union.",
    wrong: "id = \"PRK\"\ncodes = [{ scheme = \"iso3166-1-alpha2\", code = \"KR\" }]",
    right: "id = \"PRK\"\ncodes = [{ scheme = \"iso3166-1-alpha2\", code = \"KP\" }]");

/// `text` is the code or id at fault, `country` whose it is by ISO; `other` and `other_country` what stands against it.
pub fn iso_mismatch(at: Spot<'_>, text: &str, country: &str, other: &str, other_country: &str, fix: &str) -> Problem {
    ISO_MISMATCH.problem(
        at,
        format!("{} is the ISO code of {country}, {} of {other_country}", quoted(text), quoted(other)),
        "One state cannot be two of ISO's countries.",
        fix,
    )
}
