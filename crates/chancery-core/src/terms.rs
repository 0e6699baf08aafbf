//! The closed words of a claim: nature, status, stance, role, level, confidence; and those of sources, rates, coverage.
//!
//! Their definitions and examples stand in the vocabulary, where they are reviewed; what the fold and the counting do with
//! them stands here, so a term cannot be added to one without the other (a test compares the two).

use std::fmt;
use std::str::FromStr;

/// A text that is none of a closed list's terms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownTerm {
    /// Which list was asked: `nature`, `status`, …
    pub list: &'static str,
    /// The text that was not found.
    pub text: String,
}

impl fmt::Display for UnknownTerm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is no {}", self.text, self.list)
    }
}

impl std::error::Error for UnknownTerm {}

macro_rules! terms {
    ($(#[$doc:meta])* $name:ident, $list:literal { $($(#[$item_doc:meta])* $item:ident = $text:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$item_doc])* $item),+ }

        impl $name {
            /// Every term, in the order of the list.
            pub const ALL: &'static [$name] = &[$($name::$item),+];

            /// The code as written in entries and tables.
            pub const fn as_str(self) -> &'static str {
                match self { $($name::$item => $text),+ }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str(self.as_str()) }
        }

        impl FromStr for $name {
            type Err = UnknownTerm;
            fn from_str(text: &str) -> Result<Self, UnknownTerm> {
                match text {
                    $($text => Ok($name::$item),)+
                    _ => Err(UnknownTerm { list: $list, text: text.to_owned() }),
                }
            }
        }
    };
}

terms! {
    /// What kind of thing a claim is about; only episodes are counted.
    Nature, "nature" {
        /// Happened once, with a beginning.
        Episode = "episode",
        /// Holds over an extent: an embassy, a posting, a policy.
        State = "state",
        /// Happens again and again over an extent.
        Recurrence = "recurrence",
        /// How many there are at a time.
        Stock = "stock",
        /// How many move over an extent.
        Flow = "flow",
    }
}

terms! {
    /// How far the form named has come, by the source.
    Status, "status" {
        /// Talked of.
        Mooted = "mooted",
        /// Offered by one side.
        Offered = "offered",
        /// Planned by one side.
        Planned = "planned",
        /// Agreed by both.
        Agreed = "agreed",
        /// Took place.
        Happened = "happened",
        /// Put off.
        Postponed = "postponed",
        /// Called off.
        Cancelled = "cancelled",
        /// Denied, or known not to have taken place.
        DidNotHappen = "did-not-happen",
        /// Lasts (natures that last).
        Ongoing = "ongoing",
        /// Lasted and is over (natures that last).
        Ended = "ended",
    }
}

impl Status {
    /// Whether this is an outcome: outcomes outrank expectations when claims disagree.
    pub const fn is_outcome(self) -> bool {
        matches!(self, Status::Happened | Status::Cancelled | Status::DidNotHappen | Status::Ongoing | Status::Ended)
    }

    /// Whether it says that something took place or holds, so that the day of publication bounds it from above.
    pub const fn has_begun(self) -> bool {
        matches!(self, Status::Happened | Status::Ongoing | Status::Ended)
    }
}

terms! {
    /// The source's own commitment, from weakest to strongest.
    Stance, "stance" {
        /// Offered as a guess.
        Speculated = "speculated",
        /// Said with a reservation.
        Hedged = "hedged",
        /// Another's word, relayed.
        Reported = "reported",
        /// The source's own account.
        Asserted = "asserted",
    }
}

terms! {
    /// The part an actor has in a contact.
    Role, "role" {
        /// Travels to another.
        Visitor = "visitor",
        /// Gives.
        Donor = "donor",
        /// Sends people, goods or words.
        Sender = "sender",
        /// Offers.
        Offeror = "offeror",
        /// Invests or buys.
        Investor = "investor",
        /// Opens a mission.
        Opener = "opener",
        /// Closes a mission.
        Closer = "closer",
        /// Sends workers.
        LabourSource = "labour-source",
        /// Is owed.
        Creditor = "creditor",
        /// Receives a visitor.
        Host = "host",
        /// Receives what is given or sent.
        Recipient = "recipient",
        /// Is spoken or written to.
        Addressee = "addressee",
        /// Employs another's workers.
        Employer = "employer",
        /// Owes.
        Debtor = "debtor",
        /// Takes part as an equal.
        Party = "party",
        /// Brings others together.
        Convenor = "convenor",
        /// Goes between others.
        Mediator = "mediator",
        /// Lends its ground.
        Venue = "venue",
        /// Is passed through.
        Transit = "transit",
        /// Is what the contact is about.
        Subject = "subject",
        /// Did the like before.
        Precedent = "precedent",
        /// Is noted as absent.
        Absent = "absent",
        /// Is background.
        Context = "context",
    }
}

