//! Text from a source never acts: not in the report, not in a spreadsheet, not on the terminal.

use crate::programs::{Outcome, chancery, table};
use crate::workspaces::Workspace;

const SCRIPT: &str = "<script>alert(1)</script> | `rm` [a](javascript:x) ![b](c) **d** &lt;";
const FORMULA: &str = "=HYPERLINK(\"http://example.org\";\"x\")";

/// A small workspace with one claim whose free texts are all hostile.
fn workspace() -> Workspace {
    let workspace = Workspace::small();
    workspace.write(
        "journal/hostile.toml",
        &format!(
            "[entry]\nformat = 1\nid = \"hostile\"\nrecorded = 2026-11-25\nby = '+cmd'\nnote = '{SCRIPT}'\n\n\
             [source]\nid = \"evil\"\ntitle = '{FORMULA}'\npublisher = '{SCRIPT}'\norigin = '@SUM(A1)'\nauthor = ['{SCRIPT}']\n\
             published = \"2014\"\nlanguage = \"en\"\nseen = \"citation\"\nurl = 'javascript:alert(1)'\n\n\
             [[claim]]\nid = \"evil/visit\"\nwhen = \"2012\"\nform = \"visit\"\ncategories = [\"political\"]\n\
             status = \"happened\"\nstance = \"reported\"\nattributed_to = '-1+1'\nplace = ['{FORMULA}', '{SCRIPT}']\n\
             motive = '{SCRIPT}'\nwhen_rule = {{ from = \"published\", basis = '{SCRIPT}' }}\nref = '{FORMULA}'\n\
             quantity = [{{ of = '{SCRIPT}', best = 1, unit = '{FORMULA}' }}]\nsummary = '{SCRIPT}'\n\
             actors = [{{ id = \"MNG\", role = \"visitor\" }}, {{ id = \"PRK\", role = \"host\" }}]\n"
        ),
    );
    workspace
}

#[test]
fn in_the_report_it_is_text() {
    let workspace = workspace();
    chancery(&workspace.path, &["run"]).exits(0);
    let report = workspace.read("views/report.md");
    assert!(report.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), "the summary is shown");
    assert!(!report.contains("<script"), "no element is opened");
    // Only what the report itself writes may be a link: a contact's number, or an anchor on this page.
    for (at, _) in report.match_indices("](").filter(|(at, _)| !report[..*at].ends_with('\\')) {
        assert!(report[at + 2..].starts_with("#c"), "a link: {}", &report[at..(at + 40).min(report.len())]);
    }
    let mut columns = None;
    for line in report.lines() {
        let unescaped = line.replace("\\|", "").matches('|').count();
        match columns {
            _ if !line.starts_with('|') => columns = None,
            Some(expected) => assert_eq!(unescaped, expected, "a row of another width: {line}"),
            None => columns = Some(unescaped),
        }
        assert!(!line.contains("**d**"), "nothing is set bold: {line}");
    }
}

#[test]
fn in_a_spreadsheet_it_is_no_formula() {
    let workspace = workspace();
    chancery(&workspace.path, &["run"]).exits(0);
    let mut cells = 0;
    for (path, bytes) in workspace.views().iter().filter(|(path, _)| path.ends_with(".csv")) {
        let mut reader = csv::Reader::from_reader(bytes.as_slice());
        for row in reader.records() {
            for cell in row.expect("is CSV").iter() {
                let acts = cell.starts_with(['=', '+', '@']) || (cell.starts_with('-') && cell.parse::<f64>().is_err());
                assert!(!acts, "{path}: {cell}");
                cells += usize::from(cell == format!("'{FORMULA}"));
            }
        }
    }
    assert!(cells >= 2, "title and ref are kept, with an apostrophe before them");
    let sources = table(&workspace.path, "sources", &[]);
    let evil = sources.iter().find(|row| row["source"] == "evil").expect("is there");
    assert_eq!(evil["title"], FORMULA, "JSON is data and holds the text as it is");
}

