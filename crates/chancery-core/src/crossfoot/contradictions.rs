//! Figures of one source for the same thing that cannot all be right.

use std::collections::{BTreeMap, BTreeSet};

use super::figure::{Figure, Key};
use super::{Amount, Contradiction};
use crate::claim::Actor;
use crate::terms::{Nature, Stance, Status};
use crate::when::Day;

/// All that must be equal for two figures to be of the same thing.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Thing<'a> {
    source: &'a str,
    attributed_to: Option<&'a str>,
    nature: Nature,
    form: &'a str,
    status: Status,
    extent: (Day, Day),
    categories: &'a [String],
    actors: Vec<&'a Actor>,
    place: &'a [String],
    ordinal: Option<i64>,
    of: &'a str,
    unit: Option<&'a str>,
}

/// Finds them. `unnamed` are parts that only differ from their whole in what no field says: they are things of their own.
pub(super) fn find(figures: &BTreeMap<Key<'_>, Figure<'_>>, unnamed: &BTreeSet<Key<'_>>) -> Vec<Contradiction> {
    let mut things: BTreeMap<Thing<'_>, Vec<(&str, Amount)>> = BTreeMap::new();
    for figure in figures.values().filter(|figure| !unnamed.contains(&figure.key())) {
        if let Some(thing) = thing(figure) {
            things.entry(thing).or_default().push((&figure.claim.id, figure.amount));
        }
    }
    let mut found: Vec<Contradiction> =
        things.into_iter().filter_map(|(thing, figures)| contradiction(&thing, figures)).collect();
    found.sort_by(|a, b| key(a).cmp(&key(b)));
    found
}

/// The figures that another one excludes: at least more than the other is at most, or the other way round.
fn contradiction(thing: &Thing<'_>, mut figures: Vec<(&str, Amount)>) -> Option<Contradiction> {
    let low = figures.iter().filter_map(|(_, amount)| amount.low).max()?;
    let high = figures.iter().filter_map(|(_, amount)| amount.high).min()?;
    figures.retain(|(_, amount)| amount.low.is_some_and(|own| own > high) || amount.high.is_some_and(|own| own < low));
    (!figures.is_empty()).then(|| Contradiction {
        source: thing.source.to_owned(),
        of: thing.of.to_owned(),
        unit: thing.unit.map(str::to_owned),
        figures: figures.into_iter().map(|(id, amount)| (id.to_owned(), amount)).collect(),
    })
}

fn key(found: &Contradiction) -> (Option<&str>, &str, Option<&str>) {
    (found.figures.first().map(|(id, _)| id.as_str()), &found.of, found.unit.as_deref())
}

/// Nothing where the claim does not say when: two undated figures may be of two times, and so may two stocks of one year. Nor
/// is a guess held against anybody.
fn thing<'a>(figure: &'a Figure<'_>) -> Option<Thing<'a>> {
    let claim = figure.claim;
    if claim.stance == Stance::Speculated || figure.has_gaps() {
        return None;
    }
    let extent = figure.extent?;
    if claim.nature == Nature::Stock && extent.0 != extent.1 {
        return None;
    }
    let mut actors: Vec<&Actor> = claim.actors.iter().collect();
    actors.sort_unstable();
    Some(Thing {
        source: &claim.source,
        attributed_to: claim.attributed_to.as_deref(),
        nature: claim.nature,
        form: &claim.form,
        status: claim.status,
        extent,
        categories: &claim.categories,
        actors,
        place: &claim.place,
        ordinal: claim.ordinal,
        of: figure.of,
        unit: figure.unit,
    })
}
