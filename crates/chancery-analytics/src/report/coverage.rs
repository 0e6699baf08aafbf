//! What was searched, how, and the years for which nobody searched: what the counts cannot be asked.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use chancery_core::count::{CoverageLevel, Dyad, reach};
use chancery_core::terms::Search;
use chancery_core::text::markdown_safe;
use chancery_core::when::{Grain, periods};

use super::{Page, words};

/// The section; nothing where no search is declared.
pub(super) fn write(page: &Page<'_>, text: &mut String) {
    let declared = &page.analysis.state.coverage;
    if declared.is_empty() {
        return;
    }
    let _ = writeln!(text, "## What was searched\n");
    for dyad in dyads(page) {
        if let Some(gaps) = gaps(page, &dyad) {
            let (a, b) = (page.name(&dyad.a), page.name(&dyad.b));
            let _ = writeln!(
                text,
                "For {a} and {b} nothing was searched for {gaps}: how few contacts are known of those years says nothing about \
                 how many there were.\n"
            );
        }
    }
    text.push_str(
        "| actors | categories | when | how | what | by | remarks |\n| --- | --- | --- | --- | --- | --- | --- |\n",
    );
    for coverage in declared {
        let categories = if coverage.categories.is_empty() { "all".to_owned() } else { coverage.categories.join(", ") };
        let how = match coverage.search {
            Search::Systematic => "gone through from end to end",
            Search::Selective => "what turned up was kept",
        };
        let cells = [
            format!("{} and {}", page.name(&coverage.dyad.0), page.name(&coverage.dyad.1)),
            categories,
            markdown_safe(coverage.extent.text()),
            how.to_owned(),
            markdown_safe(&coverage.searched.join(", ")),
            markdown_safe(&coverage.by),
            markdown_safe(coverage.reason.as_deref().unwrap_or_default()),
        ];
        let _ = writeln!(text, "| {} |", cells.join(" | "));
    }
    text.push('\n');
}

/// A sentence on each pair whose years were searched with gaps, for the findings.
pub(super) fn finding(page: &Page<'_>, text: &mut String) {
    for dyad in dyads(page) {
        if let Some(gaps) = gaps(page, &dyad) {
            let _ = writeln!(
                text,
                "- Nothing was searched on {} and {} for {gaps}.",
                page.name(&dyad.a),
                page.name(&dyad.b)
            );
        }
    }
}

fn dyads(page: &Page<'_>) -> BTreeSet<Dyad> {
    page.analysis.state.coverage.iter().map(|c| Dyad::undirected(&c.dyad.0, &c.dyad.1)).collect()
}

/// `1954–1972 and 1990–1998`: the years in which both were there and none of whose days was searched for all categories.
fn gaps(page: &Page<'_>, dyad: &Dyad) -> Option<String> {
    let reach = reach(dyad, &page.analysis.state, &page.analysis.vocabulary);
    let (first, last) = reach.first.zip(reach.last)?;
    let level = |year| page.analysis.coverage.level(&dyad.a, &dyad.b, None, year);
    let mut runs: Vec<(i16, i16)> = Vec::new();
    for year in periods(Grain::Year, first, last).filter(|year| level(*year) == CoverageLevel::None) {
        let year = year.first.ymd().0;
        match runs.last_mut() {
            Some((_, end)) if *end + 1 == year => *end = year,
            _ => runs.push((year, year)),
        }
    }
    let runs: Vec<String> = runs
        .into_iter()
        .map(|(first, last)| if first == last { first.to_string() } else { format!("{first}–{last}") })
        .collect();
    (!runs.is_empty()).then(|| words::list(&runs))
}
