//! Tables as entries: what a mapping makes of a table, and what is told of a table or mapping that does not fit.
#![allow(clippy::disallowed_methods)] // the mappings are files

mod common;

use std::io::{Cursor, Write};

use chancery_core::Instant;
use chancery_ingest::{Import, ImportRequest, InputFile, Refused, Workspace, import_table, mapping_schema, read};

fn base() -> (InputFile, InputFile) {
    let part = |ending: &str| common::files("import", ending)["base"].clone();
    (InputFile::new("map.toml", part("toml")), InputFile::new("table.csv", part("csv")))
}

fn import(workspace: &Workspace, mapping: &InputFile, table: &InputFile) -> Result<Import, Refused> {
    let recorded = "2026-02-01T09:30:00Z".parse::<Instant>().unwrap();
    import_table(&ImportRequest { workspace, mapping, table, recorded, by: None, entry: None })
}

fn replaced(file: &mut InputFile, from: &str, to: &str) {
    if from == "*" {
        file.bytes = to.into();
        return;
    }
    let text = String::from_utf8(file.bytes.clone()).unwrap();
    assert!(text.contains(from), "{}: no {from}", file.path);
    let at = text.find(from).unwrap();
    let to: &[u8] = if to == "*" { b"\xff" } else { to.as_bytes() };
    file.bytes = [&text.as_bytes()[..at], to, &text.as_bytes()[at + from.len()..]].concat();
}

#[test]
fn a_table_becomes_an_entry() {
    let (mapping, table) = base();
    let made = import(&common::support(), &mapping, &table).unwrap();
    assert_eq!((made.claims, made.sources, made.known, made.skipped), (3, 2, 0, 1));
    assert!(made.unused_rules.is_empty());
    insta::assert_snapshot!("entry", String::from_utf8(made.file.bytes.clone()).unwrap());
    let mut workspace = common::support();
    workspace.journal.push(made.file);
    assert_eq!(read(&workspace, &[]).1, []);
}

#[test]
fn the_same_table_again_brings_nothing_and_a_longer_one_its_new_rows() {
    let (mapping, mut table) = base();
    let mut workspace = common::support();
    workspace.journal.push(import(&workspace, &mapping, &table).unwrap().file);
    let again = import(&workspace, &mapping, &table).unwrap();
    assert_eq!((again.claims, again.sources, again.known, again.file.bytes.len()), (0, 0, 3, 0));

    replaced(
        &mut table,
        "r4,,",
        "r5,2010-05-04,PRK:host;MN:guest,,talks,,,They spoke again.,Three guests,Gazette (AFP),2010-06,https://example.org/a,\nr4,,",
    );
    let mut request = ImportRequest {
        workspace: &workspace,
        mapping: &mapping,
        table: &table,
        recorded: "2026-02-02".parse().unwrap(),
        by: Some("coder-b"),
        entry: Some("more-guests"),
    };
    let more = import_table(&request).unwrap();
    assert_eq!((more.claims, more.sources, more.known, more.file.path.as_str()), (1, 0, 3, "journal/more-guests.toml"));
    assert!(!String::from_utf8(more.file.bytes).unwrap().contains("[[source]]"));

    let mut changed = table.clone();
    replaced(&mut changed, "They spoke of hay.", "They spoke of milk.");
    request.table = &changed;
    let refused = import_table(&request).unwrap_err();
    let told: Vec<_> = refused.problems.iter().map(|p| (p.code, p.path.as_str(), p.line)).collect();
    assert_eq!(told, [("row-differs", "table.csv", 4)]);
}

#[test]
fn a_source_that_contradicts_itself_keeps_no_table_out() {
    let (mapping, mut table) = base();
    let case = common::files("invalid", "toml")["source-contradicts-itself"].clone();
    let mut workspace = common::support();
    workspace.journal.push(InputFile::new("journal/source-contradicts-itself.toml", case));
    // Two counts of one day by one paper: the entry that is made has a warning of its own.
    replaced(&mut table, "by 2010", "2010-06-01");
    replaced(
        &mut table,
        "r3,",
        "r5,2010-06-01,PRK:employer;MN:workers,,headcount,100 workers,,A hundred worked there.,A count,Monitor,2010-12,https://example.org/b,\nr3,",
    );
    replaced(&mut table, "200+ workers", "200 workers");
    let made = import(&workspace, &mapping, &table).unwrap();
    assert_eq!(made.claims, 4);
    workspace.journal.push(made.file);
    let (_, problems) = read(&workspace, &[]);
    let told: Vec<_> = problems.iter().map(|problem| (problem.code, problem.is_warning())).collect();
    assert_eq!(told, [("source-contradicts-itself", true); 2]);
}

