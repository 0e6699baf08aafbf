//! What became of anchors in another text, and its way into the journal, by the program.

use std::fs;
use std::path::Path;

use chancery_core::canonical::CanonicalText;
use chancery_ingest::digest_of;
use serde_json::Value;

use super::{chancery, workspace};

const OLD: &str = "\
Kim visits Mongolia

The chairman of parliament came to Ulaanbaatar on 20 July 2007. He stayed for four days.
The two sides signed 3 accords on trade and health. They did agree on a loan.
The delegation visited a clinic in May. The delegation visited a mill in June.
A long farewell was said at the airport.
";

/// As the publisher has it now, with the line ends of another system.
const NEW: &str = "\
Kim visits Mongolia\r
\r
Correction: an earlier version had a wrong date.\r
\r
The chairman of parliament came to Ulaanbaatar on 20 July 2007. He stayed for four days.\r
The two sides signed 4 accords on trade and health. They did not agree on a loan.\r
The delegation visited a mill in June.\r
";

const PASSAGES: [(&str, &str); 6] = [
    ("accords", "The two sides signed 3 accords on trade and health."),
    ("clinic", "The delegation visited a clinic in May."),
    ("farewell", "A long farewell was said at the airport."),
    ("loan", "They did agree on a loan."),
    ("title", "Kim visits Mongolia"),
    ("visit", "The chairman of parliament came to Ulaanbaatar on 20 July 2007."),
];

/// A workspace with one source and a claim for each passage of its text; the old text lies in it, the new one beside it.
fn coded(old: &str, new: &str, passages: &[(&str, &str)]) -> tempfile::TempDir {
    let text = CanonicalText::new(old);
    let mut entry = format!(
        "[entry]\nformat = 1\nid = \"news\"\nrecorded = 2026-02-01\nby = \"coder-a\"\n\n[source]\nid = \"news\"\n\
         title = \"t\"\npublisher = \"p\"\npublished = \"2010\"\nlanguage = \"en\"\nseen = \"text\"\ndigest = \"{}\"\n\
         length = {}\n",
        digest_of(&text),
        text.length()
    );
    for (claim, passage) in passages {
        let start = text.as_str()[..text.as_str().find(passage).unwrap()].chars().count();
        let (end, digest) = (start + passage.chars().count(), digest_of(&CanonicalText::new(passage)));
        entry.push_str(&format!(
            "\n[[claim]]\nid = \"news/{claim}\"\nform = \"visit\"\ncategories = [\"political\"]\nstatus = \"happened\"\n\
             stance = \"asserted\"\nwhen = \"2007-07-20\"\nactors = [{{ id = \"PRK\", role = \"visitor\" }}, {{ id = \
             \"MNG\", role = \"host\" }}]\nsummary = \"The {claim}.\"\nanchor = [{{ start = {start}, end = {end}, digest = \
             \"{digest}\" }}]\n"
        ));
    }
    let dir = workspace(&[("news", &entry)]);
    fs::create_dir(dir.path().join("sources")).unwrap();
    fs::write(dir.path().join("sources/news.txt"), old).unwrap();
    fs::write(dir.path().join("new.txt"), new).unwrap();
    dir
}

fn propose(dir: &Path, more: &[&str]) -> String {
    let new = dir.join("new.txt");
    let args = [&["propose", "anchors", "news", "--text", new.to_str().unwrap()], more].concat();
    let (code, out, err) = chancery(dir, &args);
    assert_eq!(code, Some(0), "{err}");
    out
}

/// The entry of `--toml`, its day and hour fixed.
fn entry(dir: &Path) -> String {
    let line = |line: &str| match line {
        line if line.starts_with("id = ") => "id = \"proposed\"".to_owned(),
        line if line.starts_with("recorded = ") => "recorded = 2026-03-01".to_owned(),
        line => line.to_owned(),
    };
    propose(dir, &["--toml", "--by", "coder-b"]).lines().map(line).collect::<Vec<_>>().join("\n") + "\n"
}

fn enter(dir: &Path, entry: &str) -> (Option<i32>, String) {
    fs::write(dir.join("journal/proposed.toml"), entry).unwrap();
    let (code, _, err) = chancery(dir, &["check"]);
    (code, err)
}

