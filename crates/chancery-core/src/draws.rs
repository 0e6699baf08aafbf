//! Numbers that a seed decides, for figures that are drawn because they cannot be worked out.
//!
//! The stream is SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014), which needs
//! one word of state, so the same seed gives the same numbers in any version and on any machine. Seeds are given by callers;
//! nothing here is random.

/// The number at a place of the stream of a seed, reached without those before it.
pub(crate) fn mixed(seed: u64, place: u64) -> u64 {
    let mut word = seed.wrapping_add(place.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15));
    word = (word ^ (word >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    word = (word ^ (word >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    word ^ (word >> 31)
}

/// The stream of a seed, from its first number on.
pub(crate) struct Draws {
    seed: u64,
    place: u64,
}

impl Draws {
    pub(crate) fn new(seed: u64) -> Draws {
        Draws { seed, place: 0 }
    }

    pub(crate) fn next(&mut self) -> u64 {
        let number = mixed(self.seed, self.place);
        self.place = self.place.wrapping_add(1);
        number
    }

    /// A number below `limit`, each as likely as any other up to one part in 2^64 / `limit`; 0 if there is none.
    pub(crate) fn below(&mut self, limit: u64) -> u64 {
        ((u128::from(self.next()) * u128::from(limit)) >> 64) as u64
    }
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
        let mut draws = Draws::new(1_234_567);
        let drawn: Vec<u64> = (0..5).map(|_| draws.next()).collect();
        assert_eq!(drawn, expected);
    }

    #[test]
    fn numbers_stay_below_their_limit_and_reach_all() {
        let mut draws = Draws::new(7);
        let mut seen = [0; 5];
        for _ in 0..1000 {
            seen[draws.below(5) as usize] += 1;
        }
        assert!(seen.iter().all(|times| (150..250).contains(times)), "{seen:?}");
        assert_eq!((draws.below(1), draws.below(0)), (0, 0));
    }
}
