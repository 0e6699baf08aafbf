//! `matches!(x, Y);` by itself checks nothing, and no lint says so.

use crate::code::{blanked, line_of};
use crate::{Violations, Workspace};

/// Every `matches!` whose answer is thrown away.
pub fn check(workspace: &Workspace) -> Violations {
    let files = workspace.tree.rust().flat_map(|(file, text)| {
        let code = blanked(text);
        let thrown: Vec<usize> = code.match_indices("matches!(").map(|(start, _)| start).collect();
        let thrown = thrown.into_iter().filter(|start| is_thrown_away(&code, *start));
        thrown
            .map(|start| format!("{file}:{}: write `assert!(matches!(…))`", line_of(&code, start)))
            .collect::<Vec<_>>()
    });
    files.collect()
}

/// Whether it begins a statement and a semicolon ends it.
fn is_thrown_away(code: &str, start: usize) -> bool {
    let before = code[..start].trim_end();
    let begins_statement = before.is_empty() || before.ends_with([';', '{', '}']);
    let mut depth = 0_usize;
    let end = code[start..].find(|character| {
        match character {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => return false,
        }
        depth == 0
    });
    begins_statement && end.is_some_and(|end| code[start + end + 1..].trim_start().starts_with(';'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::Tree;

    #[test]
    fn an_answer_that_is_thrown_away_is_refused() {
        let code = "fn test() {\n    matches!(f(x), Ok(_));\n    let y = 1;\n    matches!(\n y, (1) ) ;\n}";
        let workspace = Workspace { tree: Tree::made_up(&[("a.rs", code)]), ..Workspace::default() };
        assert_eq!(check(&workspace), ["a.rs:2: write `assert!(matches!(…))`", "a.rs:4: write `assert!(matches!(…))`"]);
    }

    #[test]
    fn an_answer_that_is_used_is_good() {
        let code = "fn f() -> bool { matches!(x, Y) }\nassert!(matches!(x, Y));\nlet z = matches!(x, Y);\n\
                    if a { matches!(x, Y) } else { !matches!(x, Y) };\nx &&\n matches!(x, Y);\n// matches!(x, Y);";
        let workspace = Workspace { tree: Tree::made_up(&[("a.rs", code)]), ..Workspace::default() };
        assert_eq!(check(&workspace), Violations::new());
    }
}
