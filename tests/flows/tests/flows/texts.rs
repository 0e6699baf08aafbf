//! Anchors against the text itself. The essay may not be kept in the repository: it may lie beside it in `../shared/sources`,
//! or where CHANCERY_SHARED says; without it this says that it did not look.

use std::fs;
use std::path::PathBuf;

use sha2::{Digest, Sha256};

use crate::programs::{chancery, skipped};
use crate::workspaces::{ESSAY, Workspace, root};

/// The folder with the essay's text, if there is one.
fn folder() -> Option<PathBuf> {
    let shared = std::env::var_os("CHANCERY_SHARED").map_or_else(|| root().join("../shared"), PathBuf::from);
    let folder = shared.join("sources");
    if folder.join("dierkes-byambaa-2013.txt").is_file() {
        return Some(folder);
    }
    skipped("the anchors were not compared with the essay: its text is not in ../shared/sources");
    None
}

#[test]
fn every_anchor_fits_the_text() {
    let Some(folder) = folder() else { return };
    let workspace = Workspace::bundled();
    let texts = folder.to_str().expect("is UTF-8");
    chancery(&workspace.path, &["check", "--texts", texts]).exits(0).says("no problems");
    assert!(workspace.read(ESSAY).matches("anchor = [").count() > 70, "there are anchors to compare");
}

#[test]
fn one_changed_letter_is_named_with_every_anchor_that_holds_it() {
    let Some(folder) = folder() else { return };
    let workspace = Workspace::bundled();
    let text = fs::read_to_string(folder.join("dierkes-byambaa-2013.txt")).expect("reads");
    // Within the anchor of the business forum, 4599 to 4672.
    let mut characters: Vec<char> = text.chars().collect();
    let changed = (4_600..4_672).find(|at| characters[*at].is_ascii_lowercase()).expect("there is a letter");
    characters[changed] = if characters[changed] == 'x' { 'y' } else { 'x' };
    let copy = tempfile::tempdir().expect("makes a folder");
    fs::write(copy.path().join("dierkes-byambaa-2013.txt"), characters.iter().collect::<String>()).expect("writes");

    let texts = copy.path().to_str().expect("is UTF-8");
    let problems = |workspace: &Workspace| {
        chancery(&workspace.path, &["check", "--texts", texts, "--format", "json"]).exits(1).rows()
    };
    let found = problems(&workspace);
    assert!(found.len() == 1 && found[0]["code"] == "text-digest", "it is another text: {found:?}");

    // Somebody who takes the changed text for the true one is told which anchors it breaks.
    let digest =
        |text: &str| -> String { Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect() };
    workspace.edit(ESSAY, &digest(&text), &digest(&characters.iter().collect::<String>()));
    let found = problems(&workspace);
    assert!(found.iter().all(|problem| problem["code"] == "anchor-digest"), "{found:?}");
    let forum = "dierkes-byambaa-2013/business-forum";
    assert!(found.len() < 10 && found.iter().any(|problem| problem["id"] == forum), "{found:?}");
    // Leaving the check out is a choice.
    chancery(&workspace.path, &["check", "--texts", texts, "--skip", "texts"]).exits(0);
}

#[test]
fn a_folder_of_texts_that_is_not_there_is_named() {
    let workspace = Workspace::bundled();
    let outcome = chancery(&workspace.path, &["check", "--texts", "nowhere"]).exits(3);
    assert!(outcome.stderr.contains("nowhere"), "{}", outcome.stderr);
}
