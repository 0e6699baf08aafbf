//! Rows like those of GDELT 2.0, made up: nearly in order of their days over eight years, two hundred countries of which few have most
//! rows, root codes as often as in a real file of 2019-10-24 (2,111 rows, 469 between two countries), and as many rows dated a day, a
//! week, a month or a year before they were added as it has. Nine rows in ten have two countries, four times as many as there: what is
//! counted is rows of pairs, and a hundred million of them fall into thirteen million groups of pair, month and root.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use chancery_core::when::Day;

/// How many countries there are.
const COUNTRIES: usize = 200;

/// Those that the vocabulary knows, every fourth of the first sixty: rows of two of them count under our own ids.
const KNOWN: [&str; 15] =
    ["USA", "CHN", "RUS", "JPN", "IND", "KOR", "PRK", "POL", "MYS", "THA", "TWN", "KAZ", "CHE", "HUN", "MNG"];

/// Root codes, and how many of the 469 rows have each.
const ROOTS: [(&str, u64); 20] = [
    ("04", 1570),
    ("03", 500),
    ("05", 440),
    ("01", 340),
    ("08", 340),
    ("07", 250),
    ("18", 210),
    ("11", 200),
    ("02", 180),
    ("19", 150),
    ("16", 100),
    ("12", 90),
    ("17", 90),
    ("06", 90),
    ("13", 60),
    ("14", 40),
    ("10", 30),
    ("09", 10),
    ("15", 6),
    ("20", 4),
];

/// Tenths of the score of each root, about as GDELT's table of the Goldstein scale has them; the ends of codes move them.
const SCORES: [i64; 20] = [10, 40, 35, 0, 70, 74, -90, -20, 30, -100, -40, -40, -70, 60, -60, -65, -50, -20, -72, -100];

/// How many mentions a row has, and how many of 2,111 rows.
const MENTIONS: [(u64, u64); 12] = [
    (2, 556),
    (1, 336),
    (10, 279),
    (4, 266),
    (6, 179),
    (3, 160),
    (5, 129),
    (8, 110),
    (7, 29),
    (16, 14),
    (12, 11),
    (20, 42),
];

/// How much earlier than the day of adding a row may be dated, of 2,111.
const LATE: [(i32, u64); 5] = [(1, 9), (7, 7), (30, 20), (365, 24), (0, 2051)];

/// 2011-01-01, and eight years.
const FIRST_DAY: i32 = 14_975;
const DAYS: u64 = 2_922;

/// A generator of its own, so that the same number makes the same rows for ever.
pub struct Dice(u64);

impl Dice {
    /// Another sequence for each seed.
    pub fn new(seed: u64) -> Dice {
        Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        ((u128::from(self.0) * u128::from(limit)) >> 64) as u64
    }
}

/// Choices by weight: the place of each, as often as its share of so many slots.
fn slots(weights: &[u64]) -> Vec<usize> {
    let sum: u64 = weights.iter().sum();
    let mut slots = Vec::with_capacity(1 << 16);
    let mut before = 0;
    for (place, weight) in weights.iter().enumerate() {
        before += weight;
        slots.resize(((before << 16) / sum) as usize, place);
    }
    slots
}

/// Everything that a row chooses from.
struct Choices {
    countries: Vec<String>,
    by_country: Vec<usize>,
    by_root: Vec<usize>,
    by_delay: Vec<usize>,
    by_mentions: Vec<usize>,
    /// Columns 3 to 7, 9 to 17 and so on, between those that are read: as long as in real files.
    fillers: Vec<[String; 6]>,
}

