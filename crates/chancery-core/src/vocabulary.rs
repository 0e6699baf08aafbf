//! The vocabulary: actors with their names and codes, the terms with their definitions, the counting rules.

mod crosswalk;
mod limits;
mod lookup;

pub use crosswalk::{Crosswalk, Crosswalks, Loss, Scheme, SchemeCode};
pub use limits::{Limit, Limits};
pub use lookup::{CodeOf, Found, NameIndex};

use std::collections::BTreeMap;

pub use crate::terms::Unit;
use crate::terms::{Level, Nature, Role, RoleClass, Stance, Status};
use crate::when::When;

/// Everything that entries may refer to and counting may use.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Vocabulary {
    /// States by id.
    pub states: BTreeMap<String, State>,
    /// Bodies by id.
    pub bodies: BTreeMap<String, Body>,
    /// People by id.
    pub people: BTreeMap<String, Person>,
    /// Terms of each list, in the order of its file.
    pub terms: BTreeMap<TermList, Vec<Term>>,
    /// Counting rules, in the order of the file; one is the default.
    pub rules: Vec<Rule>,
    /// Counterparts of the categories in others' schemes; a workspace may have none.
    pub crosswalks: Crosswalks,
}

/// A list of terms with a file of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum TermList {
    Natures,
    Forms,
    Categories,
    Statuses,
    Stances,
    Roles,
    Sectors,
    Levels,
    Confidences,
}

impl TermList {
    /// Every list, in the order in which the codebook prints them.
    pub const ALL: &'static [TermList] = &[
        TermList::Natures,
        TermList::Forms,
        TermList::Categories,
        TermList::Statuses,
        TermList::Stances,
        TermList::Roles,
        TermList::Sectors,
        TermList::Levels,
        TermList::Confidences,
    ];

    /// The file name without its ending.
    pub const fn as_str(self) -> &'static str {
        match self {
            TermList::Natures => "natures",
            TermList::Forms => "forms",
            TermList::Categories => "categories",
            TermList::Statuses => "statuses",
            TermList::Stances => "stances",
            TermList::Roles => "roles",
            TermList::Sectors => "sectors",
            TermList::Levels => "levels",
            TermList::Confidences => "confidences",
        }
    }

    /// The ids that the program itself knows, where the list is closed by the code.
    pub fn closed(self) -> Option<Vec<&'static str>> {
        use crate::terms::Confidence;
        match self {
            TermList::Natures => Some(Nature::ALL.iter().map(|t| t.as_str()).collect()),
            TermList::Statuses => Some(Status::ALL.iter().map(|t| t.as_str()).collect()),
            TermList::Stances => Some(Stance::ALL.iter().map(|t| t.as_str()).collect()),
            TermList::Roles => Some(Role::ALL.iter().map(|t| t.as_str()).collect()),
            TermList::Levels => Some(Level::ALL.iter().map(|t| t.as_str()).collect()),
            TermList::Confidences => Some(Confidence::ALL.iter().map(|t| t.as_str()).collect()),
            TermList::Forms | TermList::Categories | TermList::Sectors => None,
        }
    }
}

/// One term with its definition and three examples.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// The code.
    pub id: String,
    /// As printed in reports.
    pub name: String,
    /// What it means.
    pub definition: String,
    /// An example that plainly belongs.
    pub typical: String,
    /// One that belongs, with the reason.
    pub borderline: String,
    /// One that looks alike and belongs elsewhere.
    pub excluded: String,
    /// Roles only.
    pub class: Option<RoleClass>,
}

/// A name that held for a time.
#[derive(Debug, Clone, PartialEq)]
pub struct DatedName {
    /// The name.
    pub name: String,
    /// When it held; `None` for always.
    pub during: Option<When>,
}

/// A code of somebody's list.
#[derive(Debug, Clone, PartialEq)]
pub struct DatedCode {
    /// Whose list: `iso3166-1-alpha3`, `cow`, `gw`, `fips10-4`, `cameo`, …
    pub scheme: String,
    /// The code.
    pub code: String,
    /// When it held; `None` for as long as the state.
    pub during: Option<When>,
}

/// A state, in COW's continuity.
#[derive(Debug, Clone, PartialEq)]
pub struct State {
    /// Id, three capital letters.
    pub id: String,
    /// Short name for reports.
    pub name: String,
    /// Official names over time.
    pub names: Vec<DatedName>,
    /// Other names that a coder may type.
    pub aliases: Vec<String>,
    /// When there was such a state.
    pub exists: When,
    /// Codes in others' lists.
    pub codes: Vec<DatedCode>,
    /// Remark.
    pub note: Option<String>,
}

/// An organisation, a firm, a mission.
#[derive(Debug, Clone, PartialEq)]
pub struct Body {
    /// Id.
    pub id: String,
    /// Short name.
    pub name: String,
    /// Names over time.
    pub names: Vec<DatedName>,
    /// Other names.
    pub aliases: Vec<String>,
    /// The state that it belongs to or is affiliated with.
    pub of: Option<String>,
    /// Sector code.
    pub sector: Option<String>,
    /// Remark.
    pub note: Option<String>,
}

/// A person.
#[derive(Debug, Clone, PartialEq)]
pub struct Person {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// Offices over time.
    pub roles: Vec<Office>,
    /// Remark.
    pub note: Option<String>,
}

/// An office held for a time.
#[derive(Debug, Clone, PartialEq)]
pub struct Office {
    /// Title.
    pub role: String,
    /// State or body.
    pub of: Option<String>,
    /// Sector code.
    pub sector: Option<String>,
    /// Rank.
    pub level: Option<Level>,
    /// When; `None` where not known.
    pub during: Option<When>,
}

/// Which contacts are counted, and which pairs they make.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// Name, as given to `--rule`.
    pub id: String,
    /// What it is for.
    pub definition: String,
    /// Natures counted.
    pub natures: Vec<Nature>,
    /// Settled statuses counted.
    pub statuses: Vec<Status>,
    /// Settled stances counted.
    pub stances: Vec<Stance>,
    /// What is counted.
    pub unit: Unit,
    /// Whether those who facilitate pair with those who take part.
    pub convenor: bool,
    /// Whether three or more parties of one conference or joint event pair with each other.
    pub multilateral: bool,
    /// Whether a side of firms or private people only makes a pair.
    pub unofficial: bool,
    /// What a contact must pass besides.
    pub limits: Limits,
    /// Whether it is used where none is named.
    pub default: bool,
}

impl Vocabulary {
    /// A state's or body's short name; the id itself where it is unknown.
    pub fn name<'a>(&'a self, id: &'a str) -> &'a str {
        let state = self.states.get(id).map(|s| s.name.as_str());
        state.or_else(|| self.bodies.get(id).map(|b| b.name.as_str())).unwrap_or(id)
    }

    /// A term of a list.
    pub fn term(&self, list: TermList, id: &str) -> Option<&Term> {
        self.terms.get(&list)?.iter().find(|term| term.id == id)
    }

    /// The ids of a list, in the order of its file.
    pub fn ids(&self, list: TermList) -> impl Iterator<Item = &str> {
        self.terms.get(&list).into_iter().flatten().map(|term| term.id.as_str())
    }

    /// The rule of that name, or the default.
    pub fn rule(&self, id: Option<&str>) -> Option<&Rule> {
        match id {
            Some(id) => self.rules.iter().find(|rule| rule.id == id),
            None => self.rules.iter().find(|rule| rule.default),
        }
    }
}
