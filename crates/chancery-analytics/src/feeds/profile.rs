//! The portable profile: what a measure may say, so that polars, DuckDB, Spark 4 in ANSI mode and Sail run it with equal results.
//!
//! Not a parser: rules look at the words of a query. Each names the difference that taught it. A query that somebody asks for
//! themselves need not keep to it.

/// Why a query is not portable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The rule.
    pub rule: &'static str,
    /// The line of the query, from 1.
    pub line: usize,
    /// The difference between engines.
    pub why: &'static str,
    /// What to write.
    pub fix: &'static str,
}

/// Finds a place that breaks a rule in a query that is in lower case, without comments and texts.
type Finder = fn(&str) -> Option<usize>;

struct Rule {
    name: &'static str,
    why: &'static str,
    fix: &'static str,
    find: Finder,
}

const RULES: &[Rule] = &[
    Rule {
        name: "qualify",
        why: "Spark and polars have no QUALIFY.",
        fix: "Number the rows in a CTE with ROW_NUMBER, and choose by the number outside.",
        find: |query| word(query, "qualify"),
    },
    Rule {
        name: "concat",
        why: "CONCAT passes over a null in DuckDB and gives null in Spark.",
        fix: "Write ||, which gives null everywhere.",
        find: |query| word(query, "concat"),
    },
    Rule {
        name: "round",
        why: "Halves are rounded differently, and what is published is exact.",
        fix: "Give the number as it is; whoever prints it rounds.",
        find: |query| word(query, "round"),
    },
    Rule {
        name: "average",
        why: "AVG adds floating-point numbers in an order that differs from run to run.",
        fix: "Give the SUM of whole numbers and the COUNT.",
        find: |query| word(query, "avg").or_else(|| word(query, "mean")),
    },
    Rule {
        name: "narrow-sum",
        why: "polars sums 32-bit numbers in 32 bits and wraps around.",
        fix: "Write SUM(CAST(x AS BIGINT)).",
        find: |query| query.match_indices("sum(").map(|(at, _)| at).find(|at| !query[at + 4..].starts_with("cast(")),
    },
    Rule {
        name: "division",
        why: "Dividing whole numbers gives a whole number in some engines and a fraction in others.",
        fix: "Write CAST(x AS DOUBLE) / CAST(NULLIF(y, 0) AS DOUBLE).",
        find: |query| {
            query.match_indices('/').map(|(at, _)| at).find(|at| !query[..*at].trim_end().ends_with("as double)"))
        },
    },
    Rule {
        name: "date-subtraction",
        why: "The difference of two days is a number in DuckDB, an interval in Spark and a duration in polars.",
        fix: "Use the columns year and month, or compare days.",
        find: |query| [" - ", "interval", "datediff", "date_diff"].iter().filter_map(|what| query.find(what)).min(),
    },
    Rule {
        name: "distinct-of-several",
        why: "COUNT(DISTINCT a, b) is refused by DuckDB and counts without nulls in Spark.",
        fix: "SELECT DISTINCT in a CTE, and count its rows.",
        find: |query| query.find("count(distinct"),
    },
    Rule {
        name: "order",
        why: "Nulls come first in Spark and last in DuckDB; and the table is sorted by its key in any case.",
        fix: "Leave ORDER BY and LIMIT out.",
        find: |query| word(query, "order").or_else(|| word(query, "limit")),
    },
    Rule {
        name: "star",
        why: "The columns of a * change with the table.",
        fix: "Name the columns.",
        find: |query| query.match_indices('*').map(|(at, _)| at).find(|at| !query[..*at].ends_with("count(")),
    },
    Rule {
        name: "cast",
        why: "Spark knows :: only lately, and VARCHAR there wants a length.",
        fix: "Write CAST(x AS BIGINT), AS DOUBLE or AS STRING.",
        find: |query| query.find("::").or_else(|| word(query, "varchar")).or_else(|| word(query, "text")),
    },
    Rule {
        name: "quoted-name",
        why: "Spark reads what stands between double quotes as a text.",
        fix: "Give names that need no quotes.",
        find: |query| query.find('"'),
    },
    Rule {
        name: "pattern",
        why: "ILIKE and regular expressions differ between engines.",
        fix: "Compare codes, or use LIKE.",
        find: |query| word(query, "ilike").or_else(|| word(query, "regexp")).or_else(|| word(query, "rlike")),
    },
];

