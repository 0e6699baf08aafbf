//! Hostile input made of honest input: seeds with some of their bytes changed, and a way to try many of them under watch.
//!
//! A mutant is a function of its number alone, so one that fails can be made again by itself. No library of fuzzing is asked: what
//! runs inside ordinary tests there draws bytes at random and replays a corpus as it is, while here nearly all that matters lies
//! close to honest input; and what follows the coverage wants another compiler. No mutant knows what it is made for: the test says
//! which seeds, which pieces of text mean something, and how long an input may be.

mod watch;

use crate::random::Random;

pub use watch::{Tally, most_memory, run, soak};

/// Bytes at which something begins or ends: of text, of variable-length integers, of numbers with signs.
const EDGES: &[u8] = &[0, 1, 9, 10, 13, 0x20, 0x7f, 0x80, 250, 251, 252, 253, 254, 255];

/// Numbers at the limits of what holds them, as text.
const NUMBERS: &[&str] = &[
    "0",
    "-1",
    "99",
    "00000000",
    "2147483648",
    "4294967296",
    "9223372036854775808",
    "-9223372036854775809",
    "18446744073709551616",
    "99999999999999999999999999999999999999999",
    "1e400",
    "0x7fffffffffffffff",
];

/// Lengths and counts at the limits, in variable-length encoding.
const CLAIMS: &[&[u8]] = &[
    b"\xfb\xff\xff",
    b"\xfc\xff\xff\xff\xff",
    b"\xfc\x00\x00\x00\x01",
    b"\xfd\xff\xff\xff\xff\xff\xff\xff\xff",
    b"\xfe\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff",
    b"\xff\xff\xff\xff\xff\xff\xff\xff",
];

/// Seeds and what may be done to them.
#[derive(Debug, Clone)]
pub struct Mutants {
    /// Honest input; there must be some.
    pub seeds: Vec<Vec<u8>>,
    /// Pieces that mean something where the seeds are read, such as brackets and keys.
    pub pieces: Vec<Vec<u8>>,
    /// How many bytes a mutant has at most.
    pub longest: usize,
}

impl Mutants {
    /// Mutants of texts.
    pub fn of_texts<S: AsRef<str>>(seeds: impl IntoIterator<Item = S>, pieces: &[&str], longest: usize) -> Mutants {
        let seeds = seeds.into_iter().map(|seed| seed.as_ref().as_bytes().to_vec()).collect();
        Mutants { seeds, pieces: pieces.iter().map(|piece| piece.as_bytes().to_vec()).collect(), longest }
    }

    /// The mutant of a number: one of the seeds after one to five changes.
    pub fn nth(&self, number: u64) -> Vec<u8> {
        let mut random = Random::new(number);
        let mut bytes = random.pick(&self.seeds).clone();
        for _ in 0..=random.below(5) {
            self.change(&mut bytes, &mut random);
        }
        bytes.truncate(self.longest);
        bytes
    }

    fn change(&self, bytes: &mut Vec<u8>, random: &mut Random) {
        let at = random.below(bytes.len() + 1);
        let end = (at + random.below(40)).min(bytes.len());
        match random.below(14) {
            0 | 1 => set(bytes, at, |byte| byte ^ (1 << random.below(8))),
            2 => set(bytes, at, |_| *random.pick(EDGES)),
            3 => bytes.truncate(at),
            4 => drop(bytes.drain(at..end)),
            5 => {
                let again = bytes[at..end].to_vec();
                insert(bytes, random.below(at + 1), &again);
            }
            6 => self.splice(bytes, at, random),
            7 => exchange_lines(bytes, at, end),
            8 => number_at(bytes, at, random.pick(NUMBERS).as_bytes()),
            9 => insert(bytes, at, random.pick::<&[u8]>(CLAIMS)),
            10 => {
                let strange: Vec<u8> = (0..=random.below(6)).map(|_| random.below(256) as u8).collect();
                insert(bytes, at, &strange);
            }
            11 => self.repeat(bytes, at, random),
            _ if self.pieces.is_empty() => set(bytes, at, |byte| byte.wrapping_add(1)),
            _ => insert(bytes, at, random.pick::<Vec<u8>>(&self.pieces)),
        }
    }

    /// What goes on as another seed, from any place of it.
    fn splice(&self, bytes: &mut Vec<u8>, at: usize, random: &mut Random) {
        let other = random.pick(&self.seeds);
        bytes.truncate(at);
        bytes.extend(&other[random.below(other.len() + 1)..]);
    }

    /// One piece many times, as deep nesting is written; a hundred times at most, but for one in eight.
    fn repeat(&self, bytes: &mut Vec<u8>, at: usize, random: &mut Random) {
        let piece = if self.pieces.is_empty() { b"\x01".to_vec() } else { random.pick(&self.pieces).clone() };
        let most = if random.below(8) == 0 { self.longest / piece.len().max(1) } else { 100 };
        insert(bytes, at, &piece.repeat(random.below(most.max(1))));
    }
}

fn set(bytes: &mut [u8], at: usize, change: impl FnOnce(u8) -> u8) {
    if let Some(byte) = bytes.get_mut(at) {
        *byte = change(*byte);
    }
}

fn insert(bytes: &mut Vec<u8>, at: usize, put: &[u8]) {
    bytes.splice(at..at, put.iter().copied());
}

/// The next run of digits becomes another number.
fn number_at(bytes: &mut Vec<u8>, at: usize, number: &[u8]) {
    let begin = bytes[at..].iter().position(u8::is_ascii_digit).map_or(at, |found| at + found);
    let digits = bytes[begin..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    bytes.splice(begin..begin + digits, number.iter().copied());
}

/// The line at one place changes places with the one after another.
fn exchange_lines(bytes: &mut Vec<u8>, at: usize, end: usize) {
    let mut lines: Vec<Vec<u8>> = bytes.split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
    let line_of = |place: usize| bytes[..place].iter().filter(|byte| **byte == b'\n').count();
    let (first, second) = (line_of(at), line_of(end) + 1);
    if second < lines.len() {
        lines.swap(first, second);
        *bytes = lines.concat();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mutants() -> Mutants {
        Mutants::of_texts(["a = [1, 2]\nb = 3\nc = 4\n", "x"], &["[", "\"\"\""], 200)
    }

    #[test]
    fn a_mutant_is_made_of_its_number_alone() {
        let all: Vec<Vec<u8>> = (0..2_000).map(|number| mutants().nth(number)).collect();
        assert!(all.iter().all(|mutant| mutant.len() <= 200));
        assert_eq!(mutants().nth(1_234), all[1_234]);
        let distinct: std::collections::BTreeSet<&Vec<u8>> = all.iter().collect();
        assert!(distinct.len() > 1_000, "{}", distinct.len());
    }

    #[test]
    fn every_change_is_made_to_something() {
        let has = |what: &[u8]| {
            (0..5_000).any(|number| mutants().nth(number).windows(what.len()).any(|window| window == what))
        };
        for what in [&b"[[[[[[["[..], b"\xfd\xff\xff", b"99999999999999", b"c = 4\nb = 3", b"\"\"\"", b"1e400"] {
            assert!(has(what), "{}", what.escape_ascii());
        }
    }
}
