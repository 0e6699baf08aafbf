//! The corpus: a small workspace, and files that are tried in it one at a time.
#![allow(clippy::disallowed_methods)] // the corpus consists of files
#![allow(dead_code)] // each test uses a part of it

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use chancery_ingest::{InputFile, Problem, Workspace};

/// `tests/corpus` of the workspace.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/corpus")
}

/// The files of a folder of the corpus with that ending, by name without it, sorted.
pub fn files(folder: &str, ending: &str) -> BTreeMap<String, Vec<u8>> {
    let listing = fs::read_dir(root().join(folder)).unwrap();
    let paths = listing.map(|file| file.unwrap().path());
    let named = paths.filter(|path| path.extension().is_some_and(|found| found == ending));
    named.map(|path| (path.file_stem().unwrap().to_string_lossy().into_owned(), fs::read(&path).unwrap())).collect()
}

/// The small workspace by itself.
pub fn support() -> Workspace {
    let within = |folder: &str, path: &str| {
        files(folder, "toml")
            .into_iter()
            .map(|(name, bytes)| InputFile::new(format!("{path}/{name}.toml"), bytes))
            .collect()
    };
    let text = InputFile::new("sources/text.txt", fs::read(root().join("support/text.txt")).unwrap());
    let texts = ["gazette-2010", "paper-2012"].map(|source| (source.to_owned(), text.clone())).into();
    Workspace { journal: within("support", "journal"), vocabulary: within("vocabulary", "vocabulary"), texts }
}

/// The small workspace with a case in it, and the path that the case has there. A case is an entry; or, if its first line
/// is `# vocabulary: FILE`, definitions that stand in FILE before all others, in the place of those of the same ids and of
/// any named after `without`. A file that the small workspace does without is the case alone.
pub fn with_case(name: &str, bytes: &[u8]) -> (Workspace, String) {
    let mut workspace = support();
    let text = String::from_utf8_lossy(bytes).into_owned();
    let first = text.lines().next().unwrap_or_default();
    let Some(directive) = first.strip_prefix("# vocabulary: ") else {
        let path = format!("journal/{name}.toml");
        workspace.journal.push(InputFile::new(path.clone(), bytes));
        return (workspace, path);
    };
    let (file, without) = directive.split_once(", without ").unwrap_or((directive, ""));
    let path = format!("vocabulary/{file}");
    let Some(base) = workspace.vocabulary.iter_mut().find(|known| known.path == path) else {
        workspace.vocabulary.push(InputFile::new(path.clone(), bytes));
        return (workspace, path);
    };
    let gone: Vec<&str> = ids(&text).chain(without.split(", ")).collect();
    let kept = String::from_utf8(base.bytes.clone()).unwrap();
    let kept =
        kept.split("\n[[").map(|part| if part.starts_with("[[") { part.to_owned() } else { format!("[[{part}") });
    let kept: Vec<String> = kept.filter(|part| ids(part).all(|id| !gone.contains(&id))).collect();
    base.bytes = format!("{text}\n{}", kept.join("\n")).into_bytes();
    (workspace, path)
}

/// The ids that a text gives, line by line.
fn ids(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter_map(|line| line.strip_prefix("id = \"")?.strip_suffix('"'))
}

/// A problem as plain text.
pub fn rendered(problem: &Problem) -> String {
    let Problem { code, path, line, column, message, reason, fix, .. } = problem;
    format!("{path}:{line}:{column} {code}\n  {message}\n  why: {reason}\n  fix: {fix}\n")
}

