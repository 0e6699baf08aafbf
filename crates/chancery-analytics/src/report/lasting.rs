//! What lasts, repeats, stands or flows: shown, never counted.

use std::fmt::Write as _;

use chancery_core::claim::Rate;
use chancery_core::settle::Contact;
use chancery_core::terms::{Nature, Per, RoleClass};
use chancery_core::text::markdown_safe;

use super::{Page, words};
use crate::tables::statuses;

pub(super) fn write(page: &Page<'_>, text: &mut String) {
    recurrences(page, text);
    section(
        page,
        "States",
        "What holds over a time. Dates are those for which the source vouches.",
        Nature::State,
        text,
    );
    stocks(page, text);
}

fn recurrences(page: &Page<'_>, text: &mut String) {
    let contacts = of(page, Nature::Recurrence);
    if contacts.is_empty() {
        return;
    }
    let _ = writeln!(text, "## Recurrences\n");
    text.push_str("What happens again and again, or is talked of as if it might: the status says which. At least twice where no more is said.\n\n");
    text.push_str("| contact | between | what | categories | how often | when | status |\n| --- | --- | --- | --- | --- | --- | --- |\n");
    for contact in contacts {
        let _ = writeln!(
            text,
            "| {} | {} | {} | {} | {} | {} | {} |",
            page.reference(&contact.id),
            who(page, contact),
            page.summary(contact),
            contact.categories.join(", "),
            how_often(page, contact),
            words::when(contact),
            standing(contact),
        );
    }
    text.push('\n');
}

fn section(page: &Page<'_>, title: &str, lead: &str, nature: Nature, text: &mut String) {
    let contacts = of(page, nature);
    if contacts.is_empty() {
        return;
    }
    let _ = writeln!(text, "## {title}\n\n{lead}\n\n| contact | who | what | form | when | status |");
    text.push_str("| --- | --- | --- | --- | --- | --- |\n");
    for contact in contacts {
        let _ = writeln!(
            text,
            "| {} | {} | {} | {} | {} | {} |",
            page.reference(&contact.id),
            who(page, contact),
            page.summary(contact),
            contact.form,
            words::when(contact),
            standing(contact),
        );
    }
    text.push('\n');
}

fn stocks(page: &Page<'_>, text: &mut String) {
    let mut contacts = of(page, Nature::Stock);
    contacts.extend(of(page, Nature::Flow));
    if contacts.is_empty() {
        return;
    }
    let _ = writeln!(text, "## Stocks and flows\n");
    text.push_str("| contact | who | what | how many | when | status |\n| --- | --- | --- | --- | --- | --- |\n");
    for contact in contacts {
        let quantities: Vec<String> = claims(page, contact)
            .flat_map(|claim| &claim.quantity)
            .map(|quantity| markdown_safe(&quantity.to_string()))
            .collect();
        let many = if quantities.is_empty() { "not said".to_owned() } else { quantities.join("; ") };
        let _ = writeln!(
            text,
            "| {} | {} | {} | {many} | {} | {} |",
            page.reference(&contact.id),
            who(page, contact),
            page.summary(contact),
            words::when(contact),
            standing(contact),
        );
    }
    text.push('\n');
}

fn of<'a>(page: &Page<'a>, nature: Nature) -> Vec<&'a Contact> {
    page.contacts.iter().copied().filter(|contact| contact.nature == nature).collect()
}

fn claims<'a>(page: &Page<'a>, contact: &'a Contact) -> impl Iterator<Item = &'a chancery_core::Claim> {
    contact.claims.iter().filter_map(|id| page.analysis.state.claims.get(id)).map(|held| &held.claim)
}

fn how_often(page: &Page<'_>, contact: &Contact) -> String {
    let rate = claims(page, contact).find_map(|claim| claim.rate).unwrap_or_default();
    let times = match rate {
        Rate { min, max: Some(max), .. } if min == max => format!("{min} times"),
        Rate { min, max: Some(max), .. } => format!("{min} to {max} times"),
        Rate { min, max: None, .. } => format!("at least {min} times"),
    };
    if rate.per == Per::Extent { times } else { format!("{times} a {}", rate.per) }
}

/// The actors that take part, by short name; where none does, those that are named.
pub(super) fn who(page: &Page<'_>, contact: &Contact) -> String {
    let parts = contact.actors.iter().filter(|actor| actor.role.class() != RoleClass::Named);
    let mut names: Vec<String> = parts.map(|actor| page.name(&actor.id)).collect();
    if names.is_empty() {
        names = contact.actors.iter().map(|actor| page.name(&actor.id)).collect();
    }
    names.dedup();
    words::list(&names)
}

/// `ongoing, hedged`; the stance only where it is not the plain one.
pub(super) fn standing(contact: &Contact) -> String {
    match contact.stance.as_str() {
        "asserted" => statuses(contact),
        stance => format!("{}, {stance}", statuses(contact)),
    }
}
