//! Panels: placeholder.

mod states;

pub use states::{code_in, number_in, together};
