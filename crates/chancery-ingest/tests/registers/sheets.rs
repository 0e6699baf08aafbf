//! Tables in JSON and XML: the same entry as from lines of text, and hostile files refused in bounded time and memory.

use std::time::{Duration, Instant as Clock};

use chancery_ingest::{Import, ImportRequest, InputFile, Refused, import_table};

use crate::common;
use crate::example::replaced;

fn base() -> (InputFile, InputFile) {
    let part = |ending: &str| common::files("import", ending)["base"].clone();
    (InputFile::new("map.toml", part("toml")), InputFile::new("table.csv", part("csv")))
}

fn made(mapping: &InputFile, table: &InputFile) -> Result<Import, Refused> {
    let (workspace, recorded) = (common::support(), "2026-02-01T09:30:00Z".parse().unwrap());
    import_table(&ImportRequest { workspace: &workspace, mapping, table, recorded, by: None, entry: None })
}

/// The table's columns and rows.
fn cells() -> Vec<Vec<(String, String)>> {
    let bytes = base().1.bytes;
    let mut reader = csv::Reader::from_reader(bytes.as_slice());
    let header: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let rows = reader.records().map(|row| header.iter().cloned().zip(row.unwrap().iter().map(str::to_owned)).collect());
    rows.collect()
}

fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap()
}

fn members(row: &[(String, String)]) -> String {
    // What is empty is left out: rows need not name every column.
    let said = row.iter().filter(|(_, text)| !text.is_empty());
    said.map(|(column, text)| format!("{}: {}", quoted(column), quoted(text))).collect::<Vec<_>>().join(", ")
}

#[test]
fn json_and_xml_make_the_same_entry_as_lines_of_text() {
    let (mapping, table) = base();
    let expected = made(&mapping, &table).unwrap().file;
    let list: Vec<String> = cells().iter().map(|row| format!("{{ {} }}", members(row))).collect();
    let list = InputFile::new("table.json", format!("[\n{}\n]", list.join(",\n")));
    let by_key: Vec<String> =
        cells().iter().map(|row| format!("{}: {{ {} }}", quoted(&row[0].1), members(&row[1..]))).collect();
    let by_key = InputFile::new("table.json", format!("{{\n{}\n}}", by_key.join(",\n")));
    let escaped = |text: &str| text.replace('&', "&amp;").replace('<', "&#60;");
    let element = |(column, text): &(String, String)| format!("<{column}>{}</{column}>", escaped(text));
    let rows: Vec<String> =
        cells().iter().map(|row| format!("<row>{}</row>", row.iter().map(element).collect::<String>())).collect();
    let xml = InputFile::new("table.xml", format!("<all><rows>{}</rows></all>", rows.join("\n")));
    let mut in_xml = mapping.clone();
    replaced(&mut in_xml, "[table]", "[table]\nrows = \"all/rows/row\"");
    for (mapping, table) in [(&mapping, &list), (&mapping, &by_key), (&in_xml, &xml)] {
        assert_eq!(
            made(mapping, table).map(|made| made.file).map_err(|refused| refused.problems),
            Ok(expected.clone())
        );
    }
}

#[test]
fn text_is_as_it_stands_and_repeated_elements_are_joined_where_the_mapping_says_how() {
    let mut mapping = base().0;
    replaced(&mut mapping, "[table]", "[table]\nrows = \"r\"\njoin = { summary = \" / \" }");
    replaced(&mut mapping, "ignore = [\"remarks\"]", "ignore = [\"remarks\"]\nquotes = true");
    let row = "<r><id>r1</id><date>2010-05-03</date><actors>MN:guest;PRK:host</actors><people/><kind>visit</kind>\
               <number/><place/><summary> A &amp;  <![CDATA[<b>]]>\r\n  c\u{a0}</summary><summary>d</summary>\
               <title>Three guests</title><outlet>Gazette</outlet><published>2010-06</published><url>https://a.org</url></r>";
    let made = made(&mapping, &InputFile::new("table.xml", row)).map_err(|refused| refused.problems).unwrap();
    let text = String::from_utf8(made.file.bytes).unwrap();
    assert!(text.contains("summary = \"A &  <b>\\n  c / d\""), "{text}");
}

