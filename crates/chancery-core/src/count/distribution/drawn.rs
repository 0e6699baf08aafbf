//! Distributions drawn, for cells of too many uncertain contacts to multiply out.
//!
//! Contacts are taken in blocks, whose distribution is worked out exactly; a draw of a block is one number of 64 bits looked
//! up among its running sums, and a draw of the cell the sum over its blocks. That is as good as a draw for every contact,
//! except that each running sum is rounded down to a multiple of 2^-64, and takes far fewer steps.

use num_bigint::BigUint;

use super::{Odds, exact};

/// How many contacts make a block.
const BLOCK: u32 = 128;

/// How often each number of uncertain contacts was drawn, from none to all.
pub(super) fn tally(odds: &Odds, seed: u64, draws: u32) -> Vec<u32> {
    let blocks: Vec<Vec<u64>> = blocks(odds).into_iter().map(limits).collect();
    let most = usize::try_from(odds.uncertain()).unwrap_or(usize::MAX);
    let mut tally = vec![0; most.saturating_add(1)];
    let mut counter = 0_u64;
    for _ in 0..draws {
        let mut sum = 0;
        for limits in &blocks {
            let number = mixed(seed, counter);
            counter = counter.wrapping_add(1);
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

/// The number at a place of a stream: Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014
/// (SplitMix64), reached at any place without those before it.
pub(super) fn mixed(seed: u64, place: u64) -> u64 {
    let mut word = seed.wrapping_add(place.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15));
    word = (word ^ (word >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    word = (word ^ (word >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    word ^ (word >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The numbers that published implementations of SplitMix64 give for this seed.
    #[test]
    fn the_stream_is_the_published_one() {
        let expected = [
            6_457_827_717_110_365_317,
            3_203_168_211_198_807_973,
            9_817_491_932_198_370_423,
            4_593_380_528_125_082_431,
            16_408_922_859_458_223_821,
        ];
        let found: Vec<u64> = (0..5).map(|place| mixed(1_234_567, place)).collect();
        assert_eq!(found, expected);
    }

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
