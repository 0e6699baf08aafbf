//! Rows of one run: batches put together under one dictionary and sorted, so that the rows of a dyad stand together by day.

use chancery_feeds::cube::{Builder, Code, Month, Row};
use chancery_feeds::{Format, NONE, NULL_I32, Rows, Texts};

/// Rows of a run, which becomes one segment.
const RUN_ROWS: usize = 1 << 20;

/// Texts of a run are told apart by 22 bits, of which the highest number is that of none.
const MOST_TEXTS: usize = (1 << 22) - 1;

/// 1800-01-01, the first day that a reader takes.
const FIRST_DAY: i32 = -62_091;

/// Rows of several batches, whose texts have one dictionary.
#[derive(Default)]
pub(super) struct Run {
    pub(super) rows: Rows,
    pub(super) texts: Texts,
}

impl Run {
    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    /// Takes the rows of a batch; texts get the numbers that they have here.
    pub(super) fn take(&mut self, batch: &mut Rows) {
        let places: Vec<u32> = batch.names.iter().map(|text| self.texts.number(text)).collect();
        let here = |index: &u32| places.get(*index as usize).copied().unwrap_or(NONE);
        let (texts, numbers, small, large) = columns(&mut self.rows);
        if numbers[0].capacity() == 0 {
            // Room for the whole run at once, of which the system gives what is written to: growing would take half as much again.
            texts.into_iter().for_each(|column| column.reserve_exact(RUN_ROWS));
            numbers.into_iter().for_each(|column| column.reserve_exact(RUN_ROWS));
            small.into_iter().for_each(|column| column.reserve_exact(RUN_ROWS));
            large.into_iter().for_each(|column| column.reserve_exact(RUN_ROWS));
        }
        let (texts, numbers, small, large) = columns(&mut self.rows);
        let (more_texts, more_numbers, more_small, more_large) = columns(batch);
        texts.into_iter().zip(more_texts).for_each(|(to, from)| to.extend(from.iter().map(here)));
        numbers.into_iter().zip(more_numbers).for_each(|(to, from)| to.append(from));
        small.into_iter().zip(more_small).for_each(|(to, from)| to.append(from));
        large.into_iter().zip(more_large).for_each(|(to, from)| to.append(from));
    }

    /// Whether a batch still fits: a run ends before it has too many rows, or more texts than its order can tell apart.
    pub(super) fn has_room(&self, batch: &Rows) -> bool {
        self.len() + batch.len() <= RUN_ROWS && self.texts.all().len() + batch.names.len() < MOST_TEXTS
    }

    /// The months of the cube of its rows, once they are sorted; the same that the segment's rows make.
    pub(super) fn months(&self, format: Format) -> Vec<Month> {
        let rows = &self.rows;
        let mut builder = Builder::of(format);
        let codes: Vec<Code> = self.texts.all().iter().map(|text| Code::of(text).unwrap_or_default()).collect();
        let mut actors = vec![NONE; self.texts.all().len()];
        for at in 0..rows.len() {
            builder.volume(rows.day[at]);
            let (a, b) = (rows.actor_a[at], rows.actor_b[at]);
            if a == NONE || a == b {
                continue;
            }
            let mut actor = |text: u32| {
                let known = &mut actors[text as usize];
                if *known == NONE {
                    *known = builder.actor(&self.texts.all()[text as usize]);
                }
                *known
            };
            let (known_a, known_b) = (actor(a), actor(b));
            builder.row(&Row {
                a: known_a,
                b: known_b,
                day: rows.day[at],
                is_back: rows.source[at] != a,
                code: codes[rows.code[at] as usize],
                score: Some(rows.score[at]).filter(|score| *score != NULL_I32),
            });
        }
        builder.finish()
    }

    /// Puts the rows into the order that they have in a segment: by both actors (no pair last), day, source, target, code, the feed's
    /// number; rows that agree in all of these in the order of the file.
    pub(super) fn sort(&mut self) {
        let order = self.order();
        let (texts, numbers, small, large) = columns(&mut self.rows);
        texts.into_iter().for_each(|column| arrange(column, &order));
        numbers.into_iter().for_each(|column| arrange(column, &order));
        small.into_iter().for_each(|column| arrange(column, &order));
        large.into_iter().for_each(|column| arrange(column, &order));
    }

    /// Forgets the rows and keeps their room.
    pub(super) fn clear(&mut self) {
        let (texts, numbers, small, large) = columns(&mut self.rows);
        texts.into_iter().for_each(Vec::clear);
        numbers.into_iter().for_each(Vec::clear);
        small.into_iter().for_each(Vec::clear);
        large.into_iter().for_each(Vec::clear);
        self.texts.clear();
    }

    fn order(&self) -> Vec<u32> {
        let ranks = self.texts.ranks();
        let rank = |text: u32| u128::from(ranks.get(text as usize).copied().unwrap_or(MOST_TEXTS as u32));
        let rows = &self.rows;
        // 22 bits for each text, and 18 for a day, of which a reader takes 146,463.
        let key = |at: usize| {
            let pair = rank(rows.actor_a[at]) << 22 | rank(rows.actor_b[at]);
            let day = rows.day[at].wrapping_sub(FIRST_DAY) as u128 & 0x3_ffff;
            let sides = rank(rows.source[at]) << 22 | rank(rows.target[at]);
            ((pair << 18 | day) << 44 | sides) << 22 | rank(rows.code[at])
        };
        let mut keys: Vec<(u128, u32)> = (0..rows.len()).map(|at| (key(at), at as u32)).collect();
        keys.sort_unstable_by(|a, b| {
            let number = |at: u32| (rows.row[at as usize], at);
            a.0.cmp(&b.0).then_with(|| number(a.1).cmp(&number(b.1)))
        });
        keys.into_iter().map(|(_, at)| at).collect()
    }
}

/// All columns but for the names, by type.
type AllColumns<'a> = ([&'a mut Vec<u32>; 7], [&'a mut Vec<i32>; 8], [&'a mut Vec<i8>; 3], [&'a mut Vec<i64>; 2]);

fn columns(rows: &mut Rows) -> AllColumns<'_> {
    let Rows { source, target, actor_a, actor_b, code, root, place, .. } = rows;
    let texts = [source, target, actor_a, actor_b, code, root, place];
    let Rows { day, last_day, added, score, mentions, low, best, high, .. } = rows;
    let numbers = [day, last_day, added, score, mentions, low, best, high];
    let small = [&mut rows.precision, &mut rows.is_root, &mut rows.place_precision];
    (texts, numbers, small, [&mut rows.row, &mut rows.story])
}

/// The values in another order. One that never varies, as of what a format does not tell, is in any order already.
fn arrange<T: Copy + PartialEq>(column: &mut Vec<T>, order: &[u32]) {
    if column.windows(2).all(|pair| pair[0] == pair[1]) {
        return;
    }
    *column = order.iter().map(|at| column[*at as usize]).collect();
}
