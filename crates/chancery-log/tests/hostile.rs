//! Hostile bytes are refused, never with a panic, at bounded cost.

mod common;

use chancery_log::format::{self, TRAILER_MARKER};
use chancery_log::{Reason, codec, verify};
use proptest::prelude::*;

use common::{GIVEN, offsets_of, refused, segment_of};

#[test]
fn huge_claims_cost_nothing() {
    let header = &segment_of(&[])[..format::header::BYTES];
    for claimed in [1 << 24, (1 << 24) + 1, u32::MAX - 1, u32::MAX] {
        refused(&[header, &claimed.to_le_bytes(), &[0; 8]].concat());
    }
    let trailer = [&TRAILER_MARKER.to_le_bytes()[..], &u64::MAX.to_le_bytes(), &[0; 64]].concat();
    let damage = refused(&[header, &trailer].concat());
    assert_eq!(damage.reason, Reason::Count { stored: u64::MAX, found: 0 });
}

#[test]
fn a_file_made_to_tire_the_search_is_given_up() {
    // Each fourth byte begins a plausible frame of 64 KiB that leads to another, of which none is sound.
    let mut file = segment_of(&[]);
    file.splice(format::header::BYTES..format::header::BYTES, [0, 0, 1, 0].repeat(1 << 18));
    refused(&file);
    let damages = verify(&file);
    assert_eq!(damages[damages.len() - 1].reason, Reason::Unexamined);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_are_accepted_by_chance(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        refused(&bytes);
        let file = segment_of(&GIVEN);
        refused(&[&file[..format::header::BYTES], &bytes].concat());
        let trailer = offsets_of(&GIVEN)[GIVEN.len()];
        refused(&[&file[..format::header::BYTES], &bytes, &b"."[..], &file[trailer..]].concat());
    }

    #[test]
    fn no_edit_is_accepted(
        at in 0..250_usize,
        length in 0..40_usize,
        put in prop::collection::vec(any::<u8>(), 0..40),
    ) {
        let file = segment_of(&GIVEN);
        let begin = at.min(file.len());
        let end = (begin + length).min(file.len());
        prop_assume!(file[begin..end] != put[..]);
        refused(&[&file[..begin], &put, &file[end..]].concat());
    }

    #[test]
    fn no_payload_makes_the_codec_panic(payload in prop::collection::vec(any::<u8>(), 0..200)) {
        type Nested = Vec<(Option<String>, Vec<(u8, Box<str>)>, Result<i64, char>)>;
        if let Ok(value) = codec::decode::<Nested>(&payload) {
            let again = codec::encode(&value).expect("encodes");
            prop_assert_eq!(codec::decode::<Nested>(&again), Ok(value));
        }
    }
}
