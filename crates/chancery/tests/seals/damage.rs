//! Damaged, lost and exchanged seals: found by the program with the offset, and by the script.

use std::fs;

use crate::repository::{FIRST, Repository};

const SEAL: &str = "seals/001-first.clog";

#[test]
fn a_changed_byte_is_found_wherever_it_is() {
    let repository = Repository::sealed();
    let sound = repository.bytes(SEAL);
    let length = sound.len();
    // In the header, a frame's header, payloads of each kind, the trailer; the last byte.
    for at in
        [0, 9, 20, 50, 53, 57, 60, 62, 70, length / 3, length / 2, length - 70, length - 60, length - 40, length - 1]
    {
        let mut bytes = sound.clone();
        bytes[at] ^= 0x04;
        fs::write(repository.path(SEAL), bytes).expect("writes");
        for verb in ["check", "ingest", "verify"] {
            let outcome = repository.chancery(&[verb]).exits(4).says("damaged-segment").says("seals/001-first.clog");
            assert!(outcome.stderr.contains("at byte "), "{at}: {}", outcome.stderr);
        }
        repository.chancery(&["seal", "second"]).exits(4);
        repository.chancery(&["log", "prove", "first-entry"]).exits(4);
        // A checksum of the header or of a frame is not the script's to check: the digest covers it.
        repository.script().exits(1).says("001-first.clog: byte ");
    }
    for length in [0, 10, 52, length / 2, length - 1] {
        fs::write(repository.path(SEAL), &sound[..length]).expect("writes");
        repository.chancery(&["verify"]).exits(4).says("damaged-segment");
        repository.script().exits(1).says("001-first.clog: byte ");
    }
    fs::write(repository.path(SEAL), [&sound[..], b"\0"].concat()).expect("writes");
    repository.chancery(&["verify"]).exits(4);
    repository.script().exits(1);
}

#[test]
fn verify_lists_all_damage_at_once() {
    let repository = Repository::sealed();
    let mut bytes = repository.bytes(SEAL);
    let third = bytes.len() / 3;
    // Two frames, and the compiled journal besides.
    (bytes[70], bytes[2 * third]) = (bytes[70] ^ 1, bytes[2 * third] ^ 1);
    fs::write(repository.path(SEAL), &bytes).expect("writes");
    let tail = ".chancery/tail.clog";
    let mut cache = repository.bytes(tail);
    cache[80] ^= 1;
    fs::write(repository.path(tail), cache).expect("writes");
    repository.edit(FIRST, "form = \"visit\"", "form = \"visitt\"");
    let outcome = repository.chancery(&["verify", "--format", "json"]).exits(4);
    let codes: Vec<&str> =
        outcome.stdout.lines().filter_map(|line| line.split("\"code\":\"").nth(1)?.split('"').next()).collect();
    assert_eq!(codes, ["damaged-segment", "damaged-segment", "damaged-tail", "unknown-term"], "{}", outcome.stdout);
}