#[test]
fn every_case_is_told_where_it_comes_from() {
    let mut bad = Vec::new();
    let mut shown = String::new();
    for (code, file, from, to) in common::IMPORT_CASES {
        let (mut mapping, mut table) = base();
        let case = if *file == "mapping" { &mut mapping } else { &mut table };
        replaced(case, from, to);
        let told_in = case.path.clone();
        let problems = match import(&common::support(), &mapping, &table) {
            Ok(_) => Vec::new(),
            Err(refused) => refused.problems,
        };
        if problems.is_empty() || problems.iter().any(|problem| problem.code != *code) {
            bad.push(format!("{code} ({from} -> {to}): {problems:#?}"));
        }
        shown.push_str(&format!("== {file}: {} -> {}\n", from.trim(), to.trim()));
        for problem in &problems {
            if !["unused-column", "values-clash", "who-without-actor"].contains(code) && problem.path != told_in {
                bad.push(format!("{code} is told of {}", problem.path));
            }
            shown.push_str(&common::rendered(problem));
        }
        shown.push('\n');
    }
    assert!(bad.is_empty(), "{}\n{shown}", bad.join("\n"));
    insta::assert_snapshot!("cases", shown);
}

#[test]
fn all_faults_are_told_at_once() {
    let (mut mapping, mut table) = base();
    replaced(&mut mapping, "talks = { form = \"talks\" }\n", "");
    replaced(&mut table, "3 people", "3 guests");
    replaced(&mut table, "Mr Batsukh", "Mr Nobody");
    replaced(&mut table, "200+ workers", "some");
    replaced(&mut table, "PRK:employer", "PRK:boss");
    let refused = import(&common::support(), &mapping, &table).unwrap_err();
    let told: Vec<_> = refused.problems.iter().map(|p| (p.line, p.code)).collect();
    let unmapped = "unmapped-value";
    assert_eq!(told, [(2, "unknown-person"), (2, unmapped), (3, unmapped), (3, unmapped), (4, unmapped)]);
}

#[test]
fn a_date_in_english_is_read_if_the_mapping_says_so() {
    let (mut mapping, mut table) = base();
    replaced(&mut table, "\nr1,2010-05-03", "\nr1,3rd May 2010");
    let made = import(&common::support(), &mapping, &table).unwrap();
    let entry = String::from_utf8(made.file.bytes).unwrap();
    assert_eq!(entry.matches("when = \"2010-05-03\"").count(), 2, "{entry}");
    assert!(entry.contains("when = \"../2010\""), "rules come first: {entry}");

    replaced(&mut mapping, "english_dates = true", "");
    let refused = import(&common::support(), &mapping, &table).unwrap_err();
    assert_eq!(refused.problems.iter().map(|p| (p.code, p.line)).collect::<Vec<_>>(), [("bad-date", 2)]);
}

#[test]
fn a_rule_that_fits_no_row_is_said() {
    let (mut mapping, table) = base();
    replaced(
        &mut mapping,
        "where = { kind = \"headcount\" }",
        "where = { kind = \"headcount\", place = \"Hanoi\" }\nset = { confidence = \"low\" }\nreason = \"None.\"\n\n[[rule]]\nwhere = { kind = \"headcount\" }",
    );
    let made = import(&common::support(), &mapping, &table).unwrap();
    assert_eq!(made.unused_rules, ["map.toml, line 73"]);
}

