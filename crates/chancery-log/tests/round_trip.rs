//! What is put into a segment comes out of it.

use std::collections::BTreeMap;

use chancery_log::merkle::Tree;
use chancery_log::{Kind, Segment, SegmentBuilder, TypeStats, sha256, verify};
use proptest::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
enum Sample {
    Nothing,
    Named { id: String, days: Option<(i32, i32)> },
    Many(Vec<Part>),
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Part {
    code: [u8; 3],
    weight: i64,
    notes: BTreeMap<String, u64>,
}

fn samples() -> impl Strategy<Value = Sample> {
    let inner = (any::<[u8; 3]>(), any::<i64>(), prop::collection::btree_map(any::<String>(), any::<u64>(), 0..3))
        .prop_map(|(code, weight, notes)| Part { code, weight, notes });
    prop_oneof![
        Just(Sample::Nothing),
        (any::<String>(), any::<Option<(i32, i32)>>()).prop_map(|(id, days)| Sample::Named { id, days }),
        prop::collection::vec(inner, 0..3).prop_map(Sample::Many),
    ]
}

fn build(kind: Kind, values: &[(u16, u16, Sample)]) -> Segment {
    let mut builder = SegmentBuilder::new(kind, None);
    for (frame_type, schema, value) in values {
        builder.push(*frame_type, *schema, value).expect("fits");
    }
    Segment::parse(builder.finish()).expect("sound")
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn values_return(values in prop::collection::vec((0..u16::MAX, any::<u16>(), samples()), 0..12)) {
        let segment = build(Kind::Tail, &values);
        prop_assert_eq!(verify(segment.bytes()), []);
        prop_assert_eq!(segment.frames().len(), values.len());
        let returned: Vec<(u16, u16, Sample)> = segment
            .frames()
            .map(|frame| (frame.frame_type, frame.schema, frame.decode().expect("decodes")))
            .collect();
        prop_assert_eq!(returned, values);
    }

    #[test]
    fn the_root_ignores_order_and_the_digest_does_not(
        mut values in prop::collection::vec((0..u16::MAX, any::<u16>(), samples()), 0..12),
    ) {
        let segment = build(Kind::Sealed, &values);
        prop_assert_eq!(&build(Kind::Sealed, &values), &segment);
        values.reverse();
        let reversed = build(Kind::Sealed, &values);
        prop_assert_eq!(reversed.root(), segment.root());
        prop_assert_eq!(reversed.digest() == segment.digest(), reversed.bytes() == segment.bytes());
    }
}

#[test]
fn a_segment_names_the_one_before_it() {
    let first = SegmentBuilder::new(Kind::Sealed, None).finish();
    let first = Segment::parse(first).expect("sound");
    assert_eq!(first.previous(), None);
    assert_eq!(first.digest(), sha256(first.bytes()));
    let second = SegmentBuilder::new(Kind::Tail, Some(first.digest())).finish();
    let second = Segment::parse(second).expect("sound");
    assert_eq!(second.previous(), Some(first.digest()));
    assert_eq!((first.kind(), second.kind()), (Kind::Sealed, Kind::Tail));
}

#[test]
fn stats_count_frames_and_payloads_by_type_and_schema() {
    let mut builder = SegmentBuilder::new(Kind::Tail, None);
    for (frame_type, schema, payload) in [(1, 1, "abc"), (2, 1, ""), (1, 2, "de"), (1, 1, "f")] {
        builder.push_payload(frame_type, schema, payload.as_bytes()).expect("fits");
    }
    let stats = Segment::parse(builder.finish()).expect("sound").stats();
    let of = |frames, payload_bytes| TypeStats { frames, payload_bytes };
    assert_eq!((stats.bytes, stats.frames), (52 + 4 * 12 + 6 + 76, 4));
    assert_eq!(stats.by_type, BTreeMap::from([((1, 1), of(2, 4)), ((1, 2), of(1, 2)), ((2, 1), of(1, 0))]));
}

#[test]
fn a_frame_is_proved_to_be_in_its_segment() {
    let values: Vec<_> = (0..7).map(|number| (number, 1, Sample::Nothing)).collect();
    let segment = build(Kind::Sealed, &values);
    let tree: Tree = segment.tree();
    assert_eq!(tree.root(), segment.root());
    for frame in &segment {
        let proof = tree.prove(&frame.leaf()).expect("is in the tree");
        assert!(proof.verify(&frame.leaf(), &segment.root()));
    }
    let other = build(Kind::Sealed, &[(9, 1, Sample::Nothing)]);
    let absent = other.frames().next().expect("one frame").leaf();
    assert_eq!(tree.prove(&absent), None);
}

#[test]
fn frames_are_carried_from_one_segment_to_another_without_being_decoded() {
    let tail = build(Kind::Tail, &[(3, 2, Sample::Named { id: "a/b".to_owned(), days: Some((-1, 1)) })]);
    let mut builder = SegmentBuilder::new(Kind::Sealed, None);
    for frame in &tail {
        builder.push_payload(frame.frame_type, frame.schema, frame.payload).expect("fits");
    }
    let sealed = Segment::parse(builder.finish()).expect("sound");
    assert_eq!(sealed.root(), tail.root());
    assert_ne!(sealed.digest(), tail.digest());
}
