//! Sources, claims, entries and the rest, of which a test says only what it is about.
//!
//! Settings are pairs of texts, as a table line gives them: `("when", "2013")`, `("actors", "MNG:host,PRK:visitor:GOV")`.
//! A lone `-` stands for nothing.

use chancery_core::claim::{Actor, Claim, Field, FieldValue, Rate};
use chancery_core::event::{Entry, Source};
use chancery_core::terms::{Nature, Seen, Stance, Status, Unit};
use chancery_core::vocabulary::{Limits, Rule, State, Vocabulary};
use chancery_core::when::When;

/// A key and its value, both as text.
pub type Setting<'a> = (&'a str, &'a str);

/// An empty entry; `recorded` is a date or an instant.
///
/// # Errors
/// A sentence, if `recorded` is neither.
pub fn entry(recorded: &str, id: &str) -> Result<Entry, String> {
    let recorded = recorded.parse()?;
    Ok(Entry {
        id: id.to_owned(),
        recorded,
        coded: None,
        by: "tester".to_owned(),
        note: None,
        register: None,
        events: Vec::new(),
    })
}

/// A source of its own origin, published late enough (`2025`) to cut no date off. Keys: `published`, `origin`.
///
/// # Errors
/// A sentence, if a key is unknown or a date cannot be read.
pub fn source(id: &str, settings: &[Setting<'_>]) -> Result<Source, String> {
    let mut source = Source {
        id: id.to_owned(),
        title: format!("Title of {id}"),
        publisher: id.to_owned(),
        origin: id.to_owned(),
        author: Vec::new(),
        published: Some(date("2025")?),
        published_basis: None,
        language: "en".to_owned(),
        seen: Seen::Citation,
        url: None,
        digest: None,
        length: None,
        supersedes: None,
    };
    for (key, value) in settings {
        match *key {
            "published" => source.published = if *value == "-" { None } else { Some(date(value)?) },
            "origin" => source.origin = (*value).to_owned(),
            _ => return Err(format!("a source has no `{key}` here")),
        }
    }
    Ok(source)
}

/// A political visit of PRK to MNG that happened, as its source asserts; undated. Keys: the fields of a claim.
///
/// # Errors
/// A sentence, if a key is no field or its value does not fit.
pub fn claim(id: &str, settings: &[Setting<'_>]) -> Result<Claim, String> {
    let mut claim = Claim::new(id, id.split('/').next().unwrap_or(id));
    let usual = [
        ("form", "visit"),
        ("categories", "political"),
        ("status", "happened"),
        ("stance", "asserted"),
        ("actors", "PRK:visitor,MNG:host"),
        ("summary", "Somebody visited."),
    ];
    for (key, value) in usual.iter().chain(settings) {
        let field = field(key)?;
        claim.set(field, &value_of(field, value)?).map_err(|wrong| wrong.to_string())?;
    }
    Ok(claim)
}

/// The field of that key.
///
/// # Errors
/// A sentence, if there is none.
pub fn field(key: &str) -> Result<Field, String> {
    Field::from_key(key).ok_or_else(|| format!("`{key}` is no field"))
}

/// A field's value from text: lists are separated by commas, an actor is `ID:role` or `ID:role:SECTOR`.
///
/// # Errors
/// A sentence, if an actor's role is unknown. A value that does not fit its field is left to the fold.
pub fn value_of(field: Field, text: &str) -> Result<FieldValue, String> {
    Ok(match field {
        _ if text == "-" => FieldValue::Absent,
        Field::Categories | Field::Place => FieldValue::List(list(text)),
        Field::Actors => FieldValue::Actors(text.split(',').map(actor).collect::<Result<_, _>>()?),
        Field::Ordinal if text.parse::<i64>().is_ok() => FieldValue::Number(text.parse().unwrap_or_default()),
        Field::Rate if text.parse::<u32>().is_ok() => {
            FieldValue::Rate(Rate { min: text.parse().unwrap_or_default(), ..Rate::default() })
        }
        _ => FieldValue::Text(text.to_owned()),
    })
}

/// One actor from `ID:role` or `ID:role:SECTOR`.
///
/// # Errors
/// A sentence, if the role is unknown or missing.
pub fn actor(text: &str) -> Result<Actor, String> {
    let mut parts = text.split(':');
    let (id, role) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    Ok(Actor {
        id: id.to_owned(),
        role: role.parse().map_err(|error| format!("`{text}`: {error}"))?,
        who: Vec::new(),
        sector: parts.next().map(str::to_owned),
        level: None,
        on_behalf_of: None,
        stance: None,
    })
}

/// The texts between commas.
pub fn list(text: &str) -> Vec<String> {
    text.split(',').filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

/// An EDTF date.
///
/// # Errors
/// What [`When::parse`] says.
pub fn date(text: &str) -> Result<When, String> {
    When::parse(text).map_err(|error| format!("`{text}`: {error}"))
}

/// The design's default rule: episodes that happened and are not mere guesses, by occasion.
pub fn rule() -> Rule {
    Rule {
        id: "official".to_owned(),
        definition: String::new(),
        natures: vec![Nature::Episode],
        statuses: vec![Status::Happened],
        stances: vec![Stance::Asserted, Stance::Reported, Stance::Hedged],
        unit: Unit::Occasion,
        convenor: false,
        multilateral: false,
        unofficial: false,
        limits: Limits::default(),
        default: true,
    }
}

/// A state of that id, with its extent and nothing else.
///
/// # Errors
/// What [`When::parse`] says of the extent.
pub fn state(id: &str, exists: &str) -> Result<State, String> {
    Ok(State {
        id: id.to_owned(),
        name: id.to_owned(),
        names: Vec::new(),
        aliases: Vec::new(),
        exists: date(exists)?,
        codes: Vec::new(),
        note: None,
    })
}

/// A vocabulary of states with the days on which they began, and [`rule`].
///
/// # Errors
/// What [`When::parse`] says of an extent.
pub fn vocabulary(states: &[(&str, &str)]) -> Result<Vocabulary, String> {
    let states = states.iter().map(|(id, exists)| Ok(((*id).to_owned(), state(id, exists)?)));
    Ok(Vocabulary { states: states.collect::<Result<_, String>>()?, rules: vec![rule()], ..Vocabulary::default() })
}
