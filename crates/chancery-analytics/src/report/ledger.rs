//! What is not counted and why, what is contested, and every contact with its claims, sources and anchors.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use chancery_core::claim::{Claim, Field};
use chancery_core::count::{pairs, standing};
use chancery_core::event::Source;
use chancery_core::settle::{Contact, Rival};
use chancery_core::terms::{Nature, Status};
use chancery_core::text::markdown_safe;
use chancery_core::vocabulary::{Limit, Limits, Rule};
use chancery_core::when::{Days, When};

use super::lasting::{Listing, standing as status_and_stance};
use super::{Page, words};
use crate::tables::{contested_fields, parts, statuses};

/// Episodes that would count but for their form: closures, expulsions and the like, which the rule sets apart from contact.
pub(super) fn set_apart<'a>(page: &Page<'a>) -> Vec<&'a Contact> {
    let rule = &page.analysis.rule;
    let any_form =
        Rule { limits: Limits { forms: Vec::new(), except_forms: Vec::new(), ..rule.limits.clone() }, ..rule.clone() };
    let counts = |c: &Contact| standing(c, &any_form).is_some() && !pairs(c, &any_form).undirected.is_empty();
    page.contacts.iter().copied().filter(|c| rule.limits.missed(c) == Some(Limit::Form) && counts(c)).collect()
}

/// Episodes that the rule leaves out, those first that it sets apart.
pub(super) fn not_counted(page: &Page<'_>, text: &mut String) {
    let apart = set_apart(page);
    let listing = Listing {
        head: "Set apart from contact",
        columns: &["contact", "who", "what", "when", "status", "form"],
        between: &|_| Vec::new(),
        after: &|contact| vec![markdown_safe(&contact.form)],
    };
    if !apart.is_empty() {
        listing.write(page, &apart, text);
    }
    let is_left =
        |c: &Contact| c.nature == Nature::Episode && !page.is_counted(c) && !apart.iter().any(|apart| apart.id == c.id);
    let left: Vec<&Contact> = page.contacts.iter().copied().filter(|c| is_left(c)).collect();
    let listing = Listing {
        head: "Not counted, and why",
        columns: &["contact", "who", "what", "when", "status", "why not"],
        between: &|_| Vec::new(),
        after: &|contact| vec![why_not(page, contact)],
    };
    listing.write(page, &left, text);
}

fn why_not(page: &Page<'_>, contact: &Contact) -> String {
    let rule = &page.analysis.rule;
    if standing(contact, rule).is_none() {
        let counted = contact.tied.iter().any(|status| rule.statuses.contains(status));
        return match rule.limits.missed(contact) {
            _ if !rule.stances.contains(&contact.stance) => format!("its stance is `{}`", contact.stance),
            None => format!("its status is `{}`", statuses(contact).replace('|', "` or `")),
            _ if !counted => format!("its status is `{}`", statuses(contact).replace('|', "` or `")),
            Some(Limit::Form) => format!("its form is `{}`", markdown_safe(&contact.form)),
            Some(Limit::Confidence) => format!("it is coded with no more than {} confidence", contact.confidence),
            Some(Limit::Origins) => format!("only {} of it", words::tell(contact.origins.len())),
            Some(Limit::QualifiedDate) => "its date is marked as approximate or uncertain".to_owned(),
        };
    }
    let others = [
        ("unofficial", "a side of firms or private people only"),
        ("convenor", "one of them only lends the place or brings others together"),
        ("multilateral", "three or more parties of one gathering"),
    ];
    let counts = |id: &str| {
        let rule = page.analysis.vocabulary.rules.iter().find(|rule| rule.id == id);
        rule.is_some_and(|rule| !pairs(contact, rule).undirected.is_empty())
    };
    let whys: Vec<String> =
        others.iter().filter(|(id, _)| counts(id)).map(|(id, why)| format!("{why} (rule `{id}` counts it)")).collect();
    match whys.is_empty() {
        true if contact.actors.len() < 2 => "it names no two sides".to_owned(),
        true => "no two of those that it names meet in it".to_owned(),
        false => whys.join("; "),
    }
}

/// Values that disagree, and which one holds.
pub(super) fn contested(page: &Page<'_>, text: &mut String) {
    let _ = writeln!(text, "## Where sources disagree\n");
    let mut rows = String::new();
    for contact in &page.contacts {
        let fields: BTreeSet<Field> = contact.rivals.iter().map(|rival| rival.field).collect();
        for field in fields {
            let rivals: Vec<&Rival> = contact.rivals.iter().filter(|rival| rival.field == field).collect();
            if contact.contested.contains(&field) || disagree(page, contact, field, &rivals) {
                rivals.iter().for_each(|rival| row(page, contact, rival, &mut rows));
            }
        }
    }
    if rows.is_empty() {
        text.push_str("Nowhere: no two claims about one contact contradict each other.\n\n");
        return;
    }
    text.push_str(
        "What the value that holds bears out is no disagreement: a vaguer date, a plan that came true, a source that says less. \
         The table `contested` has those too.\n\n\
         | contact | field | value | origins | claims | holds |\n| --- | --- | --- | ---: | --- | --- |\n",
    );
    let _ = writeln!(text, "{rows}");
}

