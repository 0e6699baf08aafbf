//! Tables and their mappings.

use chancery_core::when::natural::Reading;

use super::dates::readings_as_fix;
use crate::explanation::explanation;
use crate::problem::{Problem, Spot, listed, quoted};

explanation!(BAD_TABLE = "bad-table", "a file that cannot be read as a table",
    "Imports read CSV, TSV and XLSX files, a first row with the columns' names and then one row a statement; JSON, a list of flat \
     objects or an object that names them; and XML, whose rows the mapping names. The file is empty, damaged, not what its ending \
     says, not in UTF-8, unpacks to far more than it seems, or declares a document type or entities of its own. Save it anew \
     without, or name the sheet or the rows that hold the table.",
    wrong: "[table]\nkey = \"id\"\nsheet = \"Contacs\"      # the workbook has a sheet Contacts", right: "[table]\nkey = \"id\"\nsheet = \"Contacts\"");

/// `why` says what is wrong, as a clause.
pub fn bad_table(at: Spot<'_>, why: &str) -> Problem {
    let message = format!("this cannot be read as a table: {}", chancery_core::text::display_safe(why));
    BAD_TABLE.problem(
        at,
        message,
        "A table has names for its columns and a row for each statement.",
        "Save the table anew in UTF-8, or name another file, sheet or row.",
    )
}

explanation!(BAD_HEADER = "bad-header", "a column without a name of its own",
    "A mapping names columns, so each needs a name that no other has. Empty names and names that stand twice come from merged \
     cells, or from a first line that is no header. Name every column in the table's first row.",
    wrong: "id,date,date      # the header of the table", right: "id,date,published");

/// `number` counts columns from 1.
pub fn bad_header(at: Spot<'_>, name: &str, number: usize) -> Problem {
    let message = match name {
        "" => format!("column {number} of the table has no name"),
        name => format!("two columns of the table are called {}", quoted(name)),
    };
    BAD_HEADER.problem(
        at,
        message,
        "A mapping names columns, and here it could not say which.",
        "Give every column its own name in the first row.",
    )
}

explanation!(BAD_ROW = "bad-row", "a row with more or fewer cells than the table has columns",
    "Each row must have as many cells as the first row has names, or values would slip into their neighbours' columns. Most \
     often a comma or a tab stands inside a cell that is not enclosed in quotation marks, or a quotation mark is not closed. \
     For a table whose quotation marks mean nothing, say `quotes = false` under `[table]`.",
    wrong: "mc001,1948,Recognition, second in rank", right: "mc001,1948,\"Recognition, second in rank\"");

/// `cells` of the row, `columns` of the table.
pub fn bad_row(at: Spot<'_>, cells: usize, columns: usize) -> Problem {
    BAD_ROW.problem(
        at,
        format!("this row has {cells} cells, and the table has {columns} columns"),
        "Its values cannot be told apart.",
        "Enclose cells that hold the separator in quotation marks, or add the cells that are missing.",
    )
}

explanation!(AMBIGUOUS_DATE = "ambiguous-date", "a table's date with more than one reading",
    "With `english_dates = true` a date of the table that is no EDTF is read as English, but only if that has one reading of \
     one date. This one may mean several things, or names several dates, and nothing is guessed. Rewrite such dates by a \
     `[[date]]` rule, which comes first: a pattern, and what it becomes. `chancery date TEXT` shows the readings of a text.",
    wrong: "[table]\nenglish_dates = true\n# the table has 03/04/2010",
    right: "[[date]]\npattern = '^(?<day>\\d\\d)/(?<month>\\d\\d)/(?<year>\\d{4})$'\nbecomes = \"{year}-{month}-{day}\"");

