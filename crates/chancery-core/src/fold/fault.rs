//! What can be wrong between events, each with the place of the event at fault.

use super::Place;
use crate::claim::Field;

/// A fault and where it stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// The event at fault.
    pub place: Place,
    /// What is wrong.
    pub kind: FaultKind,
}

/// The ways in which events can contradict each other.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum FaultKind {
    /// The source's id is taken.
    DuplicateSource {
        /// The id.
        source: String,
        /// The entry that registered it first.
        first: String,
    },
    /// The claim's id is taken.
    DuplicateClaim {
        /// The id.
        claim: String,
        /// The entry that recorded it first.
        first: String,
    },
    /// The claim's source is not registered by then.
    MissingSource {
        /// The claim.
        claim: String,
        /// The source.
        source: String,
    },
    /// The text of a source changes that is not registered by then.
    UnknownSource {
        /// The source.
        source: String,
    },
    /// A change of a text expects another text than the one that stands.
    AnotherText {
        /// The source.
        source: String,
        /// The digest that the change expects.
        expected: Option<String>,
        /// The digest that stands.
        found: Option<String>,
    },
    /// An event names a claim that is not there by then.
    UnknownClaim {
        /// The key that names it.
        key: &'static str,
        /// The claim.
        claim: String,
    },
    /// A claim is reinstated that nobody retracted.
    NotRetracted {
        /// The claim.
        claim: String,
    },
    /// A settlement undoes what no settlement before it did.
    NothingToUndo {
        /// The contact.
        contact: String,
        /// The field or the claim.
        what: String,
    },
    /// An event names a contact that is not there by then.
    UnknownContact {
        /// The contact.
        contact: String,
    },
    /// A claim would belong to two contacts.
    ClaimInTwoContacts {
        /// The claim.
        claim: String,
        /// The contact that has it.
        has: String,
    },
    /// The contact's id is a claim's, and the claim is not in it.
    ContactIdTaken {
        /// The id.
        contact: String,
    },
    /// A claim is unlinked or rejected from a contact that does not hold it.
    NotInContact {
        /// The key that names it.
        key: &'static str,
        /// The claim.
        claim: String,
        /// The contact.
        contact: String,
    },
    /// A correction expects another value than the one that stands.
    ExpectFailed {
        /// The claim.
        claim: String,
        /// The field.
        field: Field,
        /// What the correction expects.
        expected: String,
        /// What stands.
        found: String,
    },
    /// A value does not fit its field.
    WrongShape {
        /// The field.
        field: Field,
        /// Why.
        reason: String,
    },
    /// Two entries recorded at the same instant touch the same field.
    SameInstant {
        /// The claim or contact.
        thing: String,
        /// The field, or what of it.
        field: String,
        /// The other entry.
        other: String,
    },
    /// Nothing is left of the days on which it may have begun.
    EmptyOnset {
        /// The claim.
        claim: String,
        /// Its date as written.
        when: String,
        /// The day that cuts it off.
        known_until: String,
    },
    /// Claims of different natures are linked.
    MixedNatures {
        /// The contact.
        contact: String,
        /// The natures.
        natures: String,
    },
    /// A feed's id or its very file is attached already.
    FeedAttachedTwice {
        /// The feed.
        feed: String,
        /// The feed that has its id or its file.
        attached: String,
    },
    /// A feed is detached that is not attached by then.
    UnknownFeed {
        /// The feed.
        feed: String,
    },
    /// `part_of` or `instance_of` names nothing.
    UnknownWhole {
        /// The key.
        key: &'static str,
        /// What it names.
        whole: String,
    },
    /// A contact is part of itself, directly or through others.
    PartOfItself {
        /// The contacts, from one to itself.
        cycle: String,
    },
    /// `instance_of` names something that is no recurrence.
    NotARecurrence {
        /// What it names.
        contact: String,
    },
}
