//! How far a long work is, on standard error, only while somebody looks: see [`say::is_watched`].
//!
//! Few bytes are no long work and show nothing. What is shown is wiped away at the end, however the work ends, so that it
//! mingles with no word. No result depends on it.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::say;

/// How often it is drawn anew.
const BETWEEN_DRAWINGS: Duration = Duration::from_millis(200);

/// How often at most, in a second.
const DRAWINGS: u8 = 5;

/// Fewer bytes are read and hashed in less than a second.
const LONG_BYTES: u64 = 1 << 26;

/// A work that goes on. Dropped, it is wiped away.
pub struct Progress(ProgressBar);

impl Progress {
    /// Of a number of bytes that is known.
    pub fn of_bytes(all: u64, what: &'static str) -> Progress {
        if all < LONG_BYTES {
            return Progress(ProgressBar::hidden());
        }
        Progress::shown(what, "{msg}: {bytes} of {total_bytes} {wide_bar}", Some(all))
    }

    /// Of a work whose length nobody knows, such as another program's.
    pub fn open(what: &'static str) -> Progress {
        Progress::shown(what, "{spinner} {msg}, {elapsed}", None)
    }

    fn shown(what: &'static str, template: &str, all: Option<u64>) -> Progress {
        let bar = ProgressBar::hidden();
        if !say::is_watched() {
            return Progress(bar);
        }
        bar.set_draw_target(ProgressDrawTarget::stderr_with_hz(DRAWINGS));
        if let Some(all) = all {
            bar.set_length(all);
        }
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        bar.set_message(what);
        bar.enable_steady_tick(BETWEEN_DRAWINGS);
        Progress(bar)
    }

    /// Some more is done.
    pub fn add(&self, more: u64) {
        self.0.inc(more);
    }

    /// It is about something else now.
    pub fn is_about(&self, what: &'static str) {
        self.0.set_message(what);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
