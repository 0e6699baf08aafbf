//! Cells of the same month put together: of several files, or of what was met in another order.

use super::{Act, Cell, Code, Month};

/// A cell of one of the months, under the actors of all.
#[derive(Debug, Clone, Copy)]
struct Entry {
    /// Both actors, the smaller one higher.
    pair: u64,
    root: Code,
    month: u32,
    cell: u32,
    /// Where its acts begin.
    acts: u32,
}

/// One month of several, all of the same number, which must have no row in common. The order in which they are given changes nothing.
pub fn merge(months: &[Month]) -> Month {
    let mut actors: Vec<&str> = months.iter().flat_map(|month| month.actors.iter().map(String::as_str)).collect();
    actors.sort_unstable();
    actors.dedup();
    let mut merged = Month { month: months.first().map_or(0, |month| month.month), ..Month::default() };
    for month in months {
        merged.volume.iter_mut().zip(month.volume).for_each(|(sum, rows)| *sum += rows);
    }
    let mut entries = entries(months, &actors);
    merged.actors = actors.into_iter().map(str::to_owned).collect();
    // Stable, and quick where sorted stretches follow one another.
    entries.sort_by_key(|entry| (entry.pair, entry.root));
    merged.cells.reserve(entries.len());
    merged.acts.reserve(months.iter().map(|month| month.acts.len()).sum());
    let mut rest = entries.as_slice();
    while let Some((first, after)) = rest.split_first() {
        let same = after.iter().take_while(|next| (next.pair, next.root) == (first.pair, first.root)).count();
        let (entries, others) = rest.split_at(1 + same);
        put(&mut merged, months, entries);
        rest = others;
    }
    merged
}

fn entries(months: &[Month], actors: &[&str]) -> Vec<Entry> {
    let mut entries = Vec::with_capacity(months.iter().map(|month| month.cells.len()).sum());
    for (number, month) in (0..).zip(months) {
        let place = |actor: &String| actors.binary_search(&actor.as_str()).unwrap_or_default() as u64;
        let places: Vec<u64> = month.actors.iter().map(place).collect();
        let place = |actor: u32| places.get(actor as usize).copied().unwrap_or_default();
        let mut acts = 0;
        for (at, cell) in (0..).zip(&month.cells) {
            let pair = place(cell.a) << 32 | place(cell.b);
            entries.push(Entry { pair, root: cell.root, month: number, cell: at, acts });
            acts += cell.acts;
        }
    }
    entries
}

/// Appends the cell of entries that are of one pair and root.
fn put(merged: &mut Month, months: &[Month], entries: &[Entry]) {
    let begin = merged.acts.len();
    let mut sum = Cell::default();
    for entry in entries {
        let month = &months[entry.month as usize];
        let cell = &month.cells[entry.cell as usize];
        (sum.a, sum.b, sum.root) = ((entry.pair >> 32) as u32, entry.pair as u32, entry.root);
        sum.rows += cell.rows;
        sum.unscored += cell.unscored;
        sum.score += cell.score;
        sum.days |= cell.days;
        let acts = entry.acts as usize;
        merged.acts.extend_from_slice(month.acts.get(acts..acts + cell.acts as usize).unwrap_or_default());
    }
    if entries.len() > 1 {
        let mut own = merged.acts.split_off(begin);
        unite(&mut own);
        merged.acts.append(&mut own);
    }
    sum.acts = (merged.acts.len() - begin) as u32;
    merged.cells.push(sum);
}

/// Acts of one code and direction become one.
fn unite(acts: &mut Vec<Act>) {
    acts.sort_unstable_by_key(|act| (act.code, act.is_back));
    acts.dedup_by(|next, kept| {
        let is_same = (next.code, next.is_back) == (kept.code, kept.is_back);
        if is_same {
            kept.days |= next.days;
        }
        is_same
    });
}
