//! Finding actors, people, terms and rules by what a coder or a flag calls them.

use std::collections::BTreeSet;

use chancery_core::terms::Role;
use chancery_core::vocabulary::{
    Body, CodeOf, DatedCode, DatedName, Found, NameIndex, Person, State, Term, TermList, Vocabulary,
};
use chancery_testkit::builders;

fn state(id: &str, name: &str, official: &str, aliases: &[&str], codes: &[(&str, &str)]) -> State {
    let code =
        |(scheme, code): &(&str, &str)| DatedCode { scheme: (*scheme).into(), code: (*code).into(), during: None };
    State {
        name: name.to_owned(),
        names: vec![DatedName { name: official.to_owned(), during: None }],
        aliases: aliases.iter().map(|alias| (*alias).to_owned()).collect(),
        codes: codes.iter().map(code).collect(),
        ..builders::state(id, "1900/..").expect("a state")
    }
}

fn body(id: &str, name: &str, alias: &str) -> Body {
    Body {
        id: id.to_owned(),
        name: name.to_owned(),
        names: vec![DatedName { name: format!("{name} of old"), during: None }],
        aliases: vec![alias.to_owned()],
        of: None,
        sector: None,
        note: None,
    }
}

fn term(id: &str) -> Term {
    let text = String::new;
    let name = format!("the {id}");
    let (definition, typical, borderline, excluded) = (text(), text(), text(), text());
    Term { id: id.to_owned(), name, definition, typical, borderline, excluded, class: None }
}

fn vocabulary() -> Vocabulary {
    let mut vocabulary = Vocabulary { rules: vec![builders::rule()], ..Vocabulary::default() };
    let states = [
        state(
            "MNG",
            "Mongolia",
            "Mongolian People's Republic",
            &["Ulaanbaatar"],
            &[("fips10-4", "MG"), ("cow", "712"), ("gw", "712"), ("x", "dprk")],
        ),
        state("PRK", "North Korea", "Democratic People's Republic of Korea", &["DPRK", "Korea"], &[("fips10-4", "KN")]),
        state(
            "KOR",
            "South Korea",
            "Republic of Korea",
            &["ROK", "Korea", "Chongryon"],
            &[("fips10-4", "KS"), ("x", "KN")],
        ),
        state("TUR", "Türkiye", "Republic of Türkiye", &["İstanbul"], &[]),
    ];
    vocabulary.states.extend(states.map(|state| (state.id.clone(), state)));
    let chongryon = body("chongryon", "Chongryon", "Chosen Soren");
    vocabulary.bodies.insert(chongryon.id.clone(), chongryon);
    let bold = Person {
        id: "bold".to_owned(),
        name: "Luvsanvandan Bold".to_owned(),
        aliases: vec!["L Bold".to_owned()],
        roles: Vec::new(),
        note: None,
    };
    vocabulary.people.insert(bold.id.clone(), bold);
    vocabulary.terms.insert(TermList::Forms, vec![term("visit"), term("talks")]);
    let mut other = builders::rule();
    (other.id, other.default) = ("convenor".to_owned(), false);
    vocabulary.rules.push(other);
    vocabulary
}

fn name(id: &str) -> Found {
    Found::Name(id.to_owned())
}

fn several(ids: &[&str]) -> Found {
    Found::Ambiguous(ids.iter().map(|id| (*id).to_owned()).collect())
}

fn coded(codes: &[(&str, &str, &str)]) -> Found {
    let of = |(id, scheme, code): &(&str, &str, &str)| CodeOf {
        id: (*id).to_owned(),
        code: DatedCode { scheme: (*scheme).to_owned(), code: (*code).to_owned(), during: None },
    };
    Found::Code(codes.iter().map(of).collect())
}

#[test]
fn actors_are_found_by_id_name_alias_and_code() {
    let index = NameIndex::of_actors(&vocabulary());
    #[rustfmt::skip]
    let cases = [
        ("PRK",                                   Found::Id),
        ("prk",                                   name("PRK")),
        ("North Korea",                           name("PRK")),
        ("NORTH KOREA",                           name("PRK")),
        // A name of one state and a code of another.
        ("dprk",                                  several(&["MNG", "PRK"])),
        ("Mongolian People's Republic",           name("MNG")),
        ("ulaanbaatar",                           name("MNG")),
        ("712",                                   coded(&[("MNG", "cow", "712"), ("MNG", "gw", "712")])),
        ("mg",                                    coded(&[("MNG", "fips10-4", "MG")])),
        // A code means something only in its scheme.
        ("KN",                                    coded(&[("KOR", "x", "KN"), ("PRK", "fips10-4", "KN")])),
        ("TÜRKIYE",                               name("TUR")),
        ("Chosen Soren",                          name("chongryon")),
        ("Chongryon of old",                      name("chongryon")),
        ("Korea",                                 several(&["KOR", "PRK"])),
        ("korea",                                 several(&["KOR", "PRK"])),
        // An id exactly as written is that id, whoever else bears the name; otherwise the coder is asked.
        ("chongryon",                             Found::Id),
        ("Chongryon",                             several(&["KOR", "chongryon"])),
        ("bold",                                  Found::Nothing),
        ("Atlantis",                              Found::Nothing),
        ("",                                      Found::Nothing),
        (" PRK",                                  Found::Nothing),
    ];
    for (text, found) in cases {
        assert_eq!(index.find(text), found, "{text}");
    }
}

#[test]
fn people_are_found_apart_from_states() {
    let index = NameIndex::of_people(&vocabulary());
    for (text, found) in [
        ("bold", Found::Id),
        ("BOLD", name("bold")),
        ("l bold", name("bold")),
        ("Luvsanvandan Bold", name("bold")),
        ("chongryon", Found::Id),
        ("Chongryon", name("chongryon")),
        ("Mongolia", Found::Nothing),
    ] {
        assert_eq!(index.find(text), found, "{text}");
    }
    assert_eq!(index.ids().collect::<Vec<_>>(), ["bold", "chongryon"]);
    let ids: BTreeSet<&String> = index.names().flat_map(|(_, ids)| ids).collect();
    assert_eq!(ids.into_iter().collect::<Vec<_>>(), ["bold", "chongryon"]);
    assert!(index.names().all(|(name, _)| name == name.to_lowercase()));
}

#[test]
fn names_terms_and_rules_are_looked_up() {
    let vocabulary = vocabulary();
    assert_eq!(["PRK", "chongryon", "XXX"].map(|id| vocabulary.name(id)), ["North Korea", "Chongryon", "XXX"]);
    assert_eq!(vocabulary.term(TermList::Forms, "talks").map(|term| term.name.as_str()), Some("the talks"));
    assert_eq!(vocabulary.term(TermList::Forms, "dance"), None);
    assert_eq!(vocabulary.term(TermList::Sectors, "talks"), None);
    assert_eq!(vocabulary.ids(TermList::Forms).collect::<Vec<_>>(), ["visit", "talks"]);
    let rule = |id| vocabulary.rule(id).map(|rule| rule.id.as_str());
    assert_eq!((rule(None), rule(Some("convenor")), rule(Some("none"))), (Some("official"), Some("convenor"), None));
}

#[test]
fn lists_closed_by_the_code_name_its_terms() {
    let closed: Vec<&str> = TermList::ALL.iter().filter(|l| l.closed().is_some()).map(|l| l.as_str()).collect();
    assert_eq!(closed, ["natures", "statuses", "stances", "roles", "levels", "confidences"]);
    assert_eq!(TermList::Roles.closed().map(|roles| roles.len()), Some(Role::ALL.len()));
}
