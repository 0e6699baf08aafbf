//! `explain`: what a problem means.

use std::process::ExitCode;

use chancery_ingest::{CATALOGUE, Explanation, explain};

use crate::error::CommandError;

pub fn run(code: Option<&str>) -> Result<ExitCode, CommandError> {
    let Some(code) = code else {
        let widest = CATALOGUE.iter().map(|known| known.code.len()).max().unwrap_or(0);
        for known in CATALOGUE {
            println!("{:widest$}  {}", known.code, known.title);
        }
        return Ok(ExitCode::SUCCESS);
    };
    let Some(Explanation { code, title, explanation, wrong, right, .. }) = explain(code) else {
        let nearest = CATALOGUE.iter().min_by_key(|known| strsim::damerau_levenshtein(known.code, code));
        let error = CommandError::usage(format!("there is no problem `{code}`"));
        return Err(match nearest {
            Some(known) => error.hint(format!("did you mean `{}`? `chancery explain` lists all", known.code)),
            None => error,
        });
    };
    println!("{code}: {title}\n\n{explanation}\n\nwrong:\n{}\n\nright:\n{}", indented(wrong), indented(right));
    Ok(ExitCode::SUCCESS)
}

fn indented(text: &str) -> String {
    text.lines().map(|line| format!("    {line}")).collect::<Vec<_>>().join("\n")
}
