//! The shapes of ids.

use crate::problems;
use crate::reader::Reader;
use crate::table::Table;

/// Whose id it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Entry,
    Source,
    Claim,
    Contact,
    State,
    Body,
    Person,
    Term,
    Rule,
    Mapping,
    Scheme,
    Feed,
    Dataset,
}

const SLUG: &str = "lower case letters a-z, digits and hyphens";

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Kind::Entry => "an entry's id",
            Kind::Source => "a source's id",
            Kind::Claim => "a claim's id",
            Kind::Contact => "a contact's id",
            Kind::State => "a state's id",
            Kind::Body => "a body's id",
            Kind::Person => "a person's id",
            Kind::Term => "a code",
            Kind::Rule => "a rule's id",
            Kind::Mapping => "a mapping's id",
            Kind::Scheme => "a scheme's id",
            Kind::Feed => "a feed's id",
            Kind::Dataset => "a dataset's name",
        }
    }

    fn shape(self) -> &'static str {
        match self {
            Kind::Claim => "`<source>/<name>`, both of lower case letters a-z, digits and hyphens",
            Kind::Contact => "lower case letters a-z, digits and hyphens (or a claim's id)",
            Kind::State => "three capital letters",
            Kind::Term => "letters, digits and hyphens",
            _ => SLUG,
        }
    }

    fn fits(self, id: &str) -> bool {
        match self {
            Kind::Claim => is_claim_id(id),
            Kind::Contact => is_slug(id) || is_claim_id(id),
            Kind::State => id.len() == 3 && id.bytes().all(|byte| byte.is_ascii_uppercase()),
            Kind::Term => is_slug(&id.to_ascii_lowercase()),
            _ => is_slug(id),
        }
    }

    /// The nearest text of the shape.
    fn mended(self, id: &str) -> Option<String> {
        let mended = match (self, id.split_once('/')) {
            (Kind::State, _) => id.to_ascii_uppercase(),
            (Kind::Claim | Kind::Contact, Some((source, name))) => format!("{}/{}", slug(source), slug(name)),
            _ => slug(id),
        };
        self.fits(&mended).then_some(mended)
    }
}

/// An id that a thing is given here: it must be there and have its kind's shape. One of a wrong shape comes back all the
/// same, so that what refers to it is not told to refer to nothing.
pub(crate) fn defined(r: &mut Reader<'_>, table: &mut Table<'_, '_>, key: &'static str, kind: Kind) -> Option<String> {
    let id = table.needed_text(r, key)?;
    if !kind.fits(&id.value) {
        let mended = kind.mended(&id.value);
        r.tell(id.span, |at| problems::bad_id(at, &id.value, kind.name(), kind.shape(), mended.as_deref()));
    }
    Some(id.value)
}

/// Lower case letters, digits and hyphens, not beginning with a hyphen.
pub(crate) fn is_slug(id: &str) -> bool {
    !id.starts_with('-') && !id.is_empty() && id.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'))
}

/// `<source>/<name>`.
pub(crate) fn is_claim_id(id: &str) -> bool {
    id.split_once('/').is_some_and(|(source, name)| is_slug(source) && is_slug(name))
}

/// The letters a-z and digits of a text, all else as hyphens; may be empty.
pub(crate) fn slug(text: &str) -> String {
    let words: Vec<String> = text
        .split(|character: char| !character.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_ascii_lowercase)
        .collect();
    words.join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes() {
        for (kind, id, fits, mended) in [
            (Kind::Entry, "2026-11-24-newswire", true, Some("2026-11-24-newswire")),
            (Kind::Source, "News wire", false, Some("news-wire")),
            (Kind::Claim, "newswire", false, None),
            (Kind::Claim, "a/b", true, Some("a/b")),
            (Kind::Claim, "a/b/c", false, Some("a/b-c")),
            (Kind::Contact, "a/B!", false, Some("a/b")),
            (Kind::State, "prk", false, Some("PRK")),
            (Kind::State, "North Korea", false, None),
            (Kind::Term, "GOV", true, Some("gov")),
            (Kind::Body, "-", false, None),
        ] {
            assert_eq!((kind.fits(id), kind.mended(id).as_deref()), (fits, mended), "{id}");
        }
    }
}
