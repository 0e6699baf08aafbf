//! Packed files say what plain ones say, and damaged or hostile ones are refused.

use std::convert::Infallible;
use std::io::{Cursor, Write as _};

use chancery_feeds::{Batch, Format, Limits, ReadError, Stored, detect, digest, read_known};
use flate2::{Compression, write::GzEncoder};
use sha2::{Digest as _, Sha256};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use super::made::file;
use super::{reading, reading_with};

pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::default());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}

pub fn zip(files: &[(&str, &[u8])], method: CompressionMethod) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        let options = SimpleFileOptions::default().compression_method(method);
        if name.ends_with('/') {
            archive.add_directory(*name, options).unwrap();
        } else {
            archive.start_file(*name, options).unwrap();
            archive.write_all(bytes).unwrap();
        }
    }
    archive.finish().unwrap().into_inner()
}

#[test]
pub fn gzip_and_zip_say_what_the_plain_file_says() {
    for format in Format::ALL {
        let plain = file(format, 500).into_bytes();
        let expected = reading(&plain, format).unwrap();
        let (first, second) = plain.split_at(plain.len() / 3);
        for packed in [
            gzip(&plain),
            [gzip(first), gzip(second)].concat(),
            zip(&[("a.csv", &plain)], CompressionMethod::Deflated),
            zip(&[("a.csv", &plain)], CompressionMethod::Stored),
            zip(&[("folder/", b""), ("folder/a.csv", &plain)], CompressionMethod::Deflated),
        ] {
            for threads in [1, 3] {
                let found =
                    reading_with(&packed, format, &Limits { block: 5_000, ..Limits::default() }, threads).unwrap();
                assert_eq!((&found.rows, found.tally.lines), (&expected.rows, expected.tally.lines), "{format}");
                assert_eq!(found.tally.bytes, packed.len() as u64);
                assert_eq!(found.tally.sha256[..], Sha256::digest(&packed)[..]);
            }
        }
        assert_eq!(expected.tally.sha256[..], Sha256::digest(&plain)[..]);
        assert_eq!(detect(&gzip(&plain)[..400]), Some(format));
        assert_eq!(detect(&zip(&[("a.csv", &plain)], CompressionMethod::Deflated)[..400]), Some(format));
    }
}

#[test]
fn what_was_cut_or_damaged_is_refused() {
    let plain = file(Format::Gdelt2, 2_000).into_bytes();
    let (packed, zipped) = (gzip(&plain), zip(&[("a.csv", &plain)], CompressionMethod::Deflated));
    let mut changed = packed.clone();
    let last = changed.len() - 6;
    changed[last] ^= 1;
    let mut unlike = zipped.clone();
    unlike[200] ^= 0x55;
    let names = [("a.csv", &plain[..]), ("b.csv", &plain[..])];
    for (bytes, codes) in [
        (packed[..packed.len() / 2].to_vec(), &["truncated"][..]),
        (packed[..packed.len() - 4].to_vec(), &["truncated"]),
        (packed[..5].to_vec(), &["truncated"]),
        (changed, &["damaged"]),
        ([&packed[..], b"more"].concat(), &["damaged", "truncated"]),
        (zipped[..zipped.len() - 30].to_vec(), &["truncated"]),
        (zipped[..4].to_vec(), &["truncated"]),
        (unlike, &["damaged", "truncated", "rejects", "format"]),
        (zip(&names, CompressionMethod::Deflated), &["several-files"]),
        (zip(&[], CompressionMethod::Deflated), &["several-files"]),
        (gzip(b""), &["empty"]),
    ] {
        for threads in [1, 2] {
            let fault = reading_with(&bytes, Format::Gdelt2, &Limits::default(), threads).unwrap_err();
            assert!(codes.contains(&fault.code), "{codes:?}: {fault}");
        }
    }
}

#[test]
fn a_file_that_unpacks_to_far_more_is_refused() {
    let plain = file(Format::Gdelt2, 20_000).into_bytes();
    let limits = Limits { ratio: 20, free: 100_000, block: 1 << 16, ..Limits::default() };
    for packed in [gzip(&plain), zip(&[("a.csv", &plain)], CompressionMethod::Deflated)] {
        assert!(plain.len() / packed.len() > 20, "{} of {}", packed.len(), plain.len());
        assert_eq!(reading_with(&packed, Format::Gdelt2, &limits, 2).unwrap_err().code, "ratio");
        let wider = Limits { free: plain.len() as u64, ..limits.clone() };
        assert_eq!(reading_with(&packed, Format::Gdelt2, &wider, 2).unwrap().rows.len(), 20_000);
    }
}

#[test]
fn a_file_whose_digest_is_known_is_read_alike_unless_its_size_changed() {
    let plain = file(Format::Gdelt2, 300).into_bytes();
    for bytes in [plain.clone(), gzip(&plain), zip(&[("a.csv", &plain)], CompressionMethod::Deflated)] {
        let stored = digest(Cursor::new(&bytes)).unwrap();
        assert_eq!(stored.sha256[..], Sha256::digest(&bytes)[..]);
        let read = |stored| {
            let mut rows = 0;
            let take = |batch: Batch| {
                rows += batch.rows.len();
                Ok::<(), Infallible>(())
            };
            let tally = read_known(Cursor::new(&bytes), stored, Format::Gdelt2, &Limits::default(), 2, take);
            tally.map(|tally| (tally, rows))
        };
        let (tally, rows) = read(stored).unwrap();
        assert_eq!((tally, rows), (reading(&bytes, Format::Gdelt2).unwrap().tally, 300));
        let other = read(Stored { bytes: stored.bytes + 1, ..stored });
        assert!(matches!(other, Err(ReadError::Fault(fault)) if fault.code == "changed"));
    }
}
