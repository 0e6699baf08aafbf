//! `propose`: what a reviewer may want to link. Nothing is written.

use std::process::ExitCode;

use chancery_core::event::{Entry, Event, Link};
use chancery_core::propose::{Proposal, Reason, propose};
use chancery_core::{Instant, State};
use chancery_ingest::entry_text;
use serde_json::{Value, json};

use crate::cli::{Format, Global, ProposeLinks};
use crate::clock;
use crate::error::CommandError;
use crate::moments::Moments;
use crate::show;

/// What stands above the links of a proposed entry.
const HEAD: &str = "\
# Proposed, not reviewed: every link below is commented out, and `check` refuses an entry that says nothing.
# Read both claims. Where they tell of one contact, take the # away and write your reason; delete the others.
# Then give the entry an id, name the file after it, put it into journal/ and run `chancery check`.
";

pub fn links(global: &Global, args: &ProposeLinks) -> Result<ExitCode, CommandError> {
    let is_json = show::is_json(global.format)?;
    if args.toml && global.format != Format::Text {
        return Err(
            CommandError::usage("`--toml` and `--format` ask for two things at once").hint("leave one of them out")
        );
    }
    let past = Moments::of(global, "propose")?.past("now", None)?;
    let state = past.state();
    let mut found = propose(&state, args.least);
    let all = found.len();
    found.truncate(args.limit);
    if args.toml {
        return show::lines(toml(&state, &found, clock::now(), &args.by).into_iter());
    }
    if is_json {
        return show::lines(found.iter().map(|one| object(one).to_string()));
    }
    show::lines(text(&state, &found, all).into_iter())
}

fn text(state: &State, found: &[Proposal], all: usize) -> Vec<String> {
    if all == 0 {
        return vec!["no two claims score high enough; `--least` lowers the bar".to_owned()];
    }
    let mut lines = Vec::new();
    for one in found {
        lines.push(format!("{} points: {} and {}", one.score, one.claims.0, one.claims.1));
        for id in [&one.claims.0, &one.claims.1] {
            lines
                .extend(state.claims.get(id).map(|held| format!("      {}", shown(&held.claim, state.contact_of(id)))));
        }
        lines.extend(one.reasons.iter().map(|reason| format!("  {:>+4}  {}", reason.points, reason.told)));
    }
    lines.push(format!(
        "{} of {all} proposals; nothing was linked. `--toml` prints them as an entry to review",
        found.len()
    ));
    lines
}

/// A claim in a line.
fn shown(claim: &chancery_core::Claim, contact: &str) -> String {
    let when = claim.when.as_ref().map_or("undated", |when| when.text());
    let linked = if contact == claim.id { String::new() } else { format!(" [in {contact}]") };
    format!("{when}, {}: {}{linked}", claim.form, claim.summary)
}

fn object(one: &Proposal) -> Value {
    let reason = |reason: &Reason| json!({ "about": reason.about, "points": reason.points, "told": reason.told });
    json!({ "claims": [one.claims.0, one.claims.1], "contacts": [one.contacts.0, one.contacts.1], "score": one.score,
            "reasons": one.reasons.iter().map(reason).collect::<Value>() })
}

/// An entry with what is proposed, `what` it is about in a word of its id.
pub(super) fn proposed(what: &str, recorded: Instant, by: &str, events: Vec<Event>) -> Entry {
    Entry {
        id: format!("{}-proposed-{what}", recorded.day()),
        recorded,
        coded: None,
        by: by.to_owned(),
        note: None,
        register: None,
        events,
    }
}

/// An entry without a link, and the links as comments.
fn toml(state: &State, found: &[Proposal], recorded: Instant, by: &str) -> Vec<String> {
    let entry = |events| proposed("links", recorded, by, events);
    let head = entry_text(&entry(Vec::new()));
    let mut lines: Vec<String> = HEAD.lines().chain(head.lines()).map(str::to_owned).collect();
    for one in found {
        lines.push(String::new());
        lines.push(format!("# {} points: {} and {}", one.score, one.claims.0, one.claims.1));
        for id in [&one.claims.0, &one.claims.1] {
            lines.extend(state.claims.get(id).map(|held| format!("#   {}", shown(&held.claim, state.contact_of(id)))));
        }
        let whole = entry_text(&entry(events(state, one)));
        let tables = whole.strip_prefix(&head).unwrap_or_default().trim();
        lines.extend(tables.lines().map(|line| format!("# {line}").trim_end().to_owned()));
    }
    lines
}

/// What makes one contact of two: the smaller goes into the larger. Claims that are linked elsewhere are unlinked first.
fn events(state: &State, one: &Proposal) -> Vec<Event> {
    let claims = |contact: &str| state.contacts.get(contact).map_or_else(Vec::new, |held| held.claims.clone());
    let is_link = |contact: &str| state.linked.values().any(|held| held == contact);
    let (first, second) = (one.contacts.0.as_str(), one.contacts.1.as_str());
    let rank = |contact: &str| (is_link(contact), claims(contact).len());
    let (into, from) = if rank(second) > rank(first) { (second, first) } else { (first, second) };
    let reason = one.reasons.iter().filter(|reason| reason.points > 0).map(|reason| reason.told.as_str());
    let reason = reason.collect::<Vec<_>>().join("; ");
    let mut events = Vec::new();
    if is_link(from) {
        let link = Link {
            contact: from.to_owned(),
            claims: claims(from),
            reason: format!("To be linked into {into}: {reason}"),
        };
        events.push(Event::ClaimsUnlinked(link));
    }
    let moved = if is_link(into) { claims(from) } else { [claims(into), claims(from)].concat() };
    events.push(Event::ClaimsLinked(Link { contact: into.to_owned(), claims: moved, reason }));
    events
}
