//! `changelog`: what each release changed, the newest first; before them what is not released yet.

use std::process::ExitCode;

use chancery_core::history::diff;
use serde_json::{Value, json};

use super::diff::{objects, text};
use crate::cli::Global;
use crate::error::CommandError;
use crate::moments::Moments;
use crate::show;

pub fn run(global: &Global) -> Result<ExitCode, CommandError> {
    let is_json = show::is_json(global.format)?;
    let moments = Moments::of(global, "changelog")?;
    let mut names = vec!["start".to_owned()];
    names.extend(moments.releases());
    names.push("now".to_owned());
    let pasts = names.iter().map(|name| moments.past(name, None)).collect::<Result<Vec<_>, _>>()?;
    let mut lines = Vec::new();
    for (pair, ends) in names.windows(2).zip(pasts.windows(2)).rev() {
        let (from, to) = (&pair[0], &pair[1]);
        let found = diff(&ends[0], &ends[1]);
        if found.is_empty() && to == "now" {
            continue;
        }
        if is_json {
            let changes: Vec<Value> = objects(&found);
            lines.push(json!({ "release": to, "since": from, "changes": changes }).to_string());
        } else {
            let name = if to == "now" { "Not released yet" } else { to };
            lines.extend([format!("## {name}"), String::new()]);
            lines.extend(text(&found));
            lines.push(String::new());
        }
    }
    show::lines(lines.into_iter())
}
