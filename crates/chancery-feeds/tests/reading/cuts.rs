//! However a file is cut into blocks and shared out among threads, its batches put together are the same.

use chancery_feeds::{Format, Limits};

use super::made::{file, gdelt, ucdp};
use super::{batches, reading, reading_with};

fn files() -> Vec<(Format, String)> {
    let files = Format::ALL.into_iter().map(|format| (format, file(format, 150)));
    let bad = gdelt(58, &[(1, "20190230")]);
    let mixed = format!("{}\n{bad}\r\n\n{}", file(Format::Gdelt1, 60), file(Format::Gdelt1, 70).trim_end());
    let quoted = ucdp(&[("source_headline", "\"\n\n\"\"\n\n,\"\"\"")]) + "\n" + &ucdp(&[("region", "A\"s\"ia")]);
    files.chain([(Format::Gdelt1, mixed), (Format::UcdpGed, file(Format::UcdpGed, 40) + &quoted)]).collect()
}

#[test]
fn blocks_of_any_size_on_any_number_of_threads_say_the_same() {
    for (format, text) in files() {
        let expected = reading(text.as_bytes(), format).unwrap();
        for block in [1, 2, 7, 100, 1_000, 4_096, 50_000] {
            for threads in [0, 1, 2, 3, 8] {
                let limits = Limits { block, ..Limits::default() };
                let found = reading_with(text.as_bytes(), format, &limits, threads).unwrap();
                assert_eq!(found, expected, "{format}, {block} bytes, {threads} threads");
            }
        }
    }
}

#[test]
fn batches_are_the_same_whatever_the_threads_and_know_their_first_line() {
    for (format, text) in files() {
        let limits = Limits { block: 300, ..Limits::default() };
        let (tally, alone) = batches(text.as_bytes(), format, &limits, 1).unwrap();
        assert!(alone.len() > 15, "{format}");
        for threads in [2, 5] {
            assert_eq!(batches(text.as_bytes(), format, &limits, threads).unwrap(), (tally.clone(), alone.clone()));
        }
        assert!(alone.windows(2).all(|pair| pair[0].first_line < pair[1].first_line));
        let lines: Vec<&str> = text.split('\n').collect();
        for rejected in alone.iter().flat_map(|batch| &batch.rejected) {
            let line = lines[rejected.line as usize - 1].trim_end_matches('\r');
            assert!(line.as_bytes().starts_with(&rejected.text) || rejected.text.starts_with(line.as_bytes()));
        }
    }
}

#[test]
fn whoever_takes_the_batches_may_stop() {
    let text = file(Format::Gdelt2, 5_000);
    for threads in [1, 2, 4] {
        let mut taken = 0;
        let limits = Limits { block: 10_000, ..Limits::default() };
        let outcome = chancery_feeds::read(std::io::Cursor::new(&text), Format::Gdelt2, &limits, threads, |_| {
            taken += 1;
            if taken == 3 { Err("enough") } else { Ok(()) }
        });
        assert!(matches!(outcome, Err(chancery_feeds::ReadError::Each("enough"))));
        assert_eq!(taken, 3);
    }
}

/// Input that fails after so many bytes.
struct Failing(std::io::Cursor<Vec<u8>>, u64);

impl std::io::Read for Failing {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let left = self.1.saturating_sub(self.0.position());
        if left == 0 {
            return Err(std::io::Error::other("the disk is gone"));
        }
        let length = buffer.len().min(left as usize);
        self.0.read(&mut buffer[..length])
    }
}

impl std::io::Seek for Failing {
    fn seek(&mut self, to: std::io::SeekFrom) -> std::io::Result<u64> {
        self.0.seek(to)
    }
}

#[test]
fn an_input_that_fails_is_no_fault_of_the_file() {
    let text = file(Format::Gdelt2, 5_000).into_bytes();
    for (threads, after) in [(1, 0), (1, 700_000), (2, 700_000), (3, 400_000)] {
        let input = Failing(std::io::Cursor::new(text.clone()), after);
        let limits = Limits { block: 10_000, ..Limits::default() };
        let outcome = chancery_feeds::read(input, Format::Gdelt2, &limits, threads, |_| Ok::<(), ()>(()));
        assert!(matches!(outcome, Err(chancery_feeds::ReadError::Io(_))), "{outcome:?}");
    }
}
