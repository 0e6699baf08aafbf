//! The search for the fewest periods that meet sets with holes.

use super::{Fewest, Run};

/// Beyond so many sets, or runs in all of them, nothing is searched.
const MOST_SETS: usize = 512;
const MOST_RUNS: usize = 4096;

/// The fewest periods, from `bound` upwards, that meet every set. Every partial answer looked at takes one of `steps`;
/// once there are none left, the number that was not yet refuted is the bound.
pub(super) fn fewest(sets: &[&[Run]], bound: usize, steps: &mut usize) -> Fewest {
    let runs: usize = sets.iter().map(|set| set.len()).sum();
    if sets.len() > MOST_SETS || runs > MOST_RUNS {
        return Fewest { number: bound, is_exact: false };
    }
    let table = Table::of(sets);
    let all = Chosen::all(sets.len());
    let mut number = bound.max(table.apart(&all));
    loop {
        match table.meets(&all, number, steps) {
            Some(true) => return Fewest { number, is_exact: true },
            Some(false) => number += 1,
            None => return Fewest { number, is_exact: false },
        }
    }
}

/// Which set is met by which period.
struct Table {
    /// For each period worth choosing, the sets that it meets.
    met: Vec<Chosen>,
    /// For each set, the numbers in `met` of its periods. Sets with few come first.
    choices: Vec<Vec<usize>>,
    /// For each set, those that share a period with it.
    neighbours: Vec<Chosen>,
}

impl Table {
    fn of(sets: &[&[Run]]) -> Table {
        // A period may be moved on to where the next run ends without leaving a set, so only such are worth choosing.
        let mut ends: Vec<usize> = sets.iter().flat_map(|set| set.iter().map(|run| run.1)).collect();
        ends.sort_unstable();
        ends.dedup();
        let holds = |set: &[Run], end: usize| set.iter().any(|(first, last)| (*first..=*last).contains(&end));
        let count = |set: &[Run]| ends.iter().filter(|end| holds(set, **end)).count();
        let mut sets = sets.to_vec();
        sets.sort_by_cached_key(|set| count(set));
        let met = ends.iter().map(|end| {
            let numbers = (0..sets.len()).filter(|number| holds(sets[*number], *end));
            Chosen::of(sets.len(), numbers)
        });
        let met = worthwhile(met.collect());
        let choices: Vec<Vec<usize>> =
            (0..sets.len()).map(|set| (0..met.len()).filter(|period| met[*period].holds(set)).collect()).collect();
        let neighbours = choices.iter().map(|periods| {
            let mut all = Chosen::of(sets.len(), []);
            periods.iter().for_each(|period| all.add(&met[*period]));
            all
        });
        let neighbours = neighbours.collect();
        Table { met, choices, neighbours }
    }

    /// A number of sets no two of which share a period: each needs one of its own.
    fn apart(&self, left: &Chosen) -> usize {
        let (mut left, mut number) = (left.clone(), 0);
        while let Some(set) = left.first() {
            number += 1;
            left.remove(&self.neighbours[set]);
        }
        number
    }

    /// Whether so many periods meet all sets that are left; `None` if the steps ran out before that was known. Goes no
    /// deeper than there are sets.
    fn meets(&self, left: &Chosen, number: usize, steps: &mut usize) -> Option<bool> {
        let Some(set) = left.first() else { return Some(true) };
        *steps = steps.checked_sub(1)?;
        if self.apart(left) > number {
            return Some(false);
        }
        let without = |period: &usize| {
            let mut rest = left.clone();
            rest.remove(&self.met[*period]);
            rest
        };
        let mut rests: Vec<Chosen> = self.choices[set].iter().map(without).collect();
        rests.sort_by_key(Chosen::count);
        for rest in rests {
            if self.meets(&rest, number - 1, steps)? {
                return Some(true);
            }
        }
        Some(false)
    }
}

/// Without the periods that meet nothing but what another one meets too.
fn worthwhile(met: Vec<Chosen>) -> Vec<Chosen> {
    let mut kept: Vec<Chosen> = Vec::with_capacity(met.len());
    for one in met {
        if !kept.iter().any(|other| one.is_within(other)) {
            kept.retain(|other| !other.is_within(&one));
            kept.push(one);
        }
    }
    kept
}

/// Some of the sets, one bit each.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Chosen(Vec<u64>);

impl Chosen {
    fn of(sets: usize, numbers: impl IntoIterator<Item = usize>) -> Chosen {
        let mut words = vec![0; sets.div_ceil(64)];
        numbers.into_iter().for_each(|number| words[number / 64] |= 1 << (number % 64));
        Chosen(words)
    }

    fn all(sets: usize) -> Chosen {
        Chosen::of(sets, 0..sets)
    }

    fn holds(&self, number: usize) -> bool {
        self.0[number / 64] >> (number % 64) & 1 == 1
    }

    fn first(&self) -> Option<usize> {
        let word = self.0.iter().position(|word| *word != 0)?;
        Some(word * 64 + self.0[word].trailing_zeros() as usize)
    }

    fn count(&self) -> u32 {
        self.0.iter().map(|word| word.count_ones()).sum()
    }

    fn add(&mut self, other: &Chosen) {
        self.0.iter_mut().zip(&other.0).for_each(|(own, other)| *own |= other);
    }

    fn remove(&mut self, other: &Chosen) {
        self.0.iter_mut().zip(&other.0).for_each(|(own, other)| *own &= !other);
    }

    fn is_within(&self, other: &Chosen) -> bool {
        self.0.iter().zip(&other.0).all(|(own, other)| own & !other == 0)
    }
}
