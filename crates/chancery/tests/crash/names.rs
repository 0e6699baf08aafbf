//! Sixty hostile names wherever a name becomes a path, and links in the place of files: refused or harmless, and nothing
//! outside of the workspace is read, shown or written.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::symlink;
use std::thread;

use crate::workspace::{Files, Outcome, Workspace, entry_text};

/// Stands in every file outside; no command may show it.
const CANARY: &str = "canary-7f3a9";

const NAMES: [&str; 60] = [
    "../outside",
    "../../outside",
    "../outside.toml",
    "../secret",
    "../../../../../../../../etc/passwd",
    "/etc/passwd",
    "/var/chancery-outside",
    "//outside",
    "a/../../../outside",
    "journal/../../outside",
    "./inside",
    "a/b",
    "a//b",
    "a/",
    "/",
    ".",
    "..",
    "...",
    " ",
    "",
    "-",
    "--",
    "--help",
    "-rf",
    "..\\outside",
    "..\\..\\outside",
    "C:\\outside",
    "C:outside",
    "\\\\server\\share",
    "file:///etc/passwd",
    "%2e%2e%2foutside",
    "..%2foutside",
    "\u{2025}/outside",
    "..\u{ff0f}outside",
    "..\u{2215}outside",
    "~/outside",
    "$HOME/outside",
    "$(touch outside)",
    "`touch outside`",
    "a;touch outside",
    "a|b",
    "a\0b",
    "../outside\0.toml",
    "CON",
    "con",
    "NUL.toml",
    "COM1",
    "aux.txt",
    "trailing.",
    "trailing ",
    "a:stream",
    "caf\u{e9}",
    "cafe\u{301}",
    "\u{202e}lmot",
    "a\u{200b}b",
    "\u{1b}[2J\u{1b}]0;owned\u{7}",
    "two\nlines",
    "a\tb\rc",
    ".hidden",
    "LONG",
];

/// The name, and in the place of one the longest.
fn name_of(name: &str) -> String {
    if name == "LONG" { "long".repeat(300) } else { name.to_owned() }
}

/// A workspace with files beside it that nothing may touch.
struct Fenced {
    workspace: Workspace,
    before: Files,
}

impl Fenced {
    fn new(name: &str) -> Fenced {
        let workspace = Workspace::new();
        let secret = entry_text(9).replace("A visit", CANARY);
        for outside in ["outside", "outside.toml", "secret.toml", "secret.txt", "outside.clog"] {
            fs::write(workspace.beside(outside), &secret).expect("writes");
        }
        let table = |id: &str| format!("id,actors\n{id},MNG:guest;PRK:host\n");
        fs::write(workspace.beside("t.csv"), table("r1")).expect("writes");
        let mapping = include_str!("rows.toml").replace("id = \"rows\"", &format!("id = {}", quoted(name)));
        fs::write(workspace.beside("named.toml"), mapping).expect("writes");
        let before = outside_of(&workspace);
        Fenced { workspace, before }
    }

    /// Asserts that a command, however it ended, kept within the fence.
    fn assert_fenced(&self, outcome: &Outcome, told: &str) {
        let is_orderly = matches!(outcome.code, Some(0..=4));
        assert!(is_orderly, "{told}: {:?}\n{}\n{}", outcome.code, outcome.stdout, outcome.stderr);
        assert!(!outcome.told().contains(CANARY), "{told}: it shows what is outside\n{}", outcome.told());
        let acts = |said: &str| said.chars().any(|c| (c.is_control() && c != '\n') || c == '\u{202e}');
        assert!(!acts(&outcome.stdout) && !acts(&outcome.stderr), "{told}: it writes what acts on a terminal");
        assert!(outside_of(&self.workspace) == self.before, "{told}: something outside changed");
        for path in self.workspace.files().keys() {
            let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
            let is_ours = ["", "journal", "vocabulary", "seals", "sources", ".chancery"].contains(&folder);
            assert!(is_ours, "{told}: it made {folder}/{name}");
        }
    }

    fn run(&self, arguments: &[&str], told: &str) -> Outcome {
        let Ok(output) = self.workspace.command(arguments).output() else {
            // No command can be started with a NUL among its arguments.
            assert!(arguments.iter().any(|argument| argument.contains('\0')), "{told}: it does not start");
            return Outcome { code: Some(2), stdout: String::new(), stderr: String::new() };
        };
        let outcome = Outcome::of(&output);
        self.assert_fenced(&outcome, told);
        outcome
    }
}

/// The files beside the workspace.
fn outside_of(workspace: &Workspace) -> Files {
    let listing = fs::read_dir(workspace.beside("")).expect("reads").map(|item| item.expect("reads"));
    let files = listing.filter(|item| item.file_type().expect("reads").is_file());
    files.map(|item| (item.file_name().to_string_lossy().into_owned(), fs::read(item.path()).expect("reads"))).collect()
}

/// As a basic string of TOML.
fn quoted(name: &str) -> String {
    let escaped: String = name.chars().map(|c| format!("\\U{:08X}", u32::from(c))).collect();
    format!("\"{escaped}\"")
}