#[test]
fn files_that_are_no_flat_tables_are_told_where() {
    let mut in_xml = base().0;
    replaced(&mut in_xml, "[table]", "[table]\nrows = \"a/b\"");
    let bomb = "<!DOCTYPE a [<!ENTITY x \"xxxxxxxxxx\"><!ENTITY y \"&x;&x;&x;&x;&x;&x;\">]><a><b><id>&y;</id></b></a>";
    let attributes: String = (0..100).map(|n| format!(" a{n}=\"\"")).collect();
    for (name, table, code, place) in [
        ("a.json", "", "bad-table", (1, 1)),
        ("a.json", "{}", "bad-table", (1, 1)),
        ("a.json", "[{ \"id\": \"1\" ]", "bad-table", (1, 14)),
        ("a.json", "[\n  [1]\n]", "bad-table", (2, 3)),
        ("a.json", "[{ \"id\": \"1\", \"id\": \"2\" }]", "repeated-cell", (1, 21)),
        ("a.json", "[{ \"id\": { \"a\": 1 } }]", "nested-value", (1, 10)),
        ("a.xml", "<a></a>", "bad-table", (1, 1)),
        ("a.xml", bomb, "bad-table", (1, 1)),
        ("a.xml", "<a><b><id>&y;</id></b></a>", "bad-table", (1, 11)),
        ("a.xml", "<a><b><id>1</id></a>", "bad-table", (1, 17)),
        ("a.xml", "<a><c><b/></c></a>", "stray-content", (1, 4)),
    ] {
        let mapping = if name == "a.xml" { &in_xml } else { &base().0 };
        let problems = made(mapping, &InputFile::new(name, table)).unwrap_err().problems;
        let told: Vec<_> = problems.iter().map(|p| (p.code, (p.line, p.column))).collect();
        assert!(told.contains(&(code, place)), "{table}: {told:?}");
    }
    let many = format!("<a><b{attributes}><id>1</id></b></a>");
    assert_eq!(made(&in_xml, &InputFile::new("a.xml", many)).unwrap_err().problems[0].code, "bad-table");
}

#[test]
fn hostile_files_cost_bounded_time() {
    let mut in_xml = base().0;
    replaced(&mut in_xml, "[table]", "[table]\nrows = \"a/b\"");
    let clock = Clock::now();
    let deep = "<a><b>".to_owned() + &"<c>".repeat(300_000);
    let wide: String = (0..50_000).map(|n| format!("<c{n}/>")).collect();
    let columns: String = (0..20_000).map(|n| format!("<b><c{n}/></b>")).collect();
    let cells: String = (0..50_000).map(|n| format!("<b><c{}/></b>", n % 900)).collect();
    let attributes: String = (0..100_000).map(|n| format!(" a{n}=\"\"")).collect();
    for table in [
        deep,
        format!("<a><b>{wide}</b></a>"),
        format!("<a>{columns}</a>"),
        format!("<a>{cells}</a>"),
        format!("<a><b{attributes}/></a>"),
        "<a>".repeat(300_000),
        "<".repeat(300_000),
        "&amp;".repeat(300_000),
    ] {
        let start: String = table.chars().take(40).collect();
        let problems = made(&in_xml, &InputFile::new("a.xml", table)).unwrap_err().problems;
        assert!(!problems.is_empty(), "{start}");
    }
    let json_deep = format!("[{{\"id\": {}", "[".repeat(300_000));
    let json_wide: Vec<String> = (0..20_000).map(|n| format!("{{\"c{n}\": 1}}")).collect();
    for table in [json_deep, format!("[{}]", json_wide.join(",")), "[".repeat(300_000)] {
        let problems = made(&base().0, &InputFile::new("a.json", table)).unwrap_err().problems;
        assert_eq!(problems[0].code, "bad-table");
    }
    assert!(clock.elapsed() < Duration::from_secs(30), "{:?}", clock.elapsed());
}
