//! Rows of one run: batches put together under one dictionary and sorted, so that the rows of a dyad stand together by day.

use std::cmp::Ordering;
use std::collections::HashMap;

use chancery_feeds::{NONE, Rows};

/// Rows of several batches, whose texts have one dictionary.
#[derive(Default)]
pub(super) struct Run {
    pub(super) rows: Rows,
    pub(super) texts: Vec<String>,
    known: HashMap<String, u32>,
}

impl Run {
    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    /// Takes the rows of a batch; texts get the numbers that they have here.
    pub(super) fn take(&mut self, batch: &Rows) {
        let numbers: Vec<u32> = batch.names.iter().map(|text| self.number(text)).collect();
        let here = |index: &u32| numbers.get(*index as usize).copied().unwrap_or(NONE);
        let rows = &mut self.rows;
        for (to, from) in [
            (&mut rows.source, &batch.source),
            (&mut rows.target, &batch.target),
            (&mut rows.actor_a, &batch.actor_a),
            (&mut rows.actor_b, &batch.actor_b),
            (&mut rows.code, &batch.code),
            (&mut rows.root, &batch.root),
            (&mut rows.place, &batch.place),
        ] {
            to.extend(from.iter().map(here));
        }
        for (to, from) in [
            (&mut rows.day, &batch.day),
            (&mut rows.last_day, &batch.last_day),
            (&mut rows.added, &batch.added),
            (&mut rows.score, &batch.score),
            (&mut rows.mentions, &batch.mentions),
            (&mut rows.low, &batch.low),
            (&mut rows.best, &batch.best),
            (&mut rows.high, &batch.high),
        ] {
            to.extend_from_slice(from);
        }
        for (to, from) in [
            (&mut rows.precision, &batch.precision),
            (&mut rows.is_root, &batch.is_root),
            (&mut rows.place_precision, &batch.place_precision),
        ] {
            to.extend_from_slice(from);
        }
        rows.row.extend_from_slice(&batch.row);
        rows.story.extend_from_slice(&batch.story);
    }

    fn number(&mut self, text: &str) -> u32 {
        if let Some(number) = self.known.get(text) {
            return *number;
        }
        let number = u32::try_from(self.texts.len()).unwrap_or(NONE);
        self.texts.push(text.to_owned());
        self.known.insert(text.to_owned(), number);
        number
    }

    /// The order of the rows in a segment: by both actors (no pair last), day, source, target, code, the feed's number; rows that
    /// agree in all of these in the order of the file.
    pub(super) fn order(&self) -> Vec<u32> {
        let ranks = ranks(&self.texts);
        let rank = |text: u32| ranks.get(text as usize).copied().unwrap_or(NONE);
        let rows = &self.rows;
        let pair = |at: usize| u64::from(rank(rows.actor_a[at])) << 32 | u64::from(rank(rows.actor_b[at]));
        let mut keys: Vec<(u64, i32, u32)> = (0..rows.len()).map(|at| (pair(at), rows.day[at], at as u32)).collect();
        let rest = |at: u32| {
            let at = at as usize;
            (rank(rows.source[at]), rank(rows.target[at]), rank(rows.code[at]), rows.row[at])
        };
        keys.sort_unstable_by(|a, b| match (a.0, a.1).cmp(&(b.0, b.1)) {
            Ordering::Equal => rest(a.2).cmp(&rest(b.2)).then(a.2.cmp(&b.2)),
            other => other,
        });
        keys.into_iter().map(|(_, _, at)| at).collect()
    }
}

/// The place of each text among all, sorted bytewise.
fn ranks(texts: &[String]) -> Vec<u32> {
    let mut sorted: Vec<u32> = (0..texts.len() as u32).collect();
    sorted.sort_by(|a, b| texts[*a as usize].cmp(&texts[*b as usize]));
    let mut ranks = vec![0; texts.len()];
    for (rank, text) in sorted.into_iter().enumerate() {
        ranks[text as usize] = rank as u32;
    }
    ranks
}
