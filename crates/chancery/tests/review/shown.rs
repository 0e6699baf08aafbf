//! What reviewers see, whole; and that no text of a source acts in it.

use std::fs;

use super::{chancery, workspace};

/// What an entry may hold that would end a comment or a string, or begin a table of TOML. Controls and marks of direction are refused.
const HOSTILE: &str = "x\n[[link]]\ncontact = \"a\" # \"\"\" ''' \\ =cmd";

fn source(name: &str, day: &str, claims: &str, text: &str) -> String {
    let text = toml::Value::String(text.to_owned()).to_string();
    format!(
        "[entry]\nformat = 1\nid = \"{name}\"\nrecorded = 2026-11-30\nby = {text}\n\n[source]\nid = \"{day}\"\ntitle = {text}\npublisher = {text}\n\
         published = \"2010\"\nlanguage = \"en\"\nseen = \"excerpt\"\n{claims}"
    )
}

fn claim(id: &str, form: &str, text: &str) -> String {
    let text = toml::Value::String(text.to_owned()).to_string();
    format!(
        "\n[[claim]]\nid = \"{id}\"\nform = \"{form}\"\ncategories = [\"political\"]\nstatus = \"happened\"\nstance = \"reported\"\nattributed_to = {text}\n\
         when = \"2007-07-20\"\nplace = [{text}]\nmotive = {text}\nactors = [{{ id = \"PRK\", role = \"visitor\" }}, {{ id = \"MNG\", role = \"host\" }}]\n\
         summary = {text}\n"
    )
}

/// Two sources with a claim of the same day each.
fn proposed(text: &str) -> tempfile::TempDir {
    let entry = |name: &str| source(name, name, &claim(&format!("{name}/visit"), "visit", text), text);
    workspace(&[("alpha", &entry("alpha")), ("beta", &entry("beta"))])
}

#[test]
fn proposals_as_they_are_shown() {
    let dir = proposed("The chairman of parliament came for four days.");
    let (code, list, _) = chancery(dir.path(), &["propose", "links"]);
    assert_eq!(code, Some(0));
    insta::assert_snapshot!("proposals", list);
    let (code, entry, _) = chancery(dir.path(), &["propose", "links", "--toml", "--by", "reviewer"]);
    assert_eq!(code, Some(0));
    // The day on which it is printed.
    let days = regex_lite::Regex::new(r"20\d\d-\d\d-\d\d(T[0-9:]+Z)?").unwrap();
    let entry = entry.replace("2007-07-20", "DATE OF THE CLAIM");
    insta::assert_snapshot!("proposed_entry", days.replace_all(&entry, "TODAY"));
}

#[test]
fn agreement_as_it_is_shown() {
    let (dir, coded) = (workspace(&[]), tempfile::tempdir().unwrap());
    let entries = [("coder-a", "visit", "A visit."), ("coder-b", "meeting", "A meeting.")].map(|(name, form, text)| {
        let path = coded.path().join(format!("{name}.toml"));
        let claims = claim("wire/one", form, text) + &claim("wire/two", "talks", text).replace("2007-07-20", "1988-06");
        fs::write(&path, source(name, "wire", &claims, "The wire")).unwrap();
        path.display().to_string()
    });
    let (code, list, _) = chancery(dir.path(), &["agreement", &entries[0], &entries[1]]);
    assert_eq!(code, Some(0));
    insta::assert_snapshot!("agreement", list);
}

/// Nothing that a terminal obeys, and of a proposed entry no line that is more than the program's own.
#[test]
fn hostile_text_does_not_act() {
    let dir = proposed(HOSTILE);
    let tame = |text: &str| text.chars().all(|c| c == '\n' || !chancery_core::text::acts(c));
    let (code, list, told) = chancery(dir.path(), &["propose", "links"]);
    assert!(code == Some(0) && tame(&list) && list.contains("x [[link]]"), "{list:?} {told}");
    let (code, entry, _) = chancery(dir.path(), &["propose", "links", "--toml", "--by", HOSTILE]);
    assert!(code == Some(0) && tame(&entry), "{entry:?}");
    let read: toml::Table = toml::from_str(&entry).unwrap();
    assert_eq!(read.keys().collect::<Vec<_>>(), ["entry"], "all else is a comment");
    // As a reviewer takes it up: the comments of one link become an entry, and that one links.
    let taken: String = entry
        .lines()
        .map(|line| if line.starts_with("#  ") { line } else { line.strip_prefix("# ").unwrap_or(line) })
        .filter(|line| {
            !line.contains(" points: ")
                && !line.contains(", not reviewed")
                && !line.starts_with("Read")
                && !line.starts_with("Then")
        })
        .fold(String::new(), |text, line| text + line + "\n");
    let read: toml::Table = toml::from_str(&taken).unwrap();
    assert_eq!(read["link"].as_array().map(Vec::len), Some(1), "{taken}");

    let coded = tempfile::tempdir().unwrap();
    let entries = ["a", "b"].map(|name| {
        let path = coded.path().join(format!("{name}.toml"));
        let form = if name == "a" { "visit" } else { "meeting" };
        fs::write(&path, source(name, "wire", &claim("wire/one", form, HOSTILE), HOSTILE)).unwrap();
        path.display().to_string()
    });
    for format in ["text", "json"] {
        let (code, list, _) = chancery(dir.path(), &["agreement", &entries[0], &entries[1], "--format", format]);
        assert!(code == Some(0) && tame(&list), "{list:?}");
        assert!(!list.lines().any(|line| line.starts_with("[[link]]")), "a text stays in its line: {list}");
    }
}
