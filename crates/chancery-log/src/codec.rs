//! Values to payload bytes and back: the only place that names bincode.
//!
//! The encoding is bincode 2 through serde, `config::standard()`: little-endian, variable-length integers, no
//! field names, enum variants by index. A payload is refused unless every one of its bytes is consumed.
//!
//! Two things are the caller's to hold, because the encoding cannot show them: a type must not use what bincode
//! cannot read back (`flatten`, `tag`, `untagged`, `skip_serializing_if`), and must hold no sequence whose elements
//! take no bytes (`Vec<()>`), for such a sequence may claim any length at no cost.

use bincode::config;
use bincode::error::{DecodeError, EncodeError};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::format::MAX_PAYLOAD_BYTES;

/// bincode's limit counts what a value takes in memory, not what it takes in the payload: an integer of sixteen
/// bytes may be written in one. With this factor nothing that could be written is refused when it is read.
const WIDEST_PER_BYTE: usize = 16;

/// Payloads up to this length, nearly all, are decoded under a limit made for it: a text's claimed length is
/// allocated before it is found missing, and a few hostile bytes must not cost what 16 MiB may.
const SMALL_PAYLOAD_BYTES: usize = 64 << 10;

/// Why a value could not be encoded, or a payload not be decoded.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CodecError {
    /// The payload is longer than a frame may hold.
    #[error("the payload takes {bytes} bytes, more than the {MAX_PAYLOAD_BYTES} a frame may hold")]
    TooLong {
        /// The payload's length.
        bytes: usize,
    },
    /// The value ends before the payload does.
    #[error("the value ends after {used} of the payload's {bytes} bytes")]
    TrailingBytes {
        /// How many bytes the value took.
        used: usize,
        /// The payload's length.
        bytes: usize,
    },
    /// The value's type cannot be encoded.
    #[error("the value cannot be encoded: {0}")]
    Encode(String),
    /// The payload is not a value of the type asked for.
    #[error("the payload cannot be decoded: {0}")]
    Decode(String),
}

/// The payload of `value`.
pub fn encode<T: Serialize + ?Sized>(value: &T) -> Result<Vec<u8>, CodecError> {
    let payload = bincode::serde::encode_to_vec(value, config::standard())
        .map_err(|error| CodecError::Encode(why_not_encoded(error)))?;
    check_length(payload.len())?;
    Ok(payload)
}

/// The value that `payload` encodes, all of it.
pub fn decode<T: DeserializeOwned>(payload: &[u8]) -> Result<T, CodecError> {
    check_length(payload.len())?;
    if payload.len() <= SMALL_PAYLOAD_BYTES {
        decode_within::<T, { WIDEST_PER_BYTE * SMALL_PAYLOAD_BYTES }>(payload)
    } else {
        decode_within::<T, { WIDEST_PER_BYTE * MAX_PAYLOAD_BYTES }>(payload)
    }
}

fn decode_within<T: DeserializeOwned, const LIMIT: usize>(payload: &[u8]) -> Result<T, CodecError> {
    let config = config::standard().with_limit::<LIMIT>();
    let (value, used) = bincode::serde::decode_from_slice(payload, config)
        .map_err(|error| CodecError::Decode(why_not_decoded(error)))?;
    if used == payload.len() { Ok(value) } else { Err(CodecError::TrailingBytes { used, bytes: payload.len() }) }
}

pub(crate) fn check_length(bytes: usize) -> Result<(), CodecError> {
    if bytes <= MAX_PAYLOAD_BYTES { Ok(()) } else { Err(CodecError::TooLong { bytes }) }
}

/// bincode's own messages are its values' debug form; the usual ones are said in words.
fn why_not_encoded(error: EncodeError) -> String {
    match error {
        EncodeError::Other(text) => text.to_owned(),
        EncodeError::OtherString(text) => text,
        other => format!("{other:?}"),
    }
}

