//! Lists within a table: of texts, of tables.

use std::collections::HashSet;

use toml::Spanned;
use toml::de::DeValue;

use super::{Example, Table};
use crate::problems;
use crate::reader::{Reader, Text};
use crate::wanted::{Wanted, kind};

impl<'t, 'd> Table<'t, 'd> {
    /// A list of texts, none of them empty; it may itself be empty.
    pub(crate) fn texts(&self, r: &mut Reader<'_>, key: &'static str) -> Option<Vec<Text>> {
        let (value, span) = self.get(r, key)?;
        let DeValue::Array(items) = value else {
            self.wrong(r, key, value, span, Wanted::Texts);
            return None;
        };
        let mut texts = Vec::with_capacity(items.len());
        let mut sound = true;
        for item in items {
            match item.get_ref() {
                DeValue::String(text) if text.trim().is_empty() => {
                    sound = false;
                    r.tell(item.span(), |at| problems::empty_text(at, key));
                }
                DeValue::String(text) => {
                    r.keys.entry(format!("{}={text}", self.path(key))).or_insert_with(|| item.span());
                    texts.push(Text { value: text.replace("\r\n", "\n"), span: item.span() });
                }
                _ => {
                    sound = false;
                    self.wrong_item(r, key, item, Wanted::Texts);
                }
            }
        }
        sound.then_some(texts)
    }

    /// A list of different texts.
    pub(crate) fn different_texts(&self, r: &mut Reader<'_>, key: &'static str) -> Option<Vec<Text>> {
        let texts = self.texts(r, key)?;
        let mut seen = HashSet::new();
        let mut different = true;
        for text in &texts {
            if !seen.insert(text.value.as_str()) {
                different = false;
                r.tell(text.span.clone(), |at| problems::repeated_value(at, key, &text.value));
            }
        }
        different.then_some(texts)
    }

    /// A list of different texts, one at least.
    pub(crate) fn some_texts(&self, r: &mut Reader<'_>, key: &'static str) -> Option<Vec<Text>> {
        let texts = self.different_texts(r, key)?;
        if texts.is_empty() {
            r.tell(self.span_of(key), |at| problems::empty_list(at, key));
            return None;
        }
        Some(texts)
    }

    /// A list of tables; it may be empty.
    pub(crate) fn tables(
        &self,
        r: &mut Reader<'_>,
        key: &'static str,
        name: &'static str,
        examples: &'static [Example],
    ) -> Option<Vec<Table<'t, 'd>>> {
        let (value, span) = self.get(r, key)?;
        let DeValue::Array(items) = value else {
            self.wrong(r, key, value, span, Wanted::Tables);
            return None;
        };
        let mut tables = Vec::with_capacity(items.len());
        for (index, item) in items.iter().enumerate() {
            match item.get_ref() {
                DeValue::Table(entries) => {
                    let prefix = format!("{}[{index}].", self.path(key));
                    tables.push(Table::new(entries, item.span(), name, prefix, examples));
                }
                _ => self.wrong_item(r, key, item, Wanted::Tables),
            }
        }
        if tables.is_empty() && !items.is_empty() {
            return None;
        }
        Some(tables)
    }

    fn wrong_item(&self, r: &mut Reader<'_>, key: &str, item: &Spanned<DeValue<'_>>, wanted: Wanted) {
        let found = format!("a list that holds {}", kind(item.get_ref()));
        r.tell(item.span(), |at| problems::wrong_type(at, key, &found, wanted.name(), &self.example(key)));
    }
}
