//! Feeds that are attached and detached. `feed add` and `feed detach` write these tables; a hand may too.

use chancery_core::event::Event;
use chancery_core::feed::{self, Detachment, Feed};

use super::{Made, values};
use crate::ids;
use crate::problems;
use crate::reader::Reader;
use crate::table::{Example, Table};

pub(super) const FEED: &[Example] = &[
    ("id", "\"gdelt-2-20191024143000\""),
    ("format", "\"gdelt-2\""),
    ("file", "\"20191024143000.export.CSV\""),
    ("digest", "\"<64 hex digits>\""),
    ("importer", "1"),
    ("rows_in", "2111"),
    ("rows", "2110"),
    ("segments", "[\"<64 hex digits>\"]"),
];

pub(super) const DETACH: &[Example] =
    &[("feed", "\"gdelt-2-20191024143000\""), ("reason", "\"A newer export replaces it.\"")];

pub(super) fn feed(r: &mut Reader<'_>, mut table: Table<'_, '_>) -> Made {
    let id = ids::defined(r, &mut table, "id", ids::Kind::Feed).unwrap_or_default();
    r.id = Some(id.clone());
    for key in ["format", "digest", "importer", "rows_in", "rows", "segments"] {
        table.need(key);
    }
    let format = values::term(r, &table, "format", feed::FORMATS).unwrap_or_default();
    let file = table.needed_text(r, "file").map(|text| text.value).unwrap_or_default();
    let digest = values::digest(r, &table, "digest").unwrap_or_default();
    let number = |r: &mut Reader<'_>, key| table.number_from(r, key, 0).and_then(|number| u64::try_from(number).ok());
    let (rows_in, rows) = (number(r, "rows_in").unwrap_or_default(), number(r, "rows").unwrap_or_default());
    let importer = number(r, "importer").unwrap_or_default();
    let segments = segments(r, &table);
    if table.has("rows_in") && (rows > rows_in || (rows == 0) != segments.is_empty()) {
        r.tell(table.span_of("rows"), |at| problems::feed_rows(at, rows_in, rows, segments.len()));
    }
    table.finish(r);
    let importer = u32::try_from(importer).unwrap_or(u32::MAX);
    (Some(Event::FeedAttached(Feed { id, format, file, digest, importer, rows_in, rows, segments })), Vec::new())
}

fn segments(r: &mut Reader<'_>, table: &Table<'_, '_>) -> Vec<String> {
    let segments = table.different_texts(r, "segments").unwrap_or_default();
    for segment in &segments {
        if !values::is_digest(&segment.value) {
            r.tell(segment.span.clone(), |at| problems::bad_digest(at, &segment.value));
        }
    }
    segments.into_iter().map(|segment| segment.value).collect()
}

pub(super) fn detach(r: &mut Reader<'_>, mut table: Table<'_, '_>) -> Made {
    let feed = table.needed_text(r, "feed").map(|text| text.value).unwrap_or_default();
    r.id = Some(feed.clone());
    let reason = table.needed_text(r, "reason").map(|text| text.value).unwrap_or_default();
    table.finish(r);
    (Some(Event::FeedDetached(Detachment { feed, reason })), Vec::new())
}
