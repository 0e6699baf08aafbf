//! docs/JOBS.md, word for word: every command of the page on a copy of the bundled data, one after the other.

use std::fs;
use std::path::{Path, PathBuf};

use crate::programs::{Programs, found};
use crate::workspaces::{copy, root};

/// The page in a folder of its own, with what its commands need beside it. After TRYCMD=overwrite it goes back into docs.
struct Page {
    folder: tempfile::TempDir,
    name: &'static str,
}

impl Page {
    fn of(name: &'static str) -> Page {
        let page = Page { folder: tempfile::tempdir().expect("makes a folder"), name };
        let text = fs::read_to_string(page.kept()).expect("reads the page");
        let inputs = page.folder.path().join("jobs.in");
        for folder in ["vocabulary", "journal"] {
            copy(&root().join("data").join(folder), &inputs.join("data").join(folder));
        }
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("transcripts/jobs.in"), &inputs);
        // The entry of the page is the one that its commands use.
        let (_, rest) = text.split_once("```toml\n").expect("the page has an entry");
        let (entry, _) = rest.split_once("```").expect("the entry ends");
        fs::write(inputs.join("second-look.toml"), entry).expect("writes");
        // Where there are expected files, even none, commands run in a copy.
        fs::create_dir(page.folder.path().join("jobs.out")).expect("makes a folder");
        fs::write(page.run(), text).expect("writes");
        page
    }

    fn kept(&self) -> PathBuf {
        root().join("docs").join(self.name)
    }

    fn run(&self) -> PathBuf {
        self.folder.path().join("jobs.md")
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        if std::env::var("TRYCMD").is_ok_and(|mode| mode == "overwrite") {
            fs::copy(self.run(), self.kept()).expect("copies the page back");
        }
    }
}

#[test]
fn five_jobs_go_as_they_are_told() {
    let programs = Programs::built();
    let page = Page::of("JOBS.md");
    trycmd::TestCases::new()
        .register_bin("chancery", programs.path("chancery"))
        .register_bin("cp", found("cp").expect("the machine copies files"))
        .env("NO_COLOR", "1")
        .case(page.run())
        .run();
}
