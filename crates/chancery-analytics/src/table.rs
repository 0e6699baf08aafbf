//! A published table: named columns, sorted on a key that is proven unique.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::fmt::Display;
use std::hash::Hash;

use chancery_core::when::Day;
use polars::prelude::*;

use crate::error::AnalyticsError;
use crate::print;

/// A table as published.
#[derive(Debug, Clone)]
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// Its rows, sorted by the key, in one chunk.
    pub frame: DataFrame,
}

impl Table {
    /// Sorts a frame on its key.
    ///
    /// # Errors
    /// [`AnalyticsError::Bug`] where two rows have the same key: their order would then depend on the number of threads.
    pub fn new(name: &'static str, key: &[&str], frame: DataFrame) -> Result<Table, AnalyticsError> {
        let mut frame = frame;
        frame.rechunk_mut();
        // Rows mostly come in order, and finding that out costs far less than sorting them once more.
        if !order(&frame, key)?.iter().all(|ordering| ordering.is_lt()) {
            frame = frame.sort(key, SortMultipleOptions::default().with_maintain_order(true))?;
            frame.rechunk_mut();
            if let Some(row) = order(&frame, key)?.iter().position(|ordering| ordering.is_ge()) {
                let row = print::cells(&frame.select(key.iter().copied())?.slice(row as i64, 1))?;
                let key: Vec<String> = row.iter().flatten().map(print::Cell::exact).collect();
                return Err(AnalyticsError::Bug(format!("table {name} has two rows for {}", key.join(" "))));
            }
        }
        #[cfg(feature = "planted-disorder")]
        let frame = disordered(frame)?;
        Ok(Table { name, frame })
    }

    /// The names of its columns.
    pub fn columns(&self) -> Vec<&str> {
        self.frame.get_column_names().into_iter().map(|name| name.as_str()).collect()
    }
}

/// How each row's key stands to that of the next row.
fn order(frame: &DataFrame, key: &[&str]) -> Result<Vec<Ordering>, AnalyticsError> {
    let mut found = vec![Ordering::Equal; frame.height().saturating_sub(1)];
    for name in key {
        let column = frame.column(name)?;
        match column.dtype() {
            DataType::String => refine(&mut found, column.str()?.iter()),
            DataType::Int64 => refine(&mut found, column.i64()?.iter()),
            DataType::Boolean => refine(&mut found, column.bool()?.iter()),
            DataType::Date => refine(&mut found, column.date()?.physical().iter()),
            other => return Err(AnalyticsError::Bug(format!("key column {name} holds {other}"))),
        }
    }
    Ok(found)
}

/// Orders rows that are equal so far by one column more; null comes first, as polars sorts.
fn refine<T: Ord>(found: &mut [Ordering], mut values: impl Iterator<Item = Option<T>>) {
    let Some(mut last) = values.next() else { return };
    for (ordering, next) in found.iter_mut().zip(values) {
        *ordering = ordering.then_with(|| last.cmp(&next));
        last = next;
    }
}

/// Rows in an order that differs from process to process, as a forgotten sort would leave them.
#[cfg(feature = "planted-disorder")]
fn disordered(frame: DataFrame) -> Result<DataFrame, PolarsError> {
    use std::hash::BuildHasher;

    let keys = std::collections::hash_map::RandomState::new();
    let mut rows: Vec<IdxSize> = (0..frame.height() as IdxSize).collect();
    rows.sort_by_key(|row| keys.hash_one(row));
    let mut frame = frame.take(&IdxCa::from_vec("rows".into(), rows))?;
    frame.rechunk_mut();
    Ok(frame)
}

/// A column of few texts in many rows: the texts, and which one each row has.
pub(crate) struct Codes {
    texts: Vec<String>,
    rows: Vec<IdxSize>,
}

impl Codes {
    pub(crate) fn new(texts: impl IntoIterator<Item = String>, rows: impl IntoIterator<Item = u32>) -> Codes {
        Codes { texts: texts.into_iter().collect(), rows: rows.into_iter().collect() }
    }
}

/// Columns in the making.
#[derive(Default)]
pub(crate) struct Columns(Vec<Column>);

impl Columns {
    pub(crate) fn text<T: Into<Option<String>>>(mut self, name: &str, values: impl IntoIterator<Item = T>) -> Columns {
        let values: Vec<Option<String>> = values.into_iter().map(Into::into).collect();
        self.0.push(Column::new(name.into(), values));
        self
    }

    /// Texts by number.
    pub(crate) fn codes(mut self, name: &str, codes: Codes) -> Result<Columns, AnalyticsError> {
        let texts = StringChunked::from_iter_values(name.into(), codes.texts.iter().map(String::as_str));
        let rows = IdxCa::from_vec("rows".into(), codes.rows);
        self.0.push(texts.take(&rows)?.into_column());
        Ok(self)
    }

    /// The texts of values of which there are few.
    pub(crate) fn coded<T: Eq + Hash + Display>(
        self,
        name: &str,
        values: impl IntoIterator<Item = T>,
    ) -> Result<Columns, AnalyticsError> {
        let (mut texts, mut numbers) = (Vec::new(), HashMap::new());
        let rows = values.into_iter().map(|value| match numbers.entry(value) {
            Entry::Occupied(known) => *known.get(),
            Entry::Vacant(new) => {
                texts.push(new.key().to_string());
                *new.insert(texts.len() as u32 - 1)
            }
        });
        let rows: Vec<u32> = rows.collect();
        self.codes(name, Codes { texts, rows })
    }

    pub(crate) fn whole<T: Into<Option<i64>>>(mut self, name: &str, values: impl IntoIterator<Item = T>) -> Columns {
        let values: Vec<Option<i64>> = values.into_iter().map(Into::into).collect();
        self.0.push(Column::new(name.into(), values));
        self
    }

    pub(crate) fn share(mut self, name: &str, values: impl IntoIterator<Item = Option<f64>>) -> Columns {
        let values: Vec<Option<f64>> = values.into_iter().collect();
        self.0.push(Column::new(name.into(), values));
        self
    }

    pub(crate) fn flag<T: Into<Option<bool>>>(mut self, name: &str, values: impl IntoIterator<Item = T>) -> Columns {
        let values: Vec<Option<bool>> = values.into_iter().map(Into::into).collect();
        self.0.push(Column::new(name.into(), values));
        self
    }

    pub(crate) fn day(
        mut self,
        name: &str,
        values: impl IntoIterator<Item = Option<Day>>,
    ) -> Result<Columns, PolarsError> {
        let values: Vec<Option<i32>> = values.into_iter().map(|day| day.map(|day| day.0)).collect();
        self.0.push(Column::new(name.into(), values).cast(&DataType::Date)?);
        Ok(self)
    }

    pub(crate) fn table(self, name: &'static str, key: &[&str]) -> Result<Table, AnalyticsError> {
        Table::new(name, key, DataFrame::new_infer_height(self.0)?)
    }

    pub(crate) fn frame(self) -> Result<DataFrame, AnalyticsError> {
        Ok(DataFrame::new_infer_height(self.0)?)
    }
}
