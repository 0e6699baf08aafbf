//! Distributions drawn, for cells of too many uncertain contacts to multiply out.
//!
//! Contacts are taken in blocks, whose distribution is worked out exactly; a draw of a block is one number of 64 bits looked
//! up among its running sums, and a draw of the cell the sum over its blocks. That is as good as a draw for every contact,
//! except that each running sum is rounded down to a multiple of 2^-64, and takes far fewer steps.

use num_bigint::BigUint;

use super::{Odds, exact};
use crate::draws::Draws;

/// How many contacts make a block.
const BLOCK: u32 = 128;

/// How often each number of uncertain contacts was drawn, from none to all.
pub(super) fn tally(odds: &Odds, seed: u64, draws: u32) -> Vec<u32> {
    let blocks: Vec<Vec<u64>> = blocks(odds).into_iter().map(limits).collect();
    let most = usize::try_from(odds.uncertain()).unwrap_or(usize::MAX);
    let mut tally = vec![0; most.saturating_add(1)];
    let mut stream = Draws::new(seed);
    for _ in 0..draws {
        let mut sum = 0;
        for limits in &blocks {
            let number = stream.next();
            sum += limits.partition_point(|limit| *limit <= number);
        }
        tally[sum.min(most)] += 1;
    }
    tally
}

/// The groups cut to blocks, in their order.
fn blocks(odds: &Odds) -> Vec<Vec<(u64, u64, u32)>> {
    let mut blocks = vec![Vec::new()];
    let mut room = BLOCK;
    for (inside, days, mut number) in odds.groups() {
        while number > 0 {
            if room == 0 {
                blocks.push(Vec::new());
                room = BLOCK;
            }
            let taken = number.min(room);
            if let Some(block) = blocks.last_mut() {
                block.push((inside, days, taken));
            }
            number -= taken;
            room -= taken;
        }
    }
    blocks
}

/// For each number but the last, the share of 2^64 that it and those below it have, rounded down: so many of the limits as
/// are not above a number of 64 bits are drawn by it.
fn limits(block: Vec<(u64, u64, u32)>) -> Vec<u64> {
    let exact::Weights { mut weights, total } = exact::product(block);
    weights.pop();
    let mut sum = BigUint::default();
    let limit = |weight: BigUint| {
        sum += weight;
        // Above 64 bits is nothing, for the last weight is left out; it may be too small to show.
        u64::try_from((&sum << 64_u32) / &total).unwrap_or(u64::MAX)
    };
    weights.into_iter().map(limit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_cut_a_block_at_its_running_sums() {
        let quarter = 1_u64 << 62;
        assert_eq!(limits(vec![(1, 2, 2)]), [quarter, 3 * quarter]);
        assert_eq!(limits(vec![(1, 4, 1)]), [3 * quarter]);
        assert_eq!(limits(Vec::new()), [0_u64; 0]);
    }

    #[test]
    fn blocks_hold_every_contact_once() {
        let mut odds = Odds::default();
        odds.add(1, 3, 300);
        odds.add(2, 3, 100);
        odds.add(1, 7, 112);
        let blocks = blocks(&odds);
        let sizes = blocks.iter().map(|block| block.iter().map(|(.., number)| number).sum::<u32>());
        assert_eq!(sizes.collect::<Vec<_>>(), [128, 128, 128, 128]);
        assert_eq!(
            blocks.iter().flatten().filter(|(inside, ..)| *inside == 2).map(|(.., number)| number).sum::<u32>(),
            100
        );
    }
}
