//! Seals as a chain: what opens, what is a fault, and what a commitment covers.
#![allow(clippy::disallowed_methods, reason = "folders of seals are made")]

use std::fs;
use std::path::{Path, PathBuf};

use chancery_log::chain::{self, Fault, OpenError, Sealed};
use chancery_log::{Digest, Kind, Segment, SegmentBuilder, sha256};
use proptest::prelude::*;

fn segment(kind: Kind, previous: Option<Digest>, payloads: &[Vec<u8>]) -> Segment {
    let mut builder = SegmentBuilder::new(kind, previous);
    for payload in payloads {
        builder.push_payload(3, 1, payload).expect("fits");
    }
    Segment::parse(builder.finish()).expect("is sound")
}

fn sealed(number: u32, name: &str, previous: Option<Digest>, payload: &[u8]) -> Sealed {
    let segment = segment(Kind::Sealed, previous, &[payload.to_vec()]);
    Sealed { path: PathBuf::from(chain::file_name(number, name)), number, name: name.to_owned(), segment }
}

/// As many seals as payloads, each on the one before.
fn chained(payloads: &[&[u8]]) -> Vec<Sealed> {
    let mut seals: Vec<Sealed> = Vec::new();
    for (number, payload) in (1..).zip(payloads) {
        let previous = seals.last().map(|before| before.segment.commitment());
        seals.push(sealed(number, "a", previous, payload));
    }
    seals
}

/// Every fault in a few words.
fn told(seals: &[Sealed]) -> Vec<String> {
    let name = |path: &PathBuf| path.display().to_string();
    let in_words = |fault: &Fault| match fault {
        Fault::SameNumber { number, paths } => {
            format!("{number} twice: {}", paths.iter().map(name).collect::<Vec<_>>().join(" "))
        }
        Fault::Gap { path, missing, .. } => format!("{} without {missing}", name(path)),
        Fault::Previous { path, expected, names, .. } => {
            format!("{} not on {} of {}", name(path), names.as_ref().map_or("?".to_owned(), name), expected.len())
        }
        Fault::NotASeal { path } => format!("{} is a tail", name(path)),
    };
    chain::faults(seals).iter().map(in_words).collect()
}

#[test]
fn every_fault_of_a_chain_is_told() {
    let good = chained(&[b"one", b"two", b"three"]);
    let with = |change: &dyn Fn(&mut Vec<Sealed>)| {
        let mut seals = good.clone();
        change(&mut seals);
        told(&seals)
    };
    let commitment = |index: usize| Some(good[index].segment.commitment());
    let tail = Sealed { segment: segment(Kind::Tail, commitment(1), &[]), ..good[2].clone() };
    #[rustfmt::skip]
    let cases: [(&str, Vec<String>, &[&str]); 10] = [
        ("sound", told(&good), &[]),
        ("none", told(&[]), &[]),
        ("given backwards", with(&|seals| seals.reverse()), &[]),
        ("first gone", with(&|seals| drop(seals.remove(0))), &["002-a.clog without 1"]),
        ("one gone", with(&|seals| drop(seals.remove(1))), &["003-a.clog without 2"]),
        ("another first", with(&|seals| seals[0] = sealed(1, "b", None, b"else")), &["002-a.clog not on ? of 1"]),
        ("first on another", with(&|seals| seals[0] = sealed(1, "a", commitment(2), b"x")), &["001-a.clog not on 003-a.clog of 0", "002-a.clog not on ? of 1"]),
        ("two on one", with(&|seals| seals[2] = sealed(3, "a", commitment(0), b"three")), &["003-a.clog not on 001-a.clog of 1"]),
        ("two branches", with(&|seals| seals.push(sealed(3, "b", commitment(1), b"other"))), &["3 twice: 003-a.clog 003-b.clog"]),
        ("a tail", with(&|seals| seals[2] = tail.clone()), &["003-a.clog is a tail"]),
    ];
    for (name, found, expected) in cases {
        assert_eq!(found, expected, "{name}");
    }
    for fault in chain::faults(&[good[2].clone(), sealed(2, "b", None, b"x")]) {
        assert!(fault.to_string().contains(".clog"), "{fault}");
    }
}

#[test]
fn names_of_seals() {
    #[rustfmt::skip]
    let cases = [
        ("001-first.clog", Some((1, "first"))), ("012-a-b.clog", Some((12, "a-b"))), ("1000-z.clog", Some((1000, "z"))),
        ("01-first.clog", None), ("0001-first.clog", None), ("000-first.clog", None), ("001-.clog", None),
        ("001--a.clog", None), ("001-First.clog", None), ("001.clog", None), ("001-a.clog.bak", None),
        ("+01-a.clog", None), ("99999999999-a.clog", None), ("", None),
    ];
    for (name, expected) in cases {
        assert_eq!(chain::number_and_name(name), expected, "{name}");
    }
    assert!(!chain::is_name(&"a".repeat(101)) && chain::is_name(&"a".repeat(100)));
}