#[test]
fn on_the_terminal_nothing_moves_the_cursor() {
    let workspace = workspace();
    let printed = |name: &str| chancery(&workspace.path, &["table", name]).exits(0).stdout;
    for text in ["claims", "sources", "contacts", "stocks"].map(printed) {
        assert!(text.chars().all(|c| c == '\n' || !c.is_control()), "{text}");
    }
    assert!(printed("claims").contains("alert(1)"));

    // Characters that act are refused, and the refusal does not let them act either.
    let acting = "\\u001b[31m\\u202e\\u200b\\u0007";
    workspace.edit("journal/hostile.toml", "by = '+cmd'", &format!("by = \"{acting}\""));
    workspace.edit("journal/hostile.toml", "title = '", &format!("publishr = \"{acting}\"\ntitle = '"));
    for format in ["text", "json"] {
        let Outcome { stdout, stderr, .. } = chancery(&workspace.path, &["check", "--format", format]).exits(1);
        let all = stdout + &stderr;
        let acts = |c: char| (c != '\n' && c.is_control()) || ('\u{200b}'..='\u{202e}').contains(&c);
        assert!(!all.chars().any(acts), "{all:?}");
    }
}

/// What somebody types or pastes comes back in messages, and must not act there either.
#[test]
fn on_the_command_line_nothing_acts() {
    let workspace = workspace();
    let acting = "\u{1b}[31m\u{202e}\u{200b}\u{7}=1<b>";
    let cell = format!("MNG-PRK/2013/{acting}");
    let option = |name: &str| format!("{name}={acting}");
    let (dyad, rule, unit, as_of) = (option("--dyad"), option("--rule"), option("--unit"), option("--as-of"));
    let commands: &[&[&str]] = &[
        &["table", acting],
        &["table", "contacts", &dyad],
        &["table", "contacts", &rule],
        &["table", "contacts", &unit],
        &["report", &as_of],
        &["report", "--known-by", acting],
        &["run", "--release", acting],
        &["history", acting],
        &["diff", acting],
        &["why", "contact_frequency", &cell],
        &["why", acting, "MNG-PRK"],
        &["check", "--skip", acting],
        &["explain", acting],
        &["date", acting],
        &["seal", acting],
        &["redact", acting, "--reason", acting, "--by", acting],
        &["import", "table", "--mapping", acting, acting],
        &["import", "register", "--mapping", acting, "--recorded", "2026", "--source", acting, acting],
        &["reproduce", "--manifest", acting],
        &["log", "prove", acting],
        &["log", "prove", "--check", acting],
        &["--texts", acting, "check"],
        &[acting],
    ];
    for arguments in commands {
        let Outcome { code, stdout, stderr, .. } = chancery(&workspace.path, arguments);
        let all = stdout + &stderr;
        assert!(code.is_some_and(|code| matches!(code, 1..=4)) && !all.is_empty(), "{arguments:?}: {code:?}");
        let acts = |c: char| (c != '\n' && c.is_control()) || ('\u{200b}'..='\u{202e}').contains(&c);
        assert!(!all.chars().any(acts), "{arguments:?}: {all:?}");
    }
}

/// Every verb that prints what sources say.
#[test]
fn what_sources_say_is_printed_as_text_by_every_verb() {
    let workspace = workspace();
    chancery(&workspace.path, &["seal", "first", "--by", FORMULA]).exits(0);
    for arguments in [
        &["history", "evil/visit"][..],
        &["history", "evil"],
        &["diff", "start", "now"],
        &["why", "contact_frequency", "MNG-PRK/2012/all"],
        &["changelog"],
        &["log", "cat"],
        &["log", "stats"],
        &["log", "prove", "evil/visit"],
        &["verify"],
        &["check"],
        &["report"],
    ] {
        let Outcome { stdout, stderr, .. } = chancery(&workspace.path, arguments).exits(0);
        let all = stdout + &stderr;
        assert!(!all.chars().any(|c| c != '\n' && c.is_control()), "{arguments:?}: {all:?}");
    }
    for arguments in [&["history", "evil/visit"][..], &["diff", "start", "now"], &["changelog"]] {
        let json = [arguments, &["--format", "json"]].concat();
        assert!(!chancery(&workspace.path, &json).exits(0).rows().is_empty(), "{arguments:?} is JSON, a line a row");
    }
}
