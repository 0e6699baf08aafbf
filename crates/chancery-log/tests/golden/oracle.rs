//! A second reader of the same encoding: wincode, which writes lengths and integers as bincode 2 does if told to. On golden bytes and
//! on mutants of them both give one verdict, and what both read is written alike by both.
//!
//! A struct's bytes are those of its fields in a row, and so are a tuple's, so each twin is written down once more as a tuple. Types
//! with a variant in them are left out: wincode would need unsafe code for an enum, which this workspace forbids. Those are
//! corrections and settlements, whose variants bincode alone reads.

use chancery_core::wire::frame_type;
use chancery_testkit::mutants::run;
use wincode::config::{Config, Configuration, deserialize_exact, serialize};
use wincode::{SchemaRead, SchemaWrite};

use crate::{file_name, mutants::mutants, twins, vectors};

type Text = String;
type Maybe<T> = Option<T>;
type InEntry<T> = (Text, u32, T);
type Source = (
    (Text, Text, Text, Text, Vec<Text>, Maybe<Text>, Maybe<Text>),
    (Text, Text, Maybe<Text>, Maybe<Text>, Maybe<u64>, Maybe<Text>),
);
type Actor = (Text, Text, Vec<Text>, Maybe<Text>, Maybe<Text>, Maybe<Text>, Maybe<Text>);
type Quantity = (Text, Maybe<i64>, Maybe<i64>, Maybe<i64>, Maybe<Text>);
type Claim = (
    (Text, Text, Text, Text, Vec<Text>, Text, Text, Maybe<Text>),
    (Vec<Actor>, Maybe<Text>, Maybe<(Text, Text)>, Vec<Text>, Maybe<Text>, Maybe<Text>, Maybe<Text>),
    (Maybe<i64>, Maybe<(u32, Maybe<u32>, Text)>, Vec<Quantity>, Maybe<Text>, Maybe<Text>, Text, Vec<(u64, u64, Text)>),
);
type Coverage1 = ((Text, Text), Vec<Text>, Text, Vec<Text>, Text, Maybe<Text>);
type Coverage2 = ((Text, Text), Vec<Text>, Text, Vec<Text>, Text, Text, Maybe<Text>);
type Named = (Text, Maybe<Text>);
type State = (Text, Text, Vec<Named>, Vec<Text>, Text, Vec<(Text, Text, Maybe<Text>)>, Maybe<Text>);
type Body = (Text, Text, Vec<Named>, Vec<Text>, Maybe<Text>, Maybe<Text>, Maybe<Text>);
type Office = (Text, Maybe<Text>, Maybe<Text>, Maybe<Text>, Maybe<Text>);
type Person = (Text, Text, Vec<Text>, Vec<Office>, Maybe<Text>);
type Term = (Text, Text, Text, Text, Text, Text, Text, Maybe<Text>);
type Rule = (Text, Text, Vec<Text>, Vec<Text>, Vec<Text>, Text, (bool, bool, bool, bool));
type Vocabulary = (Vec<State>, Vec<Body>, Vec<Person>, Vec<Term>, Vec<Rule>);
type Crosswalks = (
    Vec<(Text, Text, Text, Maybe<Text>, Vec<(Text, Text, Maybe<Text>)>)>,
    Vec<(Text, Text, Vec<Text>, bool, Maybe<Text>)>,
);
type RuleLimits = Vec<(Text, Vec<Text>, Vec<Text>, Text, u32, bool, Text)>;
type Feed = (Text, Text, Text, Text, u32, u64, u64, Vec<Text>);
type Redacted = ([u8; 32], u16, Text, u32, Text, Text, Text);