#[test]
fn every_fate_is_told_and_proposed() {
    let dir = coded(OLD, NEW, &PASSAGES);
    insta::assert_snapshot!("list", propose(dir.path(), &[]));
    insta::assert_snapshot!("entry", entry(dir.path()));
}

#[test]
fn objects_hold_all_of_it() {
    let dir = coded(OLD, NEW, &PASSAGES);
    let out = propose(dir.path(), &["--format", "json"]);
    let objects: Vec<Value> = out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let fates: Vec<&str> = objects.iter().map(|object| object["fate"].as_str().unwrap()).collect();
    assert_eq!(fates, ["changed", "ambiguous", "orphan", "changed", "exact", "moved"]);
    assert_eq!((&objects[0]["differences"][0]["kind"], &objects[0]["to"]["start"]), (&"number".into(), &160.into()));
    assert_eq!(objects[1]["candidates"][0]["text"], "The delegation visited a mill in June.");
}

/// The whole way: refused as it stands, decided by a person, clean with the new text; what was known before is as it was.
#[test]
fn a_reviewed_entry_makes_the_new_text_the_source_s() {
    let dir = coded(OLD, NEW, &PASSAGES);
    let dir = dir.path();
    assert_eq!(enter(dir, &entry(dir)).0, Some(1), "nobody has looked");
    fs::remove_file(dir.join("journal/proposed.toml")).unwrap();
    // The reviewer writes why, takes the two changed ones over, and says of the others that the text has them no more.
    let reviewed = entry(dir).replacen("reason = \"\"", "reason = \"A correction was put in front.\"", 1);
    let reviewed: Vec<String> = reviewed
        .lines()
        .map(|line| match line.strip_prefix("# ") {
            Some(toml)
                if ["[[correct]]", "claim = ", "expect = ", "set = "].iter().any(|start| toml.starts_with(start)) =>
            {
                toml.to_owned()
            }
            Some("reason = \"\"") => "reason = \"Read again.\"".to_owned(),
            _ => line.to_owned(),
        })
        .collect();
    let reviewed = reviewed.join("\n");
    let (code, err) = enter(dir, &reviewed);
    assert!(code == Some(1) && err.contains("sources/news.txt` is not the text that was coded"), "{err}");
    fs::write(dir.join("sources/news.txt"), NEW).unwrap();
    let (code, err) = enter(dir, &reviewed);
    assert_eq!((code, err.as_str()), (Some(0), "no problems: entries 2, sources 1, claims 6, events 13\n"));
    // Without the moved one's correction its anchor points elsewhere, and that is told at the claim.
    let unmoved = reviewed.replacen("claim = \"news/visit\"\nexpect", "claim = \"news/visit\"\n# expect", 1);
    let unmoved = unmoved.replacen("set = { anchor = [{ start = 71", "set = { anchor = [{ start = 72", 1);
    let (code, err) = enter(dir, &unmoved);
    assert!(code == Some(1) && err.contains("anchor-digest"), "{err}");
    assert_eq!(enter(dir, &reviewed).0, Some(0));
    // A correction on a text that was changed once more in between is refused.
    let late = reviewed.replacen("was = \"33", "was = \"44", 1);
    let (code, err) = enter(dir, &late);
    assert!(code == Some(1) && err.contains("another-text"), "{err}");
    assert_eq!(enter(dir, &reviewed).0, Some(0));
    let (_, history, _) = chancery(dir, &["history", "news/visit"]);
    assert!(history.contains("anchor 21-84") && history.contains("71-134"), "{history}");
    let (_, history, _) = chancery(dir, &["history", "news"]);
    assert!(
        history.contains("TextChanged news (proposed, coder-b)") && history.contains("source news: digest 33"),
        "{history}"
    );
    let (_, diff, _) = chancery(dir, &["diff", "2026-02-15", "now"]);
    assert!(diff.contains("TextChanged news") && diff.contains("21-84") && diff.contains("71-134"), "{diff}");
    // Looked at again, everything is where it should be.
    let again = propose(dir, &[]);
    assert!(again.starts_with("news: anchors 4, claims 4: exact 4, moved 0"), "{again}");
    // What was there before the entry is as valid as it was, with the text of then.
    fs::remove_file(dir.join("journal/proposed.toml")).unwrap();
    fs::write(dir.join("sources/news.txt"), OLD).unwrap();
    assert_eq!(chancery(dir, &["check"]).0, Some(0));
}

