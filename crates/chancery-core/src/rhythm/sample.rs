//! The figures that are computed choice by choice, and their ranges over the sampled choices.

use super::bursts::Moments;
use super::possible::Possible;
use super::{AgainstChance, LEAST_CONTACTS, LEAST_GAPS, NULL_DRAWS, Sampled, choices, dispersion, median};

/// What is computed choice by choice.
#[derive(Default)]
pub(super) struct Sample {
    pub(super) burstiness: Sampled,
    pub(super) burstiness_finite: Sampled,
    pub(super) dispersion: Sampled,
    pub(super) against_chance: Option<AgainstChance>,
    /// The two middle gaps of each choice.
    pub(super) medians: Vec<(i64, i64)>,
    /// The shortest that the longest gap is in any choice.
    pub(super) least_silence: Option<i64>,
}

/// All of them.
pub(super) fn sample(onsets: &[Possible], seed: u64) -> Sample {
    let mut sample = Sample::default();
    let middle = Figures::of(&choices::middle(onsets));
    sample.burstiness.middle = middle.burstiness;
    sample.burstiness_finite.middle = middle.burstiness_finite;
    sample.dispersion.middle = middle.dispersion;
    sample.against_chance = middle
        .dispersion
        .map(|_| AgainstChance { draws_above: dispersion::draws_above(&middle.yearly, seed), draws: NULL_DRAWS });
    for days in choices::sampled(onsets, seed) {
        let figures = Figures::of(&days);
        sample.burstiness.add(figures.burstiness);
        sample.burstiness_finite.add(figures.burstiness_finite);
        sample.dispersion.add(figures.dispersion);
        sample.medians.extend(figures.median);
        sample.least_silence = sample.least_silence.into_iter().chain(figures.longest).min();
    }
    sample
}

/// The figures of one choice of days.
struct Figures {
    burstiness: Option<i64>,
    burstiness_finite: Option<i64>,
    dispersion: Option<i64>,
    yearly: Vec<u64>,
    median: Option<(i64, i64)>,
    longest: Option<i64>,
}

impl Figures {
    fn of(days: &[i64]) -> Figures {
        let gaps = choices::gaps(days);
        let moments = (gaps.len() >= LEAST_GAPS).then(|| Moments::of(&gaps));
        let yearly = dispersion::yearly(days);
        Figures {
            burstiness: moments.and_then(Moments::burstiness),
            burstiness_finite: moments.and_then(|moments| moments.finite(days.len())),
            dispersion: (days.len() >= LEAST_CONTACTS).then(|| dispersion::index(&yearly)).flatten(),
            yearly,
            median: median::middle_two(&gaps),
            longest: gaps.iter().copied().max(),
        }
    }
}
