//! codebook.json, codebook.csv and codebook.md: every table and column, and in the first two the vocabulary's terms.

use std::fmt::Write as _;

use chancery_core::vocabulary::{Term, TermList, Vocabulary};
use serde_json::{Map, Value, json};

use super::{made_under, said, version};
use crate::analysis::Analysis;
use crate::codebook::{BOOK, Column, TableBook};
use crate::error::AnalyticsError;
use crate::{print, tables};

pub(super) fn json(analysis: &Analysis) -> Result<Value, AnalyticsError> {
    let dataset = &analysis.dataset;
    let tables = BOOK.iter().map(table).collect::<Result<Vec<Value>, _>>()?;
    let terms: Map<String, Value> = TermList::ALL
        .iter()
        .map(|list| (list.as_str().to_owned(), terms_of(&analysis.vocabulary, *list).map(term).collect()))
        .collect();
    let rules = analysis.vocabulary.rules.iter();
    let rules: Vec<Value> = rules.map(|rule| json!({ "id": rule.id, "definition": rule.definition })).collect();
    Ok(json!({
        "dataset": { "name": dataset.name, "title": dataset.title, "version": version(analysis) },
        "made_under": made_under(analysis),
        "tables": tables,
        "terms": terms,
        "rules": rules,
    }))
}

fn table(table: &TableBook) -> Result<Value, AnalyticsError> {
    let columns: Vec<Value> = table.columns.iter().map(column).collect();
    Ok(json!({ "name": table.name, "about": about(table)?, "key": table.key, "columns": columns }))
}

/// What a table is, or a row of it.
pub(super) fn about(table: &TableBook) -> Result<&'static str, AnalyticsError> {
    let found = tables::TABLES.iter().find(|(name, ..)| *name == table.name).map(|(_, about, _)| *about);
    found.ok_or_else(|| AnalyticsError::Bug(format!("there is no table {}", table.name)))
}

fn column(column: &Column) -> Value {
    let joins = column.joins.map(|(table, there)| format!("{table}.{there}"));
    Value::Object(said([
        ("name", column.name.into()),
        ("type", column.kind.as_str().into()),
        ("unit", column.unit.into()),
        ("about", column.about.into()),
        ("terms", column.terms.into()),
        ("joins", joins.into()),
    ]))
}

fn terms_of(vocabulary: &Vocabulary, list: TermList) -> impl Iterator<Item = &Term> {
    vocabulary.terms.get(&list).into_iter().flatten()
}

fn term(term: &Term) -> Value {
    Value::Object(said([
        ("id", term.id.as_str().into()),
        ("name", term.name.as_str().into()),
        ("class", term.class.map(|class| class.to_string()).into()),
        ("definition", term.definition.as_str().into()),
        ("typical", term.typical.as_str().into()),
        ("borderline", term.borderline.as_str().into()),
        ("excluded", term.excluded.as_str().into()),
    ]))
}

/// One row a table, a column, a term: what it is, in what it stands, and what it says.
pub(super) fn csv(analysis: &Analysis) -> Result<String, AnalyticsError> {
    let mut rows: Vec<[String; 6]> = Vec::new();
    let mut add = |row: [&str; 6]| rows.push(row.map(str::to_owned));
    for table in BOOK {
        add(["table", "", table.name, "", "", about(table)?]);
        for column in table.columns {
            let unit = column.unit.unwrap_or_default();
            add(["column", table.name, column.name, column.kind.as_str(), unit, column.about]);
        }
    }
    for list in TermList::ALL {
        for term in terms_of(&analysis.vocabulary, *list) {
            add(["term", list.as_str(), &term.id, "", "", &term.definition]);
        }
    }
    for rule in &analysis.vocabulary.rules {
        add(["rule", "rules", &rule.id, "", "", &rule.definition]);
    }
    print::csv_of_texts(&["what", "within", "name", "type", "unit", "about"], rows.into_iter())
}

/// Tables and columns for people; terms are in docs/CODEBOOK.md, made by the light program.
pub(super) fn markdown() -> Result<String, AnalyticsError> {
    let mut text = "# Tables and columns\n".to_owned();
    for table in BOOK {
        let key: Vec<String> = table.key.iter().map(|name| format!("`{name}`")).collect();
        let _ =
            write!(text, "\n## `{}`\n\n{}; rows are told apart by {}.\n\n", table.name, about(table)?, key.join(", "));
        text.push_str("| column | type | unit | what it says |\n| --- | --- | --- | --- |\n");
        for column in table.columns {
            let unit = column.unit.unwrap_or("–");
            let terms = column.terms.map(|terms| format!(" Codes: {terms}.")).unwrap_or_default();
            // A bar would end the cell.
            let about = column.about.replace('|', "\\|");
            let _ = writeln!(text, "| `{}` | {} | {unit} | {about}{terms} |", column.name, column.kind.as_str());
        }
    }
    Ok(text)
}
