//! Problems that only the program can see: files, disk, other processes, sealed segments.
//!
//! Their constructors stand here so that every code has one place; the crate itself never uses them.

use std::fmt::Display;

use crate::explanation::explanation;
use crate::problem::{Problem, Spot, quoted};

explanation!(UNREADABLE_FILE = "unreadable-file", "a file that cannot be read",
    "The operating system refused to hand the file over: it is gone, belongs to somebody else, or lies on a disk that \
     fails. What it says is missing from everything computed, so nothing is computed. Mend its permissions or restore it.",
    wrong: "$ chancery check      # journal/a.toml belongs to root", right: "$ chmod u+r data/journal/a.toml");

/// `cause` in the operating system's words.
pub fn unreadable_file(path: &str, cause: impl Display) -> Problem {
    UNREADABLE_FILE.problem(
        Spot::file(path),
        format!("{} cannot be read: {cause}", quoted(path)),
        "What it says would be missing from every figure.",
        "Look at its permissions, or restore it from version control.",
    )
}

explanation!(DISK_REFUSED = "disk-refused", "the disk takes no more, or cannot be written",
    "The file could not be written: the disk is full or read-only, or the folder belongs to somebody else. Files are written \
     whole and then renamed, so the workspace is as it was before. Make room or mend the permissions and start again.",
    wrong: "$ chancery run      # no space left on the device", right: "$ df -h .      # make room, then: chancery run");

/// `cause` in the operating system's words.
pub fn disk_refused(path: &str, cause: impl Display) -> Problem {
    DISK_REFUSED.problem(
        Spot::file(path),
        format!("{} cannot be written: {cause}", quoted(path)),
        "Nothing is half-written: the workspace is as it was before the command.",
        "Make room on the disk, or mend the permissions of the folder; then run the command again.",
    )
}

explanation!(WORKSPACE_LOCKED = "workspace-locked", "another process is writing to the workspace",
    "Two programs that write at once could lose each other's work, so one waits its turn. Let the other finish. If it \
     crashed, the operating system releases the lock by itself; if it hangs, end it.",
    wrong: "$ chancery run &\n$ chancery seal 2026      # while the first is running", right: "$ chancery run && chancery seal 2026");

/// `cause` says who holds the lock, as far as is known.
pub fn workspace_locked(path: &str, cause: impl Display) -> Problem {
    WORKSPACE_LOCKED.problem(
        Spot::file(path),
        format!("another process is writing to this workspace: {cause}"),
        "Two that write at once could lose each other's work.",
        "Let it finish and run the command again; end it if it hangs.",
    )
}

explanation!(CHANGED_ROWS = "changed-rows", "rows of a feed are not those that were attached",
    "A file in `segments` is named by the SHA-256 of its bytes, and its bytes have another: they were changed or cut since they were \
     written. Nothing that is counted from them can be trusted. Add the feed's file again: the same segments are made of it.",
    wrong: "$ truncate -s -1 data/segments/<digest>.parquet", right: "$ chancery feed add 20191024143000.export.CSV --by coder-a");

/// `feed` is the feed's id, `file` the name of the file that it was made of.
pub fn changed_rows(path: &str, feed: &str, file: &str) -> Problem {
    CHANGED_ROWS.problem(
        Spot::file(path),
        format!("{} does not hold the rows of {} that were attached", quoted(path), quoted(feed)),
        "Its bytes have another digest than the one that is its name.",
        format!("`chancery feed add` the file {} again, which makes it anew.", quoted(file)),
    )
}

explanation!(MISSING_ROWS = "missing-rows", "rows of an attached feed are not here",
    "The journal says which files in `segments` hold the rows of a feed. They lie outside version control, so a fresh clone lacks \
     them. Nothing is counted from a part of a feed. Add the feed's file again: the same segments are made of it.",
    wrong: "$ git clone …; chancery feed frequency", right: "$ chancery feed add 20191024143000.export.CSV --by coder-a");

/// `feed` is the feed's id, `file` the name of the file that it was made of.
pub fn missing_rows(path: &str, feed: &str, file: &str) -> Problem {
    MISSING_ROWS.problem(
        Spot::file(path),
        format!("{} with rows of {} is not here", quoted(path), quoted(feed)),
        "Nothing is counted from a part of a feed.",
        format!("`chancery feed add` the file {} again, which makes it anew; or detach the feed.", quoted(file)),
    )
}

