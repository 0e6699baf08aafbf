//! What is told of a snapshot or mapping that does not fit, and where.

use crate::common::{REGISTER_CASES, rendered};
use crate::example::{after_first, import, mapping, replaced, snapshot};

#[test]
fn every_case_is_told_where_it_comes_from() {
    let mut bad = Vec::new();
    let mut shown = String::new();
    for (code, file, from, to) in REGISTER_CASES {
        let (mut mapping, mut files) = (mapping("us-visits"), snapshot("second"));
        match *file {
            "mapping" => replaced(&mut mapping, from, to),
            name => replaced(files.iter_mut().find(|file| file.path.ends_with(name)).unwrap(), from, to),
        }
        if *code == "wrong-import" {
            // Without its table `[register]`, the rest of the mapping must still be sound.
            let text = String::from_utf8(mapping.bytes).unwrap();
            let (before, rest) = text.split_once("[other]\n").unwrap();
            let (_, after) = rest.split_once("[source]\n").unwrap();
            mapping.bytes = format!("{before}[source]\nsame = [\"id\"]\n{after}").into_bytes();
        }
        let made = import(&mut after_first(), (&mapping, "us-visits"), &files, "2020-11-20");
        let problems = made.err().map(|refused| refused.problems).unwrap_or_default();
        if problems.is_empty() || problems.iter().any(|problem| problem.code != *code) {
            bad.push(format!("{code} ({from} -> {to}): {problems:#?}"));
        }
        shown.push_str(&format!("== {file}: {} -> {}\n", from.trim(), to.trim()));
        problems.iter().for_each(|problem| shown.push_str(&rendered(problem)));
        shown.push('\n');
    }
    assert!(bad.is_empty(), "{}", bad.join("\n"));
    insta::assert_snapshot!("cases", shown);
}
