//! Proposals measured on the bundled corpus: its links taken out, how many of them are found again.

use std::collections::BTreeSet;

use chancery_core::event::Event;
use chancery_core::propose::{LEAST, propose};
use chancery_core::{Claim, Entry, State, fold};
use chancery_ingest::{InputFile, Workspace, read};

type Pairs = BTreeSet<(String, String)>;

/// A part of the corpus: its name, and whether a claim is in it.
type Part<'a> = (&'a str, &'a dyn Fn(&str) -> bool);

fn entries() -> Vec<Entry> {
    let files = |folder: &str| -> Vec<InputFile> {
        let listing = std::fs::read_dir(super::data().join(folder)).unwrap();
        let paths =
            listing.map(|file| file.unwrap().path()).filter(|path| path.extension().is_some_and(|end| end == "toml"));
        paths
            .map(|path| {
                let name = path.file_name().unwrap().to_string_lossy().into_owned();
                InputFile::new(format!("{folder}/{name}"), std::fs::read(&path).unwrap())
            })
            .collect()
    };
    let workspace = Workspace { journal: files("journal"), vocabulary: files("vocabulary"), ..Workspace::default() };
    let (batch, problems) = read(&workspace, &[]);
    assert!(problems.iter().all(chancery_ingest::Problem::is_warning), "{problems:?}");
    batch.entries
}

/// The corpus without what its reviewers decided.
fn unlinked(entries: &[Entry]) -> State {
    let mut entries = entries.to_vec();
    for entry in &mut entries {
        let decided = |event: &Event| {
            matches!(event, Event::ClaimsLinked(_) | Event::ClaimsUnlinked(_) | Event::ContactSettled(_))
        };
        entry.events.retain(|event| !decided(event));
    }
    fold(&entries).0
}

/// Every two claims of one contact.
fn linked(state: &State) -> Pairs {
    let mut pairs = Pairs::new();
    for contact in state.contacts.values() {
        for (place, a) in contact.claims.iter().enumerate() {
            pairs.extend(contact.claims[place + 1..].iter().map(|b| (a.clone(), b.clone())));
        }
    }
    pairs
}

/// Same dyad, same form, onsets touch.
fn baseline(state: &State) -> Pairs {
    let actors = |claim: &Claim| claim.actors.iter().map(|actor| actor.id.clone()).collect::<BTreeSet<String>>();
    let claims: Vec<(&Claim, BTreeSet<String>)> =
        state.claims.values().map(|held| (&held.claim, actors(&held.claim))).collect();
    let mut pairs = Pairs::new();
    for (place, (a, actors_a)) in claims.iter().enumerate() {
        for (b, actors_b) in &claims[place + 1..] {
            let touch = a
                .when
                .as_ref()
                .zip(b.when.as_ref())
                .is_some_and(|(one, other)| !one.onset().intersect(&other.onset()).is_empty());
            if a.form == b.form && touch && actors_a.intersection(actors_b).count() >= 2 {
                pairs.insert((a.id.clone(), b.id.clone()));
            }
        }
    }
    pairs
}

/// Right, proposed, linked, and F1 in thousandths.
fn measure(proposed: &Pairs, linked: &Pairs, within: impl Fn(&str) -> bool) -> (usize, usize, usize, usize) {
    let of = |pairs: &Pairs| pairs.iter().filter(|(a, b)| within(a) && within(b)).cloned().collect::<Pairs>();
    let (proposed, linked) = (of(proposed), of(linked));
    let right = proposed.intersection(&linked).count();
    (right, proposed.len(), linked.len(), 2000 * right / (proposed.len() + linked.len()).max(1))
}

/// The bar, and what another form takes away, were set on the part to 2012 alone; so the other part is the test.
#[test]
#[allow(clippy::print_stdout)] // the figures of docs/REVIEW.md
fn proposals_find_more_of_the_reviewed_links_than_the_baseline() {
    let entries = entries();
    let (reviewed, bare) = (linked(&fold(&entries).0), unlinked(&entries));
    let early = |id: &str| {
        let latest = bare.claims[id].claim.when.as_ref().and_then(|when| when.latest());
        latest.is_some_and(|day| day.ymd().0 < 2013)
    };
    let ours: Pairs = propose(&bare, LEAST).into_iter().map(|one| one.claims).collect();
    let theirs = baseline(&bare);
    let parts: [Part<'_>; 3] = [("all", &|_| true), ("to 2012", &early), ("since 2013, and undated", &|id| !early(id))];
    for (name, within) in parts {
        let (found, base) = (measure(&ours, &reviewed, within), measure(&theirs, &reviewed, within));
        println!("{name} (right, proposed, linked, F1 in thousandths): proposals {found:?}, baseline {base:?}");
        assert!(found.3 > base.3 + 100, "{name}: {found:?} {base:?}");
    }
}
