//! Which contacts are counted, and what belongs to one occasion.

use std::collections::{BTreeMap, HashMap};

use crate::fold::State;
use crate::settle::Contact;
use crate::vocabulary::{Rule, Unit};

/// How a counted contact counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Its status is contested: it may be, no more.
    Contested,
    /// It is held to have happened.
    Firm,
}

/// What counts once.
#[derive(Debug, Clone)]
pub struct Occasion<'a> {
    /// The contact whose onset and id the occasion takes.
    pub whole: &'a Contact,
    /// All counted contacts of it, the whole among them.
    pub members: Vec<(&'a Contact, Standing)>,
}

/// How a contact counts under a rule, if it does.
pub fn standing(contact: &Contact, rule: &Rule) -> Option<Standing> {
    let fits = rule.natures.contains(&contact.nature) && rule.stances.contains(&contact.stance);
    let fits = fits && rule.limits.admit(contact);
    let counted = contact.tied.iter().any(|status| rule.statuses.contains(status));
    (fits && counted).then_some(if contact.tied.len() > 1 { Standing::Contested } else { Standing::Firm })
}

/// The occasions of a state, sorted by the id of their whole.
///
/// A counted contact belongs to the topmost contact that is reached by going from part to whole over counted contacts
/// only: a whole that is itself not counted holds nothing together. Under unit `contact` each is its own occasion.
pub fn occasions<'a>(state: &'a State, rule: &Rule) -> Vec<Occasion<'a>> {
    occasions_of(state, state.contacts.values(), rule)
}

/// The occasions of some contacts of a state: with each of them every part of its whole must be given.
pub(crate) fn occasions_of<'a>(
    state: &'a State,
    contacts: impl Iterator<Item = &'a Contact>,
    rule: &Rule,
) -> Vec<Occasion<'a>> {
    let mut occasions: BTreeMap<&str, Occasion<'a>> = BTreeMap::new();
    let mut tops: HashMap<&'a str, &'a Contact> = HashMap::new();
    for contact in contacts {
        let Some(own) = standing(contact, rule) else { continue };
        let whole = if rule.unit == Unit::Occasion { topmost(state, rule, contact, &mut tops) } else { contact };
        let occasion = occasions.entry(&whole.id).or_insert_with(|| Occasion { whole, members: Vec::new() });
        occasion.members.push((contact, own));
    }
    occasions.into_values().collect()
}

/// The topmost counted contact over a counted one; `tops` remembers those found before, so that each is climbed once.
fn topmost<'a>(
    state: &'a State,
    rule: &Rule,
    contact: &'a Contact,
    tops: &mut HashMap<&'a str, &'a Contact>,
) -> &'a Contact {
    let (mut top, mut path) = (contact, vec![contact.id.as_str()]);
    while let Some(whole) = top.part_of.as_ref().and_then(|id| state.contacts.get(id)) {
        if standing(whole, rule).is_none() {
            break;
        }
        top = whole;
        if let Some(known) = tops.get(whole.id.as_str()) {
            top = known;
            break;
        }
        path.push(&whole.id);
    }
    tops.extend(path.into_iter().map(|id| (id, top)));
    top
}