/// Whether some value contradicts the one that holds, and does not merely say less.
fn disagree(page: &Page<'_>, contact: &Contact, field: Field, rivals: &[&Rival]) -> bool {
    let rivals = rivals.iter().filter(|rival| !rival.held && !rival.value.is_empty());
    match field {
        Field::When => rivals
            .map(|rival| onset(&rival.value))
            .any(|onset| onset.is_some_and(|onset| onset.intersect(&contact.onset).is_empty())),
        Field::Status => {
            let is_outcome = |rival: &&Rival| rival.value.parse::<Status>().is_ok_and(Status::is_outcome);
            rivals.copied().any(|rival| is_outcome(&rival))
        }
        // How firmly a source speaks is its own affair.
        Field::Stance => false,
        Field::Place => rivals.copied().any(|rival| !is_vaguer(page, &contact.place.join(";"), &rival.value)),
        _ => rivals.count() > 0,
    }
}

/// Whether one of two places is a vaguer word for the other: a state for a town, a town for a hall in it.
fn is_vaguer(page: &Page<'_>, one: &str, other: &str) -> bool {
    let is_state = |place: &str| page.analysis.vocabulary.states.values().any(|state| state.name == place);
    one.contains(other) || other.contains(one) || is_state(one) || is_state(other)
}

fn onset(value: &str) -> Option<Days> {
    When::parse(value).ok().map(|when| when.onset())
}

fn row(page: &Page<'_>, contact: &Contact, rival: &Rival, text: &mut String) {
    let holds = match (rival.held, rival.rejected) {
        _ if contact.contested.contains(&rival.field) => "contested",
        (true, _) => "yes",
        (_, true) => "rejected",
        _ => "no",
    };
    let claims: Vec<String> = rival.claims.iter().map(|id| format!("`{}`", markdown_safe(id))).collect();
    let value = if rival.value.is_empty() { "(nothing said)".to_owned() } else { markdown_safe(&rival.value) };
    let (reference, field, origins) = (page.reference(&contact.id), rival.field, rival.origins);
    let _ = writeln!(text, "| {reference} | {field} | {value} | {origins} | {} | {holds} |", claims.join(", "));
}

/// Every contact, with its claims.
pub(super) fn contacts(page: &Page<'_>, text: &mut String) {
    let _ = writeln!(
        text,
        "## Contacts and their claims\n\nCharacters are counted from 0 in the text of the source, and the second number is the first that no \
         longer belongs; a claim without numbers names its source only.\n"
    );
    for (number, contact) in (1..).zip(&page.contacts) {
        let _ = write!(
            text,
            "<a id=\"c{number}\"></a>**C{number}** `{}`: {}, {}, {}; {}; {}",
            contact.id,
            words::when(contact),
            contact.form,
            contact.categories.join(" + "),
            status_and_stance(contact),
            parts(&contact.actors),
        );
        if let Some(whole) = &contact.part_of {
            let _ = write!(text, "; part of {}", page.reference(whole));
        }
        let parts = page.parts(contact);
        if !parts.is_empty() {
            let _ = write!(text, "; with the parts {}", words::list(&parts));
        }
        if !contact.contested.is_empty() {
            let _ = write!(text, "; contested: {}", contested_fields(contact));
        }
        text.push_str("\n\n");
        for id in &contact.claims {
            if let Some(held) = page.analysis.state.claims.get(id) {
                claim(&held.claim, contact.rejected.contains(id), text);
            }
        }
        let decisions = page.analysis.state.decisions.get(&contact.id);
        for reason in decisions.iter().flat_map(|decisions| &decisions.reasons) {
            let _ = writeln!(text, "- *Decided:* {}", markdown_safe(reason));
        }
        text.push('\n');
    }
}

fn claim(claim: &Claim, is_rejected: bool, text: &mut String) {
    let _ = write!(text, "- {}", markdown_safe(&claim.summary));
    if let Some(by) = &claim.attributed_to {
        let _ = write!(text, " (by the word of {})", markdown_safe(by));
    }
    if let Some(rule) = &claim.when_rule {
        let _ = write!(text, " Date: {}.", markdown_safe(&rule.basis));
    }
    let anchors: Vec<String> = claim.anchor.iter().map(|a| format!("{}–{}", a.start, a.end)).collect();
    let place = if anchors.is_empty() { String::new() } else { format!(", characters {}", anchors.join(" and ")) };
    let rejected = if is_rejected { ", rejected" } else { "" };
    let _ = writeln!(text, " `{}`{place}{rejected}", claim.id);
}

/// The sources, as a reader would cite them.
pub(super) fn sources(page: &Page<'_>, text: &mut String) {
    let _ = writeln!(text, "## Sources\n");
    for source in page.analysis.state.sources.values() {
        let _ = writeln!(text, "- `{}`: {}; {} seen.", source.id, citation(source), source.seen);
    }
    text.push('\n');
}

/// Who says it, under which title, where and when.
pub(super) fn citation(source: &Source) -> String {
    let mut text = String::new();
    if !source.author.is_empty() {
        let _ = write!(text, "{}, ", markdown_safe(&words::list(&source.author)));
    }
    let published = source.published.as_ref().map_or("undated", |when| when.text());
    let _ = write!(
        text,
        "*{}*, {}, {}",
        markdown_safe(&source.title),
        markdown_safe(&source.publisher),
        markdown_safe(published)
    );
    if source.origin != source.publisher {
        let _ = write!(text, ", after {}", markdown_safe(&source.origin));
    }
    if let Some(url) = &source.url {
        let _ = write!(text, ", <{}>", url.replace(['<', '>', ' ', '\n'], ""));
    }
    text
}
