//! What lasts, repeats, stands or flows: shown, never counted.

use std::fmt::Write as _;

use chancery_core::claim::Rate;
use chancery_core::settle::Contact;
use chancery_core::terms::{Nature, Per, RoleClass};

use super::{Page, words};
use crate::tables::{claims, rate, statuses};

pub(super) fn write(page: &Page<'_>, text: &mut String) {
    recurrences(page, text);
    states(page, text);
    stocks(page, text);
}

/// A section with one row a contact: its number, who takes part, the summary, what `between` adds, its date and status,
/// and what `after` adds. Nothing where there is no contact.
pub(super) struct Listing<'a> {
    /// Title, and the lead if there is one.
    pub(super) head: &'a str,
    /// The names of all columns.
    pub(super) columns: &'a [&'a str],
    /// Cells before the date.
    pub(super) between: &'a dyn Fn(&Contact) -> Vec<String>,
    /// Cells after the status.
    pub(super) after: &'a dyn Fn(&Contact) -> Vec<String>,
}

impl Listing<'_> {
    pub(super) fn write(&self, page: &Page<'_>, contacts: &[&Contact], text: &mut String) {
        if contacts.is_empty() {
            return;
        }
        let rule = vec!["---"; self.columns.len()];
        let _ = writeln!(text, "## {}\n\n| {} |\n| {} |", self.head, self.columns.join(" | "), rule.join(" | "));
        for contact in contacts {
            let mut cells = vec![page.reference(&contact.id), who(page, contact), page.summary(contact)];
            cells.extend((self.between)(contact));
            cells.extend([words::when(contact), standing(contact)]);
            cells.extend((self.after)(contact));
            let _ = writeln!(text, "| {} |", cells.join(" | "));
        }
        text.push('\n');
    }
}

fn recurrences(page: &Page<'_>, text: &mut String) {
    let head = "Recurrences\n\nWhat happens again and again, or is talked of as if it might: the status says which. At least \
                twice where no more is said.";
    let listing = Listing {
        head,
        columns: &["contact", "between", "what", "categories", "how often", "when", "status"],
        between: &|contact| vec![contact.categories.join(", "), how_often(page, contact)],
        after: &|_| Vec::new(),
    };
    listing.write(page, &of(page, Nature::Recurrence), text);
}

fn states(page: &Page<'_>, text: &mut String) {
    let listing = Listing {
        head: "States\n\nWhat holds over a time. Dates are those for which the source vouches.",
        columns: &["contact", "who", "what", "form", "when", "status"],
        between: &|contact| vec![contact.form.clone()],
        after: &|_| Vec::new(),
    };
    listing.write(page, &of(page, Nature::State), text);
}

fn stocks(page: &Page<'_>, text: &mut String) {
    let mut contacts = of(page, Nature::Stock);
    contacts.extend(of(page, Nature::Flow));
    let listing = Listing {
        head: "Stocks and flows",
        columns: &["contact", "who", "what", "how many", "when", "status"],
        between: &|contact| vec![how_many(page, contact)],
        after: &|_| Vec::new(),
    };
    listing.write(page, &contacts, text);
}

fn how_many(page: &Page<'_>, contact: &Contact) -> String {
    let mut said: Vec<String> = Vec::new();
    for quantity in claims(page.analysis, contact).flat_map(|claim| &claim.quantity) {
        let figure = words::quantity(quantity);
        if !said.contains(&figure) {
            said.push(figure);
        }
    }
    if said.is_empty() { "not said".to_owned() } else { said.join("; or ") }
}

fn of<'a>(page: &Page<'a>, nature: Nature) -> Vec<&'a Contact> {
    page.contacts.iter().copied().filter(|contact| contact.nature == nature).collect()
}

fn how_often(page: &Page<'_>, contact: &Contact) -> String {
    let rate = rate(page.analysis, contact);
    let times = match rate {
        Rate { min, max: Some(max), .. } if min == max => words::times(min),
        Rate { min, max: Some(max), .. } => format!("{min} to {max} times"),
        Rate { min, max: None, .. } => format!("at least {}", words::times(min)),
    };
    if rate.per == Per::Extent { times } else { format!("{times} a {}", rate.per) }
}

/// The actors that take part, by short name; where none does, those that are named.
fn who(page: &Page<'_>, contact: &Contact) -> String {
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
    // The bar between tied statuses would end a cell of the table.
    let statuses = statuses(contact).replace('|', " or ");
    match contact.stance.as_str() {
        "asserted" => statuses,
        stance => format!("{statuses}, {stance}"),
    }
}
