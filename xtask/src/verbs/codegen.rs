//! `codegen`: the pages of docs/ that the program itself prints, committed so that they can be read and reviewed.

use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::process::{ExitCode, Stdio};

use super::Failure;
use crate::cargo::root;
use crate::defects;
use crate::programs::Program;
use crate::say;

/// Who makes a page.
enum Maker {
    /// The program: what `chancery docs` is asked for.
    Chancery(&'static str),
    /// xtask itself.
    Own(fn() -> Result<String, String>),
}

/// Each page's maker, and the file that keeps it.
const PAGES: &[(Maker, &str)] = &[
    (Maker::Chancery("codebook"), "docs/CODEBOOK.md"),
    (Maker::Chancery("cli"), "docs/CLI.md"),
    (Maker::Chancery("problems"), "docs/PROBLEMS.md"),
    (Maker::Chancery("entry-schema"), "docs/schema/entry.schema.json"),
    (Maker::Chancery("vocabulary-schema"), "docs/schema/vocabulary.schema.json"),
    (Maker::Chancery("mapping-schema"), "docs/schema/mapping.schema.json"),
    (Maker::Own(defects::page), "docs/PROMISES.md"),
];

impl Maker {
    fn text(&self) -> Result<Vec<u8>, Failure> {
        match self {
            Maker::Chancery(page) => print(page),
            Maker::Own(make) => make().map(String::into_bytes).map_err(Failure::new),
        }
    }
}

/// Writes the pages, or with `--check` compares them.
pub fn run(arguments: &[OsString]) -> Result<ExitCode, Failure> {
    match arguments {
        [] => write()?,
        [option] if option == "--check" => check()?,
        _ => return Err(Failure::usage("`codegen` takes nothing but `--check`".to_owned())),
    }
    Ok(ExitCode::SUCCESS)
}

fn write() -> Result<(), Failure> {
    Program::Chancery.build()?;
    for (maker, file) in PAGES {
        let text = maker.text()?;
        let path = root().join(file);
        if fs::read(&path).is_ok_and(|committed| committed == text) {
            say::line(&format!("{file}: unchanged"));
            continue;
        }
        fs::write(&path, text).map_err(|error| Failure::new(format!("cannot write {file}: {error}")))?;
        say::line(&format!("{file}: written"));
    }
    Ok(())
}

/// Compares all pages before it reports a difference; a step of `ci` too.
pub fn check() -> Result<(), Failure> {
    Program::Chancery.build()?;
    let mut faults = Vec::new();
    for (maker, file) in PAGES {
        let fault = match maker.text() {
            Ok(text) => compare(&root().join(file), &text).map(|fault| format!("{file} {fault}")),
            Err(failure) => Some(failure.message),
        };
        faults.extend(fault);
    }
    if faults.is_empty() {
        return Ok(());
    }
    faults.push("`cargo xtask codegen` writes them anew".to_owned());
    Err(Failure { message: faults.join("\n  "), code: 1 })
}

/// How the committed page differs, if it does.
fn compare(path: &Path, text: &[u8]) -> Option<String> {
    let committed = match fs::read(path) {
        Ok(committed) => committed,
        Err(error) => return Some(format!("cannot be read: {error}")),
    };
    (committed != text).then(|| format!("is out of date, from line {} on", first_difference(&committed, text)))
}

/// The number of the first line that is not the same in both.
fn first_difference(left: &[u8], right: &[u8]) -> usize {
    let same = left.split(|byte| *byte == b'\n').zip(right.split(|byte| *byte == b'\n'));
    1 + same.take_while(|(left, right)| left == right).count()
}

/// What `chancery docs PAGE` prints. Neither the width of a terminal nor colours may get into a page.
fn print(page: &str) -> Result<Vec<u8>, Failure> {
    let mut command = Program::Chancery.command()?;
    command.args(["docs", page]).stdin(Stdio::null()).env("NO_COLOR", "1").env_remove("COLUMNS");
    let output = command.output().map_err(|error| Failure::new(format!("cannot start chancery: {error}")))?;
    let said = String::from_utf8_lossy(&output.stderr);
    if !output.status.success() {
        return Err(Failure::new(format!("`chancery docs {page}` failed, {}: {}", output.status, said.trim_end())));
    }
    if output.stdout.is_empty() {
        return Err(Failure::new(format!("`chancery docs {page}` printed nothing")));
    }
    Ok(output.stdout)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_line_that_differs_is_named() {
        assert_eq!(first_difference(b"a\nb\nc\n", b"a\nx\nc\n"), 2);
        assert_eq!(first_difference(b"a\n", b"a\nb\n"), 2);
        assert_eq!(first_difference(b"", b"a"), 1);
    }

    #[test]
    fn a_page_that_is_missing_or_differs_is_a_fault() {
        let page = root().join("Cargo.toml");
        let text = fs::read(&page).expect("reads");
        assert_eq!(compare(&page, &text), None);
        let fault = compare(&page, b"[workspace]\nother").expect("differs");
        assert!(fault.starts_with("is out of date, from line "), "{fault}");
        let fault = compare(&root().join("docs/NO-SUCH-PAGE.md"), b"").expect("is missing");
        assert!(fault.starts_with("cannot be read"), "{fault}");
    }
}
