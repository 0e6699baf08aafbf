//! The portable profile: what a measure may say, so that polars, DuckDB, Spark 4 in ANSI mode and Sail run it with equal results.
//!
//! Not a parser: rules look at the words of a query. Each names the difference that taught it, and `cargo xtask cluster` asks the engines
//! whether it is still there (xtask/cluster/differences.py). A query that somebody asks for
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
        why: "Sail has no QUALIFY.",
        fix: "Number the rows in a CTE with ROW_NUMBER, and choose by the number outside.",
        find: |query| word(query, "qualify"),
    },
    Rule {
        name: "concat",
        why: "CONCAT passes over a null in DuckDB and polars, and gives null in Spark and Sail.",
        fix: "Write ||, which gives null everywhere.",
        find: |query| word(query, "concat"),
    },
    Rule {
        name: "round",
        why: "Halves are rounded to the even number in polars and away from zero elsewhere; and what is published is exact.",
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
        why: "polars sums 32-bit numbers in 32 bits and wraps around; and a sum of fractions differs with its order.",
        fix: "Write SUM(CAST(x AS BIGINT)).",
        find: |query| all(query, "sum").find(|at| !is_wide(&query[at + 3..])),
    },
    Rule {
        name: "division",
        why: "By zero, Spark and Sail stop, and polars and DuckDB give infinity.",
        fix: "Write CAST(x AS DOUBLE) / CAST(NULLIF(y, 0) AS DOUBLE).",
        find: |query| {
            let is_safe = |at: usize| {
                query[..at].trim_end().ends_with("as double)")
                    && query[at + 1..].trim_start().starts_with("cast(nullif(")
            };
            query.match_indices('/').map(|(at, _)| at).find(|at| !is_safe(*at))
        },
    },
    Rule {
        name: "date-subtraction",
        why: "The difference of two days is a number in DuckDB and Sail, an interval in Spark and a duration in polars.",
        fix: "Use the columns year and month, or compare days.",
        find: |query| {
            let minus = query.match_indices('-').map(|(at, _)| at).find(|at| {
                let before = query[..*at].trim_end().rsplit(|c| !is_part(c)).next();
                let after = query[at + 1..].trim_start().split(|c| !is_part(c)).next();
                [before, after].iter().flatten().any(|word| DAYS.contains(word))
            });
            ["interval", "datediff", "date_diff"].iter().filter_map(|what| word(query, what)).chain(minus).min()
        },
    },
    Rule {
        name: "distinct-of-several",
        why: "COUNT(DISTINCT a, b) is refused by polars and DuckDB and counts without nulls in Spark and Sail.",
        fix: "SELECT DISTINCT in a CTE, and count its rows.",
        find: |query| query.find("count(distinct"),
    },
    Rule {
        name: "order",
        why: "Nulls come first in Spark and Sail and last in polars and DuckDB; and the table is sorted by its key in any case.",
        fix: "Leave ORDER BY and LIMIT out.",
        find: |query| word(query, "order").or_else(|| word(query, "limit")),
    },
    Rule {
        name: "star",
        why: "The columns of a * change with the table; and a product that is too large stops Spark and DuckDB and is another number in polars and Sail.",
        fix: "Name the columns; multiply where the result is used.",
        find: |query| query.match_indices('*').map(|(at, _)| at).find(|at| !query[..*at].ends_with("count(")),
    },
    Rule {
        name: "cast",
        why: "VARCHAR wants a length in Spark and Sail.",
        fix: "Write CAST(x AS STRING).",
        find: |query| word(query, "varchar").or_else(|| word(query, "text")),
    },
    Rule {
        name: "quoted-name",
        why: "Spark and Sail read what stands between double quotes as a text.",
        fix: "Give names that need no quotes.",
        find: |query| query.find('"'),
    },
    Rule {
        name: "modulo",
        why: "What is left of a negative number is positive in polars and negative elsewhere.",
        fix: "Do without, or compare numbers that are not negative.",
        find: |query| query.find('%').or_else(|| word(query, "mod")),
    },
    Rule {
        name: "cut-fraction",
        why: "CAST(x AS BIGINT) of a fraction rounds in DuckDB and cuts elsewhere.",
        fix: "Give numerator and denominator.",
        find: |query| {
            query.match_indices(" as bigint)").map(|(at, _)| at).find(|at| query[..*at].ends_with("as double)"))
        },
    },
    Rule {
        name: "substring",
        why: "The character before the first is the first in Spark and Sail; counted from the end, each engine has another.",
        fix: "Compare with LIKE, or use the columns code and root.",
        find: |query| ["substr", "substring", "left(", "right("].iter().filter_map(|what| query.find(what)).min(),
    },
    Rule {
        name: "decimal",
        why: "0.1 is a fraction of two in polars and one of ten elsewhere.",
        fix: "Write whole numbers, and CAST(x AS DOUBLE) in a division.",
        find: |query| {
            let is_digit = |char: Option<char>| char.is_some_and(|char| char.is_ascii_digit());
            let dots = query.match_indices('.').map(|(at, _)| at);
            dots.into_iter()
                .find(|at| is_digit(query[..*at].chars().next_back()) && is_digit(query[at + 1..].chars().next()))
        },
    },
    Rule {
        name: "letters",
        why: "A ß in capitals is SS in polars, Spark and Sail, and one letter in DuckDB.",
        fix: "Compare codes as they are.",
        find: |query| word(query, "upper").or_else(|| word(query, "lower")),
    },
    Rule {
        name: "set-difference",
        why: "polars has no EXCEPT or INTERSECT of queries.",
        fix: "Use a join, or NOT IN over what has no nulls.",
        find: |query| word(query, "except").or_else(|| word(query, "intersect")),
    },
    Rule {
        name: "backslash",
        why: "A backslash in a text is itself, and in Spark the beginning of another character.",
        fix: "Do without; codes have none.",
        find: |query| query.find('\\'),
    },
    Rule {
        name: "pattern",
        why: "DuckDB has no RLIKE, and regular expressions are of another kind in each engine.",
        fix: "Compare codes, or use LIKE.",
        find: |query| word(query, "rlike").or_else(|| word(query, "regexp")).or_else(|| word(query, "regexp_matches")),
    },
];

