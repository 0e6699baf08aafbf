//! The committed entry is what the import makes of the committed table and mapping, and making it again adds nothing.

use std::fs;

use super::{IMPORTED, MAPPING, REVIEWS, TABLE};
use crate::programs::{Outcome, chancery};
use crate::workspaces::{Files, Workspace, difference, files, root};

/// `import table` on a workspace, of the bundled table unless another is given.
fn import(workspace: &Workspace, further: &[&str]) -> Outcome {
    let [mapping, table] = [MAPPING, TABLE].map(|path| root().join(path).to_str().expect("is UTF-8").to_owned());
    let arguments = ["import", "table", "--mapping", mapping.as_str()];
    let arguments: Vec<&str> = arguments.iter().chain(further).copied().chain([table.as_str()]).collect();
    chancery(&workspace.path, &arguments)
}

/// The workspace as it was before the import: what came of it, and what was said of that, is taken away.
fn before_the_import() -> Workspace {
    let workspace = Workspace::bundled();
    for path in [IMPORTED].iter().chain(&REVIEWS) {
        fs::remove_file(workspace.file(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
    }
    workspace
}

/// All files but the lock, which may be new.
fn all(workspace: &Workspace) -> Files {
    let mut all = files(&workspace.path);
    all.retain(|path, _| path != ".chancery/lock");
    all
}

#[test]
fn the_committed_entry_is_what_the_import_makes() {
    let committed = Workspace::bundled().read(IMPORTED);
    let workspace = before_the_import();
    let before = all(&workspace);
    let made = import(&workspace, &["--recorded", "2026-11-24T10:00:00Z", "--dry-run"]).exits(0).stdout;
    let pairs = made.lines().zip(committed.lines()).enumerate();
    let first = pairs.filter(|(_, (made, committed))| made != committed).map(|(at, lines)| (at + 1, lines)).next();
    assert!(made == committed, "the import makes another entry than {IMPORTED}: (line, (made, committed)) {first:?}");
    assert_eq!(difference(&before, &all(&workspace)), None, "a dry run writes nothing");
}

#[test]
fn the_import_writes_what_it_printed() {
    let committed = Workspace::bundled().read(IMPORTED);
    let workspace = before_the_import();
    import(&workspace, &["--recorded", "2026-11-24T10:00:00Z"]).exits(0);
    assert!(workspace.read(IMPORTED) == committed, "the file under its own name is the committed one");
}

#[test]
fn importing_again_adds_nothing() {
    let workspace = Workspace::bundled();
    let before = all(&workspace);
    for further in [&[][..], &["--dry-run"], &["--recorded", "2026-12-01", "--entry", "once-more"]] {
        let outcome = import(&workspace, further).exits(0).says("nothing new");
        assert_eq!(outcome.stdout, "", "{further:?}: there is no entry to print");
        assert_eq!(difference(&before, &all(&workspace)), None, "{further:?}: nothing is written");
    }
}