explanation!(DAMAGED_SEGMENT = "damaged-segment", "a sealed segment is damaged",
    "A sealed segment is the truth for all that was sealed, and its digests show that bytes were changed or lost since it \
     was written. Nothing is computed from it. Restore the file from version control or a backup; `chancery log verify` says \
     where the damage begins. The tail, in contrast, is a cache and is rebuilt.",
    wrong: "$ chancery run      # seals/001-first.clog: digest differs at byte 4096", right: "$ git checkout -- data/seals/001-first.clog");

/// `cause` says what is damaged, with the offset.
pub fn damaged_segment(path: &str, cause: impl Display) -> Problem {
    DAMAGED_SEGMENT.problem(
        Spot::file(path),
        format!("{} is damaged: {cause}", quoted(path)),
        "Sealed segments are never rewritten, so bytes were changed or lost outside of the program.",
        "Restore the file from version control or a backup; `chancery log verify` shows the extent of the damage.",
    )
}

explanation!(DAMAGED_TAIL = "damaged-tail", "the compiled journal is damaged",
    "The compiled journal is a cache of the entries, and bytes of it were changed or lost since it was written. Nothing is lost \
     with it: every verb that reads keeps the damaged file aside and makes it anew. If it happens again, look at the disk.",
    wrong: "$ chancery verify      # .chancery/tail.clog: frame at byte 4096", right: "$ chancery ingest      # keeps it aside and makes it anew");

/// `cause` says what is damaged, with the offset.
pub fn damaged_tail(path: &str, cause: impl Display) -> Problem {
    DAMAGED_TAIL.problem(
        Spot::file(path),
        format!("{} is damaged: {cause}", quoted(path)),
        "Bytes were changed or lost since it was written.",
        "Run `chancery ingest`, which keeps it aside and makes it anew from the entries.",
    )
}

explanation!(NO_WORKSPACE = "no-workspace", "the folder is no workspace",
    "A workspace is a folder with `vocabulary/` and `journal/` in it. The program looks in `data` unless `--workspace` names \
     another folder. Name the right one, or make a new one with `chancery init`.",
    wrong: "$ chancery check      # in an empty folder", right: "$ chancery --workspace ~/contacts/data check");

/// `cause` says what is missing.
pub fn no_workspace(path: &str, cause: impl Display) -> Problem {
    NO_WORKSPACE.problem(
        Spot::file(path),
        format!("{} is no workspace: {cause}", quoted(path)),
        "A workspace is a folder that holds `vocabulary/` and `journal/`.",
        "Name the folder with `--workspace DIR`, or make one with `chancery init DIR`.",
    )
}

explanation!(FOLDER_NOT_READ = "folder-not-read", "files in a folder within a folder, where none are read",
    "Entries lie in `journal` itself, vocabulary in `vocabulary`, texts in `sources`. What lies in a folder below would be lost in silence. \
     A folder that holds no such files, or whose name begins with a dot, is passed over.",
    wrong: "journal/2026/visit.toml", right: "journal/2026-11-24-visit.toml");

/// `path` is a folder that holds files with the ending.
pub fn folder_not_read(path: &str, above: &str, ending: &str) -> Problem {
    FOLDER_NOT_READ.problem(
        Spot::file(path),
        format!("{} is a folder with files that end in `.{ending}`, and they are not read", quoted(path)),
        format!("Files lie in {} itself.", quoted(above)),
        format!("Move them into {}, or put a dot before the folder's name.", quoted(above)),
    )
}

explanation!(NOT_A_FILE_NAME = "not-a-file-name", "a file name that cannot be written down",
    "The name has bytes that are no text, or characters that do not show but act. It could be neither shown nor cited, and \
     other machines may refuse it. Rename the file after its entry: lower case letters, digits and hyphens.",
    wrong: "journal/Zürich\\xFF.toml", right: "journal/2026-11-24-zurich.toml");

/// `cause` says what is wrong with the name.
pub fn not_a_file_name(path: &str, cause: impl Display) -> Problem {
    NOT_A_FILE_NAME.problem(
        Spot::file(path),
        format!("{} has a name that cannot be used: {cause}", quoted(path)),
        "Entries are cited by their file's name, on every machine alike.",
        "Rename the file: lower case letters a-z, digits and hyphens, and `.toml` at the end.",
    )
}
