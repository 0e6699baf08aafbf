//! The rows of one segment, counted by pair, month and root.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use chancery_feeds::Texts;
use chancery_feeds::cube::Code;
use polars::prelude::*;

use crate::error::AnalyticsError;
use crate::feeds::segment::{Groups, unreadable};

const COLUMNS: [&str; 5] = ["actor_a", "actor_b", "month", "root", "score"];

/// Rows of one pair and root in one month of a segment.
#[derive(Debug, Clone, Copy)]
pub(super) struct Part {
    /// The pair, and in the last eight bits the root.
    key: u32,
    pub(super) rows: u32,
    /// What does not fit is in another part.
    pub(super) score: i32,
}

impl Part {
    pub(super) fn pair(&self) -> usize {
        (self.key >> 8) as usize
    }

    pub(super) fn root(&self) -> usize {
        (self.key & 0xff) as usize
    }
}

/// Actors, pairs and roots by number, as all threads know them.
#[derive(Debug, Default)]
pub(super) struct Names(Mutex<Known>);

/// What was met.
#[derive(Debug, Default)]
pub(super) struct Known {
    pub(super) actors: Texts,
    pub(super) pairs: HashMap<(u32, u32), u32>,
    pub(super) roots: Vec<Code>,
}

impl Names {
    pub(super) fn finish(self) -> Known {
        self.0.into_inner().unwrap_or_else(PoisonError::into_inner)
    }

    /// The number of a pair; none for a country with itself.
    fn pair(&self, a: &str, b: &str) -> Option<u32> {
        if a == b {
            return None;
        }
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let pair = (known.actors.number(a), known.actors.number(b));
        let number = known.pairs.len() as u32;
        Some(*known.pairs.entry(pair).or_insert(number))
    }

    /// The number of a root, if there are not more than eight bits can tell apart.
    fn root(&self, code: Code) -> Option<u8> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let place = known.roots.iter().position(|root| *root == code).unwrap_or_else(|| {
            known.roots.push(code);
            known.roots.len() - 1
        });
        u8::try_from(place).ok()
    }
}

/// A pair's rows of one month, by root, until another pair or month begins.
struct Open {
    /// Both actors as polars holds them: equal if these are, where they are short.
    seen: (u128, u128),
    /// None for a country with itself.
    pair: Option<u32>,
    month: i32,
    sums: Vec<(u32, i64)>,
    /// Which of the sums were touched.
    touched: [u64; 4],
    months: BTreeMap<i32, Vec<Part>>,
}

impl Open {
    #[inline]
    fn take(&mut self, root: u8, score: i64) {
        let sum = &mut self.sums[usize::from(root)];
        sum.0 += 1;
        sum.1 += score;
        self.touched[usize::from(root >> 6)] |= 1 << (root & 63);
    }

    fn put(&mut self) {
        let Some(pair) = self.pair else { return };
        if self.touched == [0; 4] {
            return;
        }
        let parts = self.months.entry(self.month).or_default();
        for (word, bits) in self.touched.iter_mut().enumerate() {
            while *bits != 0 {
                let root = word * 64 + bits.trailing_zeros() as usize;
                *bits &= *bits - 1;
                let (mut rows, mut score) = std::mem::take(&mut self.sums[root]);
                while rows > 0 || score != 0 {
                    let piece = score.clamp(i64::from(i32::MIN), i64::from(i32::MAX)) as i32;
                    parts.push(Part { key: pair << 8 | root as u32, rows, score: piece });
                    (rows, score) = (0, score - i64::from(piece));
                }
            }
        }
    }
}

/// The rows of a segment by month.
pub(super) fn segment(path: &Path, names: &Names) -> Result<Vec<(i32, Vec<Part>)>, AnalyticsError> {
    let broken = |why: PolarsError| unreadable(path, &why);
    let mut open =
        Open { seen: (0, 0), pair: None, month: 0, sums: vec![(0, 0); 256], touched: [0; 4], months: BTreeMap::new() };
    let file = std::fs::File::open(path).map_err(|why| unreadable(path, &why))?;
    let mut groups = Groups::open(file).map_err(broken)?;
    while let Some(frame) = groups.next(&COLUMNS).map_err(broken)? {
        take(&frame, &mut open, names).map_err(broken)?;
    }
    open.put();
    let months = open.months.into_iter().map(|(month, mut parts)| {
        parts.shrink_to_fit();
        (month, parts)
    });
    Ok(months.collect())
}

fn take(frame: &DataFrame, open: &mut Open, names: &Names) -> PolarsResult<()> {
    if frame.height() == 0 {
        return Ok(());
    }
    let strange = || polars_err!(ComputeError: "a row without month, root or actor where there must be one");
    let text = |name: &str| Ok::<_, PolarsError>(frame.column(name)?.str()?.clone());
    let (actor_a, actor_b, roots) = (text("actor_a")?, text("actor_b")?, text("root")?);
    let (month, score) = (frame.column("month")?.i32()?.clone(), frame.column("score")?.i32()?.clone());
    let a = actor_a.downcast_iter().next().ok_or_else(strange)?;
    let b = actor_b.downcast_iter().next().ok_or_else(strange)?;
    let root = roots.downcast_iter().next().ok_or_else(strange)?;
    let scores = score.downcast_iter().next().ok_or_else(strange)?;
    let has_all_scores = score.null_count() == 0;
    let months = month.cont_slice().map_err(|_| strange())?;
    // Rows without a pair stand last.
    let paired = frame.height() - actor_a.null_count();
    // The roots that were met last, by some of their bits.
    let mut near = [(0_u128, 0_u8); 64];
    // Where the last frame ended, texts are held elsewhere.
    open.put();
    open.seen = (0, 0);
    let rows =
        a.views()[..paired].iter().zip(&b.views()[..paired]).zip(root.views()[..paired].iter().zip(&months[..paired]));
    for (at, ((view_a, view_b), (view_root, month))) in rows.enumerate() {
        let seen = (view_a.as_u128(), view_b.as_u128());
        if seen != open.seen || *month != open.month {
            open.put();
            if seen != open.seen {
                let (Some(a), Some(b)) = (a.get(at), b.get(at)) else { return Err(strange()) };
                open.pair = names.pair(a, b);
                open.seen = seen;
            }
            open.month = *month;
        }
        if open.pair.is_none() {
            continue;
        }
        let view = view_root.as_u128();
        let place = &mut near[((view >> 32) as u32).wrapping_mul(0x9e37_79b9) as usize >> 26];
        if place.0 != view {
            let code = root.get(at).and_then(Code::of).ok_or_else(strange)?;
            *place = (view, names.root(code).ok_or_else(strange)?);
        }
        let score = if has_all_scores { scores.values()[at] } else { scores.get(at).unwrap_or(0) };
        open.take(place.1, i64::from(score));
    }
    Ok(())
}
