//! datapackage.json: the CSV files as a Data Package of Frictionless Data, with types, keys and what is missing.

use serde_json::{Value, json};

use super::{codebook, file_of, made_under, said, version};
use crate::analysis::Analysis;
use crate::codebook::{BOOK, Column, TableBook};
use crate::error::AnalyticsError;
use crate::export::Output;

pub(super) fn json(analysis: &Analysis, tables: &[Output]) -> Result<Value, AnalyticsError> {
    let dataset = &analysis.dataset;
    let resources = BOOK.iter().map(|table| resource(table, tables)).collect::<Result<Vec<Value>, _>>()?;
    let licence = |name: &String| {
        Value::Object(said([("name", name.as_str().into()), ("path", dataset.licence_url.clone().into())]))
    };
    let licences: Vec<Value> = dataset.licence.iter().map(licence).collect();
    let contributors = dataset.authors.iter().map(|author| {
        Value::Object(said([
            ("title", author.name.as_str().into()),
            ("path", author.orcid.clone().into()),
            ("role", "author".into()),
        ]))
    });
    let contributors: Vec<Value> = contributors.collect();
    Ok(Value::Object(said([
        ("name", dataset.name.as_str().into()),
        ("title", dataset.title.as_str().into()),
        ("description", dataset.description.as_str().into()),
        ("version", version(analysis).into()),
        ("homepage", dataset.url.clone().into()),
        ("licenses", licences.into()),
        ("contributors", contributors.into()),
        ("keywords", dataset.keywords.clone().into()),
        ("chancery", made_under(analysis)),
        ("resources", resources.into()),
    ])))
}

fn resource(table: &TableBook, tables: &[Output]) -> Result<Value, AnalyticsError> {
    let file = file_of(tables, table.name, "csv")?;
    let keys = table.joins().map(
        |(column, table, there)| json!({ "fields": [column], "reference": { "resource": table, "fields": [there] } }),
    );
    let keys: Vec<Value> = keys.collect();
    let fields: Vec<Value> = table.columns.iter().map(field).collect();
    let schema = said([
        ("fields", fields.into()),
        ("primaryKey", table.key.into()),
        ("foreignKeys", keys.into()),
        ("missingValues", json!([""])),
    ]);
    Ok(json!({
        "name": table.name,
        "type": "table",
        "description": codebook::about(table)?,
        "path": file.path,
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": file.bytes,
        "hash": format!("sha256:{}", file.sha256),
        "schema": schema,
    }))
}

fn field(column: &Column) -> Value {
    Value::Object(said([
        ("name", column.name.into()),
        ("type", column.kind.as_str().into()),
        ("description", column.about.into()),
        ("unit", column.unit.into()),
    ]))
}
