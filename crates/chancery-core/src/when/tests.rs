//! Tables of cases, one line a case with the expected outcome last; and what holds for any input.

mod faults;
mod order;
mod overlap;
mod periods;
mod precision;
mod properties;
mod sets;
mod texts;
