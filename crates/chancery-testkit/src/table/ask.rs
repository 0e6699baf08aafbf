//! The questions of a table: what holds by now.

use std::collections::BTreeSet;

use chancery_core::count::{self, CoverageIndex};
use chancery_core::filter::known_at;
use chancery_core::fold::fold;
use chancery_core::settle::Contact;

use super::{Tester, Words};
use crate::cells::{self, Cell, Key};

impl Tester {
    pub(super) fn ask(&self, words: &Words<'_>) -> Result<(), String> {
        let (state, undated) = self.state()?;
        let contact = |id: &str| state.contacts.get(id).ok_or_else(|| format!("there is no contact `{id}`"));
        match words.plain(0)? {
            "contact" => {
                let contact = contact(words.plain(1)?)?;
                compare(words, |key| shown(contact, key))
            }
            "gone" => match contact(words.plain(1)?) {
                Ok(contact) => Err(format!("it is there: {contact:?}")),
                Err(_) => Ok(()),
            },
            "pairs" => {
                let pairs = count::pairs(contact(words.plain(1)?)?, &self.rule);
                let found: BTreeSet<String> = pairs.dyads().map(|dyad| dyad.to_string()).collect();
                same(&words.rest(2).into_iter().collect::<BTreeSet<_>>(), &found)
            }
            "undated" => same(&words.rest(1), &undated),
            "cell" => {
                let key = Key::new(words.plain(1)?, words.plain(2)?, words.plain(3)?, words.plain(4)?);
                let cells = cells::frequency(&count::count(&state, &self.vocabulary, &self.rule));
                let cell = cells.get(&key).copied();
                compare(words, |name| match name {
                    "coverage" => coverage(&CoverageIndex::of(&state), &key),
                    _ => number(cell, name),
                })
            }
            "unit" => self.ask_unit(words),
            "varied" => self.ask_varied(words),
            "mediation" => {
                let dyad = format!("{}/{}", words.plain(1)?, words.plain(2)?);
                let key = Key::new(&dyad, words.plain(3)?, count::ALL, count::ALL);
                let cells = cells::mediation(&count::count(&state, &self.vocabulary, &self.rule));
                compare(words, |name| number(cells.get(&key).copied(), name))
            }
            verb => Err(format!("`{verb}` is no verb")),
        }
    }
}

impl Tester {
    /// `unit DYAD PERIOD UNIT certain= possible= expected= lost=`.
    fn ask_unit(&self, words: &Words<'_>) -> Result<(), String> {
        let (dyad, period, unit) = (words.plain(1)?, words.plain(2)?, words.plain(3)?);
        let entries = known_at(&self.entries, self.point).entries;
        let rows = count::units(&fold(&entries).0, &entries, &self.vocabulary, &self.rule);
        let is_asked = |row: &&count::UnitRow| {
            row.dyad.to_string() == dyad && row.period.to_string() == period && row.unit.as_str() == unit
        };
        let row = rows.iter().find(is_asked);
        compare(words, |name| match (name, row) {
            ("row", row) => Some(if row.is_some() { "yes" } else { "no" }.to_owned()),
            ("certain", Some(row)) => Some(row.certain.to_string()),
            ("possible", Some(row)) => Some(row.possible.to_string()),
            ("expected", Some(row)) => Some(row.expected.map_or_else(|| "-".to_owned(), |e| e.to_string())),
            ("lost", Some(row)) => Some(row.lost.to_string()),
            _ => None,
        })
    }

    /// `varied DYAD PERIOD CHOICE VALUE certain= possible= expected=`.
    fn ask_varied(&self, words: &Words<'_>) -> Result<(), String> {
        let asked = [words.plain(1)?, words.plain(2)?, words.plain(3)?, words.plain(4)?];
        let entries = known_at(&self.entries, self.point).entries;
        let rows = count::sensitivity(&fold(&entries).0, &entries, &self.vocabulary, &self.rule);
        let is_asked = |row: &&count::SensitivityRow| {
            [&row.dyad.to_string(), &row.period.to_string(), row.choice, &row.value] == asked
        };
        let row = rows.iter().find(is_asked).ok_or("there is no such row")?;
        compare(words, |name| match name {
            "certain" => Some(row.total.certain.to_string()),
            "possible" => Some(row.total.possible.to_string()),
            "expected" => Some(row.total.expected.to_string()),
            "in_force" => Some(row.is_in_force.to_string()),
            _ => None,
        })
    }
}

/// A number of a cell; `row` is whether the table has such a row at all.
fn number(cell: Option<Cell>, name: &str) -> Option<String> {
    match name {
        "row" => Some(if cell.is_some() { "yes" } else { "no" }.to_owned()),
        _ => cell.unwrap_or_default().get(name).map(|number| number.to_string()),
    }
}

fn coverage(index: &CoverageIndex, key: &Key) -> Option<String> {
    let (a, b) = key.dyad.split_once(['-', '>'])?;
    let category = Some(key.category.as_str()).filter(|category| *category != count::ALL);
    Some(index.level(a, b, category, key.period.parse().ok()?).to_string())
}

fn compare(words: &Words<'_>, found: impl Fn(&str) -> Option<String>) -> Result<(), String> {
    let mut wrong = Vec::new();
    for (key, expected) in &words.settings {
        match found(key) {
            Some(value) if value == *expected => {}
            Some(value) => wrong.push(format!("{key}={value}")),
            None => wrong.push(format!("there is no `{key}`")),
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(format!("found {}", wrong.join(" "))) }
}

fn same<T: PartialEq + std::fmt::Debug>(expected: &T, found: &T) -> Result<(), String> {
    if expected == found { Ok(()) } else { Err(format!("found {found:?}")) }
}

/// A contact's field as a table writes it; `-` where it is empty.
fn shown(contact: &Contact, key: &str) -> Option<String> {
    let option = |text: &Option<String>| text.clone().unwrap_or_default();
    let day = |day: Option<chancery_core::when::Day>| day.map(|day| day.to_string()).unwrap_or_default();
    let text = match key {
        "claims" => contact.claims.join(","),
        "rejected" => contact.rejected.join(","),
        "nature" => contact.nature.to_string(),
        "form" => contact.form.clone(),
        "categories" => contact.categories.join(","),
        "actors" => joined(contact.actors.iter().map(|actor| format!("{}:{}", actor.id, actor.role))),
        "status" => contact.status.to_string(),
        "tied" => joined(&contact.tied),
        "stance" => contact.stance.to_string(),
        "when" => contact.when.clone(),
        "onset" => contact.onset.to_string().replace(", ", ","),
        "extent" => format!("{}..{}", day(contact.extent.first), day(contact.extent.last)),
        "place" => contact.place.join(","),
        "part_of" => option(&contact.part_of),
        "instance_of" => option(&contact.instance_of),
        "sources" => joined(&contact.sources),
        "origins" => joined(&contact.origins),
        "contested" => joined(&contact.contested),
        "settled" => joined(&contact.settled),
        _ => return None,
    };
    Some(if text.is_empty() { "-".to_owned() } else { text })
}

fn joined(items: impl IntoIterator<Item: ToString>) -> String {
    items.into_iter().map(|item| item.to_string()).collect::<Vec<_>>().join(",")
}
