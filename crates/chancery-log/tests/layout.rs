//! The bytes of a segment are frozen, and `docs/FORMAT.md` says what they are.

use chancery_log::format::{self, Field};
use chancery_log::{Kind, Segment, SegmentBuilder, sha256};

const PAGE: &str = include_str!("../../../docs/FORMAT.md");

/// One tiny segment of version 1. These bytes never change: what was sealed must open for ever.
const GOLDEN: &str = "
    89 43 4c 47 0d 0a 1a 0a 01 00
    01 00 00 00 00 00
    ba 78 16 bf 8f 01 cf ea 41 41 40 de 5d ae 22 23
    b0 03 61 a3 96 17 7a 9c b4 10 ff 61 f2 00 15 ad
    e0 77 52 f4
    03 00 00 00 01 00 01 00 33 67 2e 0d
    02 68 69
    00 00 00 00 02 00 01 00 7c 09 ed 20
    ff ff ff ff 02 00 00 00 00 00 00 00
    aa e7 7c 2c cc 37 13 c3 7d 2c dc 71 00 c8 40 67
    84 2c 45 b9 e5 2d bc 34 7f 5b ba 83 18 b2 d7 26
    a1 6f 6b 2e 06 0b b1 48 90 45 e6 1f 7a 3c 88 04
    31 5c b6 92 11 9d 89 d1 95 9f 54 1b 0e f3 86 86";

fn golden() -> Vec<u8> {
    let mut builder = SegmentBuilder::new(Kind::Sealed, Some(sha256(b"abc")));
    builder.push(1, 1, "hi").expect("fits");
    builder.push(2, 1, &()).expect("fits");
    builder.finish()
}

fn bytes_of(hex: &str) -> Vec<u8> {
    let digits: Vec<u8> = hex.chars().filter_map(|character| character.to_digit(16)).map(|digit| digit as u8).collect();
    digits.chunks(2).map(|pair| (pair[0] << 4) | pair[1]).collect()
}

#[test]
fn the_bytes_are_those_of_version_1() {
    let hex: String = golden().iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(golden(), bytes_of(GOLDEN), "{hex}");
}

#[test]
fn the_bytes_of_version_1_open() {
    let segment = Segment::parse(bytes_of(GOLDEN)).expect("opens for ever");
    assert_eq!(segment.kind(), Kind::Sealed);
    assert_eq!(segment.previous(), Some(sha256(b"abc")));
    let frames: Vec<_> = segment.frames().collect();
    assert_eq!(frames.len(), 2);
    assert_eq!((frames[0].frame_type, frames[0].schema), (1, 1));
    assert_eq!(frames[0].decode::<String>().as_deref(), Ok("hi"));
    assert_eq!((frames[1].frame_type, frames[1].payload), (2, &b""[..]));
}

#[test]
fn the_page_shows_these_bytes() {
    let example = PAGE.split("```hex\n").nth(1).and_then(|rest| rest.split("```").next());
    let shown: String = example
        .expect("the page has an example")
        .lines()
        .map(|line| line.split('|').next().unwrap_or_default())
        .collect();
    assert_eq!(bytes_of(&shown), bytes_of(GOLDEN));
}

/// The rows that the page must have for a part, each `| offset | bytes | name |`.
fn rows(fields: &[Field]) -> Vec<String> {
    fields.iter().map(|field| format!("| {} | {} | {} |", field.start, field.end - field.start, field.name)).collect()
}

#[test]
fn the_page_gives_every_field_its_place() {
    for (title, fields) in [
        ("### Header", &format::header::FIELDS[..]),
        ("### Frame", &format::frame::FIELDS),
        ("### Trailer", &format::trailer::FIELDS),
    ] {
        let section = PAGE.split(title).nth(1).unwrap_or_else(|| panic!("no section {title}"));
        let section = section.split("\n### ").next().unwrap_or_default();
        let found: Vec<&str> =
            section.lines().filter(|line| line.starts_with("| ") && line.as_bytes()[2].is_ascii_digit()).collect();
        let expected = rows(fields);
        for (line, row) in found.iter().zip(&expected) {
            assert!(line.starts_with(row), "{title}: the page says {line}, the code {row}");
        }
        // A frame's table has one more row, its payload, whose length varies.
        let extra = usize::from(title == "### Frame");
        assert_eq!(found.len(), expected.len() + extra, "{title}");
    }
}

#[test]
fn the_page_gives_the_limits_and_sizes() {
    assert_eq!(format::MAX_PAYLOAD_BYTES, 16 * 1024 * 1024);
    assert_eq!(format::MAX_SEGMENT_BYTES, 1024 * 1024 * 1024);
    for said in [
        format!("{} bytes, 16 MiB", format::MAX_PAYLOAD_BYTES),
        format!("{} bytes, 1 GiB", format::MAX_SEGMENT_BYTES),
        format!("{} frames", format::MAX_FRAMES),
        format!("{} bytes, the header", format::header::BYTES),
        format!("{} bytes, a frame's header", format::frame::BYTES),
        format!("{} bytes, the trailer", format::trailer::BYTES),
        format!("version is {}", format::VERSION),
        format!("{:08x}", format::TRAILER_MARKER),
        format::MAGIC.map(|byte| format!("{byte:02x}")).join(" "),
    ] {
        assert!(PAGE.contains(&said), "the page does not say: {said}");
    }
}
