//! croissant.json: the Parquet files in the words of ML Commons' Croissant 1.0.

use serde_json::{Value, json};

use super::{citation, codebook, file_of, last_day, made_under, said, version};
use crate::analysis::Analysis;
use crate::codebook::{BOOK, Column, TableBook};
use crate::error::AnalyticsError;
use crate::export::Output;

pub(super) fn json(analysis: &Analysis, tables: &[Output]) -> Result<Value, AnalyticsError> {
    let dataset = &analysis.dataset;
    let files = BOOK.iter().map(|table| file(table, tables)).collect::<Result<Vec<Value>, _>>()?;
    let sets = BOOK.iter().map(record_set).collect::<Result<Vec<Value>, _>>()?;
    let licence = dataset.licence_url.clone().or_else(|| dataset.licence.clone());
    let creators = dataset.authors.iter().map(|author| {
        let creator = [("name", author.name.as_str().into()), ("sameAs", author.orcid.clone().into())];
        let kind = if author.orcid.is_some() { "sc:Person" } else { "sc:Organization" };
        let mut creator = said(creator);
        creator.insert("@type".to_owned(), kind.into());
        Value::Object(creator)
    });
    let creators: Vec<Value> = creators.collect();
    Ok(Value::Object(said([
        ("@context", context()),
        ("@type", "sc:Dataset".into()),
        ("conformsTo", "http://mlcommons.org/croissant/1.0".into()),
        ("name", dataset.name.as_str().into()),
        ("alternateName", dataset.title.as_str().into()),
        ("description", dataset.description.as_str().into()),
        ("version", version(analysis).into()),
        ("datePublished", last_day(analysis).into()),
        ("license", licence.into()),
        ("url", dataset.url.clone().into()),
        ("creator", creators.into()),
        ("keywords", dataset.keywords.clone().into()),
        ("citeAs", citation(analysis).into()),
        ("identifier", made_under(analysis)["data"].clone()),
        ("distribution", files.into()),
        ("recordSet", sets.into()),
    ])))
}

fn file(table: &TableBook, tables: &[Output]) -> Result<Value, AnalyticsError> {
    let file = file_of(tables, table.name, "parquet")?;
    Ok(json!({
        "@type": "cr:FileObject",
        "@id": file_id(table),
        "name": file_id(table),
        "contentUrl": file.path,
        "contentSize": format!("{} B", file.bytes),
        "encodingFormat": "application/x-parquet",
        "sha256": file.sha256,
    }))
}

fn file_id(table: &TableBook) -> String {
    format!("{}.parquet", table.name)
}

fn record_set(table: &TableBook) -> Result<Value, AnalyticsError> {
    let key: Vec<Value> = table.key.iter().map(|name| json!({ "@id": field_id(table, name) })).collect();
    let fields: Vec<Value> = table.columns.iter().map(|column| field(table, column)).collect();
    Ok(json!({
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": table.name,
        "description": codebook::about(table)?,
        "key": key,
        "field": fields,
    }))
}

fn field_id(table: &TableBook, column: &str) -> String {
    format!("{}/{column}", table.name)
}

fn field(table: &TableBook, column: &Column) -> Value {
    let references = column.joins.map(|(table, there)| json!({ "field": { "@id": format!("{table}/{there}") } }));
    Value::Object(said([
        ("@type", "cr:Field".into()),
        ("@id", field_id(table, column.name).into()),
        ("name", column.name.into()),
        ("description", column.about.into()),
        ("dataType", column.kind.croissant().into()),
        ("references", references.into()),
        ("source", json!({ "fileObject": { "@id": file_id(table) }, "extract": { "column": column.name } })),
    ]))
}

/// The words of Croissant 1.0 as its specification has them.
fn context() -> Value {
    let mut context = json!({
        "@language": "en",
        "@vocab": "https://schema.org/",
        "cr": "http://mlcommons.org/croissant/",
        "dct": "http://purl.org/dc/terms/",
        "rai": "http://mlcommons.org/croissant/RAI/",
        "sc": "https://schema.org/",
        "conformsTo": "dct:conformsTo",
        "data": { "@id": "cr:data", "@type": "@json" },
        "dataType": { "@id": "cr:dataType", "@type": "@vocab" },
        "examples": { "@id": "cr:examples", "@type": "@json" },
    });
    let own = [
        "citeAs",
        "column",
        "equivalentProperty",
        "extract",
        "field",
        "fileObject",
        "fileProperty",
        "fileSet",
        "format",
        "includes",
        "isLiveDataset",
        "jsonPath",
        "key",
        "md5",
        "parentField",
        "path",
        "recordSet",
        "references",
        "regex",
        "repeated",
        "replace",
        "samplingRate",
        "separator",
        "source",
        "subField",
        "transform",
    ];
    for name in own {
        context[name] = format!("cr:{name}").into();
    }
    context
}
