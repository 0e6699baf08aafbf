//! Feed files (GDELT, ICEWS, UCDP) to typed column batches: an empty room for now.
//!
//! Nothing is here yet, and nothing pretends to be. When feeds come, this crate will read them streaming and will not name
//! polars; rows of a feed never become claims.
