//! Redacted frames: the leaf stays, and with it root, commitment and proofs.

use chancery_log::{BuildError, Kind, Reason, Segment, SegmentBuilder, format, sha256, verify};
use proptest::prelude::*;

fn segment(payloads: &[Vec<u8>]) -> Segment {
    let mut builder = SegmentBuilder::new(Kind::Sealed, Some(sha256(b"before")));
    for payload in payloads {
        builder.push_payload(3, 1, payload).expect("fits");
    }
    Segment::parse(builder.finish()).expect("is sound")
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_redacted_leaves_root_commitment_and_proofs(
        payloads in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..9), 1..9), which in prop::collection::vec(any::<bool>(), 9),
    ) {
        let whole = segment(&payloads);
        let chosen: Vec<u64> = whole.frames().zip(&which).filter(|(_, goes)| **goes).map(|(frame, _)| frame.offset).collect();
        let left = whole.redacted(1, |frame| chosen.contains(&frame.offset).then_some((frame.leaf().0, "why"))).expect("fits");
        prop_assert_eq!((left.root(), left.commitment(), left.previous()), (whole.root(), whole.commitment(), whole.previous()));
        prop_assert_eq!(left.digest() == whole.digest(), chosen.is_empty());
        prop_assert_eq!(verify(left.bytes()), []);
        prop_assert_eq!(left.tree(), whole.tree());
        for (was, is) in whole.frames().zip(left.frames()) {
            let goes = chosen.contains(&was.offset);
            prop_assert_eq!(is.leaf(), was.leaf());
            prop_assert_eq!(is.frame_type == format::REDACTED, goes);
            prop_assert!(goes || is.payload == was.payload);
        }
    }
}

#[test]
fn a_redaction_without_the_leaf_is_refused_both_ways() {
    let mut builder = SegmentBuilder::new(Kind::Sealed, None);
    assert_eq!(builder.push_payload(format::REDACTED, 1, &[0; 31]), Err(BuildError::RedactedWithoutLeaf));
    builder.push_payload(format::REDACTED, 1, &[7; 32]).expect("a leaf is enough");
    let whole = Segment::parse(builder.finish()).expect("is sound");
    assert_eq!(whole.root().0, [7; 32], "the leaf as it is stored");
    let another = whole.redacted(1, |_| Some(([0_u8; 32], "another leaf")));
    assert_eq!(another, Err(BuildError::RedactedWithoutLeaf));
    // A file that somebody made by hand.
    let file = segment(&[vec![1; 4]]).into_bytes();
    let mut forged = file[..52].to_vec();
    let payload = [1; 4];
    let checked = [&4_u32.to_le_bytes()[..], &u16::MAX.to_le_bytes(), &1_u16.to_le_bytes()].concat();
    let checksum = crc32c::crc32c(&[&checked[..], &payload].concat());
    forged.extend([&checked[..], &checksum.to_le_bytes(), &payload].concat());
    forged.extend(&file[52 + 16..]);
    let damage = Segment::parse(forged.clone()).expect_err("it is refused");
    assert_eq!((damage.offset, damage.reason), (52, Reason::RedactedWithoutLeaf));
    assert!(verify(&forged).iter().any(|damage| damage.reason == Reason::RedactedWithoutLeaf));
}

/// The number that the wire gives to what is left is the one that is reserved here.
#[test]
fn the_wire_and_the_log_mean_one_number() {
    assert_eq!(chancery_core::wire::frame_type::REDACTED, format::REDACTED);
}
