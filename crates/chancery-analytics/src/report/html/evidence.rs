//! What figures rest on: contacts, their claims, the sources of these; and how to name the whole.

use chancery_core::claim::Claim;
use chancery_core::fold::HeldClaim;
use chancery_core::settle::Contact;
use chancery_core::vocabulary::Rule;
use maud::{Markup, html};

use super::super::{Page, lasting, ledger, words};
use super::inline::inline;
use super::plain;
use crate::analysis::Request;
use crate::tables::{contested_fields, parts};

/// Every contact, which opens to its claims.
pub(super) fn contacts(page: &Page<'_>) -> Markup {
    html! {
        section.contacts id="contacts-and-their-claims" {
            h2 { "Contacts and their claims" }
            p { "A contact opens to its claims, a claim to its source and, where its coder noted the place, to the characters that it rests on, counted from 0 without the last." }
            @for (number, contact) in (1_usize..).zip(&page.contacts) {
                details id={ "c" (number) } {
                    summary {
                        b { "C" (number) } " " (inline(page, &words::when(contact))) ", " (contact.form) ": "
                        (inline(page, &page.summary(contact)))
                    }
                    (held(page, contact))
                }
            }
        }
    }
}

/// What is held of a contact, and the claims.
fn held(page: &Page<'_>, contact: &Contact) -> Markup {
    let decisions = page.analysis.state.decisions.get(&contact.id);
    let reasons: Vec<&String> = decisions.into_iter().flat_map(|decisions| &decisions.reasons).collect();
    let claims: Vec<&HeldClaim> = contact.claims.iter().filter_map(|id| page.analysis.state.claims.get(id)).collect();
    // The only claim says what the contact's heading says, and need not be opened once more.
    let only = claims.first().filter(|_| claims.len() == 1 && reasons.is_empty());
    html! {
        p {
            code { (contact.id) } "; " (contact.categories.join(" + ")) "; "
            @if only.is_none() { (plain(&lasting::standing(contact))) "; " }
            (parts(&contact.actors))
            @if let Some(whole) = &contact.part_of { "; part of " (inline(page, &page.reference(whole))) }
            @if !page.parts(contact).is_empty() { "; with the parts " (inline(page, &words::list(&page.parts(contact)))) }
            @if !contact.contested.is_empty() { "; contested: " (contested_fields(contact)) }
            @if let Some(only) = only { "; " (said(page, only, contact)) }
        }
        @if let Some(only) = only { (words_of(page, only)) } @else {
            ul {
                @for held in &claims {
                    li {
                        details {
                            summary { (shown(&held.claim.summary)) @if contact.rejected.contains(&held.claim.id) { " (rejected)" } }
                            p { (said(page, held, contact)) }
                            (words_of(page, held))
                        }
                    }
                }
                @for reason in &reasons { li { em { "Decided:" } " " (shown(reason)) } }
            }
        }
    }
}

/// What a claim says, and where its source says it.
fn said(page: &Page<'_>, held: &HeldClaim, contact: &Contact) -> Markup {
    let claim = &held.claim;
    html! {
        @if claim.id != contact.id { code { (claim.id) } ": " }
        @if let Some(when) = &claim.when { (shown(when.text())) ", " }
        (claim.status) ", " (claim.stance)
        @if let Some(by) = &claim.attributed_to { ", by the word of " (shown(by)) }
        @if let Some(rule) = &claim.when_rule { ". Date: " (shown(&rule.basis)) }
        ". Recorded " (held.recorded.day()) ". Source: "
        (source(page, claim))
    }
}

/// The words that a claim rests on, where the text is given.
fn words_of(page: &Page<'_>, held: &HeldClaim) -> Markup {
    let claim = &held.claim;
    html! {
        @for found in claim.anchor.iter().filter_map(|anchor| page.texts.at(&claim.source, anchor)) {
            @if let Some(words) = found { blockquote { (shown_lines(words)) } } @else {
                p { "The text at hand is another: these are not the characters that were coded." }
            }
        }
    }
}

/// Which source, and where in it.
fn source(page: &Page<'_>, claim: &Claim) -> Markup {
    let place = page.analysis.state.sources.keys().position(|id| *id == claim.source);
    html! {
        @if let Some(place) = place { a href={ "#s" (place + 1) } { (claim.source) } } @else { (claim.source) }
        @if claim.anchor.is_empty() { ", with no place in it noted." }
        @for anchor in &claim.anchor {
            ", characters " (anchor.start) "–" (anchor.end) " (" (anchor.digest.get(..12).unwrap_or(&anchor.digest)) ")"
        }
    }
}

/// Every source, as a reader would cite it.
pub(super) fn sources(page: &Page<'_>) -> Markup {
    html! {
        section id="sources" {
            h2 { "Sources" }
            ul {
                @for (number, source) in (1..).zip(page.analysis.state.sources.values()) {
                    li id={ "s" (number) } {
                        code { (source.id) } ": " (inline(page, &ledger::citation(source))) "; " (source.seen) " seen."
                    }
                }
            }
        }
    }
}

/// How to name what is shown here, and how to make it again.
pub(super) fn cite(page: &Page<'_>) -> Markup {
    let analysis = page.analysis;
    let digest = analysis.data_digest();
    let recorded = analysis.state.last_recorded.map_or_else(|| "nothing".to_owned(), |instant| instant.to_string());
    html! {
        section id="how-to-cite" {
            h2 { "How to cite" }
            p {
                "Contacts between states: "
                @if let Some(release) = &analysis.request.release { "release " (shown(release)) ", " }
                "data version " (digest[..12]) ", last recorded " (recorded) "; counted under the rule " (analysis.rule.id)
                " in the unit " (analysis.rule.unit) " by Chancery " (env!("CARGO_PKG_VERSION")) "."
            }
            p { "To name one figure, name its table, pair and period too; to name one claim, its id, which stays." }
            p { "Made by" }
            pre tabindex="0" { code { (command(&analysis.request, &analysis.rule)) } }
            p { "The file " code { "manifest.json" } " beside this page has the digest of every input and output; " code { "chancery reproduce" } " makes them again and compares." }
        }
    }
}

/// Words of a source, in its lines.
fn shown_lines(text: &str) -> String {
    text.lines().map(shown).collect::<Vec<_>>().join("\n")
}

/// A text of a source: no character in it acts.
fn shown(text: &str) -> String {
    chancery_core::text::display_safe(text)
}

/// The command that makes this page; rule and unit are named even where they are the default, which may be another tomorrow.
fn command(request: &Request, rule: &Rule) -> String {
    let options = [
        ("--as-of", request.as_of.as_deref()),
        ("--known-by", request.known_by.as_deref()),
        ("--release", request.release.as_deref()),
        ("--rule", Some(rule.id.as_str())),
        ("--unit", Some(rule.unit.as_str())),
    ];
    let mut command = "chancery run".to_owned();
    for (name, value) in options {
        if let Some(value) = value {
            command.push_str(&format!(" {name} {}", quoted(&shown(value))));
        }
    }
    command
}

/// As a shell takes it for one word.
fn quoted(word: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | ':' | '+');
    if !word.is_empty() && word.chars().all(is_plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', "'\\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shell_takes_each_word_as_it_was() {
        let words = ["2026-11-24", "2026-11-24T00:00:00Z", "", "a'b c", "$(x)"].map(quoted);
        assert_eq!(words, ["2026-11-24", "2026-11-24T00:00:00Z", "''", "'a'\\''b c'", "'$(x)'"]);
    }
}
