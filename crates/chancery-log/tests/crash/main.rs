//! The protocols of `whole` on a disk that loses power: at every moment, with every part of what was not synced lost, torn or
//! turned to garbage, each file is the old one or the new one, and what was acknowledged is the new one.
//!
//! Everything is enumerated and the numbers are pinned: a change to a protocol changes them.

mod disk;
mod failures;
mod image;
mod losses;
mod scripts;
