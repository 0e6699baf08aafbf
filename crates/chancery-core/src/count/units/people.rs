//! People who went, where sources count them.

use super::Weighed;
use crate::claim::Quantity;
use crate::fold::State;
use crate::when::Period;

/// Forms at which people of one side go to the other; elsewhere a number of people may be workers or a public.
const JOURNEYS: [&str; 3] = ["visit", "exchange", "evacuation"];
/// What a quantity of people is called, as its unit or as what it is of.
const PEOPLE: &str = "people";

/// People over all journeys.
pub(super) struct People {
    pub(super) least: i64,
    pub(super) most: i64,
    /// Journeys of which no source counts the heads.
    pub(super) unsaid: i64,
}

/// At least the smallest number that a source gives for each journey that certainly began in the period, at most the
/// largest for each that may have; the numbers of one claim are of different people and are added.
pub(super) fn who_went(state: &State, within: &[&Weighed<'_>], period: Period) -> People {
    let mut sum = People { least: 0, most: 0, unsaid: 0 };
    for occasion in within {
        let claims = occasion.claims.iter().filter_map(|id| state.claims.get(*id)).map(|held| &held.claim);
        let journeys: Vec<_> = claims.filter(|claim| JOURNEYS.contains(&claim.form.as_str())).collect();
        let heads = journeys.iter().filter_map(|claim| heads(&claim.quantity));
        match heads.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1))) {
            Some((least, most)) => {
                sum.least = sum.least.saturating_add(if occasion.is_certain_in(period) { least } else { 0 });
                sum.most = sum.most.saturating_add(most);
            }
            None => sum.unsaid += i64::from(!journeys.is_empty()),
        }
    }
    sum
}

/// The least and the most people of one claim; `None` where it counts none.
fn heads(quantities: &[Quantity]) -> Option<(i64, i64)> {
    let people = quantities.iter().filter(|quantity| {
        let named = quantity.unit.as_deref().unwrap_or(quantity.of.as_str());
        named == PEOPLE
    });
    let bounds = people.map(|quantity| {
        let Quantity { low, best, high, .. } = quantity;
        let least = low.or(*best).unwrap_or(0);
        (least, high.or(*best).unwrap_or(least).max(least))
    });
    bounds.reduce(|a, b| (a.0.saturating_add(b.0), a.1.saturating_add(b.1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quantity(of: &str, unit: Option<&str>, low: Option<i64>, best: Option<i64>, high: Option<i64>) -> Quantity {
        Quantity { of: of.to_owned(), low, best, high, unit: unit.map(str::to_owned) }
    }

    #[test]
    fn people_are_told_from_other_things() {
        let soldiers = quantity("soldiers", Some("people"), None, Some(40), None);
        let delegates = quantity("people", None, Some(10), None, Some(20));
        let horses = quantity("horses", Some("head"), None, Some(9), None);
        assert_eq!(heads(std::slice::from_ref(&horses)), None);
        assert_eq!(heads(std::slice::from_ref(&soldiers)), Some((40, 40)));
        assert_eq!(heads(&[soldiers, delegates, horses]), Some((50, 60)));
        assert_eq!(heads(&[quantity("people", None, Some(7), None, None)]), Some((7, 7)));
    }
}