/// A sealed claim keeps its words; the text changes beside it.
#[test]
fn a_sealed_source_can_have_another_text() {
    let dir = coded(
        "One. The two sides signed 3 accords.",
        "Zero. One. The two sides signed 3 accords.",
        &[("accords", "The two sides signed 3 accords.")],
    );
    let dir = dir.path();
    let (code, _, err) = chancery(dir, &["seal", "first", "--by", "coder-a"]);
    assert_eq!(code, Some(0), "{err}");
    let reviewed = entry(dir).replacen("reason = \"\"", "reason = \"Zero was put in front.\"", 1);
    // Not before what is sealed.
    let reviewed = reviewed.replacen("recorded = 2026-03-01", "recorded = 2099-03-01", 1);
    fs::write(dir.join("sources/news.txt"), "Zero. One. The two sides signed 3 accords.").unwrap();
    assert_eq!(enter(dir, &reviewed), (Some(0), "no problems: entries 2, sources 1, claims 1, events 4\n".to_owned()));
    let (code, _, err) = chancery(dir, &["verify"]);
    assert_eq!(code, Some(0), "{err}");
}

/// The workspace has the new text already, and somebody kept the old one.
#[test]
fn the_old_text_may_be_given() {
    let dir = coded(OLD, NEW, &PASSAGES);
    let dir = dir.path();
    fs::write(dir.join("sources/news.txt"), NEW).unwrap();
    let without = propose(dir, &[]);
    assert!(
        without.contains("the old text is not at hand") && without.contains("exact 1, moved 1, changed 0"),
        "{without}"
    );
    fs::write(dir.join("old.txt"), OLD).unwrap();
    let old = dir.join("old.txt");
    assert!(propose(dir, &["--old", old.to_str().unwrap()]).contains("changed 2, ambiguous 1, orphan 1"));
    let new = dir.join("new.txt");
    let new = new.to_str().unwrap();
    for (args, said) in [
        (vec!["news", "--text", new, "--old", new], "is not the text that was coded as `news`"),
        (vec!["nws", "--text", new], "did you mean `news`?"),
        (vec!["news", "--text", new, "--toml", "--format", "json"], "two things at once"),
    ] {
        let (code, _, err) = chancery(dir, &[&["propose", "anchors"], args.as_slice()].concat());
        assert!(code == Some(2) && err.contains(said), "{err}");
    }
    fs::write(dir.join("new.txt"), b"a\xff").unwrap();
    let (code, _, err) = chancery(dir, &["propose", "anchors", "news", "--text", new]);
    assert!(code == Some(1) && err.contains("no UTF-8 from byte 1 on"), "{err}");
}

/// Neither the terminal nor the entry is moved by what a text holds.
#[test]
fn a_hostile_text_does_not_act() {
    let passage = "The two\u{1b}[31m sides\u{202e} signed 3 accords on trade, on health, on roads and on the care of herds in winter\u{7}.";
    let old = format!("One. {passage} End of it.");
    let lines = "\"\n[[retract]]\nclaim = \"news/accords\"\nreason = \"\"\"x\"\"\" ''' #";
    let new = format!(
        "One. The two\u{1b}[31m sides\u{202e} {lines} signed 4 accords on trade, on health, on roads and on the care of herds in winter\u{7}. End of it."
    );
    let dir = coded(&old, &new, &[("accords", passage)]);
    let dir = dir.path();
    let (list, toml) = (propose(dir, &[]), entry(dir));
    assert!(list.contains("changed ") || list.contains("ambiguous "), "{list}");
    for shown in [&list, &toml] {
        assert!(!shown.chars().any(|c| c.is_control() && c != '\n' || c == '\u{202e}'), "{shown}");
        assert!(shown.contains("\\u{1b}[31m"), "{shown}");
    }
    let table: toml::Table = toml.parse().unwrap();
    let keys: Vec<&str> = table.keys().map(String::as_str).collect();
    assert_eq!(keys, ["entry", "text"], "{toml}");
}
