//! `explain`: every code that the program may show can be asked for.

use crate::programs::chancery;
use crate::workspaces::Workspace;

#[test]
fn every_code_is_explained() {
    let workspace = Workspace::bundled();
    let list = chancery(&workspace.path, &["explain"]).exits(0).stdout;
    let codes: Vec<&str> = list.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert!(codes.len() > 50, "{list}");
    for code in codes {
        let page = chancery(&workspace.path, &["explain", code]).exits(0).stdout;
        assert!(page.starts_with(&format!("{code}: ")), "{page}");
        for part in ["\nwrong:\n    ", "\nright:\n    "] {
            assert!(page.contains(part), "{code} shows both: {page}");
        }
    }
}

#[test]
fn an_unknown_code_suggests_the_nearest() {
    let workspace = Workspace::bundled();
    chancery(&workspace.path, &["explain", "bad-dat"]).exits(2).says("did you mean `bad-date`?");
}
