//! What was found, as objects.

use chancery_core::Anchor;
use chancery_ingest::anchors::{Beside, Fate};
use serde_json::{Value, json};

/// An anchor as an object.
pub(super) fn place(anchor: &Anchor) -> Value {
    json!({ "start": anchor.start, "end": anchor.end, "digest": anchor.digest })
}

/// A fate as an object, with all that is known of it.
pub(super) fn fate(fate: &Fate) -> Value {
    let name = fate.as_str();
    let beside = |beside: &Beside| match beside {
        Beside::Alike => json!([]),
        Beside::OtherBefore => json!(["before"]),
        Beside::OtherAfter => json!(["after"]),
        Beside::Other => json!(["before", "after"]),
        Beside::Unknown => Value::Null,
    };
    match fate {
        Fate::Exact { beside: found } => json!({ "fate": name, "otherwise_beside": beside(found) }),
        Fate::Moved { to, beside: found } => {
            json!({ "fate": name, "to": place(to), "otherwise_beside": beside(found) })
        }
        Fate::Changed { to, old, new, likeness, differences } => {
            let differences: Value = differences
                .iter()
                .map(|one| json!({ "kind": one.kind.as_str(), "old": one.old, "new": one.new }))
                .collect();
            json!({ "fate": name, "to": place(to), "old": old, "new": new, "likeness": likeness,
                    "differences": differences })
        }
        Fate::Ambiguous { why, old, candidates } => {
            let candidates: Value = candidates
                .iter()
                .map(|one| {
                    json!({ "at": place(&one.at), "text": one.text, "likeness": one.likeness, "context": one.context })
                })
                .collect();
            json!({ "fate": name, "why": why, "old": old, "candidates": candidates })
        }
        Fate::Orphan { why, old } => json!({ "fate": name, "why": why, "old": old }),
    }
}
