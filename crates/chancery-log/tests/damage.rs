//! No byte of a segment changes unnoticed.

mod common;

use chancery_log::{Kind, Part, Reason, Segment, SegmentBuilder, format, verify};

use common::{GIVEN, Given, offsets_of, refused, segment_of};

#[test]
fn a_sound_segment_is_accepted() {
    for count in 0..=GIVEN.len() {
        let file = segment_of(&GIVEN[..count]);
        assert_eq!(verify(&file), []);
        Segment::parse(file).expect("sound");
    }
}

#[test]
fn every_changed_byte_is_refused_where_it_stands() {
    let file = segment_of(&GIVEN);
    let offsets = offsets_of(&GIVEN);
    let trailer = offsets[GIVEN.len()];
    for position in 0..file.len() {
        for change in 1..=255 {
            let mut changed = file.clone();
            changed[position] ^= change;
            let damage = refused(&changed);
            let begin = offsets.iter().rfind(|offset| **offset <= position).copied().unwrap_or(0);
            let part = match position {
                _ if position < offsets[0] => Part::Header,
                _ if position < trailer + format::trailer::MARKER.end => Part::Frame,
                _ => Part::Trailer,
            };
            let place = format!("byte {position} changed by {change:#x}: {damage}");
            assert_eq!(damage.part, part, "{place}");
            assert!(damage.offset >= begin as u64 && damage.offset <= position as u64, "{place}");
        }
    }
}

#[test]
fn verify_lists_one_damage_for_one_changed_byte() {
    let file = segment_of(&GIVEN);
    let offsets = offsets_of(&GIVEN);
    for position in 0..offsets[GIVEN.len()] {
        for change in [1, 2, 16, 0x80, 0xff] {
            let mut changed = file.clone();
            changed[position] ^= change;
            let damages = verify(&changed);
            let begin = offsets.iter().rfind(|offset| **offset <= position);
            assert_eq!(damages.len(), 1, "byte {position}: {damages:?}");
            if let Some(begin) = begin {
                assert_eq!(damages[0].offset, *begin as u64, "byte {position}: {damages:?}");
            }
        }
    }
}

#[test]
fn every_truncation_is_refused_where_the_file_ends_or_the_part_began() {
    let file = segment_of(&GIVEN);
    for length in 0..file.len() {
        let damage = refused(&file[..length]);
        assert!(matches!(damage.reason, Reason::CutShort { .. }), "{length} bytes: {damage}");
    }
}

#[test]
fn appended_bytes_are_refused() {
    let file = segment_of(&GIVEN);
    let end = file.len() as u64;
    for appended in [&b"\0"[..], b"\n", &[0; 4096], &file, &file[format::header::BYTES..]] {
        let damage = refused(&[&file, appended].concat());
        assert_eq!(damage.offset, end);
        assert_eq!(damage.reason, Reason::BytesFollow { count: appended.len() as u64 });
    }
}

/// The file with its frames put together anew, in the order of `kept`, under the old trailer.
fn rearranged(kept: &[usize]) -> Vec<u8> {
    let file = segment_of(&GIVEN);
    let offsets = offsets_of(&GIVEN);
    let mut changed = file[..offsets[0]].to_vec();
    for index in kept {
        changed.extend(&file[offsets[*index]..offsets[index + 1]]);
    }
    changed.extend(&file[offsets[GIVEN.len()]..]);
    changed
}

#[test]
fn swapped_repeated_lost_and_exchanged_frames_are_refused() {
    assert_eq!(verify(&rearranged(&[0, 1, 2, 3])), []);
    let reason = |kept: &[usize]| refused(&rearranged(kept)).reason;
    // Every frame is there, so only the digest of the bytes can tell.
    assert!(matches!(reason(&[1, 0, 2, 3]), Reason::Digest { .. }));
    assert!(matches!(reason(&[0, 1, 3, 2]), Reason::Digest { .. }));
    assert_eq!(reason(&[0, 1, 1, 2, 3]), Reason::Count { stored: 4, found: 5 });
    assert_eq!(reason(&[0, 2, 3]), Reason::Count { stored: 4, found: 3 });
    assert_eq!(reason(&[]), Reason::Count { stored: 4, found: 0 });
    assert!(matches!(reason(&[0, 1, 2, 2]), Reason::Root { .. }));
}

#[test]
fn a_frame_of_another_segment_is_refused() {
    let other = segment_of(&[(1, b"FIRST"), GIVEN[1], GIVEN[2], GIVEN[3]]);
    let mut changed = segment_of(&GIVEN);
    let offsets = offsets_of(&GIVEN);
    changed[offsets[0]..offsets[1]].copy_from_slice(&other[offsets[0]..offsets[1]]);
    assert!(matches!(refused(&changed).reason, Reason::Root { .. }));
}

#[test]
fn another_header_is_refused_by_the_digest() {
    let mut changed = segment_of(&GIVEN);
    let other = SegmentBuilder::new(Kind::Tail, None).finish();
    let header = format::header::BYTES;
    changed[..header].copy_from_slice(&other[..header]);
    assert!(matches!(refused(&changed).reason, Reason::Digest { .. }));
}

#[test]
fn every_damaged_frame_is_listed() {
    let payloads: Vec<Vec<u8>> = (0..40_u8).map(|number| vec![number; 50]).collect();
    let given: Vec<Given> = payloads.iter().map(|payload| (1, &payload[..])).collect();
    let mut file = segment_of(&given);
    let offsets = offsets_of(&given);
    // Payloads of frames on their own and in a row, a length, a type, the last frame.
    let (in_payload, in_length, in_type) = (format::frame::BYTES + 9, 0, 5);
    let places = [(3, in_payload), (7, in_payload), (8, in_payload), (9, in_type), (20, in_length), (39, in_payload)];
    for (index, within) in places {
        file[offsets[index] + within] ^= 0x10;
    }
    refused(&file);
    let listed: Vec<u64> = verify(&file).iter().map(|damage| damage.offset).collect();
    let damaged: Vec<u64> = places.iter().map(|(index, _)| offsets[*index] as u64).collect();
    assert_eq!(listed, damaged);
}

#[test]
fn a_damaged_header_does_not_hide_a_damaged_frame() {
    let mut file = segment_of(&GIVEN);
    let offsets = offsets_of(&GIVEN);
    file[20] ^= 1;
    file[offsets[2] + format::frame::BYTES] ^= 1;
    refused(&file);
    let parts: Vec<Part> = verify(&file).iter().map(|damage| damage.part).collect();
    assert_eq!(parts, [Part::Header, Part::Frame]);
}

#[test]
fn the_list_of_damage_has_an_end() {
    let given = vec![(1, &b"x"[..]); 5000];
    let mut file = segment_of(&given);
    for offset in offsets_of(&given)[..5000].iter().step_by(2) {
        file[offset + format::frame::BYTES] ^= 1;
    }
    let damages = verify(&file);
    assert_eq!(damages.len(), 1001);
    assert_eq!(damages[1000].reason, Reason::NotListed);
}
