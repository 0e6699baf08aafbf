//! How fast feed files are read, from memory: GDELT 2.0 as lines of 61 columns and as gzip, 256 MiB plain, on one thread and on two.
//!
//! `cargo bench -p chancery-feeds` runs it, optimised. Lines are made up in the shape of the real ones: about 400 bytes, one in four with
//! both countries. divan prints MB/s and rows/s of each.

use std::convert::Infallible;
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use chancery_feeds::{Format, Limits, digest, read, read_known};
use divan::counter::{BytesCount, ItemsCount};

const SIZE: usize = 256 << 20;
const MADE: u64 = 20_000;

fn main() {
    divan::main();
}

#[divan::bench(args = [1, 2], sample_count = 5, sample_size = 1)]
fn gdelt_2_plain(bencher: divan::Bencher<'_, '_>, threads: usize) {
    let plain = plain();
    measure(bencher, &plain, plain.len(), rows(&plain), threads);
}

#[divan::bench(args = [1, 2], sample_count = 3, sample_size = 1)]
fn gdelt_2_gzip(bencher: divan::Bencher<'_, '_>, threads: usize) {
    let plain = plain();
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packer.write_all(&plain).unwrap();
    measure(bencher, &packer.finish().unwrap(), plain.len(), rows(&plain), threads);
}

/// Without the digest, as programs read that take none.
#[divan::bench(args = [1, 2], sample_count = 5, sample_size = 1)]
fn gdelt_2_plain_known(bencher: divan::Bencher<'_, '_>, threads: usize) {
    let plain = plain();
    let stored = digest(Cursor::new(&plain)).unwrap();
    let limits = Limits::default();
    bencher.counter(BytesCount::new(plain.len())).counter(ItemsCount::new(rows(&plain))).bench(|| {
        read_known(Cursor::new(&plain), stored, Format::Gdelt2, &limits, threads, |_| Ok::<(), Infallible>(())).unwrap()
    });
}

/// What any program would do that reads the same bytes and digests them.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn sha_256_alone(bencher: divan::Bencher<'_, '_>) {
    use sha2::Digest as _;
    let plain = plain();
    bencher.counter(BytesCount::new(plain.len())).bench(|| sha2::Sha256::digest(&plain));
}

fn measure(bencher: divan::Bencher<'_, '_>, stored: &[u8], plain: usize, rows: usize, threads: usize) {
    bencher.counter(BytesCount::new(plain)).counter(ItemsCount::new(rows)).bench(|| {
        let mut read_rows = 0;
        let tally = read(Cursor::new(stored), Format::Gdelt2, &Limits::default(), threads, |batch| {
            read_rows += batch.rows.len();
            Ok::<(), Infallible>(())
        });
        assert_eq!((read_rows, tally.unwrap().rows), (rows, rows as u64));
    });
}

fn rows(plain: &[u8]) -> usize {
    plain.iter().filter(|byte| **byte == b'\n').count()
}

/// Made-up lines, again and again until they are 256 MiB.
fn plain() -> Vec<u8> {
    const COUNTRIES: [&str; 12] = ["USA", "GBR", "CHN", "RUS", "MNG", "PRK", "KOR", "JPN", "DEU", "FRA", "IND", "SYR"];
    const PLACES: [&str; 8] = ["US", "UK", "CH", "RS", "MG", "KN", "KS", "JA"];
    const CODES: [&str; 10] = ["010", "020", "036", "040", "042", "043", "051", "0231", "173", "190"];
    let mut lines = String::new();
    for number in 0..MADE {
        let pick = |list: &[&'static str], by: u64| list[(number.wrapping_mul(by) >> 3) as usize % list.len()];
        let source = if number % 2 == 0 { pick(&COUNTRIES, 2_654_435_761) } else { "" };
        let target = if number % 4 < 2 { pick(&COUNTRIES, 40_503) } else { "" };
        let (code, place) = (pick(&CODES, 7_919), pick(&PLACES, 104_729));
        let (root, day) = (&code[..2], 20_191_001 + number % 24);
        let geo = format!(
            "4\tA Town of Some Length, {place}, Country\t{place}\t{place}01\t5880\t49.2500\t-123.1330\t-575268"
        );
        let score = number % 10;
        writeln!(
            lines,
            "{id}\t{day}\t201910\t2019\t2019.8055\t{source}GOV\tNAME OF ONE\t{source}\t\t\t\t\tGOV\t\t\t{target}\tANOTHER\t{target}\t\t\t\t\t\t\t\t\
             1\t{code}\t{base}\t{root}\t1\t-{score}.4\t{mentions}\t1\t{mentions}\t-1.06163552535792\t{geo}\t{geo}\t{geo}\t\
             20191024143000\thttps://www.example.org/articles/of-some-usual-length/{id}",
            id = 881_990_832 + number,
            base = &code[..3],
            mentions = 1 + number % 17,
        )
        .unwrap();
    }
    lines.as_bytes().iter().copied().cycle().take(SIZE / lines.len() * lines.len()).collect()
}
