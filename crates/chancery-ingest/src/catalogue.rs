//! All explanations, sorted by code.

use crate::explanation::Explanation;
use crate::problems::*;

/// Codes whose problems no entry can show: they take files that only the program sees, or seals.
pub const OUTSIDE: &[&str] = &[
    BROKEN_CHAIN.code,
    DAMAGED_SEGMENT.code,
    DAMAGED_TAIL.code,
    DISK_REFUSED.code,
    NO_WORKSPACE.code,
    NOT_A_FILE_NAME.code,
    NOT_A_SEAL.code,
    RECORDED_BEFORE_SEAL.code,
    SEALED_ENTRY_CHANGED.code,
    SEALED_ENTRY_GONE.code,
    SEALED_EVENT_ADDED.code,
    SEALED_EVENT_GONE.code,
    TWO_SEALS.code,
    UNREADABLE_FILE.code,
    WORKSPACE_LOCKED.code,
];

/// Every kind of problem, sorted by code.
pub const CATALOGUE: &[Explanation] = &[
    AMBIGUOUS_ACTOR,
    AMBIGUOUS_DATE,
    AMBIGUOUS_PERSON,
    ANCHOR_DIGEST,
    ANCHOR_ORDER,
    ANCHOR_OUTSIDE,
    ANCHOR_TOO_LONG,
    BAD_DATE,
    BAD_DIGEST,
    BAD_EXISTENCE,
    BAD_HEADER,
    BAD_ID,
    BAD_INSTANT,
    BAD_LANGUAGE,
    BAD_NUMBER,
    BAD_PATTERN,
    BAD_ROW,
    BAD_TABLE,
    BAD_TOML,
    BOTH_CHANGED,
    BROKEN_CHAIN,
    BYTE_ORDER_MARK,
    CLAIM_IN_TWO_CONTACTS,
    CLAIM_OF_ANOTHER_SOURCE,
    CODED_AFTER_RECORDED,
    COLLIDING_CODE,
    CONTACT_ID_TAKEN,
    CORRECTION_CHANGES_NOTHING,
    COVERAGE_DYAD,
    CROSSWALK_LOSS,
    DAMAGED_SEGMENT,
    DAMAGED_TAIL,
    DISK_REFUSED,
    DUPLICATE_ACTOR,
    DUPLICATE_CLAIM,
    DUPLICATE_CROSSWALK,
    DUPLICATE_ENTRY,
    DUPLICATE_KEY,
    DUPLICATE_SOURCE,
    DUPLICATE_TERM,
    EMPTY_ENTRY,
    EMPTY_LIST,
    EMPTY_ONSET,
    EMPTY_TEXT,
    EXPECT_FAILED,
    FIGURES_DO_NOT_ADD_UP,
    FILE_NAME,
    FILE_TOO_LARGE,
    FOR_WITHOUT_STANCE,
    FORBIDDEN_CHARACTER,
    INVALID_UTF8,
    ISO_MISMATCH,
    LINE_TOO_LONG,
    LINK_TO_NOTHING,
    MISSING_CROSSWALK,
    MISSING_FILE,
    MISSING_KEY,
    MISSING_SOURCE,
    MIXED_NATURES,
    NESTED_VALUE,
    NO_ACTORS,
    NO_CATEGORIES,
    NO_DEFAULT_RULE,
    NO_MATCH,
    NO_SUCH_ACTOR,
    NO_WORKSPACE,
    NOT_A_FILE_NAME,
    NOT_A_RECURRENCE,
    NOT_A_SEAL,
    NOT_A_SETTLED_FIELD,
    NOT_GIVEN_BACK,
    NOT_IN_CONTACT,
    NOT_OF_THE_REGISTER,
    NOT_RETRACTED,
    NOTHING_TO_UNDO,
    OLDER_SNAPSHOT,
    OTHER_SOURCE,
    PART_OF_ITSELF,
    QUANTITY_ORDER,
    QUANTITY_WITHOUT_NUMBER,
    RATE_ON_OTHER,
    RATE_RANGE,
    RECORDED_BEFORE_SEAL,
    REPEATED_ACTOR,
    REPEATED_CELL,
    REPEATED_KEY,
    REPEATED_VALUE,
    RETIRED_CODE,
    REUSED_KEY,
    ROLE_CLASS,
    ROW_DIFFERS,
    ROW_KEY,
    SAME_INSTANT,
    SEALED_ENTRY_CHANGED,
    SEALED_ENTRY_GONE,
    SEALED_EVENT_ADDED,
    SEALED_EVENT_GONE,
    SET_ON_EPISODE,
    SETTLE_WITHOUT_BECAUSE,
    SETTLEMENT_CHANGES_NOTHING,
    SOURCE_CLASH,
    SOURCE_CONTRADICTS_ITSELF,
    STANCE_NEEDS_ATTRIBUTION,
    STANCE_WITHOUT_FOR,
    STATUS_NATURE,
    STRAY_CONTENT,
    SUMMARY_TOO_LONG,
    TERM_MISSING,
    TERM_UNKNOWN,
    TEXT_DIGEST,
    TEXT_LENGTH,
    TOO_MANY_PROBLEMS,
    TWO_SEALS,
    UNFILLED_COLUMN,
    UNKNOWN_ACTOR,
    UNKNOWN_CLAIM,
    UNKNOWN_CODE,
    UNKNOWN_COLUMN,
    UNKNOWN_CONTACT,
    UNKNOWN_FILE,
    UNKNOWN_ISO_CODE,
    UNKNOWN_KEY,
    UNKNOWN_PERSON,
    UNKNOWN_SCHEME,
    UNKNOWN_SOURCE,
    UNKNOWN_TERM,
    UNKNOWN_WHOLE,
    UNMAPPED_VALUE,
    UNREADABLE_FILE,
    UNSUPPORTED_FORMAT,
    UNUSED_COLUMN,
    VALUE_REFUSED,
    VALUES_CLASH,
    WHO_WITHOUT_ACTOR,
    WORKSPACE_LOCKED,
    WRONG_IMPORT,
    WRONG_TYPE,
];

/// The explanation of a code.
pub fn explain(code: &str) -> Option<&'static Explanation> {
    CATALOGUE.binary_search_by(|explanation| explanation.code.cmp(code)).ok().map(|at| &CATALOGUE[at])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_found_and_explained() {
        assert!(CATALOGUE.windows(2).all(|pair| pair[0].code < pair[1].code), "sort the catalogue by code");
        for explanation in CATALOGUE {
            assert_eq!(explain(explanation.code), Some(explanation));
            let sentences = explanation.explanation.split_inclusive(". ").count();
            assert!((2..=6).contains(&sentences), "{}: {sentences} sentences", explanation.code);
            assert!(explanation.explanation.ends_with(['.', ')']), "{}", explanation.code);
            assert!(!explanation.wrong.is_empty() && !explanation.right.is_empty(), "{}", explanation.code);
            assert!(!explanation.title.ends_with('.'), "{}", explanation.code);
        }
        assert_eq!(explain("no-such-code"), None);
        assert!(OUTSIDE.iter().all(|code| explain(code).is_some()));
    }
}
