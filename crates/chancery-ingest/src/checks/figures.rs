//! Whether the figures of one source add up and do not contradict each other: warnings, for they are the source's.
//!
//! Nothing is said while something could not be read: it may be a part that its sum lacks.

use chancery_core::crossfoot::{Amount, crossfoot};

use crate::context::{Context, Index};
use crate::problem::Sink;
use crate::problems;

pub(super) fn check(context: &Context<'_>, sink: &mut Sink) {
    if !context.is_sound() {
        return;
    }
    let found = crossfoot(&context.state);
    for margin in found.margins.iter().filter(|margin| !margin.agrees) {
        let Some(index) = recorded(context, &margin.whole) else { continue };
        let part = |id: &String| (amount(context, id, &margin.of, margin.unit.as_deref()), place(context, id));
        let spot = context.spot(index, "quantity");
        sink.warn(spot, |at| {
            problems::figures_do_not_add_up(at, margin, &margin.parts.iter().map(part).collect::<Vec<_>>())
        });
    }
    for contradiction in &found.contradictions {
        // It is shown at the claim that came last: the one before it stood unopposed.
        let ids = contradiction.figures.iter().map(|(id, _)| id);
        let last =
            ids.max_by_key(|id| context.state.claims.get(*id).map(|held| (held.recorded, &held.entry, held.place)));
        let Some(index) = last.and_then(|id| recorded(context, id)) else { continue };
        let spot = context.spot(index, "quantity");
        sink.warn(spot, |at| {
            let places: Vec<String> = contradiction.figures.iter().map(|(id, _)| place(context, id)).collect();
            problems::source_contradicts_itself(at, contradiction, &places)
        });
    }
}

/// Where a claim was recorded.
fn recorded(context: &Context<'_>, claim: &str) -> Option<Index> {
    context.claims.get(claim)?.first().copied()
}

fn place(context: &Context<'_>, claim: &str) -> String {
    recorded(context, claim).map_or_else(|| claim.to_owned(), |index| context.place(index))
}

fn amount(context: &Context<'_>, claim: &str, of: &str, unit: Option<&str>) -> Amount {
    let quantities = context.state.claims.get(claim).into_iter().flat_map(|held| &held.claim.quantity);
    let mut same = quantities.filter(|quantity| quantity.of == of && quantity.unit.as_deref() == unit);
    same.next().map(Amount::of).unwrap_or_default()
}
