//! `[[text]]`: the text of a source is another from now on. `propose anchors` proposes these tables; a hand may write them too.

use chancery_core::event::{Event, TextChange};

use super::{Made, values};
use crate::problems;
use crate::reader::Reader;
use crate::table::{Example, Table};

pub(super) const TEXT: &[Example] = &[
    ("source", "\"newswire-2007-07\""),
    ("was", "\"<64 hex digits>\""),
    ("digest", "\"<64 hex digits>\""),
    ("length", "7131"),
    ("reason", "\"The publisher mended two typing errors.\""),
];

pub(super) fn read(r: &mut Reader<'_>, mut table: Table<'_, '_>) -> Made {
    let source = table.needed_text(r, "source").map(|text| text.value).unwrap_or_default();
    r.id = Some(source.clone());
    for key in ["digest", "length"] {
        table.need(key);
    }
    let was = values::digest(r, &table, "was");
    let digest = values::digest(r, &table, "digest");
    if digest.is_some() && digest == was {
        r.tell(table.span_of("digest"), problems::correction_changes_nothing);
    }
    let length = table.number_from(r, "length", 0).and_then(|length| u64::try_from(length).ok());
    let reason = table.needed_text(r, "reason").map(|text| text.value).unwrap_or_default();
    table.finish(r);
    let (digest, length) = (digest.unwrap_or_default(), length.unwrap_or_default());
    (Some(Event::TextChanged(TextChange { source, was, digest, length, reason })), Vec::new())
}
