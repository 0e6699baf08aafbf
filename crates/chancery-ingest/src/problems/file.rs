//! A file as a whole: its bytes, its syntax, its name.

use chancery_core::text::display_safe;

use crate::explanation::explanation;
use crate::problem::{Problem, Spot, listed, quoted};

explanation!(BAD_TOML = "bad-toml", "the file is not TOML",
    "Entries and vocabulary are written in TOML: `key = value`, texts in double quotes, lists in square brackets. Where that \
     is broken the program cannot know what was meant. The place shown is where the reader stumbled; the slip is there or \
     just before it, often a quotation mark or a comma that is missing.",
    wrong: "form = visit", right: "form = \"visit\"");

/// Phrases of the parser, what they mean, and what to do; the first that fits counts.
const FAULTS: &[(&str, &str, &str)] = &[
    (
        "must be quoted",
        "a text stands without quotation marks",
        "Put the text between two double quotes; only numbers, `true` and `false`, and the dates of an entry stand without.",
    ),
    (
        "string",
        "a quotation mark is missing or a backslash stands for nothing",
        "Put the text between two double quotes on one line; within it write a double quote as \\\" and a backslash as \\\\.",
    ),
    (
        "table",
        "a heading or a table in braces is not closed or not alone",
        "Write a heading alone on its line, `[entry]` or `[[claim]]`; close `{` with `}` and put commas between the keys in it.",
    ),
    (
        "array",
        "a comma or the end of a list is missing",
        "Put a comma between the items of the list and close it with `]`; the list may begin some lines above.",
    ),
    ("key", "a key and its value are not joined by `=`", "Write `key = value`, one on a line."),
];

const OTHERWISE: &str =
    "Compare the line with one that is right: `key = \"text\"`, `key = [\"a\", \"b\"]`, `[[claim]]`.";

/// `what` is the parser's own phrase, `line` the text it stumbled over.
pub fn bad_toml(at: Spot<'_>, what: &str, line: &str) -> Problem {
    let known = FAULTS.iter().find(|(phrase, ..)| what.contains(phrase));
    let (meaning, fix) = known.map_or((what, OTHERWISE), |(_, meaning, fix)| (meaning, fix));
    let meaning =
        if line.trim().is_empty() { meaning.to_owned() } else { format!("{meaning}, at {}", quoted(line.trim())) };
    BAD_TOML.problem(
        at,
        format!("this is not TOML: {meaning}"),
        format!("The reader found: {}. Nothing on this line is taken in.", display_safe(what)),
        fix,
    )
}

explanation!(DUPLICATE_KEY = "duplicate-key", "a key stands twice",
    "Within one table every key stands once. Of two values the program would have to pick one, and it does not guess. Two \
     claims need a `[[claim]]` heading each; two sources need two entries.",
    wrong: "form = \"visit\"\nform = \"talks\"", right: "form = \"visit\"");

/// `key` as written.
pub fn duplicate_key<'a>(at: Spot<'a>, key: &str) -> Problem {
    DUPLICATE_KEY.problem(
        at,
        format!("{} stands here for the second time", quoted(key)),
        "Only one value can hold, and nothing says which one was meant.",
        "Delete one of the two, or begin a new `[[claim]]` (or other heading) before this line; a second source needs an entry of its own.",
    )
}

explanation!(INVALID_UTF8 = "invalid-utf8", "the file is not UTF-8",
    "All text is UTF-8, the encoding in which names in every script can be written. The file has bytes that are not, most \
     often because a spreadsheet or an old editor saved it in a national encoding. Open it in that encoding and save it as UTF-8.",
    wrong: "place = [\"Z\\xFCrich\"]      # one byte of Latin-1", right: "place = [\"Zürich\"]");

/// `bad` is how many places are not UTF-8.
pub fn invalid_utf8(at: Spot<'_>, bad: usize) -> Problem {
    let places = if bad == 1 { "one place".to_owned() } else { format!("{bad} places, this is the first") };
    INVALID_UTF8.problem(
        at,
        format!("the file is not UTF-8 ({places})"),
        "Letters outside plain English would be lost or changed, so nothing of the file is read.",
        "Open the file in the encoding it was written in and save it as UTF-8.",
    )
}