/// Two of three seals are damaged, the third's entry was edited, and the compiled journal is damaged: one run names all four, and
/// nothing that follows from them alone. In whichever seals the damage is.
#[test]
fn verify_names_every_fault_of_a_workspace_in_one_run() {
    let whole = Repository::sealed();
    for (id, recorded, name) in [("monitor-2014", "2026-11-26", "second"), ("monitor-2015", "2026-11-27", "third")] {
        whole.entry(id, recorded);
        whole.chancery(&["seal", name]).exits(0);
    }
    let (seals, entries) = (
        [SEAL, "seals/002-second.clog", "seals/003-third.clog"],
        [FIRST, "journal/monitor-2014.toml", "journal/monitor-2015.toml"],
    );
    let tail = ".chancery/tail.clog";
    let sound: Vec<(&str, Vec<u8>)> =
        seals.into_iter().chain(entries).chain([tail]).map(|path| (path, whole.bytes(path))).collect();
    for (edited, entry) in entries.into_iter().enumerate() {
        let damage = |path: &str, at: usize| {
            let mut bytes = whole.bytes(path);
            bytes[at] ^= 1;
            fs::write(whole.path(path), bytes).expect("writes");
        };
        let damaged: Vec<&str> = (0..3).filter(|seal| *seal != edited).map(|seal| seals[seal]).collect();
        damage(damaged[0], 70);
        damage(damaged[1], 90);
        damage(tail, 80);
        whole.edit(entry, "summary = \"The", "summary = \"Today the");
        let outcome = whole.chancery(&["verify", "--format", "json"]).exits(4);
        let told = |key: &str| -> Vec<String> {
            let objects =
                outcome.stdout.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
            objects.filter_map(|object| Some(object.get(key)?.as_str()?.to_owned())).collect()
        };
        let codes = ["damaged-segment", "damaged-segment", "damaged-tail", "sealed-entry-changed"];
        assert_eq!(told("code"), codes, "{}", outcome.stdout);
        assert_eq!(told("file"), [damaged[0], damaged[1], tail, entry], "{}", outcome.stdout);
        for (path, bytes) in &sound {
            fs::write(whole.path(path), bytes).expect("writes");
        }
        whole.chancery(&["verify"]).exits(0);
    }
}

#[test]
fn a_seal_that_is_lost_or_exchanged_breaks_the_chain() {
    let repository = Repository::sealed();
    repository.entry("monitor-2014", "2026-11-26");
    repository.chancery(&["seal", "second"]).exits(0);
    let (first, second) = (repository.bytes(SEAL), repository.bytes("seals/002-second.clog"));

    repository.remove(SEAL);
    repository.chancery(&["check"]).exits(4).says("there is no seal 001 before seals/002-second.clog");
    repository.script().exits(1).says("002-second.clog: byte 16");

    // Another history under the same name: each file is sound by itself.
    let other = Repository::new();
    other.edit(FIRST, "by = \"you\"", "by = \"me\"");
    other.chancery(&["seal", "first"]).exits(0);
    fs::write(repository.path(SEAL), other.bytes(SEAL)).expect("writes");
    repository.chancery(&["check"]).exits(4).says("broken-chain").says("is not the one that is here");
    repository.script().exits(1).says("002-second.clog: byte 16");
    fs::write(repository.path(SEAL), &first).expect("writes");
    repository.chancery(&["verify"]).exits(0);

    // A file under another name than it says.
    fs::write(repository.path("seals/002-other.clog"), &second).expect("writes");
    repository.remove("seals/002-second.clog");
    repository.chancery(&["check"]).exits(4).says("not-a-seal").says("it says of itself that it is 002-second.clog");
    fs::rename(repository.path("seals/002-other.clog"), repository.path("seals/second.clog")).expect("renames");
    repository.chancery(&["check"]).exits(3).says("not-a-seal");
    fs::copy(repository.path(".chancery/tail.clog"), repository.path("seals/002-second.clog")).expect("copies");
    repository.remove("seals/second.clog");
    repository.chancery(&["check"]).exits(4).says("it is a compiled journal");
}

#[test]
fn texts_that_are_here_are_compared_with_their_digests() {
    let repository = Repository::new();
    let digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    repository.edit(FIRST, "seen = \"citation\"", &format!("seen = \"text\"\ndigest = \"{digest}\""));
    repository.chancery(&["seal", "first"]).exits(0);
    repository.chancery(&["verify"]).exits(0).says("texts: 0 compared with their digests, 1 not here");
    fs::create_dir(repository.path("sources")).expect("makes");
    repository.write("sources/example-gazette-2013.txt", "abc");
    repository.chancery(&["verify"]).exits(0).says("texts: 1 compared with their digests, 0 not here");
    repository.write("sources/example-gazette-2013.txt", "abd");
    repository.chancery(&["verify"]).exits(1).says("text-digest");
}
