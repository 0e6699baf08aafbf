//! Which actors a contact pairs, read off the design's paragraph on dyads.

use std::collections::BTreeSet;

use super::held::{Held, Part, Rule};

/// The dyads of a contact as the tables name them: `MNG>PRK` for each direction, `MNG-PRK` for both together.
pub fn dyads(contact: &Held, rule: &Rule) -> BTreeSet<String> {
    let parties: BTreeSet<&str> =
        contact.parts.iter().filter(|part| part.class == "mutual").map(|part| part.actor.as_str()).collect();
    let is_crowd =
        ["conference", "joint-event"].contains(&contact.form.as_str()) && parties.len() >= 3 && !rule.multilateral;
    let mut dyads = BTreeSet::new();
    for from in &contact.parts {
        for to in contact.parts.iter().filter(|to| to.actor != from.actor) {
            let two_parties = from.class == "mutual" && to.class == "mutual";
            if !pairs(&from.class, &to.class, rule) || (two_parties && is_crowd) {
                continue;
            }
            let is_official = |actor| rule.unofficial || is_official(actor, contact, rule);
            if !is_official(&from.actor) || !is_official(&to.actor) {
                continue;
            }
            dyads.insert(format!("{}>{}", from.actor, to.actor));
            let (a, b) = if from.actor < to.actor { (from, to) } else { (to, from) };
            dyads.insert(format!("{}-{}", a.actor, b.actor));
        }
    }
    dyads
}

/// Whether contact goes from the one class of role to the other. Parties, and facilitators where they count at all, are in
/// contact in both directions; facilitators never with one another.
fn pairs(from: &str, to: &str, rule: &Rule) -> bool {
    let has_side = |class: &str| matches!(class, "sending" | "receiving" | "mutual");
    let facilitates = |class: &str| class == "facilitating" && rule.convenor;
    match (from, to) {
        ("sending", "receiving") => true,
        ("mutual", other) | (other, "mutual") if has_side(other) => true,
        _ => (facilitates(from) && has_side(to)) || (has_side(from) && facilitates(to)),
    }
}

/// Whether an actor's side has somebody besides business and private persons. A side of which no sector is given is the
/// state itself.
fn is_official(actor: &str, contact: &Held, rule: &Rule) -> bool {
    let takes_part = |part: &&Part| part.class != "named" && (rule.convenor || part.class != "facilitating");
    let own = contact.parts.iter().filter(|part| part.actor == actor).filter(takes_part);
    own.map(|part| part.sector.as_deref()).any(|sector| !matches!(sector, Some("BUS" | "CVL")))
}
