//! Between events and their twins.

use super::v1;
use crate::claim::{Actor, Anchor, Claim, Quantity, Rate, WhenRule};
use crate::event::{Entry, Link, Retraction, Source};
use crate::when::When;

/// Parses an optional term or date, saying which field it was.
pub(super) fn read<T: std::str::FromStr<Err: ToString>>(text: &str) -> Result<T, String> {
    text.parse().map_err(|error: T::Err| error.to_string())
}

pub(super) fn read_option<T: std::str::FromStr<Err: ToString>>(text: &Option<String>) -> Result<Option<T>, String> {
    text.as_deref().map(read).transpose()
}

pub(super) fn date(text: &str) -> Result<When, String> {
    When::parse(text).map_err(|error| error.to_string())
}

pub(super) fn date_option(text: &Option<String>) -> Result<Option<When>, String> {
    text.as_deref().map(date).transpose()
}

pub(super) fn date_text(when: &Option<When>) -> Option<String> {
    when.as_ref().map(|when| when.text().to_owned())
}

impl From<&Entry> for v1::Entry {
    fn from(e: &Entry) -> v1::Entry {
        v1::Entry {
            id: e.id.clone(),
            recorded: e.recorded.0,
            coded: e.coded.map(|i| i.0),
            by: e.by.clone(),
            note: e.note.clone(),
        }
    }
}

impl From<&Source> for v1::Source {
    fn from(s: &Source) -> v1::Source {
        v1::Source {
            id: s.id.clone(),
            title: s.title.clone(),
            publisher: s.publisher.clone(),
            origin: s.origin.clone(),
            author: s.author.clone(),
            published: date_text(&s.published),
            published_basis: s.published_basis.clone(),
            language: s.language.clone(),
            seen: s.seen.as_str().to_owned(),
            url: s.url.clone(),
            digest: s.digest.clone(),
            length: s.length,
            supersedes: s.supersedes.clone(),
        }
    }
}

impl TryFrom<v1::Source> for Source {
    type Error = String;
    fn try_from(s: v1::Source) -> Result<Source, String> {
        Ok(Source {
            published: date_option(&s.published)?,
            seen: read(&s.seen)?,
            id: s.id,
            title: s.title,
            publisher: s.publisher,
            origin: s.origin,
            author: s.author,
            published_basis: s.published_basis,
            language: s.language,
            url: s.url,
            digest: s.digest,
            length: s.length,
            supersedes: s.supersedes,
        })
    }
}

impl From<&Claim> for v1::Claim {
    fn from(c: &Claim) -> v1::Claim {
        v1::Claim {
            id: c.id.clone(),
            source: c.source.clone(),
            nature: c.nature.as_str().to_owned(),
            form: c.form.clone(),
            categories: c.categories.clone(),
            status: c.status.as_str().to_owned(),
            stance: c.stance.as_str().to_owned(),
            attributed_to: c.attributed_to.clone(),
            actors: c.actors.iter().map(v1::Actor::from).collect(),
            when: date_text(&c.when),
            when_rule: c.when_rule.as_ref().map(v1::WhenRule::from),
            place: c.place.clone(),
            motive: c.motive.clone(),
            part_of: c.part_of.clone(),
            instance_of: c.instance_of.clone(),
            ordinal: c.ordinal,
            rate: c.rate.as_ref().map(v1::Rate::from),
            quantity: c.quantity.iter().map(v1::Quantity::from).collect(),
            confidence: c.confidence.map(|x| x.as_str().to_owned()),
            reference: c.reference.clone(),
            summary: c.summary.clone(),
            anchor: c.anchor.iter().map(v1::Anchor::from).collect(),
        }
    }
}

