//! Entries and vocabulary through their frozen twins and back, and what is refused on the way in.

mod coverage;
mod settlement;

use chancery_core::wire::{self, Contents, FrameSink, RawFrame, SCHEMA, frame_type};
use chancery_testkit::sample::{
    contents, contents_of_a_seal, contents_with_crosswalks, contents_with_redactions, contents_with_register,
    contents_with_rule_limits,
};
use serde_json::{Value, json};

/// Frames in memory, each payload as JSON with its fields in the order of the twin.
#[derive(Default)]
struct Memory(Vec<Frame>);

#[derive(Debug, Clone, PartialEq)]
struct Frame {
    kind: u16,
    schema: u16,
    payload: String,
}

impl Frame {
    fn edit(&mut self, change: impl FnOnce(&mut Value)) {
        let mut value: Value = serde_json::from_str(&self.payload).expect("a payload is JSON");
        change(&mut value);
        self.payload = value.to_string();
    }
}

impl FrameSink for Memory {
    type Error = serde_json::Error;

    fn push<T: serde::Serialize>(&mut self, kind: u16, schema: u16, value: &T) -> Result<(), serde_json::Error> {
        self.0.push(Frame { kind, schema, payload: serde_json::to_string(value)? });
        Ok(())
    }
}

impl RawFrame for &Frame {
    fn kind(&self) -> (u16, u16) {
        (self.kind, self.schema)
    }

    fn decode<T: serde::de::DeserializeOwned>(&self) -> Result<T, String> {
        serde_json::from_str(&self.payload).map_err(|error| error.to_string())
    }
}

fn frames(contents: &Contents) -> Vec<Frame> {
    let mut memory = Memory::default();
    wire::write(contents, &mut memory).expect("every twin is JSON");
    memory.0
}

#[test]
fn everything_comes_back() {
    let contents = contents();
    let frames = frames(&contents);
    assert_eq!(wire::read(&frames), Ok(contents.clone()));
    let none: [&Frame; 0] = [];
    assert_eq!(wire::read(none), Ok(Contents::default()));
    // One frame for the input, the vocabulary and each head; one for each event, by the name of its event.
    assert_eq!(frames.len(), 2 + 2 + contents.entries[0].events.len());
    for (frame, event) in frames[3..].iter().zip(&contents.entries[0].events) {
        assert_eq!(frame_type::name(frame.kind), event.name());
    }
}

#[test]
fn what_only_seals_have_stands_in_frames_of_its_own() {
    let with = frames(&contents_of_a_seal());
    assert_eq!(wire::read(&with), Ok(contents_of_a_seal()));
    let (own, others): (Vec<Frame>, Vec<Frame>) =
        with.iter().cloned().partition(|frame| matches!(frame.kind, frame_type::SEAL | frame_type::FILE));
    let written: Vec<String> =
        own.iter().map(|frame| format!("{} {} {}", frame.kind, frame.schema, frame.payload)).collect();
    assert_eq!(written.join("\n"), include_str!("seal1.txt").trim());
    assert_eq!(others, frames(&contents()));
    // The first frame says what the seal is, and nothing says it again.
    assert_eq!(with[0], own[0]);
    let twice = [&own[..1], &with].concat();
    assert_eq!(wire::read(&twice).expect_err("two seals").frame, 1);
}

#[test]
fn what_is_left_of_redacted_frames_comes_back() {
    let with = frames(&contents_with_redactions());
    assert_eq!(wire::read(&with), Ok(contents_with_redactions()));
    let own: Vec<&Frame> = with.iter().filter(|frame| frame.kind == frame_type::REDACTED).collect();
    let leaf: Vec<String> = (0..32).map(|byte| byte.to_string()).collect();
    let rest = |was: u16, place: u32| {
        let leaf = leaf.join(",");
        format!(
            r#"{{"leaf":[{leaf}],"was":{was},"entry":"b","place":{place},"of":"s1/y","reason":"because","by":"tester"}}"#
        )
    };
    assert_eq!(
        own.iter().map(|frame| frame.payload.as_str()).collect::<Vec<_>>(),
        [rest(2, 0), rest(3, 1), rest(4, 2)]
    );
    for (change, said) in [("was", "type 9 cannot be redacted"), ("place", "event 9 of entry `b` does not follow")] {
        let mut changed = with.clone();
        changed.last_mut().expect("the last").edit(|frame| frame[change] = json!(9));
        let refused = wire::read(&changed).expect_err("it is refused").to_string();
        assert!(refused.contains(said), "{refused}");
    }
}

#[test]
fn limits_of_rules_have_a_frame_of_their_own_and_come_back() {
    let with = frames(&contents_with_rule_limits());
    assert_eq!(wire::read(&with), Ok(contents_with_rule_limits()));
    let own: Vec<&Frame> = with.iter().filter(|frame| frame.kind == frame_type::RULE_LIMITS).collect();
    assert_eq!((own.len(), own[0].schema, own[0].payload.as_str()), (1, 1, include_str!("rule_limits1.txt").trim()));
    assert!(frames(&contents()).iter().all(|frame| frame.kind != frame_type::RULE_LIMITS));
}

