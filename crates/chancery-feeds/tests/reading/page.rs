//! docs/FEEDS.md says of every column, reason and type of fault what the code does.

use chancery_feeds::{Format, REASONS};

const PAGE: &str = include_str!("../../../../docs/FEEDS.md");

/// The part of the page on a format, its lines joined.
fn part(format: Format) -> String {
    let heading = format!(": `{}`\n", format.code());
    let (_, rest) = PAGE.split_once(&heading).unwrap_or_else(|| panic!("{format} has no part"));
    rest.split("\n### ").next().unwrap_or_default().split("\n## ").next().unwrap_or_default().replace('\n', " ")
}

#[test]
fn the_page_has_the_contract_of_every_column() {
    for format in Format::ALL {
        let part = part(format);
        for (number, column) in (1..).zip(format.contract()) {
            let number = if format.finds_by_name() { "any".to_owned() } else { number.to_string() };
            let says = match column.kept {
                "" => format!(" {number} {}", column.name),
                kept => format!("| {number} | {} | {} | {kept} |", column.name, column.kind),
            };
            let is_there = part.contains(&format!("{says},")) || part.contains(&format!("{says}."));
            assert!(is_there || (!column.kept.is_empty() && part.contains(&says)), "{format}: {says}");
        }
    }
}

#[test]
fn the_page_has_every_reason() {
    for (code, what) in REASONS {
        assert!(PAGE.contains(&format!("| {code} | {what} |")), "{code}");
    }
}