/// `readings`: more than one, or one of several dates.
pub fn ambiguous_date(at: Spot<'_>, text: &str, readings: &[Reading]) -> Problem {
    let what =
        if readings.len() > 1 { "has more than one reading" } else { "names several dates, and a row is one claim" };
    let fix = readings_as_fix(readings, "");
    let fix = fix.strip_prefix("write ").unwrap_or(&fix);
    AMBIGUOUS_DATE.problem(
        at,
        format!("{} {what}", quoted(text)),
        "A date is read as English only if it can mean one thing.",
        format!(
            "Add a `[[date]]` rule that rewrites such dates, or change the cell. It may be: {}.",
            fix.trim_start_matches("what is meant: ")
        ),
    )
}

explanation!(ROW_KEY = "row-key", "a row without a key of its own",
    "The column named by `key` names each row: the claim keeps it as `ref`, so that it can be found in the table again. An empty \
     key, or one that another row has, names nothing. Repeated keys are never merged: give each row its own, or remove the row \
     that stands twice.",
    wrong: "id,summary\nmc001,…\nmc001,…", right: "id,summary\nmc001,…\nmc002,…");

/// `key` may be empty; `column` is where keys stand.
pub fn row_key(at: Spot<'_>, key: &str, column: &str) -> Problem {
    let message = match key {
        "" => format!("this row has no key in the column {}", quoted(column)),
        key => format!("another row has the key {} too", quoted(key)),
    };
    ROW_KEY.problem(
        at,
        message,
        "A claim is found again in its table by its row's key.",
        "Give every row a key of its own.",
    )
}

explanation!(UNKNOWN_COLUMN = "unknown-column", "a mapping that names a column which the table has not",
    "Columns are named as the table's first row has them, letter for letter, or by a group of a `[[capture]]`. In texts a column \
     stands in braces. The column may be misspelt, or the table may be another than the mapping was made for.",
    wrong: "when = \"{when_edft}\"", right: "when = \"{when_edtf}\"");

/// `nearest` is a column of a similar name, `columns` are those of the table.
pub fn unknown_column(at: Spot<'_>, name: &str, nearest: Option<&str>, columns: &[&str]) -> Problem {
    let fix = match nearest {
        Some(nearest) => format!("Did you mean {}?", quoted(nearest)),
        None if columns.len() == 1 && columns[0].contains([';', '|', '\t']) => {
            "The table seems to have another separator: say `separator` or `format` under `[table]`.".to_owned()
        }
        None => format!("The table's columns are {}.", listed(columns, "and")),
    };
    UNKNOWN_COLUMN.problem(
        at,
        format!("the table has no column {}", quoted(name)),
        "Nothing can be taken from it.",
        fix,
    )
}

explanation!(UNUSED_COLUMN = "unused-column", "a column that the mapping does not speak of",
    "A column that nobody mapped could hold a date, a place or a doubt, and would be lost without a word. Use it, or name it under \
     `ignore` in `[table]` to say that it is known and left out. That goes for columns that are added to the table later, too.",
    wrong: "[table]\nkey = \"id\"      # and the table has a column `remarks`", right: "[table]\nkey = \"id\"\nignore = [\"remarks\"]");

/// `name` as the table has it.
pub fn unused_column(at: Spot<'_>, name: &str) -> Problem {
    UNUSED_COLUMN.problem(
        at,
        format!("the mapping does not say what the column {} means", quoted(name)),
        "What stands in it would be lost in silence.",
        "Use it in the mapping, or add it to `ignore` under `[table]`.",
    )
}

explanation!(UNMAPPED_VALUE = "unmapped-value", "a value of the table that the mapping does not know",
    "A column that is mapped value by value needs every one of its values, role words and units included: nothing is guessed. \
     Add the value to the list that is named, with what it means here; `{}` says that it is known and sets nothing. Or correct \
     the cell, if it is a slip.",
    wrong: "[values.kind]\nvisit = { form = \"visit\" }      # and a row has the kind `vist`",
    right: "[values.kind]\nvisit = { form = \"visit\" }\nvist = { form = \"visit\" }");