fn why_not_decoded(error: DecodeError) -> String {
    match error {
        DecodeError::UnexpectedEnd { .. } => "it ends inside the value".to_owned(),
        DecodeError::LimitExceeded => "it claims more than a payload of its length can hold".to_owned(),
        DecodeError::Utf8 { inner } => format!("a text in it is not UTF-8: {inner}"),
        DecodeError::InvalidBooleanValue(found) => format!("{found} stands where 0 or 1 should"),
        DecodeError::Other(text) => text.to_owned(),
        DecodeError::OtherString(text) => text,
        other => format!("{other:?}"),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::fmt::Debug;

    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
    enum Sample {
        Nothing,
        Text(String),
        Fields { day: i32, notes: Vec<Option<String>>, wide: u128 },
    }

    fn returns<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: T) {
        let payload = encode(&value).expect("encodes");
        assert_eq!(decode::<T>(&payload), Ok(value));
    }

    #[test]
    fn values_return() {
        returns(());
        returns(Sample::Nothing);
        returns(Sample::Text("Улаанбаатар".to_owned()));
        returns(Sample::Fields { day: -7, notes: vec![None, Some(String::new())], wide: u128::MAX });
        returns(BTreeMap::from([("a".to_owned(), 1_u64), ("b".to_owned(), u64::MAX)]));
    }

    #[test]
    fn every_byte_is_consumed() {
        let mut payload = encode(&Sample::Text("x".to_owned())).expect("encodes");
        let bytes = payload.len() + 1;
        payload.push(0);
        let refused = CodecError::TrailingBytes { used: bytes - 1, bytes };
        assert_eq!(decode::<Sample>(&payload), Err(refused));
    }

    #[test]
    fn every_shorter_payload_is_refused() {
        let notes = vec![Some("long enough".to_owned()), None];
        let payload = encode(&Sample::Fields { day: 70_000, notes, wide: 1 }).expect("encodes");
        for length in 0..payload.len() {
            decode::<Sample>(&payload[..length]).expect_err("ends inside the value");
        }
    }

    #[test]
    fn huge_claims_are_refused_at_little_cost() {
        let mut claim = vec![253];
        claim.extend(u64::MAX.to_le_bytes());
        decode::<String>(&claim).expect_err("a text of 2^64 - 1 bytes");
        decode::<Vec<u64>>(&claim).expect_err("a sequence of 2^64 - 1 numbers");
        decode::<Vec<Vec<Vec<u8>>>>(&[&claim[..], &claim, &claim].concat()).expect_err("nested");
        decode::<BTreeMap<u8, u8>>(&claim).expect_err("a map of 2^64 - 1 keys");

        let mut text = vec![252];
        text.extend((1_u32 << 24).to_le_bytes());
        let message = decode::<String>(&text).expect_err("a text of 16 MiB").to_string();
        assert!(message.contains("claims more"), "{message}");
    }

    #[test]
    fn what_is_written_small_is_not_refused_for_its_size_in_memory() {
        returns(vec![1_u128; SMALL_PAYLOAD_BYTES - 3]);
        returns(vec![1_u64; 5_000_000]);
    }

    #[test]
    fn payloads_over_the_limit_are_refused_both_ways() {
        let refused = CodecError::TooLong { bytes: MAX_PAYLOAD_BYTES + 1 };
        assert_eq!(decode::<()>(&vec![0; MAX_PAYLOAD_BYTES + 1]), Err(refused));
        let text = "x".repeat(MAX_PAYLOAD_BYTES - 5);
        assert_eq!(encode(&text).expect("encodes").len(), MAX_PAYLOAD_BYTES);
        let text = text + "x";
        assert_eq!(encode(&text), Err(CodecError::TooLong { bytes: MAX_PAYLOAD_BYTES + 1 }));
    }

    #[test]
    fn refusals_are_said_in_words() {
        let said = |payload: &[u8]| decode::<Sample>(payload).expect_err("refused").to_string();
        assert!(said(&[1, 2, 0xff, 0xff]).contains("not UTF-8"));
        assert!(said(&[9]).contains("variant"), "{}", said(&[9]));
        assert!(said(&[]).contains("ends inside"));
        let message = decode::<bool>(&[7]).expect_err("refused").to_string();
        assert!(message.contains("7 stands where 0 or 1 should"), "{message}");
    }
}