impl TryFrom<v1::Claim> for Claim {
    type Error = String;
    fn try_from(c: v1::Claim) -> Result<Claim, String> {
        Ok(Claim {
            nature: read(&c.nature)?,
            status: read(&c.status)?,
            stance: read(&c.stance)?,
            actors: c.actors.into_iter().map(Actor::try_from).collect::<Result<_, _>>()?,
            when: date_option(&c.when)?,
            when_rule: c.when_rule.map(WhenRule::from),
            rate: c.rate.map(Rate::try_from).transpose()?,
            quantity: c.quantity.into_iter().map(Quantity::from).collect(),
            confidence: read_option(&c.confidence)?,
            anchor: c.anchor.into_iter().map(Anchor::from).collect(),
            id: c.id,
            source: c.source,
            form: c.form,
            categories: c.categories,
            attributed_to: c.attributed_to,
            place: c.place,
            motive: c.motive,
            part_of: c.part_of,
            instance_of: c.instance_of,
            ordinal: c.ordinal,
            reference: c.reference,
            summary: c.summary,
        })
    }
}

impl From<&Actor> for v1::Actor {
    fn from(a: &Actor) -> v1::Actor {
        v1::Actor {
            id: a.id.clone(),
            role: a.role.as_str().to_owned(),
            who: a.who.clone(),
            sector: a.sector.clone(),
            level: a.level.map(|l| l.as_str().to_owned()),
            on_behalf_of: a.on_behalf_of.clone(),
            stance: a.stance.map(|s| s.as_str().to_owned()),
        }
    }
}

impl TryFrom<v1::Actor> for Actor {
    type Error = String;
    fn try_from(a: v1::Actor) -> Result<Actor, String> {
        Ok(Actor {
            role: read(&a.role)?,
            level: read_option(&a.level)?,
            stance: read_option(&a.stance)?,
            id: a.id,
            who: a.who,
            sector: a.sector,
            on_behalf_of: a.on_behalf_of,
        })
    }
}

impl From<&WhenRule> for v1::WhenRule {
    fn from(r: &WhenRule) -> v1::WhenRule {
        v1::WhenRule { from: r.from.clone(), basis: r.basis.clone() }
    }
}

impl From<v1::WhenRule> for WhenRule {
    fn from(r: v1::WhenRule) -> WhenRule {
        WhenRule { from: r.from, basis: r.basis }
    }
}

impl From<&Rate> for v1::Rate {
    fn from(r: &Rate) -> v1::Rate {
        v1::Rate { min: r.min, max: r.max, per: r.per.as_str().to_owned() }
    }
}

impl TryFrom<v1::Rate> for Rate {
    type Error = String;
    fn try_from(r: v1::Rate) -> Result<Rate, String> {
        Ok(Rate { min: r.min, max: r.max, per: read(&r.per)? })
    }
}

impl From<&Quantity> for v1::Quantity {
    fn from(q: &Quantity) -> v1::Quantity {
        v1::Quantity { of: q.of.clone(), low: q.low, best: q.best, high: q.high, unit: q.unit.clone() }
    }
}

impl From<v1::Quantity> for Quantity {
    fn from(q: v1::Quantity) -> Quantity {
        Quantity { of: q.of, low: q.low, best: q.best, high: q.high, unit: q.unit }
    }
}

impl From<&Anchor> for v1::Anchor {
    fn from(a: &Anchor) -> v1::Anchor {
        v1::Anchor { start: a.start, end: a.end, digest: a.digest.clone() }
    }
}

impl From<v1::Anchor> for Anchor {
    fn from(a: v1::Anchor) -> Anchor {
        Anchor { start: a.start, end: a.end, digest: a.digest }
    }
}

impl From<&Retraction> for v1::Retraction {
    fn from(r: &Retraction) -> v1::Retraction {
        v1::Retraction { claim: r.claim.clone(), reason: r.reason.clone() }
    }
}

impl From<v1::Retraction> for Retraction {
    fn from(r: v1::Retraction) -> Retraction {
        Retraction { claim: r.claim, reason: r.reason }
    }
}

impl From<&Link> for v1::Link {
    fn from(l: &Link) -> v1::Link {
        v1::Link { contact: l.contact.clone(), claims: l.claims.clone(), reason: l.reason.clone() }
    }
}

impl From<v1::Link> for Link {
    fn from(l: v1::Link) -> Link {
        Link { contact: l.contact, claims: l.claims, reason: l.reason }
    }
}
