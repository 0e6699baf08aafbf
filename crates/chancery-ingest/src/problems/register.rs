//! Snapshots of registers, and the entries that are made of them.

use crate::explanation::explanation;
use crate::problem::{Problem, Spot, quoted};

explanation!(WRONG_IMPORT = "wrong-import", "a mapping for the other kind of import",
    "A mapping with a table `[register]` is for `import register`, which compares snapshots of a table that somebody keeps and \
     corrects; one without is for `import table`, which takes a table as it stands. The two write different entries, so each \
     says for which it is made. Use the other command, or add or remove `[register]`.",
    wrong: "chancery import register --mapping map.toml …      # and map.toml has no [register]",
    right: "[register]\nidentity = [\"visitor\", \"country\"]");

/// `is_register` where the mapping is one.
pub fn wrong_import(at: Spot<'_>, is_register: bool) -> Problem {
    let (message, fix) = match is_register {
        true => ("the mapping is for a register", "Use `chancery import register`, or remove `[register]`."),
        false => ("the mapping is not for a register", "Add `[register]`, or use `chancery import table`."),
    };
    WRONG_IMPORT.problem(
        at,
        message,
        "A register is compared with its earlier snapshots; a table is taken as it stands.",
        fix,
    )
}

explanation!(OTHER_SOURCE = "other-source", "a mapping that makes another source than is asked for",
    "All claims of a register speak from one source: `--source` names it, and `id` under `[source]` of the mapping must give the \
     same for every row. A mapping of another register would write its rows into this one. Name the right source or the right \
     mapping.",
    wrong: "[source]\nid = \"us-travels\"      # and the command says --source us-visits", right: "[source]\nid = \"us-visits\"");

/// The mapping's id `made`, and the one `asked` for.
pub fn other_source(at: Spot<'_>, made: &str, asked: &str) -> Problem {
    OTHER_SOURCE.problem(
        at,
        format!("the mapping makes the source {}, `--source` names {}", quoted(made), quoted(asked)),
        "All rows of a register speak from one source.",
        "Name the right source, or use the mapping that belongs to it.",
    )
}

explanation!(OLDER_SNAPSHOT = "older-snapshot", "a snapshot older than what is known",
    "A snapshot says what a register held at one moment, and is compared with what was known of it before. The journal already \
     knows something of this register's claims that was recorded at that moment or later, and the comparison would take \
     back what came after. Import snapshots in the order of their days; where the day was mistyped, correct `--recorded`.",
    wrong: "chancery import register … --recorded 2019-10-28 …      # and an entry of 2020-05-05 corrects one of its claims",
    right: "chancery import register … --recorded 2020-05-08 …");

/// When the snapshot is `recorded`, and the `entry` that was recorded then or later, with its moment.
pub fn older_snapshot(at: Spot<'_>, recorded: &str, entry: &str, newest: &str) -> Problem {
    OLDER_SNAPSHOT.problem(
        at,
        format!("the snapshot of {recorded} is not newer than what is known"),
        format!("The entry {} was recorded {newest} and speaks of claims of this register.", quoted(entry)),
        format!("Import snapshots in the order of their days, with a `--recorded` after {newest}."),
    )
}

explanation!(REPEATED_KEY = "repeated-key", "a key that several rows of one snapshot have",
    "The column named by `key` tells rows of a register apart, today and in later snapshots. Two rows of this snapshot have the \
     same key, and merging them or choosing one in silence would lose what the other says. Have the register mended; or say \
     `repeated = \"last\"` or `\"first\"` under `[register]`, and the choice is reported with key and rows at every import.",
    wrong: "<visit><id>2138</id>…</visit>\n<visit><id>2138</id>…</visit>", right: "[register]\nrepeated = \"last\"");

/// `key`, and where the row before it with that key stands.
pub fn repeated_key(at: Spot<'_>, key: &str, first: &str) -> Problem {
    REPEATED_KEY.problem(
        at,
        format!("another row of the snapshot has the key {} too", quoted(key)),
        format!("It stands in {first}; which of them counts is not to be guessed."),
        "Give every row its own key, or say under `[register]` which counts: `repeated = \"last\"` or `\"first\"`.",
    )
}

