//! Whose code a text is, in the vocabulary's lists and in ISO 3166.

use chancery_core::Vocabulary;
use chancery_core::vocabulary::{CodeOf, State};
use rust_iso3166::CountryCode;

use crate::countries::{self, List};
use crate::problem::quoted;
use crate::problems::Holder;

/// The states that have a text for their code. `known` are those of the vocabulary that say so. ISO is asked besides, because
/// the coder may mean a state that the vocabulary does not have; what ISO has withdrawn counts only where nobody else knows
/// the text, for many of those codes were given out again.
pub(crate) fn holders(vocabulary: &Vocabulary, known: &[CodeOf], text: &str) -> Vec<Holder> {
    let mut holders: Vec<Holder> = Vec::new();
    for CodeOf { id, code } in known {
        let during = code.during.as_ref().map(|when| format!(" ({})", when.text())).unwrap_or_default();
        let list = format!("{}{during}", in_words(&code.scheme));
        add(
            &mut holders,
            Holder { id: id.clone(), name: vocabulary.name(id).to_owned(), known: true, lists: vec![list] },
        );
    }
    let mut listed: Vec<_> = countries::current(text).into_iter().collect();
    if listed.is_empty() && holders.is_empty() {
        listed = countries::withdrawn(text);
    }
    for listed in listed {
        let state = state_of(vocabulary, &listed.country);
        add(
            &mut holders,
            Holder {
                id: state.map_or(listed.country.alpha3, |state| &state.id).to_owned(),
                name: state.map_or(listed.country.name, |state| &state.name).to_owned(),
                known: state.is_some(),
                lists: vec![listed.list],
            },
        );
    }
    holders
}

/// The id of the one state that has a text for its code, if it is in the vocabulary and nobody else has it.
pub(crate) fn only_holder(vocabulary: &Vocabulary, known: &[CodeOf], text: &str) -> Option<String> {
    match holders(vocabulary, known, text).as_slice() {
        [holder] if holder.known => Some(holder.id.clone()),
        _ => None,
    }
}

/// Adds a state, or its list to the same state. That the vocabulary and ISO both say it of one list is said once, with the
/// vocabulary's dates.
fn add(holders: &mut Vec<Holder>, new: Holder) {
    match holders.iter_mut().find(|holder| holder.id == new.id && holder.known == new.known) {
        Some(holder) => {
            let said = |list: &String| holder.lists.iter().any(|known| undated(known) == undated(list));
            let lists: Vec<String> = new.lists.into_iter().filter(|list| !said(list)).collect();
            holder.lists.extend(lists);
        }
        None => holders.push(new),
    }
}

/// The list without the dates of the code.
fn undated(list: &str) -> &str {
    list.split(" (").next().unwrap_or(list)
}

/// The state that is ISO's country: by the code that it gives, or by its id where it gives none.
fn state_of<'v>(vocabulary: &'v Vocabulary, country: &CountryCode) -> Option<&'v State> {
    let alpha3 = |state: &State| {
        let mut codes = state.codes.iter().filter(|code| code.scheme == List::Alpha3.scheme()).peekable();
        codes.peek().is_some().then(|| codes.any(|code| code.code == country.alpha3))
    };
    let by_code = vocabulary.states.values().find(|state| alpha3(state) == Some(true));
    by_code.or_else(|| vocabulary.states.get(country.alpha3).filter(|state| alpha3(state).is_none()))
}

/// A scheme as it is called in a sentence; see docs/ENTRIES.md for the schemes.
fn in_words(scheme: &str) -> String {
    let name = match scheme {
        "cow" => "COW",
        "cow-abbreviation" => "COW's abbreviations",
        "gw" => "GW",
        "fips10-4" => "FIPS 10-4",
        "cameo" => "CAMEO",
        other => match List::of_scheme(other) {
            Some(list) => list.name(),
            None => return quoted(other),
        },
    };
    name.to_owned()
}

#[cfg(test)]
mod tests {
    use chancery_core::vocabulary::{DatedCode, Found, NameIndex};
    use chancery_core::when::When;

    use super::*;

    /// Two states by their FIPS codes alone, and Russia with the dated ISO code of the Soviet Union.
    fn vocabulary() -> Vocabulary {
        let mut vocabulary = Vocabulary::default();
        let given = [
            ("PRK", vec![("fips10-4", "KN", None)]),
            ("KOR", vec![("fips10-4", "KS", None), ("cow", "732", None)]),
            ("RUS", vec![("iso3166-1-alpha3", "SUN", Some("1974/1992")), ("iso3166-1-alpha3", "RUS", Some("1992/.."))]),
        ];
        for (id, codes) in given {
            let date = |text: &str| When::parse(text).expect("a date");
            let code = |(scheme, code, during): (&str, &str, Option<&str>)| DatedCode {
                scheme: scheme.to_owned(),
                code: code.to_owned(),
                during: during.map(date),
            };
            let codes = codes.into_iter().map(code).collect();
            let (id, exists) = (id.to_owned(), date("1900/.."));
            let (names, aliases) = (Vec::new(), Vec::new());
            let state = State { name: id.clone(), names, aliases, exists, codes, note: None, id: id.clone() };
            vocabulary.states.insert(id, state);
        }
        vocabulary
    }

    #[test]
    fn a_code_is_taken_for_a_state_only_if_nobody_else_has_it() {
        let vocabulary = vocabulary();
        let index = NameIndex::of_actors(&vocabulary);
        for (text, only, ids) in [
            ("KS", Some("KOR"), vec!["KOR"]),
            ("KN", None, vec!["PRK", "KNA"]),
            ("732", None, vec!["KOR", "ESH"]),
            // ISO's own codes of states that give none, found by their ids.
            ("kp", Some("PRK"), vec!["PRK"]),
            ("410", Some("KOR"), vec!["KOR"]),
            ("sun", Some("RUS"), vec!["RUS"]),
            ("ru", Some("RUS"), vec!["RUS"]),
            ("KAZ", None, vec!["KAZ"]),
            ("YUG", None, vec!["YUG"]),
            ("CS", None, vec!["CSK", "SCG"]),
            ("XX", None, vec![]),
        ] {
            let known = if let Found::Code(known) = index.find(text) { known } else { Vec::new() };
            let found: Vec<String> = holders(&vocabulary, &known, text).into_iter().map(|holder| holder.id).collect();
            assert_eq!(found, ids, "{text}");
            assert_eq!(only_holder(&vocabulary, &known, text).as_deref(), only, "{text}");
        }
    }
}
