//! How far a long work is, on standard error, only while somebody looks: see [`say::is_watched`].
//!
//! What takes less than a second shows nothing: the first sight of a bar comes after that. It is wiped away at the end,
//! however the work ends, so that it mingles with no word. No result depends on it.

use std::borrow::Cow;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::say;

/// How often it is drawn anew.
const BETWEEN_DRAWINGS: Duration = Duration::from_millis(200);

/// How often at most, in a second.
const DRAWINGS: u8 = 5;

/// A work that goes on. Dropped, it is wiped away.
pub struct Progress(ProgressBar);

impl Progress {
    /// Of a number of steps or bytes that is known.
    pub fn of(all: u64, what: impl Into<Cow<'static, str>>, is_bytes: bool) -> Progress {
        let amount = if is_bytes { "{bytes} of {total_bytes}" } else { "{pos} of {len}" };
        Progress::shown(ProgressBar::hidden(), what, &format!("{{msg}}: {amount} {{wide_bar}}"), Some(all))
    }

    /// Of a work whose length nobody knows, such as another program's.
    pub fn open(what: impl Into<Cow<'static, str>>) -> Progress {
        Progress::shown(ProgressBar::hidden(), what, "{spinner} {msg}, {elapsed}", None)
    }

    fn shown(bar: ProgressBar, what: impl Into<Cow<'static, str>>, template: &str, all: Option<u64>) -> Progress {
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
    pub fn is_about(&self, what: impl Into<Cow<'static, str>>) {
        self.0.set_message(what);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