/// Everything in a query that is not portable, by line.
pub fn refusals(query: &str) -> Vec<Refusal> {
    let bare = bare(query);
    let mut found: Vec<Refusal> = RULES
        .iter()
        .filter_map(|rule| {
            let at = (rule.find)(&bare)?;
            let line = bare[..at].matches('\n').count() + 1;
            Some(Refusal { rule: rule.name, line, why: rule.why, fix: rule.fix })
        })
        .collect();
    found.sort_by_key(|refusal| (refusal.line, refusal.rule));
    found
}

/// Whether a query reads and nothing else: it begins with SELECT or WITH.
pub(super) fn only_reads(query: &str) -> bool {
    let bare = bare(query);
    let first = bare.split(|c: char| !c.is_ascii_alphabetic()).find(|word| !word.is_empty());
    matches!(first, Some("select" | "with"))
}

/// In lower case; comments and texts become blanks, lines stay lines.
fn bare(query: &str) -> String {
    let mut out = String::with_capacity(query.len());
    let mut chars = query.chars().peekable();
    let (mut in_text, mut in_comment) = (false, false);
    while let Some(char) = chars.next() {
        in_comment |= !in_text && char == '-' && chars.peek() == Some(&'-');
        in_comment &= char != '\n';
        let is_quote = !in_comment && char == '\'';
        in_text ^= is_quote;
        let is_shown = char == '\n' || !(in_comment || in_text || is_quote);
        out.push(if is_shown { char.to_ascii_lowercase() } else { ' ' });
    }
    out
}

/// Where a word stands by itself.
fn word(query: &str, wanted: &str) -> Option<usize> {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    query
        .match_indices(wanted)
        .map(|(at, _)| at)
        .find(|at| !query[..*at].ends_with(is_part) && !query[at + wanted.len()..].starts_with(is_part))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::feeds::MEASURES;

    #[test]
    fn every_measure_keeps_to_the_profile() {
        for (name, _, _, query) in MEASURES {
            assert_eq!(refusals(query), [], "{name}");
            assert!(only_reads(query), "{name}");
        }
    }

    #[test]
    fn each_rule_is_seen_to_refuse_and_says_where() {
        let cases = [
            ("select a\nfrom rows qualify x = 1", "qualify", 2),
            ("select concat(a, b) from rows", "concat", 1),
            ("select round(x) from rows", "round", 1),
            ("select avg(x) from rows", "average", 1),
            ("select\nsum(x) from rows", "narrow-sum", 2),
            ("select a / b from rows", "division", 1),
            ("select day - added from rows", "date-subtraction", 1),
            ("select count(distinct a, b) from rows", "distinct-of-several", 1),
            ("select a from rows order by a", "order", 1),
            ("select * from rows", "star", 1),
            ("select a::int from rows", "cast", 1),
            ("select \"a\" from rows", "quoted-name", 1),
            ("select a from rows where a ilike 'x'", "pattern", 1),
        ];
        assert_eq!(cases.len(), RULES.len());
        for (query, rule, line) in cases {
            let found: Vec<(&str, usize)> =
                refusals(query).iter().map(|refusal| (refusal.rule, refusal.line)).collect();
            assert_eq!(found, [(rule, line)], "{query}");
        }
        for sound in ["select count(*) as n from rows -- round - * /", "select 'a / b * \"c\"' as t from rows"] {
            assert_eq!(refusals(sound), [], "{sound}");
        }
        for other in ["-- select\ndelete from rows", "drop table rows", "", "'select'"] {
            assert!(!only_reads(other), "{other}");
        }
    }
}
