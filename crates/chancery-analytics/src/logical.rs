//! The logical digest of a table: the same for the same names, types and rows, whatever file or engine they come from.
//!
//! SHA-256 over a line of `name:type` for each column and a line for each row, columns apart by tabs, rows in the order of the key with
//! nulls first. `\N` is null; backslash, tab, line feed and carriage return in texts are escaped. Numbers stand in decimal digits, those with a
//! fraction with the fewest that read back as the same number, of two such the one that is further from zero, and without an exponent; days as
//! `2019-10-24`.

use polars::prelude::*;
use sha2::{Digest as _, Sha256};

use crate::error::AnalyticsError;
use crate::print::{self, Cell};
use crate::table::Table;

/// As many rows as are made text at a time.
const ROWS: usize = 65_536;

/// The digest of a table.
///
/// # Errors
/// As [`print::rows`].
pub fn digest(table: &Table) -> Result<String, AnalyticsError> {
    let mut digest = Logical::of(&table.frame);
    let mut begin = 0;
    while begin < table.frame.height() {
        digest.add(&print::cells(&table.frame.slice(begin as i64, ROWS))?);
        begin += ROWS;
    }
    Ok(digest.end())
}

/// A digest to which rows are added in their order.
pub(crate) struct Logical(Sha256);

impl Logical {
    /// With the columns of a frame.
    pub(crate) fn of(frame: &DataFrame) -> Logical {
        let head: Vec<String> = frame.schema().iter().map(|(name, kind)| format!("{name}:{kind}")).collect();
        Logical(Sha256::new_with_prefix(format!("{}\n", head.join("\t"))))
    }

    pub(crate) fn add(&mut self, rows: &[Vec<Cell>]) {
        let mut text = String::new();
        for row in rows {
            for (place, cell) in row.iter().enumerate() {
                if place > 0 {
                    text.push('\t');
                }
                canonical(cell, &mut text);
            }
            text.push('\n');
        }
        self.0.update(text);
    }

    pub(crate) fn end(self) -> String {
        self.0.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

/// A cell for the digest.
fn canonical(cell: &Cell, text: &mut String) {
    match cell {
        Cell::Null => text.push_str("\\N"),
        Cell::Text(value) if value.contains(['\\', '\t', '\n', '\r']) => {
            for character in value.chars() {
                match character {
                    '\\' => text.push_str("\\\\"),
                    '\t' => text.push_str("\\t"),
                    '\n' => text.push_str("\\n"),
                    '\r' => text.push_str("\\r"),
                    other => text.push(other),
                }
            }
        }
        Cell::Text(value) => text.push_str(value),
        other => text.push_str(&other.exact()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(number: f64) -> String {
        let mut text = String::new();
        canonical(&Cell::Share(number), &mut text);
        text
    }

    /// What the standard library gives, which engines that make the digest elsewhere have to give too.
    #[test]
    fn fractions_have_the_fewest_digits() {
        for (number, wanted) in [
            (0.0, "0"),
            (1.0, "1"),
            (-0.75, "-0.75"),
            (0.1, "0.1"),
            (1.0 / 3.0, "0.3333333333333333"),
            (1e-7, "0.0000001"),
            (1e22, "10000000000000000000000"),
        ] {
            assert_eq!(text(number), wanted);
        }
    }

    /// Of 0.5024185180664062 and 0.5024185180664063, which are equally near to 65853/131072, Python has the even one and DuckDB either. A toolchain that
    /// chose otherwise would change published digests.
    #[test]
    fn of_two_that_are_equally_near_it_is_the_one_further_from_zero() {
        let mut ties = 0;
        for number in (1..1 << 17).step_by(2).map(|part| f64::from(part) / f64::from(1 << 17)) {
            // Seventeen binary places are seventeen decimal ones, the last of which is 5.
            let (shown, exact) = (text(number), format!("{number:.17}"));
            if shown.len() + 1 == exact.len() {
                ties += 1;
                assert!(
                    shown[..shown.len() - 1] == exact[..shown.len() - 1] && shown.as_str() > &exact[..shown.len()],
                    "{shown} {exact}"
                );
                assert_eq!(text(-number), format!("-{shown}"));
            }
        }
        assert!(ties > 1_000, "{ties}");
    }
}