/// `list` is where the value would stand: `[values.kind]`, `[actors.roles]`.
pub fn unmapped_value(at: Spot<'_>, value: &str, column: &str, list: &str, nearest: Option<&str>) -> Problem {
    let fix = match nearest {
        Some(nearest) => format!("Did the table mean {}? Otherwise add the value to `{list}`.", quoted(nearest)),
        None => format!("Add the value to `{list}` in the mapping."),
    };
    let message = format!("`{list}` does not know the value {} of the column {}", quoted(value), quoted(column));
    UNMAPPED_VALUE.problem(at, message, "What it means here is for the mapping to say, not to be guessed.", fix)
}

explanation!(VALUES_CLASH = "values-clash", "two mapped columns set the same thing differently",
    "Two tables of `[values]` set one key of this row's claim, each to something else, and the order of columns must not decide. \
     Let only one of the columns set the key, or add a `[[rule]]` for such rows: a rule comes after the values and says why.",
    wrong: "[values.kind]\nlabour = { nature = \"stock\" }\n\n[values.status]\nhappened = { nature = \"episode\" }",
    right: "[[rule]]\nwhere = { kind = \"labour\", status = \"happened\" }\nset = { nature = \"flow\" }\nreason = \"They left.\"");

/// `key` is what both set, `column` the second that sets it.
pub fn values_clash(at: Spot<'_>, key: &str, column: &str, row: &str) -> Problem {
    VALUES_CLASH.problem(
        at,
        format!(
            "row {}: {} is set by the column {} and, to something else, by another",
            quoted(row),
            quoted(key),
            quoted(column)
        ),
        "The order of columns must not decide what a claim says.",
        "Let one of them set it, or decide by a `[[rule]]`.",
    )
}

explanation!(NO_MATCH = "no-match", "a cell that does not fit the pattern of its capture",
    "`[[capture]]` takes a cell apart by a regular expression, and every cell of the column must fit it, or its parts would be \
     empty without a word. Widen the pattern, making parts optional with `?`, or correct the cell.",
    wrong: "pattern = '^(?<outlet>.+) \\((?<agency>.+)\\)$'      # and a cell is `KBS World`",
    right: "pattern = '^(?<outlet>[^(]+?)(?: \\((?<agency>.+)\\))?$'");

/// The cell's `text`, its `column`, and the `pattern`.
pub fn no_match(at: Spot<'_>, text: &str, column: &str, pattern: &str) -> Problem {
    let message = format!("the cell {} of the column {} does not fit the pattern", quoted(text), quoted(column));
    NO_MATCH.problem(
        at,
        message,
        format!("The pattern is {}.", quoted(pattern)),
        "Widen the pattern, or correct the cell.",
    )
}

explanation!(BAD_PATTERN = "bad-pattern", "a pattern that is no regular expression",
    "Patterns are regular expressions as most tools have them, without look-around and back-references; named groups are \
     `(?<name>…)`. Write them between single quotation marks, where a backslash stays a backslash. Special characters that \
     should stand for themselves take a backslash.",
    wrong: "pattern = '^(?<outlet>[^(]+'", right: "pattern = '^(?<outlet>[^(]+)'");

/// `why` as the library says it.
pub fn bad_pattern(at: Spot<'_>, pattern: &str, why: &str) -> Problem {
    let why = chancery_core::text::display_safe(&why.split_whitespace().collect::<Vec<_>>().join(" "));
    let message = format!("{} is not a regular expression", quoted(pattern));
    BAD_PATTERN.problem(
        at,
        message,
        format!("It cannot be read: {}.", why.trim_end_matches('.')),
        "Write a regular expression between single quotation marks.",
    )
}

explanation!(SOURCE_CLASH = "source-clash", "rows of one source that say different things of it",
    "Rows with equal cells in the columns of `same` speak from one source, which has one title, one publisher and one date. These \
     rows differ. Correct the cells, or add to `same` the column that tells the two sources apart.",
    wrong: "[source]\nsame = [\"publisher\"]      # and its rows bear different dates",
    right: "[source]\nsame = [\"publisher\", \"date\"]");