/// The columns of rows that are days.
const DAYS: [&str; 3] = ["day", "added", "last_day"];

/// What follows `sum`: whole numbers of 64 bits.
fn is_wide(after: &str) -> bool {
    let inner = after.trim_start().strip_prefix("(cast(");
    inner.is_some_and(|inner| inner.find(')').is_some_and(|end| inner[..end].ends_with(" as bigint")))
}

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

/// In lower case; comments and texts become blanks but for the backslashes of texts, lines stay lines.
fn bare(query: &str) -> String {
    let mut out = String::with_capacity(query.len());
    let mut chars = query.chars().peekable();
    let (mut in_text, mut in_comment) = (false, false);
    while let Some(char) = chars.next() {
        in_comment |= !in_text && char == '-' && chars.peek() == Some(&'-');
        in_comment &= char != '\n';
        let is_quote = !in_comment && char == '\'';
        in_text ^= is_quote;
        let is_shown = char == '\n' || !(in_comment || in_text || is_quote) || (in_text && char == '\\');
        out.push(if is_shown { char.to_ascii_lowercase() } else { ' ' });
    }
    out
}

/// Where a word stands by itself.
fn word(query: &str, wanted: &str) -> Option<usize> {
    all(query, wanted).next()
}

/// Every place of a word.
fn all<'q>(query: &'q str, wanted: &'q str) -> impl Iterator<Item = usize> + 'q {
    let is_alone = |at: &usize| !query[..*at].ends_with(is_part) && !query[at + wanted.len()..].starts_with(is_part);
    query.match_indices(wanted).map(|(at, _)| at).filter(is_alone)
}

fn is_part(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
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
            ("select sum (cast(x as bigint)) from rows\nwhere sum(cast(x as int)) > 1", "narrow-sum", 2),
            ("select sum(cast(x as double)) from rows", "narrow-sum", 1),
            ("select a / b from rows", "division", 1),
            ("select cast(a as double) / cast(b as double) from rows", "division", 1),
            ("select day - added from rows", "date-subtraction", 1),
            ("select rows.last_day-1 from rows", "date-subtraction", 1),
            ("select a from rows where place = '\\n'", "backslash", 1),
            ("select count(distinct a, b) from rows", "distinct-of-several", 1),
            ("select a from rows order by a", "order", 1),
            ("select * from rows", "star", 1),
            ("select cast(a as varchar) from rows", "cast", 1),
            ("select sum(cast(score % 7 as bigint)) from rows", "modulo", 1),
            ("select cast(cast(a as double) as bigint) from rows", "cut-fraction", 1),
            ("select substr(code, 0, 2) from rows", "substring", 1),
            ("select 0.1 + a from rows", "decimal", 1),
            ("select upper(code) from rows", "letters", 1),
            ("select a from rows\nexcept select b from rows", "set-difference", 2),
            ("select \"a\" from rows", "quoted-name", 1),
            ("select a from rows where a rlike 'x'", "pattern", 1),
        ];
        let seen: std::collections::BTreeSet<&str> = cases.iter().map(|case| case.1).collect();
        assert_eq!(seen.len(), RULES.len());
        for (query, rule, line) in cases {
            let found: Vec<(&str, usize)> =
                refusals(query).iter().map(|refusal| (refusal.rule, refusal.line)).collect();
            assert_eq!(found, [(rule, line)], "{query}");
        }
        for sound in [
            "select count(*) as n from rows -- round - * / \\",
            "select 'a / b * \"c\"' as t from rows",
            "select sum(cast(high - low as bigint)) from rows where score > -1",
        ] {
            assert_eq!(refusals(sound), [], "{sound}");
        }
        for other in ["-- select\ndelete from rows", "drop table rows", "", "'select'"] {
            assert!(!only_reads(other), "{other}");
        }
    }
}
