//! Between a coverage and its twins.

use super::convert::{date, read};
use super::{coverage2, v1};
use crate::event::Coverage;
use crate::terms::Search;

impl From<&Coverage> for coverage2::Coverage {
    fn from(c: &Coverage) -> coverage2::Coverage {
        coverage2::Coverage {
            dyad: c.dyad.clone(),
            categories: c.categories.clone(),
            extent: c.extent.text().to_owned(),
            searched: c.searched.clone(),
            search: c.search.as_str().to_owned(),
            by: c.by.clone(),
            reason: c.reason.clone(),
        }
    }
}

impl TryFrom<coverage2::Coverage> for Coverage {
    type Error = String;
    fn try_from(c: coverage2::Coverage) -> Result<Coverage, String> {
        Ok(Coverage {
            extent: date(&c.extent)?,
            search: read(&c.search)?,
            dyad: c.dyad,
            categories: c.categories,
            searched: c.searched,
            by: c.by,
            reason: c.reason,
        })
    }
}

/// Schema 1 knew one kind of search: whoever declared a coverage said that the extent was gone through.
impl From<v1::Coverage> for coverage2::Coverage {
    fn from(c: v1::Coverage) -> coverage2::Coverage {
        coverage2::Coverage {
            dyad: c.dyad,
            categories: c.categories,
            extent: c.extent,
            searched: c.searched,
            search: Search::Systematic.as_str().to_owned(),
            by: c.by,
            reason: c.reason,
        }
    }
}