#[test]
fn limits_of_a_rule_that_is_not_there_are_refused() {
    let mut with = frames(&contents_with_rule_limits());
    let own = with.iter_mut().find(|frame| frame.kind == frame_type::RULE_LIMITS).expect("it is there");
    own.edit(|limits| limits["rules"][0]["rule"] = json!("nobody"));
    let refused = wire::read(&with).expect_err("nobody has no limits").to_string();
    assert!(refused.contains("limits of a rule `nobody`"), "{refused}");
}

#[test]
fn that_an_entry_is_a_register_s_has_a_frame_of_its_own_behind_its_head() {
    let with = frames(&contents_with_register());
    assert_eq!(wire::read(&with), Ok(contents_with_register()));
    let own = with.iter().position(|frame| frame.kind == frame_type::OF_REGISTER).expect("it is there");
    let Frame { schema, payload, .. } = &with[own];
    assert_eq!((*schema, payload.as_str()), (1, r#"{"entry":"b","register":"newswire"}"#));
    assert_eq!(frame_type::name(frame_type::OF_REGISTER), "OfRegister");
    assert!(frames(&contents()).iter().all(|frame| frame.kind != frame_type::OF_REGISTER));
    // Behind another entry's head, before any, or twice: refused.
    let moved = |to: usize| {
        let mut frames = frames(&contents_with_register());
        let frame = frames.remove(own);
        frames.insert(to, frame);
        wire::read(&frames).map_err(|error| error.reason)
    };
    let refused = Err("the register of entry `b` does not follow its head".to_owned());
    assert_eq!((moved(0), moved(own - 1)), (refused.clone(), refused.clone()));
    let mut twice = frames(&contents_with_register());
    let again = frames(&contents_with_register()).remove(own);
    twice.insert(own, again);
    assert_eq!(wire::read(&twice).map_err(|error| error.reason), refused);
}

#[test]
fn crosswalks_have_a_frame_of_their_own_and_come_back() {
    let mut with = frames(&contents_with_crosswalks());
    assert_eq!(wire::read(&with), Ok(contents_with_crosswalks()));
    assert_eq!(
        format!("{} {} {}", with[2].kind, with[2].schema, with[2].payload),
        include_str!("crosswalks1.txt").trim()
    );
    assert_eq!(frame_type::name(with[2].kind), "Crosswalks");
    // No other frame knows of them, and either may come first.
    with.swap(1, 2);
    assert_eq!(wire::read(&with), Ok(contents_with_crosswalks()));
    with.remove(1);
    assert_eq!(with, frames(&contents()));
}

/// A line of a frozen file as a frame.
fn frame(line: &str) -> Frame {
    let mut parts = line.splitn(3, ' ');
    let mut next = || parts.next().expect("type, schema and payload");
    let (kind, schema) = (next().parse().expect("a number"), next().parse().expect("a number"));
    Frame { kind, schema, payload: next().to_owned() }
}

fn frozen(text: &str) -> Vec<Frame> {
    text.lines().map(frame).collect()
}

/// The names, order and shape of the fields of every twin, as first published. A change here is a new schema, not a new text.
#[test]
fn version_1_is_frozen() {
    let written =
        frames(&contents()).into_iter().map(|frame| format!("{} {} {}", frame.kind, frame.schema, frame.payload));
    let frozen: Vec<&str> = include_str!("v1.txt").lines().collect();
    let mut written: Vec<String> = written.collect();
    // Settlements and coverages have a second schema; that the first is as it was stands in the modules of their names.
    for (place, kind) in [(10, 8), (11, 9)] {
        assert!(written[place].starts_with(&format!("{kind} 2 ")) && frozen[place].starts_with(&format!("{kind} 1 ")));
        written[place] = frozen[place].to_owned();
    }
    assert_eq!(written, frozen);
}

/// The frames with one of them changed, and why they are refused.
fn refusal(change: impl FnOnce(&mut Vec<Frame>)) -> String {
    let mut frames = frames(&contents());
    change(&mut frames);
    wire::read(&frames).expect_err("it is refused").to_string()
}

#[test]
fn an_event_away_from_its_entry_is_refused() {
    // 0 input, 1 vocabulary, 2 head of `a`, 3 to 11 its events, 12 head of `b`.
    type Change = fn(&mut Vec<Frame>);
    let cases: [(&str, Change, &str); 6] = [
        ("head gone", |f| drop(f.remove(2)), "frame 2: event 0 of entry `a`"),
        ("event gone", |f| drop(f.remove(4)), "frame 4: event 2 of entry `a`"),
        ("event twice", |f| f.insert(4, f[3].clone()), "frame 4: event 0 of entry `a`"),
        ("two changed places", |f| f.swap(4, 5), "frame 4: event 2 of entry `a`"),
        ("another entry between", |f| f.swap(11, 12), "frame 12: event 8 of entry `a`"),
        ("event of no entry", |f| f[3].edit(|event| event["entry"] = json!("z")), "frame 3: event 0 of entry `z`"),
    ];
    for (name, change, expected) in cases {
        assert_eq!(refusal(change), format!("{expected} does not follow the one before it"), "{name}");
    }
}

#[test]
fn an_unknown_type_or_schema_is_refused() {
    assert_eq!(refusal(|f| f[4].schema = SCHEMA + 1), "frame 4: type 3 has schema 2, which this version does not know");
    assert_eq!(refusal(|f| f[4].kind = 77), "frame 4: type 77 is unknown to this version");
    assert_eq!(refusal(|f| f[11].schema = 3), "frame 11: type 9 has schema 3, which this version does not know");
    assert_eq!(refusal(|f| f[1].schema = 0), "frame 1: type 100 has schema 0, which this version does not know");
    // Of two types with one shape neither reads as another by accident of its content: the number decides.
    let swapped = &mut frames(&contents());
    swapped[8].kind = frame_type::CLAIMS_UNLINKED;
    let read = wire::read(&*swapped).expect("both are links");
    assert_eq!(read.entries[0].events[5].name(), "ClaimsUnlinked");
}

#[test]
fn a_value_out_of_its_list_is_refused() {
    let event = |index: usize, field: &'static str, value: Value| {
        refusal(move |frames| frames[index].edit(|event| event["event"][field] = value))
    };
    assert_eq!(event(3, "seen", json!("glanced")), "frame 3: `glanced` is no seen");
    assert_eq!(event(4, "status", json!("done")), "frame 4: `done` is no status");
    assert_eq!(event(4, "nature", json!("")), "frame 4: `` is no nature");
    assert!(event(4, "when", json!("soon")).starts_with("frame 4: "));
    assert!(event(3, "published", json!("2013-13")).starts_with("frame 3: "));
    assert!(event(11, "extent", json!("")).starts_with("frame 11: "));
    assert_eq!(event(11, "search", json!("thorough")), "frame 11: `thorough` is no search");
    assert_eq!(event(6, "set", json!([{ "field": "id", "value": "Absent" }])), "frame 6: `id` is no field");
    assert!(event(4, "form", json!(7)).starts_with("frame 4: invalid type"));
    assert!(event(4, "actors", json!([{ "id": "MNG" }])).starts_with("frame 4: missing field"));
    let late = refusal(|frames| frames[2].edit(|head| head["recorded"] = json!(i64::MAX)));
    assert_eq!(late, "frame 2: 9223372036854775807 is no instant of the years -9999 to 9999");
    let list = refusal(|frames| frames[1].edit(|vocabulary| vocabulary["terms"][0]["list"] = json!("colours")));
    assert_eq!(list, "frame 1: `colours` is no list of terms");
}

/// The words of a source text outside comments.
fn words(source: &str) -> Vec<&str> {
    let code = source.lines().map(|line| line.split("//").next().unwrap_or_default());
    code.flat_map(|line| line.split(|c: char| !c.is_alphanumeric() && c != '_')).filter(|w| !w.is_empty()).collect()
}

#[test]
fn twins_keep_to_what_bincode_can_read_back() {
    let sources = [
        include_str!("../../src/wire/v1.rs"),
        include_str!("../../src/wire/crosswalks1.rs"),
        include_str!("../../src/wire/coverage2.rs"),
        include_str!("../../src/wire/limits1.rs"),
        include_str!("../../src/wire/register1.rs"),
        include_str!("../../src/wire/text1.rs"),
    ];
    let words: Vec<&str> = sources.into_iter().flat_map(words).collect();
    assert!(["InEntry", "Scheme", "search"].iter().all(|word| words.contains(word)), "the sources were read");
    for banned in [
        "flatten",
        "tag",
        "untagged",
        "skip_serializing_if",
        "skip",
        "default_fn",
        "with",
        "rename",
        "alias",
        "serde_json",
        "f32",
        "f64",
        "usize",
        "isize",
        "HashMap",
        "HashSet",
        "Box",
        "Rc",
        "Arc",
        "i128",
        "u128",
    ] {
        assert!(!words.contains(&banned), "`{banned}` stands in a wire type");
    }
    assert!(sources.iter().all(|source| !source.contains("#[serde")), "an attribute of serde stands in a wire type");
}

/// bincode writes a variant's number, which the JSON above does not show.
#[test]
fn the_variants_of_a_value_keep_their_numbers() {
    let source = include_str!("../../src/wire/v1.rs");
    let body = source.split("pub enum Value {").nth(1).and_then(|rest| rest.split('}').next()).unwrap_or_default();
    let variants: Vec<&str> = body.split([',', '\n']).map(|v| v.trim().split('(').next().unwrap_or_default()).collect();
    let variants: Vec<&str> = variants.into_iter().filter(|variant| !variant.is_empty()).collect();
    let numbered = ["Absent", "Text", "List", "Number", "WhenRule", "Rate", "Quantities", "Actors", "Anchors"];
    assert_eq!(variants, numbered);
}