explanation!(REUSED_KEY = "reused-key", "a key that is suddenly about something else",
    "All columns that `identity` names differ from what the register said under this key before: most often the key was given to \
     another row. A correction would turn one contact into another. Say under `[register]` what such rows are: `reused = \
     \"new\"` retracts the old claim and records a new one, `\"same\"` takes it for a thorough correction; either is reported.",
    wrong: "2138: President Komorowski, Poland, 2010      # was King Kalakaua, Hawaii, 1874",
    right: "[register]\nidentity = [\"visitor\", \"from\", \"start-date\"]\nreused = \"new\"");

/// `key`, and what the columns of `identity` `was` and `is`.
pub fn reused_key(at: Spot<'_>, key: &str, was: &str, is: &str) -> Problem {
    REUSED_KEY.problem(
        at,
        format!("the key {} seems to be about something else now", quoted(key)),
        format!("It was {}, and is {}.", quoted(was), quoted(is)),
        "Say under `[register]` what such rows are: `reused = \"new\"` or `\"same\"`.",
    )
}

explanation!(BOTH_CHANGED = "both-changed", "a field that a coder and the register changed",
    "Somebody corrected this field of the claim here, and now the register changed it too, to something else. A correction \
     mends our reading of a source, so the claim should say what the register says: correct it back to what the register \
     said before, and the import does the rest. What is known better than the register belongs into a `[[settle]]`, which \
     overrules sources and is left alone by imports.",
    wrong: "[[correct]]      # by a coder, and the register changed the same date\nclaim = \"us-visits/1777\"\nset = { when = \"2005-05-18\" }",
    right: "[[correct]]\nclaim = \"us-visits/1777\"\nexpect = { when = \"2005-05-18\" }\nset = { when = \"2005-05-17\" }\nreason = \"As the register had it; what we know better is settled.\"");

/// The claim's `field`: what `stands` here, what the register said `before`, and what it says `now`.
pub fn both_changed(at: Spot<'_>, claim: &str, field: &str, stands: &str, before: &str, now: &str) -> Problem {
    BOTH_CHANGED.problem(
        at,
        format!("{} of {} was corrected here and changed in the register", quoted(field), quoted(claim)),
        format!("It is {} here; the register said {} and now says {}.", quoted(stands), quoted(before), quoted(now)),
        format!(
            "Correct the claim back to {}, and import again; keep what you know better in a `[[settle]]`.",
            quoted(before)
        ),
    )
}

explanation!(NOT_GIVEN_BACK = "not-given-back", "a column that cannot be read back out of its claim",
    "`[register.columns]` says how each column is read back out of a claim, so that the register's rows can be given back \
     as they were, and so that a change can be told by its columns. Here the pattern gives something else than the row has, \
     or `identity` names a column without a pattern. Change the pattern, or the text of the claim so that its parts can be \
     told apart.",
    wrong: "[claim]\nsummary = \"{visitor} {from}\"\n\n[register.columns]\nvisitor = { in = \"summary\", pattern = '^(\\w+)' }",
    right: "[claim]\nsummary = \"{visitor}; {from}\"\n\n[register.columns]\nvisitor = { in = \"summary\", pattern = '^([^;]*); ' }");

/// `why`, as a clause.
pub fn not_given_back(at: Spot<'_>, column: &str, why: &str) -> Problem {
    NOT_GIVEN_BACK.problem(
        at,
        format!("the column {} cannot be read back out of its claim: {why}", quoted(column)),
        "The rows of a register are given back as they were, and changes are told by their columns.",
        "Change the pattern under `[register.columns]`, or the text of the claim.",
    )
}

explanation!(NOT_OF_THE_REGISTER = "not-of-the-register", "an entry of a register that speaks of something else",
    "`register` in a heading says that `import register` wrote the entry from a snapshot of that source, and later snapshots are \
     compared with what such entries say. So they register that source, record, correct and retract its claims, and do \
     nothing else. What a coder has to say belongs into an entry of its own, without `register`.",
    wrong: "[entry]\nid = \"2026-11-24-mending\"\nregister = \"us-visits\"\n…\n\n[[link]]\ncontact = \"camp-david\"\n…",
    right: "[entry]\nid = \"2026-11-24-mending\"\n…\n\n[[link]]\ncontact = \"camp-david\"\n…");

/// `register` as the heading has it.
pub fn not_of_the_register(at: Spot<'_>, register: &str) -> Problem {
    NOT_OF_THE_REGISTER.problem(
        at,
        format!("this is nothing that a snapshot of {} says", quoted(register)),
        "Snapshots are compared with the entries of their register, so nobody else's hand may be in those.",
        "Move it into an entry without `register`.",
    )
}
