//! The core is pure: the same events give the same counts everywhere, so nothing in it may look around or be inexact.

use crate::code::{blanked, is_name, line_of, lines_with};
use crate::{Violations, Workspace};

/// Where the rule holds; the crate's `tests/` may read files.
const SOURCES: &str = "crates/chancery-core/src/";

/// What may not stand there, and why.
const FORBIDDEN: &[(&str, &str)] = &[
    ("std::fs", "it touches no file"),
    ("std::io", "it touches no file"),
    ("std::net", "it touches no network"),
    ("std::env", "what it needs is given"),
    ("std::process", "it starts nothing"),
    ("std::thread", "its results do not depend on threads"),
    ("std::time", "the clock is asked by `chancery` alone"),
    ("SystemTime", "the clock is asked by `chancery` alone"),
    ("::now", "the clock is asked by `chancery` alone"),
    ("rand", "it knows no chance"),
    ("RandomState", "it knows no chance"),
    ("println!", "what it finds is returned"),
    ("print!", "what it finds is returned"),
    ("eprintln!", "what it finds is returned"),
    ("eprint!", "what it finds is returned"),
    ("dbg!", "what it finds is returned"),
    ("bincode", "bytes are the log's"),
    ("polars", "frames are analytics'"),
];

/// Every use of what the core may not know.
pub fn check(workspace: &Workspace) -> Violations {
    let sources = workspace.tree.rust().filter(|(file, _)| file.starts_with(SOURCES));
    sources.flat_map(|(file, text)| check_code(file, &blanked(text))).collect()
}

fn check_code(file: &str, code: &str) -> Violations {
    let mut violations = Violations::new();
    for (word, reason) in FORBIDDEN {
        let lines = lines_with(code, word);
        violations.extend(lines.iter().map(|line| format!("{file}:{line}: `{word}`: {reason}")));
    }
    for (line, path) in grouped_paths(code) {
        let forbidden = FORBIDDEN.iter().find(|(word, _)| path == *word);
        violations.extend(forbidden.map(|(word, reason)| format!("{file}:{line}: `{word}`: {reason}")));
    }
    let floats = float_lines(code);
    violations.extend(floats.iter().map(|line| format!("{file}:{line}: a float: counts are exact integers")));
    violations
}

/// The first two parts of every path in `use std::{fs, io::Read}`.
fn grouped_paths(code: &str) -> Vec<(usize, String)> {
    let mut paths = Vec::new();
    for (start, opening) in code.match_indices("std::{") {
        let mut depth = 0_usize;
        let mut is_first_word = true;
        let mut word = String::new();
        for (offset, character) in code[start + opening.len()..].char_indices() {
            if is_first_word && is_name(character) {
                word.push(character);
                continue;
            }
            if !word.is_empty() {
                paths.push((line_of(code, start + opening.len() + offset), format!("std::{word}")));
                word.clear();
                is_first_word = false;
            }
            match character {
                '{' => depth += 1,
                '}' if depth == 0 => break,
                '}' => depth -= 1,
                ',' if depth == 0 => is_first_word = true,
                _ => {}
            }
        }
    }
    paths
}

/// Lines with `f32`, `f64`, also as the end of a name, or with a literal such as `0.5`.
fn float_lines(code: &str) -> Vec<usize> {
    let types = ["f32", "f64"].iter().flat_map(|name| code.match_indices(name)).map(|(start, _)| start);
    let literals = code.match_indices('.').map(|(start, _)| start).filter(|start| is_in_float(code, *start));
    let mut lines: Vec<usize> = types.chain(literals).map(|start| line_of(code, start)).collect();
    lines.sort_unstable();
    lines.dedup();
    lines
}

/// Whether the dot stands in a number; `pair.0.1` is a field of a field.
fn is_in_float(code: &str, dot: usize) -> bool {
    let (before, after) = (&code[..dot], &code[dot + 1..]);
    let number = before.trim_end_matches(|character: char| character.is_ascii_digit() || character == '_');
    let has_digits = before[number.len()..].starts_with(|character: char| character.is_ascii_digit());
    let is_field = number.ends_with(|character: char| character == '.' || is_name(character));
    has_digits && !is_field && after.starts_with(|character: char| character.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::Tree;

    fn lines_refused(code: &str) -> Vec<String> {
        let tree = Tree::made_up(&[("crates/chancery-core/src/a.rs", code), ("crates/chancery-core/tests/b.rs", code)]);
        let violations = check(&Workspace { tree, ..Workspace::default() });
        let refused =
            violations.iter().map(|line| line.strip_prefix("crates/chancery-core/src/a.rs:").expect("in src"));
        refused.map(|line| line.split(": ").take(2).collect::<Vec<_>>().join(" ")).collect()
    }

    #[test]
    fn pure_code_passes() {
        let code = "// std::fs and f64\nuse std::{collections::{BTreeMap}, fmt};\nlet (operand, x) = (\"0.5 polars\", 1..2);\n\
                    pair.0.1; a[0].0; 1_000; Instant { }; now; known; println; 0x1f32_0";
        let refused = lines_refused(code);
        assert_eq!(refused, ["4 a float"], "only the hexadecimal that looks like a type: {refused:?}");
    }

    #[test]
    fn every_forbidden_word_is_refused() {
        for (word, _) in FORBIDDEN {
            let code = format!("\n{}{word}(x);", if word.starts_with("::") { "jiff::Zoned" } else { "" });
            assert!(lines_refused(&code).contains(&format!("2 `{word}`")), "{word}: {:?}", lines_refused(&code));
        }
    }

    #[test]
    fn words_are_found_in_groups_too() {
        let refused = lines_refused("use std::{\n  fs,\n  net::{self, TcpStream},\n  fmt::{fs},\n  time as t,\n};");
        assert_eq!(refused, ["2 `std::fs`", "3 `std::net`", "5 `std::time`"]);
    }

    #[test]
    fn floats_are_refused_as_types_and_as_numbers() {
        for code in ["x: f64", "1_f32", "value.as_f64()", "let x = 0.5;", "(1_0.25)", "-3.0e2"] {
            assert_eq!(lines_refused(code), ["1 a float"], "{code}");
        }
    }
}
