//! Cells of the same month put together: of several files, or of what was met in another order.

use super::{Act, Cell, Month};

/// A cell of one of the months, under the actors of all.
#[derive(Debug, Clone, Copy)]
struct Entry {
    a: u32,
    b: u32,
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
    let mut entries = Vec::with_capacity(months.iter().map(|month| month.cells.len()).sum());
    let mut merged = Month { month: months.first().map_or(0, |month| month.month), ..Month::default() };
    for (number, month) in (0..).zip(months) {
        for (sum, rows) in merged.volume.iter_mut().zip(month.volume) {
            *sum += rows;
        }
        let place = |actor: &String| actors.binary_search(&actor.as_str()).unwrap_or_default() as u32;
        let places: Vec<u32> = month.actors.iter().map(place).collect();
        let place = |actor: u32| places.get(actor as usize).copied().unwrap_or_default();
        let mut acts = 0;
        for (at, cell) in (0..).zip(&month.cells) {
            entries.push(Entry { a: place(cell.a), b: place(cell.b), month: number, cell: at, acts });
            acts += cell.acts;
        }
    }
    merged.actors = actors.into_iter().map(str::to_owned).collect();
    let cell = |entry: &Entry| &months[entry.month as usize].cells[entry.cell as usize];
    // Stable, and quick where sorted stretches follow one another.
    entries.sort_by_key(|entry| (entry.a, entry.b, cell(entry).root));
    let mut acts = Vec::new();
    let key = |entry: &Entry| (entry.a, entry.b, cell(entry).root);
    for same in entries.chunk_by(|one, next| key(one) == key(next)) {
        let mut sum = Cell { a: same[0].a, b: same[0].b, root: cell(&same[0]).root, ..Cell::default() };
        acts.clear();
        for entry in same {
            let cell = cell(entry);
            sum.rows += cell.rows;
            sum.unscored += cell.unscored;
            sum.score += cell.score;
            sum.days |= cell.days;
            let begin = entry.acts as usize;
            let own = months[entry.month as usize].acts.get(begin..begin + cell.acts as usize);
            acts.extend_from_slice(own.unwrap_or_default());
        }
        if same.len() > 1 {
            unite(&mut acts);
        }
        sum.acts = acts.len() as u32;
        merged.cells.push(sum);
        merged.acts.extend_from_slice(&acts);
    }
    merged
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