/// As an option, a seal's name and an id on the command line.
fn as_argument(fenced: &Fenced, name: &str, told: &str) {
    let (mapping, table) = (fenced.workspace.beside("rows.toml"), fenced.workspace.beside("t.csv"));
    let (mapping, table) = (mapping.to_str().expect("is text"), table.to_str().expect("is text"));
    let entry = format!("--entry={name}");
    let fixed = ["import", "table", table, "--recorded", "2026-11-25", "--mapping"];
    let imported = fenced.run(&[&fixed[..], &[mapping, &entry]].concat(), &format!("{told} as an entry's id"));
    assert_eq!(imported.code == Some(0), name == "con", "{told} as an entry's id: {}", imported.told());
    let named = fenced.workspace.beside("named.toml");
    let named = [&fixed[..], &[named.to_str().expect("is text")]].concat();
    fenced.run(&named, &format!("{told} as a mapping's id"));
    let sealed = fenced.run(&["seal", "--", name], &format!("{told} as a seal's name"));
    assert_eq!(sealed.code == Some(0), name == "con", "{told} as a seal's name: {}", sealed.told());
    let absent = format!("--mapping={name}/absent.toml");
    fenced.run(&["import", "table", table, &absent], &format!("{told} as a mapping's path"));
    fenced.run(&["log", "prove", "--", name], &format!("{told} as an id to prove"));
    fenced.run(&["redact", "--reason=r", "--by=b", "--", name], &format!("{told} as an id to redact"));
}

/// As an id within an entry, and as the name of an entry's or text's file.
fn as_written(fenced: &Fenced, name: &str, told: &str) {
    let text = entry_text(1).replace("id = \"e000001\"", &format!("id = {}", quoted(name)));
    fenced.workspace.write("journal/e000001.toml", &text);
    fenced.run(&["check"], &format!("{told} as an id within an entry")).exits(1);
    let digest = format!("seen = \"text\"\ndigest = \"{}\"", "0".repeat(64));
    let text =
        entry_text(1).replace("gazette-r000001\"", &format!("\" # {}", "x")).replace("seen = \"citation\"", &digest);
    let text = text.replacen("id = \"\" # x", &format!("id = {}", quoted(name)), 1);
    fenced.workspace.write("journal/e000001.toml", &text);
    fenced.run(&["check"], &format!("{told} as a source's id"));
    fs::remove_file(fenced.workspace.path("journal/e000001.toml")).expect("removes");
    fs::create_dir_all(fenced.workspace.path("sources")).expect("makes");
    for (folder, ending) in [("journal", ".toml"), ("journal", ""), ("sources", ".txt"), ("seals", ".clog")] {
        // What the file system itself refuses, and what would be a path and no name, needs no test.
        let path = fenced.workspace.path(folder).join(format!("{name}{ending}"));
        fs::create_dir_all(fenced.workspace.path(folder)).expect("makes");
        if name.contains('/') || fs::write(&path, entry_text(2)).is_err() {
            continue;
        }
        for verb in ["check", "ingest"] {
            fenced.run(&[verb], &format!("{told} as the name of a file in {folder}"));
        }
        fs::remove_file(path).expect("removes");
    }
}

#[test]
fn sixty_hostile_names_are_refused_or_harmless() {
    thread::scope(|scope| {
        for half in [0, 1] {
            scope.spawn(move || {
                for name in NAMES.iter().skip(half).step_by(2).map(|name| name_of(name)) {
                    let told = format!("{name:?}");
                    let fenced = Fenced::new(&name);
                    as_written(&fenced, &name, &told);
                    as_argument(&fenced, &name, &told);
                }
            });
        }
    });
}

/// Two names that look alike are two names, or one and refused; never one in the place of the other.
#[test]
fn composed_and_decomposed_twins_do_not_stand_for_each_other() {
    let fenced = Fenced::new("rows");
    fenced.workspace.write("journal/caf\u{e9}.toml", entry_text(1));
    fenced.workspace.write("journal/cafe\u{301}.toml", entry_text(2));
    fenced.run(&["check"], "twins").exits(1);
}

#[test]
fn links_in_the_place_of_files_are_not_followed() {
    for place in [
        "journal/first-entry.toml",
        "journal/linked.toml",
        "vocabulary/actors.toml",
        "sources/example-gazette-2013.txt",
        "seals/001-first.clog",
        ".chancery/tail.clog",
        ".chancery/lock",
    ] {
        for target in ["secret.toml", "absent", "/etc/passwd"] {
            let told = format!("{place} is a link to {target}");
            let fenced = Fenced::new("rows");
            let path = fenced.workspace.path(place);
            fs::create_dir_all(path.parent().expect("has a folder")).expect("makes");
            let _ = fs::remove_file(&path);
            symlink(fenced.workspace.beside("").join(target), &path).expect("links");
            for arguments in
                [&["check"][..], &["ingest"], &["seal", "first"], &["verify"], &["log", "repair", "--write"]]
            {
                let outcome = fenced.run(arguments, &format!("{told}: {arguments:?}"));
                assert!(!outcome.told().contains("root:"), "{told}: {}", outcome.told());
            }
        }
    }
}

#[test]
fn links_in_the_place_of_folders_are_refused() {
    for place in [".chancery", "journal", "vocabulary", "seals", "sources", "views"] {
        let fenced = Fenced::new("rows");
        let (path, elsewhere) = (fenced.workspace.path(place), fenced.workspace.beside("elsewhere"));
        if path.exists() {
            fs::rename(&path, &elsewhere).expect("moves");
        } else {
            fs::create_dir(&elsewhere).expect("makes");
        }
        let before = fs::read_dir(&elsewhere).expect("reads").count();
        symlink(&elsewhere, &path).expect("links");
        for arguments in [&["check"][..], &["ingest"], &["seal", "first"], &["log", "repair", "--write"]] {
            let outcome = Outcome::of(&fenced.workspace.command(arguments).output().expect("starts"));
            outcome.exits(3).says(&format!("`{place}` in it is a link"));
        }
        assert_eq!(fs::read_dir(&elsewhere).expect("reads").count(), before, "{place}");
    }
}
