//! What ISO 3166 says of a code: the countries of part 1, and of part 3 those whose codes were withdrawn.
//!
//! The tables are those of the crate `rust_iso3166`, version 0.2.0, names of countries included.

use rust_iso3166::{CountryCode, iso3166_3};

/// One of the three lists of ISO 3166-1, under the names that `codes.scheme` gives them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum List {
    Alpha2,
    Alpha3,
    Numeric,
}

impl List {
    pub(crate) const ALL: [List; 3] = [List::Alpha2, List::Alpha3, List::Numeric];

    /// As in `codes.scheme`.
    pub(crate) fn scheme(self) -> &'static str {
        match self {
            List::Alpha2 => "iso3166-1-alpha2",
            List::Alpha3 => "iso3166-1-alpha3",
            List::Numeric => "iso3166-1-numeric",
        }
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            List::Alpha2 => "ISO 3166-1 alpha-2",
            List::Alpha3 => "ISO 3166-1 alpha-3",
            List::Numeric => "ISO 3166-1 numeric",
        }
    }

    /// The list of that scheme.
    pub(crate) fn of_scheme(scheme: &str) -> Option<List> {
        List::ALL.into_iter().find(|list| list.scheme() == scheme)
    }

    /// The country that has the code, as the list writes it: capital letters, three digits.
    pub(crate) fn find(self, code: &str) -> Option<CountryCode> {
        match self {
            List::Alpha2 => rust_iso3166::from_alpha2(code),
            List::Alpha3 => rust_iso3166::from_alpha3(code),
            List::Numeric => rust_iso3166::from_numeric_str(code),
        }
    }

    /// A country's code in the list.
    pub(crate) fn code_of(self, country: &CountryCode) -> String {
        match self {
            List::Alpha2 => country.alpha2.to_owned(),
            List::Alpha3 => country.alpha3.to_owned(),
            List::Numeric => format!("{:03}", country.numeric),
        }
    }

    /// All its codes.
    pub(crate) fn codes(self) -> &'static [&'static str] {
        match self {
            List::Alpha2 => rust_iso3166::ALL_ALPHA2,
            List::Alpha3 => rust_iso3166::ALL_ALPHA3,
            List::Numeric => rust_iso3166::ALL_NUMERIC_STR,
        }
    }
}

/// A country that has a text for its code, and in which list, in words.
pub(crate) struct Listed {
    pub(crate) country: CountryCode,
    pub(crate) list: String,
}

/// Whose code a text is in ISO 3166-1, written with any letters.
pub(crate) fn current(text: &str) -> Option<Listed> {
    let code = text.to_ascii_uppercase();
    List::ALL.into_iter().find_map(|list| Some(Listed { country: list.find(&code)?, list: list.name().to_owned() }))
}

/// Whose code it was until ISO withdrew it. Several countries had `CS` one after the other.
pub(crate) fn withdrawn(text: &str) -> Vec<Listed> {
    let code = text.to_ascii_uppercase();
    let had = iso3166_3::ALL.iter().filter(|former| former.former.alpha2 == code || former.former.alpha3 == code);
    let listed = had.map(|former| {
        let years: Vec<String> = former.validity.iter().map(i32::to_string).collect();
        Listed { country: former.former, list: format!("ISO 3166-3 ({})", years.join("/")) }
    });
    listed.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(listed: impl IntoIterator<Item = Listed>) -> Vec<(&'static str, String)> {
        listed.into_iter().map(|listed| (listed.country.name, listed.list)).collect()
    }

    #[test]
    fn codes_are_read_by_their_list() {
        for (text, name, list) in [
            ("KN", "Saint Kitts and Nevis", "ISO 3166-1 alpha-2"),
            ("mg", "Madagascar", "ISO 3166-1 alpha-2"),
            ("KAZ", "Kazakhstan", "ISO 3166-1 alpha-3"),
            ("732", "Western Sahara", "ISO 3166-1 numeric"),
        ] {
            assert_eq!(named(current(text)), [(name, list.to_owned())], "{text}");
        }
        for text in ["", "K", "KS", "KORE", "8", "XKX", "kñ", "SUN"] {
            assert_eq!(named(current(text)), [], "{text}");
        }
    }

    #[test]
    fn withdrawn_codes_keep_their_years() {
        assert_eq!(
            named(withdrawn("SUN")),
            [("USSR, Union of Soviet Socialist Republics", "ISO 3166-3 (1974/1992)".to_owned())]
        );
        assert_eq!(withdrawn("CS").len(), 2);
        assert_eq!(withdrawn("RUS").len(), 0);
    }

    #[test]
    fn a_country_has_its_code_in_every_list() {
        for list in List::ALL {
            assert_eq!(List::of_scheme(list.scheme()), Some(list));
            assert!(list.codes().iter().all(|code| list.code_of(&list.find(code).expect("it is there")) == *code));
        }
        assert_eq!(List::of_scheme("cow"), None);
    }
}