impl Choices {
    fn new() -> Choices {
        let letters = |mut number: usize| {
            let mut text = String::new();
            for _ in 0..3 {
                text.insert(0, (b'A' + (number % 26) as u8) as char);
                number /= 26;
            }
            text
        };
        // Three letters each, in no order, as codes are.
        let country = |number: usize| match KNOWN.get(number / 4) {
            Some(known) if number.is_multiple_of(4) => (*known).to_owned(),
            _ => letters(number * 7_919 % 17_576),
        };
        let countries = (0..COUNTRIES).map(country).collect();
        let zipf: Vec<u64> = (1..=COUNTRIES as u64).map(|rank| 1_000_000_000 / rank).collect();
        let mut dice = Dice::new(7);
        let digits = |dice: &mut Dice| format!("{}.{:05}", dice.below(90), dice.below(100_000));
        let geo = |dice: &mut Dice| {
            format!(
                "4\tSome Town, Some Province, Country\tMG\tMG{:02}\t{}\t{}\t{}\t-{}",
                dice.below(30),
                dice.below(9_000),
                digits(dice),
                digits(dice),
                dice.below(4_000_000)
            )
        };
        let fillers = (0..4_096)
            .map(|_| {
                [
                    format!("201910\t2019\t2019.{:04}\tMNGGOV\tMONGOLIA", dice.below(10_000)),
                    "\t\t\t\tGOV\t\t".to_owned() + "\tPRKGOV\tNORTH KOREA",
                    "\t\t\t\tGOV\t\t".to_owned(),
                    format!("{}\t{}", geo(&mut dice), geo(&mut dice)),
                    format!("{}\t{}\t{}", digits(&mut dice), digits(&mut dice), dice.below(9_000_000)),
                    format!(
                        "https://news.example/{}/{}/some-words-of-a-headline-{}.html",
                        dice.below(1_000),
                        dice.below(1_000),
                        dice.below(1_000_000)
                    ),
                ]
            })
            .collect();
        Choices {
            countries,
            by_country: slots(&zipf),
            by_root: slots(&ROOTS.map(|root| root.1)),
            by_delay: slots(&LATE.map(|late| late.1)),
            by_mentions: slots(&MENTIONS.map(|mentions| mentions.1)),
            fillers,
        }
    }

    /// One line of 61 columns.
    fn line(&self, number: u64, day: i32, dice: &mut Dice, out: &mut Vec<u8>) {
        let draw = dice.below(u64::MAX);
        let pick =
            |slots: &[usize], shift: u32| slots.get((draw >> shift) as usize & 0xffff).copied().unwrap_or_default();
        let (source, root) = (pick(&self.by_country, 0), pick(&self.by_root, 16));
        let (target, delay) = (pick(&self.by_country, 32), pick(&self.by_delay, 48));
        let draw = dice.below(u64::MAX);
        let filler = &self.fillers[draw as usize & 4_095];
        let target = if draw >> 12 & 0xff < 24 { "" } else { self.countries[target].as_str() };
        let base_score = SCORES[root];
        let (root, _) = ROOTS[root];
        let kind = draw >> 20 & 15;
        let code_end = ["0", "1", "2", "3", "", "", "0", "01"][kind as usize & 7];
        let code_end = if code_end.is_empty() { "0" } else { code_end };
        let score = base_score + 4 * (kind as i64 & 7) - 10;
        let date = text(day - LATE[delay].0);
        let added = text(day);
        let [times, behind, base, places, where_, url] = filler;
        let (source, sign) = (&self.countries[source], if score < 0 { "-" } else { "" });
        let score = score.unsigned_abs();
        let mentions = self.by_mentions.get(draw as usize >> 3 & 0xffff).map_or(1, |place| MENTIONS[*place].0);
        let _ = write!(
            out,
            "{number}\t{date}\t{times}\t{source}\t{behind}\t{target}\t{base}\t{}\t{root}{code_end}\t{root}0\t{root}\t1\t{sign}{}.{}\t{}\t1\t{}\t-2.{}",
            draw >> 32 & 1,
            score / 10,
            score % 10,
            mentions,
            mentions,
            where_.replace(['\t', '.'], ""),
        );
        let _ = writeln!(
            out,
            "\t{places}\t{}\tTown, Country\t{}\tMG01\t{}\t{where_}\t{added}143000\t{url}",
            1 + (draw >> 41) % 5,
            &source[..2],
            draw >> 50
        );
    }
}

/// A day as in 20191024.
fn text(day: i32) -> u32 {
    let (year, month, day) = Day(day).ymd();
    year as u32 * 10_000 + month as u32 * 100 + day as u32
}

/// Writes the rows from a number on, of so many in all, as a file; how many bytes it has.
pub fn write(path: &Path, from: u64, rows: u64, of_all: u64) -> u64 {
    let choices = Choices::new();
    let mut dice = Dice::new(from + 1);
    let mut out = BufWriter::with_capacity(1 << 20, File::create(path).expect("the file can be made"));
    let mut line = Vec::new();
    let mut bytes = 0;
    for number in from..from + rows {
        let day = FIRST_DAY + (number * DAYS / of_all) as i32;
        line.clear();
        choices.line(number, day, &mut dice, &mut line);
        out.write_all(&line).expect("the file can be written");
        bytes += line.len() as u64;
    }
    out.flush().expect("the file can be written");
    bytes
}