explanation!(FORBIDDEN_CHARACTER = "forbidden-character", "a character that does not show but acts",
    "Control characters, marks that turn the direction of writing, and characters of no width can make a line look other \
     than it is, on a terminal and in a report. They come in with text copied from web pages and PDFs. Delete them; only \
     tab and the end of a line are allowed.",
    wrong: "summary = \"A visit\\u202E.\"", right: "summary = \"A visit.\"");

/// `escaped` where it was written as `\u…` and not as itself.
pub fn forbidden_character(at: Spot<'_>, character: char, escaped: bool) -> Problem {
    let code = u32::from(character);
    let how = if escaped { "the text holds, as an escape," } else { "the file holds" };
    FORBIDDEN_CHARACTER.problem(
        at,
        format!("{how} the invisible character U+{code:04X}"),
        "It does not show, yet may change how the text around it is shown, searched or sorted.",
        format!("Delete it (search for U+{code:04X}, or type the line anew)."),
    )
}

explanation!(BYTE_ORDER_MARK = "byte-order-mark", "the file begins with a byte order mark",
    "Some editors put three invisible bytes in front of a UTF-8 file. Digests and other programs would count them as text. \
     Save the file as UTF-8 without BOM (or without signature).",
    wrong: "\\uFEFF[entry]", right: "[entry]");

/// Always at the start of a file.
pub fn byte_order_mark(at: Spot<'_>) -> Problem {
    BYTE_ORDER_MARK.problem(
        at,
        "the file begins with an invisible byte order mark (BOM)",
        "The same text with and without it would have two digests.",
        "Save the file as UTF-8 without BOM; some editors call it `without signature`.",
    )
}

explanation!(FILE_TOO_LARGE = "file-too-large", "the file is larger than any entry",
    "A file of entries or vocabulary may hold 8 MiB, thousands of claims. A larger one is most often a file of another kind \
     that landed in the folder. Split an entry that is really so large.",
    wrong: "journal/gdelt-export.toml      # 900 MB", right: "journal/2026-11-24-part-1.toml\njournal/2026-11-24-part-2.toml");

/// `bytes` is the file's size, `most` what is allowed.
pub fn file_too_large(at: Spot<'_>, bytes: usize, most: usize) -> Problem {
    FILE_TOO_LARGE.problem(
        at,
        format!("the file holds {bytes} bytes, {most} are allowed"),
        "It is not read at all, so that no file can use up the machine.",
        "Split the entry into several files, or move the file away if it is no entry.",
    )
}

explanation!(LINE_TOO_LONG = "line-too-long", "a line is longer than 64 KiB",
    "No person writes a line of more than 64 KiB, and none can find a fault in it. Break lists over several lines; break \
     long texts with \"\"\" … \"\"\" and a backslash at the end of each line.",
    wrong: "anchor = [{ … }, { … }, { … }, … ]", right: "anchor = [\n    { … },\n    { … },\n]");

/// `bytes` is the line's length, `most` what is allowed.
pub fn line_too_long(at: Spot<'_>, bytes: usize, most: usize) -> Problem {
    LINE_TOO_LONG.problem(
        at,
        format!("the line holds {bytes} bytes, {most} are allowed"),
        "Nobody can find a fault in such a line, so the file is not read further.",
        "Break the list or text over several lines.",
    )
}

explanation!(TOO_MANY_PROBLEMS = "too-many-problems", "more problems than are shown",
    "The first thousand problems are shown. So many have most often few causes: a file of another kind in the folder, a \
     missing vocabulary, one slip repeated. Mend the first ones and check again.",
    wrong: "journal/export.csv saved as journal/export.toml", right: "chancery check, again, once the first problems are mended");

/// Stands last, after the `shown` first ones.
pub fn too_many_problems(at: Spot<'_>, shown: usize, more: usize) -> Problem {
    TOO_MANY_PROBLEMS.problem(
        at,
        format!("{more} more problems are not shown"),
        format!("The first {shown} are shown; so many have most often a few causes."),
        "Mend those that are shown and check again.",
    )
}

