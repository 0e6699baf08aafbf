//! Texts and their numbers, for whoever puts rows of several batches together.

use std::collections::HashMap;

/// Texts by number, in the order in which they came.
#[derive(Debug, Clone, Default)]
pub struct Texts {
    texts: Vec<String>,
    known: HashMap<String, u32>,
}

impl Texts {
    /// The number of a text, which it has from the first time that it is asked for.
    pub fn number(&mut self, text: &str) -> u32 {
        if let Some(number) = self.known.get(text) {
            return *number;
        }
        let number = self.texts.len() as u32;
        self.texts.push(text.to_owned());
        self.known.insert(text.to_owned(), number);
        number
    }

    /// The number of a text that came before.
    pub fn find(&self, text: &str) -> Option<u32> {
        self.known.get(text).copied()
    }

    /// All texts, in the order of their numbers.
    pub fn all(&self) -> &[String] {
        &self.texts
    }

    /// Forgets all texts.
    pub fn clear(&mut self) {
        self.texts.clear();
        self.known.clear();
    }

    /// The place of each text among all, sorted bytewise.
    pub fn ranks(&self) -> Vec<u32> {
        let mut sorted: Vec<u32> = (0..self.texts.len() as u32).collect();
        sorted.sort_by(|a, b| self.texts[*a as usize].cmp(&self.texts[*b as usize]));
        let mut ranks = vec![0; self.texts.len()];
        for (rank, number) in (0..).zip(sorted) {
            ranks[number as usize] = rank;
        }
        ranks
    }
}
