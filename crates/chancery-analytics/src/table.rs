//! A published table: named columns, sorted on a key that is proven unique.

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
        let options = SortMultipleOptions::default().with_maintain_order(true);
        let mut frame = if frame.height() == 0 { frame } else { frame.sort(key, options)? };
        frame.rechunk_mut();
        let keys = print::cells(&frame.select(key.iter().copied())?)?;
        if let Some(pair) = keys.windows(2).find(|pair| pair[0] == pair[1]) {
            let key: Vec<String> = pair[0].iter().map(print::Cell::exact).collect();
            return Err(AnalyticsError::Bug(format!("table {name} has two rows for {}", key.join(" "))));
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

/// Columns in the making.
#[derive(Default)]
pub(crate) struct Columns(Vec<Column>);

impl Columns {
    pub(crate) fn text<T: Into<Option<String>>>(mut self, name: &str, values: impl IntoIterator<Item = T>) -> Columns {
        let values: Vec<Option<String>> = values.into_iter().map(Into::into).collect();
        self.0.push(Column::new(name.into(), values));
        self
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

    pub(crate) fn flag(mut self, name: &str, values: impl IntoIterator<Item = bool>) -> Columns {
        let values: Vec<bool> = values.into_iter().collect();
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
