//! Whether claims belong to sources that are registered, and revisions to what they revise.

use chancery_core::Event;
use chancery_core::fold::FaultKind;

use crate::context::{Context, Index};
use crate::problem::Sink;
use crate::problems;

pub(super) fn check(context: &Context<'_>, sink: &mut Sink) {
    for (index, read) in context.events() {
        match &read.event {
            Event::ClaimRecorded(claim) => source_of(context, index, &claim.source, &claim.id, sink),
            Event::SourceRegistered(source) => {
                let Some(earlier) = source.supersedes.as_deref() else { continue };
                let known = context.sources.contains_key(earlier) || context.doubt.may_exist(earlier);
                if earlier == source.id || !known {
                    sink.add(context.spot(index, "supersedes"), |at| {
                        let others = context.sources.keys().map(String::as_str).filter(|id| *id != source.id);
                        problems::unknown_source(at, earlier, context.nearest(earlier, others))
                    });
                }
            }
            _ => {}
        }
    }
    for fault in &context.faults {
        if let FaultKind::MissingSource { source, .. } = &fault.kind
            && let Some(later) = context.sources.get(source).and_then(|all| all.first())
            && !context.doubt.may_exist(source)
        {
            let index = context.read_at(fault.place);
            let later = context.place(*later);
            sink.add(context.spot(index, "id"), |at| problems::missing_source(at, source, Some(&later), None));
        }
    }
}

/// Tells a claim whose source no entry registers.
fn source_of(context: &Context<'_>, index: Index, source: &str, claim: &str, sink: &mut Sink) {
    let Some((_, slug)) = claim.split_once('/') else { return };
    if context.sources.contains_key(source) || context.doubt.may_exist(source) {
        return;
    }
    let own = context.files[index.0].events.iter().find_map(|read| match &read.event {
        Event::SourceRegistered(source) => Some(source.id.as_str()),
        _ => None,
    });
    sink.add(context.spot(index, "id"), |at| match own.filter(|own| !own.is_empty()) {
        Some(own) => problems::claim_of_another_source(at, source, own, slug),
        None => problems::missing_source(
            at,
            source,
            None,
            context.nearest(source, context.sources.keys().map(String::as_str)),
        ),
    });
}
