//! `explain`: what a problem means.

use std::process::ExitCode;

use chancery_ingest::{CATALOGUE, Explanation, explain};
use serde_json::json;

use crate::cli::Global;
use crate::error::CommandError;
use crate::show;

pub fn run(global: &Global, code: Option<&str>) -> Result<ExitCode, CommandError> {
    let is_json = show::is_json(global.format)?;
    let Some(code) = code else {
        if is_json {
            return show::lines(CATALOGUE.iter().map(object));
        }
        let widest = CATALOGUE.iter().map(|known| known.code.len()).max().unwrap_or(0);
        for known in CATALOGUE {
            outln!("{:widest$}  {}", known.code, known.title);
        }
        return Ok(ExitCode::SUCCESS);
    };
    let Some(known) = explain(code) else {
        let error = CommandError::usage(format!("there is no problem `{code}`"));
        let codes = CATALOGUE.iter().map(|known| known.code);
        return Err(error.meant(code, codes).hint("`chancery explain` lists all codes"));
    };
    if is_json {
        return show::lines(std::iter::once(object(known)));
    }
    let Explanation { code, title, explanation, wrong, right, .. } = known;
    let explanation = show::hung("", explanation, show::width()).join("\n");
    outln!("{code}: {title}\n\n{explanation}\n\nwrong:\n{}\n\nright:\n{}", indented(wrong), indented(right));
    Ok(ExitCode::SUCCESS)
}

fn object(known: &Explanation) -> String {
    let Explanation { code, title, explanation, wrong, right, .. } = known;
    json!({ "code": code, "title": title, "explanation": explanation, "wrong": wrong, "right": right }).to_string()
}

fn indented(text: &str) -> String {
    text.lines().map(|line| format!("    {line}")).collect::<Vec<_>>().join("\n")
}
