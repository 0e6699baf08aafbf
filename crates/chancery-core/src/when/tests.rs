//! Tables of cases, one line a case with the expected outcome last; and what holds for any input.

mod faults;
mod periods;
mod properties;
mod sets;
mod texts;
