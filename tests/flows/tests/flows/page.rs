//! The report as a page: what it holds, that hostile text stays text in it, and that a browser shows it and asks for nothing.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use regex_lite::Regex;

use crate::programs::{chancery, found, outcome, skipped};
use crate::workspaces::Workspace;

/// The page of a workspace after a run.
fn page_of(workspace: &Workspace) -> String {
    chancery(&workspace.path, &["run"]).exits(0);
    workspace.read("views/report.html")
}

/// All tags and, with `@` before them, all attributes of a page.
fn markup(page: &str) -> BTreeSet<String> {
    let style = Regex::new(r"(?s)<style>.*?</style>").expect("is an expression");
    let page = style.replace(page, "<style></style>").into_owned();
    let tag =
        Regex::new(r#"</?([A-Za-z!][A-Za-z0-9]*)((?:\s+[A-Za-z][A-Za-z0-9-]*(?:="[^"]*")?)*)\s*>"#).expect("is one");
    let attribute = Regex::new(r#"([A-Za-z][A-Za-z0-9-]*)(?:="[^"]*")?"#).expect("is one");
    let mut found = BTreeSet::new();
    for tag in tag.captures_iter(&page) {
        found.insert(tag[1].to_owned());
        found.extend(attribute.captures_iter(&tag[2]).map(|one| format!("@{}", &one[1])));
    }
    // What is no tag holds no angle: everything else was escaped.
    assert_eq!(page.matches('<').count(), tag.find_iter(&page).count(), "an angle that opens no known tag");
    found
}

/// What the page may hold: no script, no picture, no frame, no form, no style of its own on an element, no handler.
const KNOWN: &str = "! DOCTYPE html head meta title style body a svg defs pattern rect line circle path text desc header nav main section h1 h2 h3 \
     p div ul li details summary table thead tbody tr th td strong em b code pre figure figcaption \
     @html @lang @charset @http-equiv @content @name @class @href @rel @id @role @tabindex @scope @width @height @viewBox @x @y @x1 @x2 @y1 @y2 \
     @cx @cy @r @rx @d @text-anchor @patternUnits @patternTransform";

fn unknown(page: &str) -> Vec<String> {
    let known: BTreeSet<&str> = KNOWN.split_whitespace().collect();
    let is_known = |found: &String| known.contains(found.as_str()) || found.starts_with("@aria-");
    markup(page).into_iter().filter(|found| !is_known(found) && found != "!DOCTYPE").collect()
}

#[test]
fn it_holds_every_part_and_every_figure_opens() {
    let page = page_of(&Workspace::bundled());
    let parts = [
        "findings",
        "contact-frequency",
        "exchange-categories",
        "who-brought-others-together",
        "rhythm",
        "what-the-figures-depend-on",
        "missions",
        "what-was-searched",
        "where-sources-disagree",
        "contacts-and-their-claims",
        "sources",
        "how-this-was-counted",
        "how-to-cite",
    ];
    for part in parts {
        assert!(page.contains(&format!("<section id=\"{part}\"")), "a section {part}");
        assert!(page.contains(&format!("href=\"#{part}\"")), "a link to {part}");
    }
    assert!(page.find("id=\"findings\"") < page.find("<svg role"), "findings come before any picture");
    assert!(page.contains("<strong>Mongolia and North Korea</strong>: at least 102 contacts, from 1948 to 2024"));
    assert!(
        page.contains("chancery run --rule official --unit occasion</code>") && page.contains("are between 17 "),
        "the command, and the range"
    );

    // Every picture is one to those who do not see it.
    let pictures: Vec<&str> = page.split("<svg role=\"img\"").skip(1).collect();
    assert!(pictures.len() >= 12, "{} pictures", pictures.len());
    for picture in &pictures {
        let start = &picture[..picture.find("</desc>").expect("has a description")];
        assert!(start.contains("<title>") && start.contains("<desc>") && !start.contains("</svg>"));
    }
    for title in ["Contacts in time", "Contacts by year", "Missions in time"] {
        assert_eq!(page.matches(&format!("<title>{title}</title>")).count(), 1, "{title}");
    }
    // The dates of all four kinds are drawn, each in a shape of its own.
    for shape in ["<circle class=\"exact", "<rect class=\"vague", "<line class=\"recurring"] {
        assert!(page.contains(shape), "{shape}");
    }
    assert_eq!(page.matches("<details class=\"contact\"").count(), 325, "every contact opens");
    assert_eq!(unknown(&page), Vec::<String>::new());
}

#[test]
fn every_link_within_it_leads_somewhere() {
    for workspace in [Workspace::bundled(), Workspace::nasty(), Workspace::small(), Workspace::inter_korean()] {
        let page = page_of(&workspace);
        let names = Regex::new(r#" id="([^"]+)""#).expect("is one");
        let all: Vec<String> = names.captures_iter(&page).map(|one| one[1].to_owned()).collect();
        let unique: BTreeSet<&String> = all.iter().collect();
        assert_eq!(all.len(), unique.len(), "a name stands once");
        let links = Regex::new(r##"href="#([^"]+)""##).expect("is one");
        for link in links.captures_iter(&page) {
            assert!(unique.contains(&link[1].to_owned()), "#{}", &link[1]);
        }
    }
}

#[test]
fn it_is_printed_as_it_is_written_and_names_no_place() {
    let workspace = Workspace::nasty();
    let page = page_of(&workspace);
    assert_eq!(chancery(&workspace.path, &["report", "--html"]).exits(0).stdout, page);
    let folder = workspace.path.parent().and_then(Path::file_name).expect("has a name").to_string_lossy().into_owned();
    assert!(!page.contains(&folder) && !page.contains("file://"));
}

/// Texts that would act on a page if one character of them were taken for markup.
const PAYLOADS: [&str; 12] = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "</title><svg onload=alert(1)>",
    "</style><style>*{display:none}</style>",
    "</summary></details><h1>x</h1>",
    "<!--",
    "]]><![CDATA[",
    "&lt;script&gt;&#60;script&#62;",
    "[a](javascript:alert(1)) [C1](#c1) <https://example.org/\"onclick=alert(1)>",
    "**b** *i* `c` | - # ~~s~~",
    "{{7*7}} ${7*7} <%= 7*7 %>",
    "<a href=\"data:text/html,x\" style=\"position:fixed\">",
];

/// A workspace in which every free text is a payload.
fn hostile(payload: &str) -> Workspace {
    let workspace = Workspace::small();
    workspace.write(
        "journal/hostile.toml",
        &format!(
            "[entry]\nformat = 1\nid = \"hostile\"\nrecorded = 2026-11-25\nby = '''{payload}'''\nnote = '''{payload}'''\n\n\
             [source]\nid = \"evil\"\ntitle = '''{payload}'''\npublisher = '''{payload}'''\norigin = '''a {payload}'''\nauthor = ['''{payload}''']\n\
             published = \"2014\"\nlanguage = \"en\"\nseen = \"citation\"\nurl = '''javascript:{payload}'''\n\n\
             [[claim]]\nid = \"evil/visit\"\nwhen = \"2012\"\nform = \"visit\"\ncategories = [\"political\"]\n\
             status = \"happened\"\nstance = \"reported\"\nattributed_to = '''{payload}'''\nplace = ['''{payload}''']\n\
             motive = '''{payload}'''\nwhen_rule = {{ from = \"published\", basis = '''{payload}''' }}\nref = '''{payload}'''\n\
             quantity = [{{ of = '''{payload}''', best = 1, unit = '''{payload}''' }}]\nsummary = '''{payload}'''\n\
             actors = [{{ id = \"MNG\", role = \"visitor\" }}, {{ id = \"PRK\", role = \"host\" }}]\n\n\
             [[coverage]]\ndyad = [\"MNG\", \"PRK\"]\nextent = \"2012\"\nsearched = ['''{payload}''']\nby = '''{payload}'''\nreason = '''{payload}'''\n"
        ),
    );
    workspace
}

#[test]
fn hostile_text_stays_text() {
    for payload in PAYLOADS {
        let page = page_of(&hostile(payload));
        assert_eq!(unknown(&page), Vec::<String>::new(), "{payload}");
        let shown = payload.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
        assert!(page.matches(&shown).count() >= 5, "the text is shown as it is: {payload}");
        assert!(!page.contains("href=\"javascript"), "{payload}");
    }
}

/// Chromium, which `.ci/run` installs.
fn chromium() -> Option<PathBuf> {
    let program = found("chromium");
    assert!(program.is_some() || std::env::var_os("CI").is_none(), ".ci/run installs chromium");
    program
}

/// What a browser makes of a page, and what it says meanwhile.
fn shown(chromium: &Path, page: &Path) -> (String, String) {
    let profile = tempfile::tempdir().expect("makes a folder");
    let told = outcome(
        Command::new(chromium)
            .args(["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"])
            .args([
                "--disable-component-update",
                "--disable-sync",
                "--enable-logging=stderr",
                "--log-level=0",
                "--dump-dom",
            ])
            .arg(format!("--user-data-dir={}", profile.path().display()))
            .arg(format!("file://{}", page.display())),
    )
    .exits(0);
    (told.stdout, told.stderr)
}

#[test]
fn a_browser_shows_it_and_has_nothing_to_say() {
    let Some(chromium) = chromium() else {
        skipped("the page in a browser: no chromium here");
        return;
    };
    let mut workspaces = vec![Workspace::bundled()];
    workspaces.extend([PAYLOADS[0], PAYLOADS[1], PAYLOADS[8]].map(hostile));
    for workspace in workspaces {
        let page = page_of(&workspace);
        let (dom, said) = shown(&chromium, &workspace.file("views/report.html"));
        for tag in ["<section", "<details", "<svg", "<tr", "<li", "<a "] {
            assert_eq!(dom.matches(tag).count(), page.matches(tag).count(), "as many {tag} as were written");
        }
        assert!(!dom.contains("<script") && dom.trim_end().ends_with("</html>"));
        let console: Vec<&str> = said.lines().filter(|line| line.contains("CONSOLE")).collect();
        assert_eq!(console, Vec::<&str>::new());
    }
}
