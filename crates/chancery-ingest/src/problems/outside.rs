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

explanation!(SEALED_ENTRY_CHANGED = "sealed-entry-changed", "a sealed entry was edited",
    "What is sealed has been published, and others may have cited it. Its text in the journal now says something else than \
     the sealed segment. Put the text back and mend the claim by a `[[correct]]` in a new entry, so that the change shows in \
     the history.",
    wrong: "# an edit in journal/2026-11-24-newswire.toml, sealed long ago",
    right: "# journal/2027-01-05-correction.toml\n[[correct]]\nclaim = \"newswire-2007-07/visit\"\nset = { when = \"2007-07-20\" }\nreason = \"…\"");

/// `what` is the field (and claim) concerned; both values in words.
pub fn sealed_entry_changed(at: Spot<'_>, what: &str, sealed: &str, found: &str) -> Problem {
    SEALED_ENTRY_CHANGED.problem(
        at,
        format!("{} was changed after it had been sealed", quoted(what)),
        format!("Sealed is {}, the file says {}.", quoted(sealed), quoted(found)),
        "Put the sealed value back, and mend the claim by a `[[correct]]` in a new entry.",
    )
}

explanation!(SEALED_ENTRY_GONE = "sealed-entry-gone", "a sealed entry has no file any more",
    "What is sealed has been published. Its events are safe in the sealed segment, but the text that people read and review \
     is gone. Restore the file from version control. To take a claim back, use `[[retract]]` in a new entry.",
    wrong: "$ rm data/journal/2026-11-24-newswire.toml", right: "$ git checkout -- data/journal/2026-11-24-newswire.toml");

/// `entry` is its id, `seal` the seal that holds it.
pub fn sealed_entry_gone(path: &str, entry: &str, seal: &str) -> Problem {
    SEALED_ENTRY_GONE.problem(
        Spot::file(path).of(Some(entry)),
        format!("the entry {} is sealed, but its file is gone", quoted(entry)),
        format!("The seal {} holds it.", quoted(seal)),
        "Restore the file from version control; take claims back by `[[retract]]` in a new entry.",
    )
}

explanation!(RECORDED_BEFORE_SEAL = "recorded-before-seal", "a new entry that claims to be older than a seal",
    "A seal closes the history up to the moment of its newest entry. A new entry with an earlier `recorded` would change \
     what was already published for that moment. Give the day on which it enters as `recorded` and keep the day of the \
     work as `coded`.",
    wrong: "recorded = 2026-11-20      # sealed up to 2026-11-24", right: "recorded = 2026-11-25\ncoded = 2026-11-20");

/// `recorded` of the entry, and that of the newest seal.
pub fn recorded_before_seal(at: Spot<'_>, recorded: &str, sealed: &str) -> Problem {
    RECORDED_BEFORE_SEAL.problem(
        at,
        format!("the entry is new, but recorded {recorded}, when the history was sealed already"),
        format!("The newest seal closes the history up to {sealed}."),
        format!("Give a `recorded` after {sealed}, and keep the old one as `coded`."),
    )
}