#[test]
fn a_workbook_makes_the_same_entry() {
    let (mut mapping, table) = base();
    let from_text = import(&common::support(), &mapping, &table).unwrap();
    let mut workbook = InputFile::new("table.xlsx", common::files("import", "xlsx")["base"].clone());
    replaced(&mut mapping, "[table]", "[table]\nsheet = \"Guests\"");
    assert_eq!(import(&common::support(), &mapping, &workbook).unwrap().file, from_text.file);

    // A problem is told of the row of the sheet, and shows it.
    let mut strict = mapping.clone();
    replaced(&mut strict, "headcount = {}\n", "");
    let refused = import(&common::support(), &strict, &workbook).unwrap_err();
    assert_eq!((refused.problems[0].code, refused.problems[0].line), ("unmapped-value", 3));
    assert!(refused.files[1].bytes.starts_with(b"id\tdate\t"));

    replaced(&mut mapping, "Guests", "Gests");
    let refused = import(&common::support(), &mapping, &workbook).unwrap_err();
    insta::assert_snapshot!(refused.problems[0].message, @"this cannot be read as a table: it has no sheet Gests; its sheets are Notes, Guests");
    workbook.bytes.truncate(2000);
    assert_eq!(import(&common::support(), &mapping, &workbook).unwrap_err().problems[0].code, "bad-table");
}

#[test]
fn semicolons_may_stand_between_cells() {
    let (mut mapping, mut table) = base();
    let from_commas = import(&common::support(), &mapping, &table).unwrap();
    let text = String::from_utf8(table.bytes.clone()).unwrap().replace(';', "/").replace(", ", "~");
    table.bytes = text.replace(',', ";").replace('~', ", ").into_bytes();
    replaced(&mut mapping, "split = \";\" }", "split = \"/\" }");
    replaced(&mut mapping, "column = \"actors\"\nsplit = \";\"", "column = \"actors\"\nsplit = \"/\"");
    replaced(&mut mapping, "[table]", "[table]\nseparator = \";\"");
    assert_eq!(import(&common::support(), &mapping, &table).unwrap().file, from_commas.file);
    replaced(&mut mapping, "separator = \";\"", "separator = \"semicolon\"");
    let told = import(&common::support(), &mapping, &table).unwrap_err().problems;
    assert_eq!((told[0].code, told[0].line), ("unknown-term", 7));
}

#[test]
fn a_workbook_that_unpacks_to_too_much_is_refused() {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let packed = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    archive.start_file("xl/workbook.xml", packed).unwrap();
    for _ in 0..65 {
        archive.write_all(&vec![b' '; 1 << 20]).unwrap();
    }
    let bytes = archive.finish().unwrap().into_inner();
    assert!(bytes.len() < 1 << 20);
    let refused = import(&common::support(), &base().0, &InputFile::new("table.xlsx", bytes)).unwrap_err();
    insta::assert_snapshot!(refused.problems[0].message, @"this cannot be read as a table: it unpacks to more than 67108864 bytes");
}

/// What an editor would say of a mapping by the schema: nothing of a sound one, something of one with a slip.
#[test]
fn mappings_fit_their_schema() {
    let (mut schemas, mut compiler) = (boon::Schemas::new(), boon::Compiler::new());
    let schema = serde_json::from_str(&mapping_schema()).unwrap();
    compiler.add_resource("mapping.json", schema).unwrap();
    let schema = compiler.compile("mapping.json", &mut schemas).unwrap();
    let fits = |text: &str| {
        let value = serde_json::to_value(toml::from_str::<toml::Table>(text).unwrap()).unwrap();
        schemas.validate(&value, schema).map_err(|error| error.to_string())
    };
    let base = String::from_utf8(base().0.bytes).unwrap();
    let corpus = common::root().join("../../data/mappings/contacts-1948-2024.toml");
    assert_eq!(fits(&base), Ok(()));
    assert_eq!(fits(&std::fs::read_to_string(corpus).unwrap()), Ok(()));
    for register in ["us-visits", "us-travels"] {
        let mapping = common::root().join(format!("../examples/us-registers/mappings/{register}.toml"));
        assert_eq!(fits(&std::fs::read_to_string(mapping).unwrap()), Ok(()));
    }
    for (from, to) in [("key =", "keys ="), ("format = 1", "format = \"1\""), ("[[rule]]", "[[rules]]")] {
        assert!(fits(&base.replace(from, to)).is_err(), "{to}");
    }
}
