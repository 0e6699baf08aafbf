//! The only place that asks the clock; everything else takes an instant.

use std::time::{SystemTime, UNIX_EPOCH};

use chancery_core::Instant;

/// This second.
#[allow(clippy::disallowed_methods, reason = "this is the clock")]
pub fn now() -> Instant {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    Instant(i64::try_from(since).unwrap_or(i64::MAX))
}