/// The mapping and the table of `tests/corpus/import`, and what is put in place of a part of one of them, by the code that
/// it must be told of.
pub const IMPORT_CASES: &[(&str, &str, &str, &str)] = &[
    ("bad-table", "table", "*", ""),
    ("bad-header", "table", "remarks", "url"),
    ("bad-header", "table", ",people,", ",,"),
    ("bad-row", "table", "\"Three came, and one spoke.\"", "Three came, and one spoke."),
    ("ambiguous-date", "table", "\nr1,2010-05-03", "\nr1,03/05/2010"),
    ("ambiguous-date", "table", "\nr1,2010-05-03", "\nr1,March and May 2010"),
    ("row-key", "table", "\nr3,", "\nr1,"),
    ("row-key", "table", "\nr2,", "\n,"),
    ("invalid-utf8", "table", "Wonsan", "*"),
    ("unknown-column", "mapping", "\"{summary}\"", "\"{sumary}\""),
    ("unknown-column", "mapping", "where = { kind", "where = { sort"),
    ("unused-column", "mapping", "ignore = [\"remarks\"]", ""),
    ("unmapped-value", "table", ",talks,", ",talk,"),
    ("unmapped-value", "table", "MN:guest;PRK:host,,talks", "MN:visitor;PRK:host,,talks"),
    ("unmapped-value", "table", "200+ workers", "200+ labourers"),
    ("unmapped-value", "table", "200+ workers", "many"),
    (
        "values-clash",
        "mapping",
        "[[date]]",
        "[values.number]\n\"3 people\" = { form = \"talks\" }\n\"200+ workers\" = {}\n\n[[date]]",
    ),
    ("no-match", "table", "Monitor", "(Monitor)"),
    ("bad-pattern", "mapping", "^seed:", "^seed:("),
    (
        "source-clash",
        "table",
        "\nr3,2010-05-03,MN:guest;PRK:host,,talks,,Pyongyang,They spoke of hay.,Three guests",
        "\nr3,2010-05-03,MN:guest;PRK:host,,talks,,Pyongyang,They spoke of hay.,Two guests",
    ),
    (
        "who-without-actor",
        "mapping",
        "unnamed",
        "names = { \"Mr Batsukh\" = { is = \"batsukh\", actor = \"JPN\" } }\nunnamed",
    ),
    ("unknown-person", "table", "Mr Batsukh", "Mr Batsuhk"),
    ("ambiguous-person", "table", "Mr Batsukh", "Bold"),
    (
        "no-such-actor",
        "mapping",
        "reason = \"A number",
        "actors = { \"MN:host\" = { role = \"venue\" } }\nreason = \"A number",
    ),
    // What the entry's own reader tells, of the cell or the line of the mapping that it comes from.
    ("bad-date", "table", "\nr1,2010-05-03", "\nr1,the other day"),
    ("unknown-actor", "table", "r1,2010-05-03,MN:guest", "r1,2010-05-03,XY:guest"),
    ("unknown-term", "mapping", "form = \"talks\"", "form = \"talk\""),
    ("unknown-term", "mapping", "status = \"happened\"", "status = \"hapened\""),
    ("status-nature", "mapping", "status = \"happened\"", "status = \"ongoing\""),
    ("empty-onset", "table", "\nr1,2010-05-03", "\nr1,2011-05-03"),
    ("missing-key", "table", "They spoke of hay.", ""),
    ("missing-key", "mapping", "slug = \"{id}\"", ""),
    ("unknown-key", "mapping", "ignore =", "ignored ="),
    ("wrong-type", "mapping", "ignore = [\"remarks\"]", "ignore = [\"remarks\"]\nquotes = \"no\""),
    ("forbidden-character", "table", "They spoke", "They\u{202e} spoke"),
    ("unsupported-format", "mapping", "format = 1", "format = 2"),
    ("bad-id", "mapping", "id = \"guests\"", "id = \"Guests!\""),
    ("bad-toml", "mapping", "by = \"coder-a\"", "by = coder-a"),
];

/// The mapping and the second snapshot of `tests/examples/us-registers`, after the first was imported, and what is put in
/// place of a part of one of them, by the code that it must be told of.
pub const REGISTER_CASES: &[(&str, &str, &str, &str)] = &[
    ("wrong-import", "mapping", "[register]\n", "[other]\n"),
    ("other-source", "mapping", "id = \"us-visits\"\ntitle", "id = \"us-travels\"\ntitle"),
    ("repeated-key", "2000.xml", "<id>1780</id>", "<id>1777</id>"),
    ("repeated-key", "2000.xml", "<id>1780</id>", "<id>2139</id>"),
    ("reused-key", "mapping", "reused = \"new\"", "reused = \"refuse\""),
    ("not-given-back", "mapping", "'^([^;]*); '", "'^(\\w+)'"),
    ("not-given-back", "mapping", "identity = [\"visitor\"", "identity = [\"visitors\""),
    ("not-given-back", "2000.xml", "President Hamid Karzai", "President; Hamid Karzai"),
    ("nested-value", "2000.xml", "Working visit.", "Working <i>visit</i>."),
    ("repeated-cell", "2000.xml", "<created-by>", "<visitor>Somebody</visitor><created-by>"),
    ("stray-content", "2000.xml", "<visits>", "<visits>\n    <made-on>2024-11-24</made-on>"),
    ("stray-content", "2000.xml", "<id>1777", "Prime <id>1777"),
    ("unfilled-column", "mapping", "[[column]]\nname = \"state\"\nis = \"{from}\"", ""),
    ("bad-header", "mapping", "[[actor]]", "[[column]]\nname = \"visitor\"\nis = \"{from}\"\n\n[[actor]]"),
    ("row-key", "2000.xml", "<id>1777</id>", "<id/>"),
    ("unused-column", "2000.xml", "<created-by>", "<remarks>?</remarks><created-by>"),
    ("unknown-column", "mapping", "\"{visitor}; {from}", "\"{visitor}; {form}"),
    ("unknown-actor", "2000.xml", ">Egypt<", ">Egipt<"),
    ("bad-date", "2000.xml", "<end-date>2005-05-18", "<end-date>2005-05-16"),
    ("bad-date", "2000.xml", "<start-date>2005-05-17", "<start-date>2005-05-37"),
    ("unknown-term", "mapping", "reused = \"new\"", "reused = \"old\""),
    ("unknown-term", "mapping", "in = \"when\"", "in = \"then\""),
    ("unknown-key", "mapping", "identity =", "identify ="),
    ("bad-table", "mapping", "rows = \"visits/visit\"\n", ""),
    ("bad-table", "2000.xml", "</visits>", ""),
    ("bad-table", "2000.xml", "</visitor>", "</guest>"),
    ("bad-table", "2000.xml", "<visits>", "<!DOCTYPE visits [<!ENTITY a \"b\">]>\n<visits>"),
    ("bad-table", "2000.xml", "Working visit.", "&nbsp;"),
    ("bad-table", "2000.xml", "encoding=\"UTF-8\"", "encoding=\"ISO-8859-1\""),
    ("bad-table", "2000.xml", "<from id=\"egypt\">", "<from id=\"egypt\" id=\"egypt\">"),
    ("invalid-utf8", "2000.xml", "Working visit.", "*"),
];
