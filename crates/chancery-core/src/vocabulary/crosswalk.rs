//! Crosswalks: which codes of other people's schemes stand for our categories, and where meaning is lost on the way.

use std::collections::{BTreeMap, BTreeSet};

/// The schemes of others, and for each category its counterparts there.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Crosswalks {
    /// Others' schemes, in the order of the file.
    pub schemes: Vec<Scheme>,
    /// One row for each category and scheme, in the order of the file.
    pub rows: Vec<Crosswalk>,
}

/// A list of codes that somebody else keeps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scheme {
    /// Id.
    pub id: String,
    /// As printed in the codebook.
    pub name: String,
    /// Where its codes were read, and in which version.
    pub source: String,
    /// Remark.
    pub note: Option<String>,
    /// Its codes, in the scheme's own order.
    pub codes: Vec<SchemeCode>,
}

/// A code of a scheme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchemeCode {
    /// The code, as the scheme writes it.
    pub code: String,
    /// What the scheme calls it.
    pub name: String,
    /// By what and when it was given up; `None` while it is in force.
    pub retired: Option<String>,
}

/// What stands in a scheme for one category.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Crosswalk {
    /// Our category.
    pub category: String,
    /// The scheme.
    pub scheme: String,
    /// Its codes; none where the scheme has no counterpart.
    pub codes: Vec<String>,
    /// Whether the way there and back may lead to another category, or nowhere; see [`Loss`].
    pub lossy: bool,
    /// What is lost, or how far the two differ all the same.
    pub note: Option<String>,
}

/// Why going to a scheme and back does not return exactly the category.
///
/// It is a property of the rows and not of the meanings: a single code that no other category leads to is no loss, although
/// the scheme may draw it wider or narrower than we do. The note says that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Loss<'a> {
    /// The scheme has no counterpart.
    NoCode,
    /// It has several: the category is split.
    SeveralCodes,
    /// Another category leads to the same code.
    Shared {
        /// The code.
        code: &'a str,
        /// The first other category that leads to it.
        with: &'a str,
    },
}

impl Crosswalks {
    /// The scheme of that id.
    pub fn scheme(&self, id: &str) -> Option<&Scheme> {
        self.schemes.iter().find(|scheme| scheme.id == id)
    }

    /// The rows of a category, in the order of the schemes.
    pub fn of<'a>(&'a self, category: &'a str) -> impl Iterator<Item = (&'a Scheme, &'a Crosswalk)> {
        self.schemes.iter().filter_map(move |scheme| {
            let row = self.rows.iter().find(|row| row.category == category && row.scheme == scheme.id)?;
            Some((scheme, row))
        })
    }

    /// What each row loses, in the order of `rows`; `None` where the way back is unique.
    pub fn losses(&self) -> Vec<Option<Loss<'_>>> {
        let mut back: BTreeMap<(&str, &str), BTreeSet<&str>> = BTreeMap::new();
        for row in &self.rows {
            for code in &row.codes {
                back.entry((&row.scheme, code)).or_default().insert(&row.category);
            }
        }
        let of_row = |row| loss(row, &back);
        self.rows.iter().map(of_row).collect()
    }
}

/// What a row loses, given the categories that lead to each code of each scheme.
fn loss<'a>(row: &'a Crosswalk, back: &BTreeMap<(&'a str, &'a str), BTreeSet<&'a str>>) -> Option<Loss<'a>> {
    let code = match row.codes.as_slice() {
        [] => return Some(Loss::NoCode),
        [code] => code.as_str(),
        _ => return Some(Loss::SeveralCodes),
    };
    let mut categories = back.get(&(row.scheme.as_str(), code))?.iter().copied();
    categories.find(|category| *category != row.category).map(|with| Loss::Shared { code, with })
}

impl Scheme {
    /// The code of that spelling.
    pub fn code(&self, code: &str) -> Option<&SchemeCode> {
        self.codes.iter().find(|known| known.code == code)
    }
}
