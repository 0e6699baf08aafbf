//! Texts and dyads by number, so that increments stay small.

use std::collections::HashMap;

use super::{ALL, Dyad};

/// Texts and dyads by number.
#[derive(Debug)]
pub(crate) struct Names {
    pub(crate) labels: Vec<String>,
    label_of: HashMap<String, u32>,
    pub(crate) dyads: Vec<Dyad>,
    dyad_of: HashMap<Dyad, u32>,
}

impl Default for Names {
    fn default() -> Names {
        let label_of = HashMap::from([(ALL.to_owned(), 0)]);
        Names { labels: vec![ALL.to_owned()], label_of, dyads: Vec::new(), dyad_of: HashMap::new() }
    }
}

impl Names {
    pub(crate) fn label(&mut self, text: &str) -> u32 {
        if let Some(number) = self.label_of.get(text) {
            return *number;
        }
        let number = self.labels.len() as u32;
        self.labels.push(text.to_owned());
        self.label_of.insert(text.to_owned(), number);
        number
    }

    pub(crate) fn dyad(&mut self, dyad: &Dyad) -> u32 {
        if let Some(number) = self.dyad_of.get(dyad) {
            return *number;
        }
        let number = self.dyads.len() as u32;
        self.dyads.push(dyad.clone());
        self.dyad_of.insert(dyad.clone(), number);
        number
    }
}