explanation!(FILE_NAME = "file-name", "the file's name is not the entry's id",
    "An entry is found by its id, and the file bears the id as its name, so that nobody has to search. Rename the file or \
     change the id; once an entry is sealed its id never changes.",
    wrong: "# journal/newswire.toml\n[entry]\nid = \"2026-11-24-newswire\"",
    right: "# journal/2026-11-24-newswire.toml\n[entry]\nid = \"2026-11-24-newswire\"");

/// `id` as in the entry; the file is that of `at`.
pub fn file_name(at: Spot<'_>, id: &str) -> Problem {
    let name = at.path.rsplit('/').next().unwrap_or_default().to_owned();
    FILE_NAME.problem(
        at,
        format!("the entry is called {}, but its file {}", quoted(id), quoted(&name)),
        "Whoever looks for an entry looks for a file of that name.",
        format!("Rename the file to `{id}.toml`, or write {} as the id.", quoted(name.trim_end_matches(".toml"))),
    )
}

explanation!(DUPLICATE_ENTRY = "duplicate-entry", "two entries have one id",
    "An entry's id is given once. Two files with the same id are most often a copy that was meant as a start for a new \
     entry. Give the new one an id and a file name of its own.",
    wrong: "# journal/b.toml, copied from a.toml\n[entry]\nid = \"a\"", right: "# journal/b.toml\n[entry]\nid = \"b\"");

/// `first` is the path of the entry that has the id.
pub fn duplicate_entry(at: Spot<'_>, id: &str, first: &str) -> Problem {
    DUPLICATE_ENTRY.problem(
        at,
        format!("the entry id {} is taken", quoted(id)),
        format!("{} has it.", quoted(first)),
        "Give this entry another id and name its file after it.",
    )
}

explanation!(EMPTY_ENTRY = "empty-entry", "an entry that says nothing",
    "The file has a heading `[entry]` and nothing else: no source, no claim, no other event. It would stand in the history \
     as a day on which something was learned. Write what it is for, or delete the file.",
    wrong: "[entry]\nid = \"2026-11-24-newswire\"\n…", right: "[entry]\n…\n\n[source]\n…\n\n[[claim]]\n…");

/// `id` of the entry.
pub fn empty_entry(at: Spot<'_>, id: &str) -> Problem {
    EMPTY_ENTRY.problem(
        at,
        format!("the entry {} says nothing", quoted(id)),
        "It has neither a source nor a claim nor any other event.",
        "Write its `[source]` and `[[claim]]` tables, or delete the file.",
    )
}

explanation!(UNKNOWN_FILE = "unknown-file", "a vocabulary file of no known name",
    "Each list of the vocabulary has a file of a fixed name. A file of another name would never be read, and what it \
     defines would be missing. Rename it, or move it out of the folder.",
    wrong: "vocabulary/role.toml", right: "vocabulary/roles.toml");

/// `known` are the names that are read.
pub fn unknown_file(at: Spot<'_>, nearest: Option<&str>, known: &[String]) -> Problem {
    let name = at.path.rsplit('/').next().unwrap_or_default().to_owned();
    let fix = match nearest {
        Some(nearest) => format!("Did you mean `{nearest}`? Rename the file, or move it out of the folder."),
        None => format!("Move it out of the folder; the vocabulary consists of {}.", listed(known, "and")),
    };
    UNKNOWN_FILE.problem(
        at,
        format!("{} is no file of the vocabulary", quoted(&name)),
        "What it defines would never be used.",
        fix,
    )
}

explanation!(MISSING_FILE = "missing-file", "a vocabulary file is missing",
    "The vocabulary holds the definitions that entries are coded by and reports are read by. Without the file its codes \
     mean nothing and cannot be checked. Restore it from version control, or take it from a new workspace (`chancery init`).",
    wrong: "vocabulary/      # without roles.toml", right: "vocabulary/roles.toml");

/// The missing file is that of `at`.
pub fn missing_file(at: Spot<'_>) -> Problem {
    let name = quoted(at.path);
    MISSING_FILE.problem(
        at,
        format!("{name} is missing"),
        "Its codes have no definitions then, and entries that use them cannot be checked.",
        "Restore it from version control, or copy it from a new workspace made by `chancery init`.",
    )
}
