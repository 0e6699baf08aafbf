//! The page as a reader's browser has it: nothing asked of anybody, nothing said, no fault by axe-core, fit for keys, narrow
//! windows and many contacts. The looking is done by `oracles/browser.py`.

use std::path::{Path, PathBuf};
use std::process::Command;

use regex_lite::Regex;

use crate::page::{hostile, page_of};
use crate::programs::{Outcome, chancery, found, outcome, skipped};
use crate::workspaces::{Workspace, root};

/// Chromium, a Python to ask it, and axe-core.
fn browser() -> Option<[PathBuf; 3]> {
    let axe = Some(root().join("target/oracles/axe/axe.min.js")).filter(|axe| axe.is_file());
    let parts = [found("python3"), found("chromium"), axe];
    let is_whole = parts.iter().all(Option::is_some);
    assert!(is_whole || std::env::var_os("CI").is_none(), ".ci/run installs what is missing: {parts:?}");
    let [python, chromium, axe] = parts;
    Some([python?, chromium?, axe?])
}

/// What a reader's browser says of a page.
fn look([python, chromium, axe]: &[PathBuf; 3], page: &Path, options: &[&str]) -> Outcome {
    let script = root().join("tests/flows/oracles/browser.py");
    outcome(Command::new(python).arg(script).arg(chromium).arg(page).arg("--axe").arg(axe).args(options))
}

const ABSENT: &str = "the page in a browser: no chromium, Python or axe-core here";

#[test]
fn a_browser_has_nothing_to_say() {
    let Some(browser) = browser() else { return skipped(ABSENT) };
    for workspace in [Workspace::bundled(), Workspace::nasty(), hostile()] {
        page_of(&workspace);
        look(&browser, &workspace.file("views/report.html"), &[]).exits(0);
    }
}

/// Each thing that is looked for is found where it is wrong.
#[test]
fn what_is_wrong_with_a_page_is_seen() {
    let Some(browser) = browser() else { return skipped(ABSENT) };
    let workspace = Workspace::nasty();
    let page = page_of(&workspace);
    let faults = [
        ("<html lang=\"en\">", "<html>", "html-has-lang"),
        ("<summary>", "<summary tabindex=\"-1\">", "comes to"),
        ("</style>", "main{width:3000px}</style>", "wider than the window"),
        ("</style>", "a{outline:none !important}</style>", "shown: False"),
        ("</style>", ".p{color:#ccc !important}</style>", "color-contrast"),
        ("</main>", "<img alt=\"\" src=\"https://example.org/x.png\"></main>", "Content Security Policy"),
        ("contact.hidden = !", "contact.hidden = ", "the filter"),
        ("return found === null ? null : Number(found[0])", "return 1", "script: not in"),
    ];
    // A style or script that is not the one of the policy is not taken; here it shall be.
    let policy = Regex::new(r"(style|script)-src '[^']*'").expect("is one");
    for (from, to, said) in faults {
        assert!(page.contains(from), "{from}");
        let spoiled = policy.replace_all(&page.replacen(from, to, 1), "$1-src 'unsafe-inline'").into_owned();
        workspace.write("views/spoiled.html", &spoiled);
        let told = look(&browser, &workspace.file("views/spoiled.html"), &[]).exits(1);
        assert!(told.stderr.contains(said), "{said}: {}", told.stderr);
    }
}

/// Contacts enough for a page to be slow: three dates in ten vague, one claim each, of as many characters as is usual in the bundled data.
fn ten_thousand() -> Workspace {
    let workspace = Workspace::small();
    for source in 0..100 {
        let mut text = format!(
            "[entry]\nformat = 1\nid = \"e{source:02}\"\nrecorded = 2026-11-25\nby = \"coder\"\n\n[source]\nid = \"paper-{source:02}\"\ntitle = \"Paper {source}\"\n\
             publisher = \"Paper {source}\"\norigin = \"Paper {source}\"\npublished = \"2020\"\nlanguage = \"en\"\nseen = \"text\"\nlength = 200000\ndigest = \"{source:064x}\"\n"
        );
        for number in 0..100 {
            text.push_str(&visit(source, number));
        }
        workspace.write(&format!("journal/e{source:02}.toml"), &text);
    }
    workspace
}

fn visit(source: usize, number: usize) -> String {
    let all = source * 100 + number;
    let (year, month, day) = (1950 + all % 70, 1 + all / 70 % 12, 1 + all / 840 % 28);
    let when = match all % 10 {
        0 => format!("{year}-{month:02}"),
        1 => format!("{year}"),
        2 => format!("{}X", year / 10),
        _ => format!("{year}-{month:02}-{day:02}"),
    };
    let states = ["MNG", "PRK", "JPN", "KOR", "CHN", "RUS", "USA"];
    let (visitor, host) = (states[all % 7], states[(all % 7 + 1 + all / 7 % 6) % 7]);
    let category = ["political", "military", "medical", "education", "sports", "economic"][all / 42 % 6];
    let (start, end) = (number * 1_000, number * 1_000 + 180);
    format!(
        "\n[[claim]]\nid = \"paper-{source:02}/c{number}\"\nwhen = \"{when}\"\nform = \"visit\"\ncategories = [\"{category}\"]\nstatus = \"happened\"\n\
         stance = \"asserted\"\nsummary = \"Minister {all:05} came and spoke for some days with his host of matters.\"\n\
         actors = [{{ id = \"{visitor}\", role = \"visitor\" }}, {{ id = \"{host}\", role = \"host\" }}]\n\
         anchor = [{{ start = {start}, end = {end}, digest = \"{all:064x}\" }}]\n"
    )
}

#[test]
fn ten_thousand_contacts_are_a_page_that_opens() {
    let workspace = ten_thousand();
    let page = chancery(&workspace.path, &["report", "--html"]).exits(0).stdout;
    assert!(page.matches("<details id=\"c").count() > 10_000, "every contact opens");
    assert!(page.len() < 5_000_000, "{} bytes", page.len());
    workspace.write("page.html", &page);
    let Some(browser) = browser() else { return skipped(ABSENT) };
    look(&browser, &workspace.file("page.html"), &["--within", "2"]).exits(0);
}
