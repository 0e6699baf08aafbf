//! What the tests of Chancery share: builders with terse defaults, tables of cases, and a recount by another road.
//!
//! It never ships: only dev-dependencies name it. It knows `chancery-core` and nothing else of the workspace, so that the
//! integration tests of every crate can use it.

pub mod builders;
pub mod cells;
pub mod gdelt;
pub mod histories;
pub mod journal;
pub mod mutants;
pub mod naive;
pub mod random;
pub mod recount;
pub mod sample;
pub mod table;
