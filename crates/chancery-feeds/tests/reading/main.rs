//! Made-up feed files.
