//! What machine-coded feeds have beside the contacts that were coded by hand.

use std::fmt::Write as _;
use std::path::Path;

use chancery_core::text::markdown_safe;
use chancery_core::when::Period;

use super::{Page, words};
use crate::error::AnalyticsError;
use crate::feeds::bundle::result::Compared;
use crate::feeds::{self, Sums};

/// The section; nothing where no feed is attached.
pub(super) fn write(page: &Page<'_>, workspace: &Path, text: &mut String) -> Result<(), AnalyticsError> {
    let attached = &page.analysis.state.feeds;
    if attached.is_empty() {
        return Ok(());
    }
    let _ = writeln!(text, "## Beside machine-coded feeds\n");
    match feeds::segments(page.analysis, workspace) {
        Ok(_) => table(page, workspace, text)?,
        Err(files) => {
            let files: Vec<String> = files.iter().map(|file| format!("`{}`", markdown_safe(file))).collect();
            let _ = writeln!(
                text,
                "Nothing is compared: the rows of {} are not here. `chancery feed add` makes them anew from the files.\n",
                files.join(", ")
            );
        }
    }
    let _ = writeln!(text, "Attached, and no row of them is a claim:\n");
    for feed in attached.values() {
        let rows = usize::try_from(feed.rows).unwrap_or(usize::MAX);
        let (id, file) = (markdown_safe(&feed.id), markdown_safe(&feed.file));
        let _ = writeln!(text, "- {id}: {} of `{file}`, sha256 `{}`", words::number(rows, "row"), feed.digest);
    }
    text.push('\n');
    for made in feeds::bundle::result::imported(page.analysis, workspace)?.values() {
        let (engine, version) = (markdown_safe(&made.engine), markdown_safe(&made.version));
        for (compared, said) in [(Compared::Equal, "equal, row for row"), (Compared::Not, "compared with no run here")]
        {
            let of_those = made.measures.iter().filter(|one| one.compared == compared);
            // Names of measures, which only those that are known here are.
            let names: Vec<String> = of_those.map(|one| format!("`{}`", one.name)).collect();
            if !names.is_empty() {
                let _ = writeln!(
                    text,
                    "Run on {engine} {version}, of the same rows, and {said}: {}.\n",
                    words::list(&names)
                );
            }
        }
    }
    Ok(())
}

/// Of each pair with counted contacts, for all time.
fn table(page: &Page<'_>, workspace: &Path, text: &mut String) -> Result<(), AnalyticsError> {
    let sums = feeds::sums(page.analysis, workspace, feeds::Asked::default())?;
    let of_all_time = || sums.iter().filter(|((_, _, period), _)| *period == Period::ALL);
    let _ = writeln!(
        text,
        "The rule: {}. *Recalled*: the feed has rows on such a day. *Unmatched*: days with rows of the pair on which no contact that was \
         counted may have begun: what the feed saw and the coders did not, or took for no contact.\n",
        feeds::RULE
    );
    text.push_str(
        "| feed | pair | contacts | compared | recalled | left out | days with rows | of them unmatched | days per contact compared |\n\
         | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n",
    );
    let is_silent = |sums: &Sums| sums.contacts > 0 && sums.compared == 0 && sums.feed_days == 0;
    for ((format, dyad, _), sums) in of_all_time().filter(|(_, sums)| sums.contacts > 0 && !is_silent(sums)) {
        let ratio = match sums.compared {
            0 => "–".to_owned(),
            compared => words::ratio(sums.feed_days, compared),
        };
        let _ = writeln!(
            text,
            "| {format} | {} | {} | {} | {} | {} | {} | {} | {ratio} |",
            markdown_safe(dyad),
            sums.contacts,
            sums.compared,
            sums.recalled,
            sums.contacts - sums.compared,
            sums.feed_days,
            sums.unmatched_days,
        );
    }
    text.push('\n');
    let silent = of_all_time().filter(|(_, sums)| is_silent(sums)).count();
    if silent > 0 {
        let _ = writeln!(
            text,
            "Of {} with contacts the feeds have no row, and their files do not tell of the days of any such contact: nothing is \
             missed there and nothing recalled.\n",
            words::number(silent, "pair"),
        );
    }
    let besides = of_all_time().filter(|(_, sums)| sums.contacts == 0).count();
    if besides > 0 {
        let _ = writeln!(
            text,
            "The feeds have rows of {} more of which no contact was counted; `chancery feed compare` has all, by year.\n",
            words::number(besides, "pair"),
        );
    }
    Ok(())
}
