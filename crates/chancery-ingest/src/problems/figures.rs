//! Figures of a source that cannot all be right. Both are warnings: nobody mends what a source says.

use chancery_core::crossfoot::{Amount, Contradiction, Margin};

use crate::explanation::explanation;
use crate::problem::{Problem, Spot, quoted};

/// How many figures are named in a problem.
const MOST: usize = 12;

explanation!(warning FIGURES_DO_NOT_ADD_UP = "figures-do-not-add-up", "a source's parts do not make its total",
    "Claims of one source that name a total as `part_of` are the parts into which it divides the total, and their sum is \
     another. It is a warning, for sources do err: once the reading is sure, leave all figures as they are. If the source \
     names only some of the parts, or the parts overlap, they are no division of the total, and `part_of` should go.",
    wrong: "# total: 655; …/north: 360, …/south: 300\npart_of = \"…/total\"", right: "# total: 655; …/north: 360, …/south: 295\npart_of = \"…/total\"");

/// `parts` says of each part where it stands, in the order of the margin's parts.
pub fn figures_do_not_add_up(at: Spot<'_>, margin: &Margin, parts: &[(Amount, String)]) -> Problem {
    let difference = margin.difference.unwrap_or_default();
    let apart = Amount { best: i64::try_from(difference.unsigned_abs()).ok(), ..Amount::default() };
    let word = if difference < 0 { "less" } else { "more" };
    FIGURES_DO_NOT_ADD_UP.problem(
        at,
        format!(
            "the source's parts of {} ({}) sum to {}, its total is {}: {apart} {word}",
            quoted(&margin.of),
            margin.margin,
            margin.parts_sum,
            margin.whole_value
        ),
        format!("The parts are {}.", named(parts.iter().zip(&margin.parts).map(|((amount, place), id)| (amount, id, place)))),
        "Nothing is to be mended if the source says so: its figures are kept and shown as they are. Check the reading, and \
         that the parts are all that it names.",
    )
}

explanation!(warning SOURCE_CONTRADICTS_ITSELF = "source-contradicts-itself", "a source gives two figures for one thing",
    "Claims of one source that agree in everything else, days and actors among it, give different figures. It is a warning, \
     for sources do err: once the reading is sure, leave both as they are. If they are of two things, say in what they \
     differ: another extent, place, category or unit.",
    wrong: "# both when = \"200X\", categories = [\"economic\"]\nquantity = [{ of = \"talks\", best = 102 }]\nquantity = [{ of = \"talks\", best = 98 }]",
    right: "# if the second leaves out 2009: when = \"2000/2008\"\nquantity = [{ of = \"talks\", best = 98 }]");

/// `places` says of each figure where it stands, in the order of the contradiction's figures.
pub fn source_contradicts_itself(at: Spot<'_>, found: &Contradiction, places: &[String]) -> Problem {
    let mut values: Vec<&Amount> = found.figures.iter().map(|(_, amount)| amount).collect();
    values.sort_by_key(|amount| (amount.low, amount.high));
    let mut values: Vec<String> = values.into_iter().map(Amount::to_string).collect();
    values.dedup();
    values.truncate(MOST);
    SOURCE_CONTRADICTS_ITSELF.problem(
        at,
        format!("the source gives {} of the same thing as {}", quoted(&found.of), values.join(" and as ")),
        format!("It says {}.", named(found.figures.iter().zip(places).map(|((id, amount), place)| (amount, id, place)))),
        "Nothing is to be mended if the source says both: its figures are kept and shown as they are. Check the reading, and \
         that both are of the same thing.",
    )
}

/// Each figure with its claim and place.
fn named<'a>(figures: impl ExactSizeIterator<Item = (&'a Amount, &'a String, &'a String)>) -> String {
    let more = figures.len().saturating_sub(MOST);
    let shown = figures.take(MOST).map(|(amount, id, place)| format!("{amount} in {} ({place})", quoted(id)));
    let mut shown: Vec<String> = shown.collect();
    if more > 0 {
        shown.push(format!("{more} more"));
    }
    match shown.pop() {
        Some(last) if shown.is_empty() => last,
        Some(last) => format!("{} and {last}", shown.join(", ")),
        None => String::new(),
    }
}
