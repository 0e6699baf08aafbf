//! What is not counted and why, what is contested, and every contact with its claims, sources and anchors.

use std::fmt::Write as _;

use chancery_core::claim::Claim;
use chancery_core::count::{pairs, standing};
use chancery_core::settle::Contact;
use chancery_core::terms::Nature;
use chancery_core::text::markdown_safe;

use super::lasting::{Listing, standing as status_and_stance};
use super::{Page, words};
use crate::tables::{contested_fields, parts, statuses};

/// Episodes that the rule leaves out.
pub(super) fn not_counted(page: &Page<'_>, text: &mut String) {
    let left: Vec<&Contact> =
        page.contacts.iter().copied().filter(|c| c.nature == Nature::Episode && !page.is_counted(c)).collect();
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
        return if rule.stances.contains(&contact.stance) {
            format!("its status is `{}`", statuses(contact))
        } else {
            format!("its stance is `{}`", contact.stance)
        };
    }
    let others = [
        ("unofficial", "a side of firms or private people only"),
        ("convenor", "one of the two only facilitates"),
        ("multilateral", "three or more parties of one conference"),
    ];
    for (id, why) in others {
        let allows = page.analysis.vocabulary.rules.iter().find(|rule| rule.id == id);
        if allows.is_some_and(|allows| !pairs(contact, allows).undirected.is_empty()) {
            return format!("{why} (rule `{id}` counts it)");
        }
    }
    "it names no two sides".to_owned()
}

/// Values that disagree, and which one holds.
pub(super) fn contested(page: &Page<'_>, text: &mut String) {
    let disputed: Vec<&Contact> = page.contacts.iter().copied().filter(|c| !c.rivals.is_empty()).collect();
    let _ = writeln!(text, "## Where sources disagree\n");
    if disputed.is_empty() {
        text.push_str("Nowhere: no two claims about one contact differ.\n\n");
        return;
    }
    text.push_str("| contact | field | value | origins | claims | holds |\n| --- | --- | --- | ---: | --- | --- |\n");
    for contact in disputed {
        for rival in &contact.rivals {
            let holds = match (rival.held, rival.rejected) {
                _ if contact.contested.contains(&rival.field) => "contested",
                (true, _) => "yes",
                (_, true) => "rejected",
                _ => "no",
            };
            let claims: Vec<String> = rival.claims.iter().map(|id| format!("`{}`", markdown_safe(id))).collect();
            let _ = writeln!(
                text,
                "| {} | {} | {} | {} | {} | {holds} |",
                page.reference(&contact.id),
                rival.field,
                markdown_safe(&rival.value),
                rival.origins,
                claims.join(", "),
            );
        }
    }
    text.push('\n');
}

/// Every contact, with its claims.
pub(super) fn contacts(page: &Page<'_>, text: &mut String) {
    let _ = writeln!(text, "## Contacts and their claims\n");
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
        if !contact.contested.is_empty() {
            let _ = write!(text, "; contested: {}", contested_fields(contact));
        }
        text.push_str("\n\n");
        for id in &contact.claims {
            if let Some(held) = page.analysis.state.claims.get(id) {
                claim(&held.claim, contact.rejected.contains(id), text);
            }
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
        let _ = write!(text, "- `{}`: ", source.id);
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
        let _ = writeln!(text, "; {} seen.", source.seen);
    }
    text.push('\n');
}