fn write(dir: &Path, name: &str, bytes: &[u8]) {
    fs::write(dir.join(name), bytes).expect("writes");
}

#[test]
fn a_folder_opens_whole_or_says_everything_that_is_wrong() {
    let folder = tempfile::tempdir().expect("makes");
    let dir = folder.path().join("seals");
    assert_eq!(chain::open(&dir).expect("an absent folder has none"), []);
    fs::create_dir(&dir).expect("makes");
    let seals = chained(&[b"one", b"two"]);
    for sealed in seals.iter().rev() {
        write(&dir, &sealed.path.display().to_string(), sealed.segment.bytes());
    }
    for name in ["README.md", ".001-a.clog.abcdef.tmp"] {
        write(&dir, name, b"passed over");
    }
    let opened = chain::open(&dir).expect("all is sound");
    let as_given = opened
        .iter()
        .map(|sealed| Sealed { path: chain::file_name(sealed.number, &sealed.name).into(), ..sealed.clone() });
    assert_eq!(as_given.collect::<Vec<_>>(), seals);
    assert_eq!(chain::faults(&opened), []);

    let mut bytes = seals[1].segment.bytes().to_vec();
    bytes[60] ^= 1;
    write(&dir, "002-a.clog", &bytes);
    write(&dir, "2-b.clog", b"");
    write(&dir, "003-b.CLOG", b"");
    fs::create_dir(dir.join("004-c.clog")).expect("makes");
    let errors = chain::open(&dir).expect_err("three names that cannot be");
    let kinds: Vec<&str> = errors.iter().map(kind).collect();
    assert_eq!(kinds, ["name", "name", "unreadable"], "{errors:?}");
    for name in ["2-b.clog", "003-b.CLOG"] {
        fs::remove_file(dir.join(name)).expect("removes");
    }
    fs::remove_dir(dir.join("004-c.clog")).expect("removes");
    let errors = chain::open(&dir).expect_err("one is damaged");
    assert_eq!(errors.iter().map(kind).collect::<Vec<_>>(), ["damaged"]);
    assert!(errors[0].to_string().contains("002-a.clog: frame at byte 52: "), "{}", errors[0]);
}

fn kind(error: &OpenError) -> &'static str {
    match error {
        OpenError::Unreadable(_) => "unreadable",
        OpenError::NotASealName { .. } => "name",
        OpenError::Damaged { .. } => "damaged",
    }
}

/// The commitment from the bytes alone, as docs/FORMAT.md gives it.
fn by_hand(file: &[u8]) -> Digest {
    sha256(&[&file[..52], &file[file.len() - 76..file.len() - 32]].concat())
}

fn payloads() -> impl Strategy<Value = Vec<Vec<u8>>> {
    prop::collection::vec(prop::collection::vec(any::<u8>(), 0..6), 0..6)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_commitment_covers_frames_and_what_went_before(
        mut frames in payloads(), others in payloads(), before in any::<bool>(), turn in 0_usize..6,
    ) {
        let previous = before.then(|| sha256(b"before"));
        let one = segment(Kind::Sealed, previous, &frames);
        prop_assert_eq!(one.commitment(), by_hand(one.bytes()));
        let mut sorted = [frames.clone(), others.clone()];
        sorted.iter_mut().for_each(|list| list.sort());
        let other = segment(Kind::Sealed, previous, &others);
        prop_assert_eq!(one.commitment() == other.commitment(), sorted[0] == sorted[1]);
        let later = segment(Kind::Sealed, Some(one.commitment()), &frames);
        prop_assert_ne!(one.commitment(), later.commitment());
        // The order of frames is no part of it.
        let turn = turn.min(frames.len());
        frames.rotate_left(turn);
        prop_assert_eq!(segment(Kind::Sealed, previous, &frames).commitment(), one.commitment());
    }

    /// A chain of which one seal is exchanged for another is found out, unless it was the last.
    #[test]
    fn no_seal_but_the_last_can_be_exchanged(length in 1_usize..7, which in 0_usize..7) {
        let names: Vec<Vec<u8>> = (0..length).map(|number| vec![number as u8]).collect();
        let mut seals = chained(&names.iter().map(Vec::as_slice).collect::<Vec<_>>());
        prop_assert_eq!(chain::faults(&seals), []);
        let which = which % length;
        seals[which] = sealed(seals[which].number, "a", seals[which].segment.previous(), b"exchanged");
        prop_assert_eq!(chain::faults(&seals).len(), usize::from(which + 1 < length));
    }
}