/// `key` of the source, in which `row` differs from `first`.
pub fn source_clash(at: Spot<'_>, key: &str, row: &str, first: &str) -> Problem {
    SOURCE_CLASH.problem(
        at,
        format!("row {} gives its source another {} than row {}", quoted(row), quoted(key), quoted(first)),
        "By the columns of `same` they speak from one source.",
        "Correct the cells, or tell the sources apart by another column under `same`.",
    )
}

explanation!(WHO_WITHOUT_ACTOR = "who-without-actor", "a person or body who acts for none of the row's actors",
    "A name in the column of `[who]` goes to the actor for whom it acts: the state of one of its offices in the vocabulary, or the \
     state to which a body belongs. None of those takes part in this row. Say under `names` for which actor it acts here, add the \
     office to the vocabulary, or list the name under `unnamed` if it takes no part.",
    wrong: "[who]\ncolumn = \"people\"\nsplit = \";\"      # a row of MNG and PRK names `abe`",
    right: "[who]\ncolumn = \"people\"\nsplit = \";\"\nnames = { \"Abe Shinzo\" = { is = \"abe\", actor = \"MNG\" } }");

/// `states` are those for whom it acts.
pub fn who_without_actor(at: Spot<'_>, name: &str, states: &[String]) -> Problem {
    let reason = match states {
        [] => "The vocabulary gives it no state.".to_owned(),
        states => format!("It acts for {}, and the row has no such actor.", listed(states, "or")),
    };
    WHO_WITHOUT_ACTOR.problem(
        at,
        format!("{} acts for none of the actors of this row", quoted(name)),
        reason,
        "Give it an `actor` under `[who.names]`, mend its offices in the vocabulary, or list it under `unnamed`.",
    )
}

explanation!(NO_SUCH_ACTOR = "no-such-actor", "a rule about an actor whom the row has not",
    "`actors` in a `[[rule]]` names actors as the vocabulary does (`MNG`), or with the table's word for their role (`MNG:host`). A row \
     to which the rule applies has no such actor, so the rule would do nothing there. Narrow its `where`, or correct the name.",
    wrong: "[[rule]]\nwhere = { kind = \"talks\" }\nactors = { \"MNG:host\" = { role = \"convenor\" } }      # some talks have no host",
    right: "[[rule]]\nwhere = { kind = \"talks\", actors = { matches = \"MNG:host\" } }\nactors = { \"MNG:host\" = { role = \"convenor\" } }");

/// `has` lists the row's actors as `ID:word`.
pub fn no_such_actor(at: Spot<'_>, name: &str, row: &str, has: &[String]) -> Problem {
    let reason = match has {
        [] => "The row has no actors.".to_owned(),
        has => format!("The row has {}.", listed(has, "and")),
    };
    NO_SUCH_ACTOR.problem(
        at,
        format!("row {} has no actor {}", quoted(row), quoted(name)),
        reason,
        "Narrow the rule's `where`, or correct the actor's name.",
    )
}

explanation!(ROW_DIFFERS = "row-differs", "a row that was imported before and now says something else",
    "A claim stands in the journal as it was imported, and is never overwritten: what a row says now is compared with it. If the \
     table was wrong or was read wrongly, write a `[[correct]]` with the reason. While the entry is open, it may also be deleted and \
     the table imported anew.",
    wrong: "mc001\t1949      # was 1948 when it was imported",
    right: "[[correct]]\nclaim = \"kbs-world-2024-01/mc001\"\nexpect = { when = \"1948\" }\nset = { when = \"1949\" }\nreason = \"…\"");

/// The claim's `field` `was` that in the journal and `is` this in the table.
pub fn row_differs(at: Spot<'_>, claim: &str, field: &str, was: &str, is: &str) -> Problem {
    ROW_DIFFERS.problem(
        at,
        format!("the claim {} has another {} in the journal", quoted(claim), quoted(field)),
        format!("It is {} there, and {} here.", quoted(was), quoted(is)),
        "Write a `[[correct]]` for the claim, or delete the open entry and import the table anew.",
    )
}
