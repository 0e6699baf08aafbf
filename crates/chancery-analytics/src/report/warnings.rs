//! What to be wary of: jumps that may be the sources', figures that do not add up.

use std::fmt::Write as _;

use chancery_core::crossfoot::{Contradiction, Margin, crossfoot};
use chancery_core::text::markdown_safe;

use super::{Page, words};
use crate::tables::jump_rows;

/// Years in which the number of contacts of a pair jumps, and that of the sources that tell of them with it.
pub(super) fn jumps(page: &Page<'_>, text: &mut String) {
    let jumps = jump_rows(page.analysis);
    if jumps.is_empty() {
        return;
    }
    let _ = writeln!(text, "### Jumps that may be the sources'\n");
    text.push_str(
        "From one year to the next the number of contacts at least doubles or halves, and the number of sources that tell of \
         them with it: the change may be in who wrote, and not in what happened.\n\n\
         | actors | years | expected contacts | sources | origins |\n| --- | --- | ---: | ---: | ---: |\n",
    );
    for jump in jumps {
        let _ = writeln!(
            text,
            "| {} and {} | {} to {} | {} to {} | {} to {} | {} to {} |",
            page.name(&jump.dyad.a),
            page.name(&jump.dyad.b),
            jump.from,
            jump.to,
            words::expected(jump.contacts_before),
            words::expected(jump.contacts_after),
            jump.sources_before,
            jump.sources_after,
            jump.origins_before,
            jump.origins_after,
        );
    }
    text.push('\n');
}

/// Totals that are not the sum of their parts, and figures that one source gives twice. They are the source's own.
pub(super) fn figures(page: &Page<'_>, text: &mut String) {
    let found = crossfoot(&page.analysis.folded);
    if found.margins.is_empty() && found.contradictions.is_empty() {
        return;
    }
    let _ = writeln!(text, "## Figures that sources divide\n");
    if !found.margins.is_empty() {
        text.push_str("| figure | of | by | total | sum of parts | |\n| --- | --- | --- | ---: | ---: | --- |\n");
        found.margins.iter().for_each(|margin| row(margin, text));
        text.push('\n');
    }
    for Contradiction { source, of, figures, .. } in &found.contradictions {
        let given: Vec<String> =
            figures.iter().map(|(claim, figure)| format!("{figure} ({})", markdown_safe(claim))).collect();
        let _ = writeln!(
            text,
            "- {} contradicts itself on {}: {}.",
            markdown_safe(source),
            markdown_safe(of),
            words::list(&given)
        );
    }
    if !found.contradictions.is_empty() {
        text.push('\n');
    }
}

fn row(margin: &Margin, text: &mut String) {
    let verdict = match (margin.agrees, margin.difference) {
        (true, Some(0)) => "adds up".to_owned(),
        (true, _) => "adds up as far as it goes".to_owned(),
        (false, Some(difference)) => format!("**{difference:+}**: does not add up"),
        (false, None) => "**does not add up**".to_owned(),
    };
    let _ = writeln!(
        text,
        "| {} | {} | {} | {} | {} | {verdict} |",
        markdown_safe(&margin.whole),
        markdown_safe(&margin.of),
        margin.margin,
        margin.whole_value,
        margin.parts_sum,
    );
}
