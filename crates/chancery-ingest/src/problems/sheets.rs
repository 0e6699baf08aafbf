//! Tables whose rows name their own columns: JSON and XML; and columns that a mapping makes.

use crate::explanation::explanation;
use crate::problem::{Problem, Spot, quoted};

explanation!(NESTED_VALUE = "nested-value", "something nested within a column",
    "A row is flat: each of its columns holds one text. In this file a column holds an object, a list or further elements, and \
     putting them into one text would be a guess at what they mean. Leave the column out of the file, or make columns of its \
     parts before the import.",
    wrong: "{ \"id\": \"7\", \"from\": { \"id\": \"mongolia\" } }", right: "{ \"id\": \"7\", \"from-id\": \"mongolia\" }");

/// `column` holds it.
pub fn nested_value(at: Spot<'_>, column: &str) -> Problem {
    NESTED_VALUE.problem(
        at,
        format!("the column {} holds something nested, not a text", quoted(column)),
        "A row is flat; what is nested in it cannot be read without a guess.",
        "Make columns of its parts in the file, or leave it out there.",
    )
}

explanation!(REPEATED_CELL = "repeated-cell", "a column that a row has twice",
    "A row of this file names the same column twice, and nothing says which holds or whether both do. In XML a child element that \
     may stand several times can be joined to one text: say what stands between under `join` in `[table]`. A member of a JSON \
     object that stands twice is a slip of whoever wrote the file.",
    wrong: "<visit><place>Paris</place><place>Rome</place></visit>",
    right: "[table]\nrows = \"visits/visit\"\njoin = { place = \"; \" }");

/// `can_join` where `join` is a way out.
pub fn repeated_cell(at: Spot<'_>, column: &str, can_join: bool) -> Problem {
    let fix = match can_join {
        true => format!(
            "Say `join = {{ \"{column}\" = \"; \" }}` under `[table]` if both belong together, or correct the file."
        ),
        false => "Correct the file: leave one of them.".to_owned(),
    };
    REPEATED_CELL.problem(
        at,
        format!("this row has the column {} twice", quoted(column)),
        "Nothing says which of the two holds, or whether both do.",
        fix,
    )
}

explanation!(STRAY_CONTENT = "stray-content", "something in an XML file that is in no row's column",
    "`rows` under `[table]` names the elements from the root to a row, and all that a file says lies in those rows. Here stands an \
     element beside them, or text between them or between the columns of one, which would be lost without a word. Correct \
     `rows`, name an element that is known and not used under `ignore`, or correct the file.",
    wrong: "<visits>\n    <made-on>2024-11-24</made-on>\n    <visit>…</visit>\n</visits>",
    right: "[table]\nrows = \"visits/visit\"\nignore = [\"made-on\"]");

/// `element` is its name, or `None` for text; `rows` what `rows` names.
pub fn stray_content(at: Spot<'_>, element: Option<&str>, rows: &str) -> Problem {
    let (what, fix) = match element {
        Some(name) => {
            (format!("the element {}", quoted(name)), "name it under `ignore` in `[table]`, or correct `rows`")
        }
        None => ("text".to_owned(), "put it into an element of a row, or remove it from the file"),
    };
    STRAY_CONTENT.problem(
        at,
        format!("{what} stands outside the columns of the rows {}", quoted(rows)),
        "What it says would be lost in silence.",
        format!("If it is not used, {fix}."),
    )
}

explanation!(UNFILLED_COLUMN = "unfilled-column", "a row to which no `[[column]]` of a name applies",
    "`[[column]]` makes a new column: for each row the first of its name whose `where` holds gives the text. None holds for this \
     row. Add one that does; one without `where`, placed last, holds for all rows that are left, and `is = \"\"` says that the \
     column is empty there.",
    wrong: "[[column]]\nname = \"level\"\nwhere = { role = \"president\" }\nis = \"head\"      # and a row has the role `secretary`",
    right: "[[column]]\nname = \"level\"\nwhere = { role = \"president\" }\nis = \"head\"\n\n[[column]]\nname = \"level\"\nis = \"minister\"");

/// `name` of the column.
pub fn unfilled_column(at: Spot<'_>, name: &str, row: &str) -> Problem {
    UNFILLED_COLUMN.problem(
        at,
        format!("no `[[column]]` of the name {} applies to row {}", quoted(name), quoted(row)),
        "What stands in the column is for the mapping to say, not to be guessed.",
        "Add one whose `where` the row passes, or one without `where` as the last.",
    )
}
