//! Between the crosswalks and their twin.

use super::crosswalks1 as twin;
use crate::vocabulary::{Crosswalk, Crosswalks, Scheme, SchemeCode};

impl From<&Crosswalks> for twin::Crosswalks {
    fn from(c: &Crosswalks) -> twin::Crosswalks {
        twin::Crosswalks {
            schemes: c.schemes.iter().map(write_scheme).collect(),
            rows: c.rows.iter().map(write_row).collect(),
        }
    }
}

impl From<twin::Crosswalks> for Crosswalks {
    fn from(c: twin::Crosswalks) -> Crosswalks {
        Crosswalks {
            schemes: c.schemes.into_iter().map(read_scheme).collect(),
            rows: c.rows.into_iter().map(read_row).collect(),
        }
    }
}

fn write_scheme(s: &Scheme) -> twin::Scheme {
    let code =
        |c: &SchemeCode| twin::SchemeCode { code: c.code.clone(), name: c.name.clone(), retired: c.retired.clone() };
    twin::Scheme {
        id: s.id.clone(),
        name: s.name.clone(),
        source: s.source.clone(),
        note: s.note.clone(),
        codes: s.codes.iter().map(code).collect(),
    }
}

fn read_scheme(s: twin::Scheme) -> Scheme {
    let code = |c: twin::SchemeCode| SchemeCode { code: c.code, name: c.name, retired: c.retired };
    Scheme { id: s.id, name: s.name, source: s.source, note: s.note, codes: s.codes.into_iter().map(code).collect() }
}

fn write_row(r: &Crosswalk) -> twin::Crosswalk {
    twin::Crosswalk {
        category: r.category.clone(),
        scheme: r.scheme.clone(),
        codes: r.codes.clone(),
        lossy: r.lossy,
        note: r.note.clone(),
    }
}

fn read_row(r: twin::Crosswalk) -> Crosswalk {
    Crosswalk { category: r.category, scheme: r.scheme, codes: r.codes, lossy: r.lossy, note: r.note }
}