/// What wincode says of a payload: refused, or written again. `None` where the type is left out.
fn verdict(kind: (u16, u16), payload: &[u8]) -> Option<Result<Vec<u8>, String>> {
    use frame_type::*;
    let config = Configuration::default().with_varint_encoding();
    Some(match kind {
        (ENTRY, 1) => of::<(Text, i64, Maybe<i64>, Text, Maybe<Text>), _>(payload, config),
        (SOURCE_REGISTERED, 1) => of::<InEntry<Source>, _>(payload, config),
        (CLAIM_RECORDED, 1) => of::<InEntry<Claim>, _>(payload, config),
        (CLAIM_RETRACTED | CLAIM_REINSTATED, 1) => of::<InEntry<(Text, Text)>, _>(payload, config),
        (CLAIMS_LINKED | CLAIMS_UNLINKED, 1) => of::<InEntry<(Text, Vec<Text>, Text)>, _>(payload, config),
        (COVERAGE_DECLARED, 1) => of::<InEntry<Coverage1>, _>(payload, config),
        (COVERAGE_DECLARED, 2) => of::<InEntry<Coverage2>, _>(payload, config),
        (FEED_ATTACHED, 1) => of::<InEntry<Feed>, _>(payload, config),
        (FEED_DETACHED, 1) => of::<InEntry<(Text, Text)>, _>(payload, config),
        (TEXT_CHANGED, 1) => of::<InEntry<(Text, Maybe<Text>, Text, u64, Text)>, _>(payload, config),
        (VOCABULARY, 1) => of::<Vocabulary, _>(payload, config),
        (INPUT | OF_REGISTER, 1) => of::<(Text, Text), _>(payload, config),
        (CROSSWALKS, 1) => of::<Crosswalks, _>(payload, config),
        (RULE_LIMITS, 1) => of::<RuleLimits, _>(payload, config),
        (FILE, 1) => of::<(Text, Vec<u8>), _>(payload, config),
        (SEAL, 1) => of::<(u32, Text, Maybe<Text>, i64), _>(payload, config),
        (REDACTED, 1) => of::<Redacted, _>(payload, config),
        _ => return None,
    })
}

fn of<T, C: Config + Copy>(payload: &[u8], config: C) -> Result<Vec<u8>, String>
where
    T: for<'de> SchemaRead<'de, C, Dst = T> + SchemaWrite<C, Src = T>,
{
    let value: T = deserialize_exact(payload, config).map_err(|error| error.to_string())?;
    serialize(&value, config).map_err(|error| error.to_string())
}

/// Whether both agree on a payload: refused by both, or read by both and written alike. Whether it was read.
fn agree(kind: (u16, u16), payload: &[u8]) -> Option<bool> {
    let other = verdict(kind, payload)?;
    let ours = twins::again(kind, payload)?.map(|again| again.payload);
    match (&ours, &other) {
        (Ok(ours), Ok(other)) => assert_eq!(ours, other, "{kind:?}: {}", payload.escape_ascii()),
        (Err(_), Err(_)) => {}
        _ => panic!("{kind:?}: bincode {ours:?}, wincode {other:?}: {}", payload.escape_ascii()),
    }
    Some(ours.is_ok())
}

#[test]
fn wincode_reads_all_golden_bytes_but_of_variants() {
    let mut left_out = Vec::new();
    for kind in twins::all() {
        for (payload, _) in vectors(&file_name(kind)) {
            match agree(kind, &payload) {
                Some(is_read) => assert!(is_read, "{kind:?}"),
                None if !left_out.contains(&kind) => left_out.push(kind),
                None => {}
            }
        }
    }
    let (corrected, settled) = (frame_type::CLAIM_CORRECTED, frame_type::CONTACT_SETTLED);
    assert_eq!(left_out, [(corrected, 1), (settled, 1), (settled, 2)]);
}

#[test]
fn bincode_and_wincode_agree_on_a_hundred_thousand_mutants() {
    let kinds = twins::all();
    let tally = run(&mutants(), 100_000, |mutant| {
        let Some((place, payload)) = mutant.split_first() else { return false };
        agree(kinds[usize::from(*place) % kinds.len()], payload).unwrap_or_default()
    });
    println!("two readers: {tally}");
    assert!(tally.accepted * 50 > tally.executions, "{tally}");
}