terms! {
    /// The class of a role; it decides which dyads a contact makes.
    RoleClass, "role class" {
        /// From whom.
        Sending = "sending",
        /// To whom.
        Receiving = "receiving",
        /// With whom.
        Mutual = "mutual",
        /// Through whom.
        Facilitating = "facilitating",
        /// Named only; never makes a dyad.
        Named = "named",
    }
}

impl Role {
    /// The class this role belongs to.
    pub const fn class(self) -> RoleClass {
        use Role::*;
        match self {
            Visitor | Donor | Sender | Offeror | Investor | Opener | Closer | LabourSource | Creditor => {
                RoleClass::Sending
            }
            Host | Recipient | Addressee | Employer | Debtor => RoleClass::Receiving,
            Party => RoleClass::Mutual,
            Convenor | Mediator | Venue | Transit => RoleClass::Facilitating,
            Subject | Precedent | Absent | Context => RoleClass::Named,
        }
    }
}

terms! {
    /// The rank of the people involved.
    Level, "level" {
        /// Head of state or government, or de facto leader.
        Head = "head",
        /// Minister.
        Minister = "minister",
        /// Below a minister, above the desk.
        Senior = "senior",
        /// The desk.
        Working = "working",
        /// Without office.
        Unofficial = "unofficial",
    }
}

terms! {
    /// The coder's own confidence in the reading.
    Confidence, "confidence" {
        /// Another reading is as likely.
        Low = "low",
        /// Another reading is possible.
        Medium = "medium",
        /// No other reading comes to mind.
        High = "high",
    }
}

terms! {
    /// What of a source the coder has seen.
    Seen, "seen" {
        /// The whole text.
        Text = "text",
        /// A part of it.
        Excerpt = "excerpt",
        /// Only what others say of it.
        Citation = "citation",
    }
}

terms! {
    /// What kind of sealed event may be taken away.
    Redactable, "redacted event" {
        /// A `SourceRegistered`.
        Source = "source",
        /// A `ClaimRecorded`.
        Claim = "claim",
        /// A `ClaimCorrected`, of a claim that is taken away.
        Correct = "correct",
    }
}

terms! {
    /// How what a coverage names was searched.
    Search, "search" {
        /// Every issue or page of it was gone through, for the extent declared.
        Systematic = "systematic",
        /// What searching turned up was kept; nothing says that the rest was read.
        Selective = "selective",
    }
}

terms! {
    /// Over what a recurrence's rate is given.
    Per, "per" {
        /// Over the whole extent.
        Extent = "extent",
        /// Each ten years.
        Decade = "decade",
        /// Each year.
        Year = "year",
        /// Each month.
        Month = "month",
        /// Each week.
        Week = "week",
    }
}

terms! {
    /// The unit that a figure counts, from what sources say to what people did.
    Unit, "unit" {
        /// Each claim that is counted by itself.
        Claim = "claim",
        /// Each distinct origin of each contact: repeats of one agency's report count once.
        Origin = "origin",
        /// Each contact.
        Contact = "contact",
        /// A whole and its parts, once.
        Occasion = "occasion",
        /// Each day on which the two were in contact, however often.
        DyadDay = "dyad-day",
        /// Each day that each contact lasted.
        ContactDay = "contact-day",
        /// Each person who went on a visit, where a source says how many did.
        PersonVisit = "person-visit",
    }
}

impl Unit {
    /// The units of which one is one contact in a cell. The others weigh contacts, and stand in the table `units` only.
    pub const OF_CELLS: &'static [Unit] = &[Unit::Claim, Unit::Origin, Unit::Contact, Unit::Occasion];
}

terms! {
    /// Which links between claims hold.
    Links, "links" {
        /// Every link that an editor made.
        All = "all",
        /// Those whose claims agree so far that no editor had to decide between them.
        Undisputed = "undisputed",
        /// None: each claim is read by itself.
        None = "none",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_read_back() {
        for role in Role::ALL {
            assert_eq!(role.as_str().parse::<Role>().as_ref(), Ok(role));
        }
        for status in Status::ALL {
            assert_eq!(status.as_str().parse::<Status>().as_ref(), Ok(status));
        }
        assert_eq!("guest".parse::<Role>().unwrap_err().to_string(), "`guest` is no role");
    }

    #[test]
    fn stances_rise_from_speculated_to_asserted() {
        assert!(
            Stance::Speculated < Stance::Hedged
                && Stance::Hedged < Stance::Reported
                && Stance::Reported < Stance::Asserted
        );
    }
}
