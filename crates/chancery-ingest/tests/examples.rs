//! The example workspaces: what their READMEs say of them is so.
#![allow(clippy::disallowed_methods)] // the examples lie in files

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use chancery_core::crossfoot::{Crossfoot, Division, Margin, crossfoot};
use chancery_core::{State, fold};
use chancery_ingest::{InputFile, Problem, Workspace, read};

/// The files of a folder of an example, as a workspace has them.
fn files(example: &Path, folder: &str) -> Vec<InputFile> {
    let listing = fs::read_dir(example.join(folder)).unwrap().map(|file| file.unwrap().path());
    let read = listing.map(|path| {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        InputFile::new(format!("{folder}/{name}"), fs::read(&path).unwrap())
    });
    read.collect()
}

fn talks() -> (State, Vec<Problem>) {
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/examples/inter-korean-talks");
    let (journal, vocabulary) = (files(&example, "journal"), files(&example, "vocabulary"));
    let (batch, problems) = read(&Workspace { journal, vocabulary, ..Workspace::default() }, &[]);
    let (state, faults) = fold(&batch.entries);
    assert_eq!(faults, []);
    (state, problems)
}

#[test]
fn the_two_contradictions_are_told_as_warnings_of_their_sources_and_nothing_else() {
    let (_, problems) = talks();
    let told = problems.iter().map(|problem| {
        let Problem { severity, code, id, message, .. } = problem;
        format!("{} {code} {}: {message}", severity.as_str(), id.as_deref().unwrap_or_default())
    });
    assert_eq!(
        told.collect::<Vec<_>>(),
        [
            "warning figures-do-not-add-up dailynk-jp/total: the source's parts of `not noted` (unnamed) sum to 287,808, \
             its total is 287,776: 32 less",
            "warning source-contradicts-itself mt-2018-04-17/economic-2000s-again: the source gives `talks` of the same \
             thing as 98 and as 102",
        ]
    );
    let reasons: Vec<&str> = problems.iter().map(|problem| problem.reason.as_str()).collect();
    for (reason, named) in
        reasons.iter().zip([["dailynk-jp/larger-part", "287,454"], ["mt-2018-04-17/economic-2000s", "102"]])
    {
        assert!(named.iter().all(|named| reason.contains(named)) && reason.contains(", line "), "{reason}");
    }
}

/// A margin in one line.
fn told(margin: &Margin) -> String {
    let Margin { whole, margin, of, whole_value, parts_sum, complete, agrees, parts, .. } = margin;
    let word = |holds: &bool, is: &'static str, is_not: &'static str| if *holds { is } else { is_not };
    let (complete, agrees) = (word(complete, "complete", "begun"), word(agrees, "agrees", "wrong"));
    format!("{whole} {margin} {of}: {whole_value} = {parts_sum} in {} {complete} {agrees}", parts.len())
}

#[test]
fn every_other_division_adds_up() {
    let (state, _) = talks();
    assert_eq!(
        crossfoot(&state).margins.iter().map(told).collect::<Vec<_>>(),
        [
            "dailynk-2005/agreements category agreements: 19 = 19 in 3 complete agrees",
            "dailynk-2005/people actors people: 520 = 520 in 2 complete agrees",
            "dailynk-2005/talks category talks: 25 = 25 in 4 complete agrees",
            "dailynk-2005/talks place talks: 25 = 25 in 8 complete agrees",
            "dailynk-jp/total unnamed not noted: 287,776 = 287,808 in 2 complete wrong",
            "mt-2018-04-17/military period talks: 49 = 46 in 1 begun agrees",
            "mt-2018-04-17/political period talks: 262 = 213 in 3 begun agrees",
            "mt-2018-04-17/talks period talks: 655 = 655 in 5 complete agrees",
            "mt-2018-04-17/talks category talks: 655 = 655 in 5 complete agrees",
            "sedaily-2015-08/talks category talks: 639 = 639 in 5 complete agrees",
            "yna-2018-04-17/panmunjom place talks: 360 = 360 in 5 complete agrees",
            "yna-2018-04-17/talks place talks: 655 = 360 in 1 begun agrees",
        ]
    );
}

/// The figures by subject of a source's division of a whole.
fn by_subject<'a>(state: &'a State, found: &Crossfoot, whole: &str) -> BTreeMap<&'a str, i64> {
    let margin =
        found.margins.iter().find(|margin| margin.whole == whole && margin.margin == Division::Category).unwrap();
    let claims = margin.parts.iter().map(|id| &state.claims[id].claim);
    claims.map(|claim| (claim.categories[0].as_str(), claim.quantity[0].best.unwrap())).collect()
}

#[test]
fn the_releases_differ_subject_by_subject_as_they_do_in_all() {
    let (state, _) = talks();
    let found = crossfoot(&state);
    let (earlier, later) = ("sedaily-2015-08/talks", "mt-2018-04-17/talks");
    let (before, after) = (by_subject(&state, &found, earlier), by_subject(&state, &found, later));
    assert!(before.keys().eq(after.keys()), "{before:?} {after:?}");
    let grown = before.iter().map(|(subject, figure)| (*subject, after[subject] - figure));
    let grown: BTreeMap<&str, i64> = grown.filter(|(_, more)| *more != 0).collect();
    assert_eq!(grown, [("culture", 4), ("humanitarian", 1), ("political", 11)].into());
    let total = |id: &str| state.claims[id].claim.quantity[0].best.unwrap();
    assert_eq!(grown.values().sum::<i64>(), total(later) - total(earlier));
}
