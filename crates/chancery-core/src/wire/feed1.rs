//! Version 1 of `FeedAttached` and `FeedDetached`. Frozen, as `v1` is: fields are never added, dropped, reordered or retyped here.
#![allow(missing_docs)]

use serde::{Deserialize, Serialize};

use crate::feed;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Feed {
    pub id: String,
    pub format: String,
    pub file: String,
    pub digest: String,
    pub importer: u32,
    pub rows_in: u64,
    pub rows: u64,
    pub segments: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Detachment {
    pub feed: String,
    pub reason: String,
}

impl From<&feed::Feed> for Feed {
    fn from(feed: &feed::Feed) -> Feed {
        let feed::Feed { id, format, file, digest, importer, rows_in, rows, segments } = feed.clone();
        Feed { id, format, file, digest, importer, rows_in, rows, segments }
    }
}

impl From<Feed> for feed::Feed {
    fn from(feed: Feed) -> feed::Feed {
        let Feed { id, format, file, digest, importer, rows_in, rows, segments } = feed;
        feed::Feed { id, format, file, digest, importer, rows_in, rows, segments }
    }
}

impl From<&feed::Detachment> for Detachment {
    fn from(detachment: &feed::Detachment) -> Detachment {
        Detachment { feed: detachment.feed.clone(), reason: detachment.reason.clone() }
    }
}

impl From<Detachment> for feed::Detachment {
    fn from(detachment: Detachment) -> feed::Detachment {
        feed::Detachment { feed: detachment.feed, reason: detachment.reason }
    }
}
