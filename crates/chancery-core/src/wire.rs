//! The boundary to bytes: frozen serde twins of the events, and how entries become frames and back.
//!
//! A frame is dispatched by its `(type, schema)` numbers, never by a serde discriminant. [`v1`] is frozen: a change of an
//! event is a new module with an upcaster from the one before. How a twin becomes bytes is the log's affair: it implements
//! [`FrameSink`] and [`RawFrame`].

mod convert;
mod coverage;
pub mod coverage2;
mod crosswalks;
pub mod crosswalks1;
pub mod feed1;
pub mod frame_type;
mod limits;
pub mod limits1;
mod redacted;
pub mod redacted1;
pub mod register1;
mod seal;
pub mod seal1;
mod settings;
pub mod settlement2;
pub mod text1;
pub mod v1;
mod vocabulary;

use std::fmt;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::event::{Entry, Event, Redaction};
use crate::instant::Instant;
use crate::vocabulary::{Crosswalks, Vocabulary};
use crate::when::Day;

pub use redacted::{twin as redacted_twin, type_of as type_of_redacted};
pub use seal::{File, Seal};

/// The schema of every type when it was first published; see [`frame_type::schema`] for the one that is written.
pub const SCHEMA: u16 = 1;

/// Where frames go.
pub trait FrameSink {
    /// Why a frame could not be taken.
    type Error;
    /// Takes one frame.
    ///
    /// # Errors
    /// Where the value cannot be encoded or a limit is passed.
    fn push<T: Serialize>(&mut self, frame_type: u16, schema: u16, value: &T) -> Result<(), Self::Error>;
}

/// A frame as it lies in a segment.
pub trait RawFrame {
    /// Its `(type, schema)`.
    fn kind(&self) -> (u16, u16);
    /// Decodes its payload, all bytes consumed.
    ///
    /// # Errors
    /// A sentence that says what does not fit.
    fn decode<T: DeserializeOwned>(&self) -> Result<T, String>;
}

/// A file that a segment was made from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Input {
    /// Path within the workspace, with `/`.
    pub path: String,
    /// SHA-256 of its bytes, hex.
    pub digest: String,
}

/// What a segment holds.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Contents {
    /// What it is, if it is a seal.
    pub seal: Option<Seal>,
    /// The files it was made from, sorted by path.
    pub inputs: Vec<Input>,
    /// The vocabulary in force.
    pub vocabulary: Vocabulary,
    /// Files that it keeps byte for byte, sorted by path; only a seal has any.
    pub files: Vec<File>,
    /// The entries, sorted by id.
    pub entries: Vec<Entry>,
}

impl Contents {
    /// What seals hold together, given in the order of their numbers: all entries, sorted by id, with the files of all of them
    /// and the vocabulary and name of the last.
    pub fn together(seals: impl IntoIterator<Item = Contents>) -> Contents {
        let mut all = Contents::default();
        for seal in seals {
            all.entries.extend(seal.entries);
            // The vocabulary's files are the last seal's; an entry's file is in one seal only.
            all.inputs.retain(|input| seal.inputs.iter().all(|newer| newer.path != input.path));
            all.inputs.extend(seal.inputs);
            (all.seal, all.vocabulary, all.files) = (seal.seal, seal.vocabulary, seal.files);
        }
        all.entries.sort_by(|a, b| a.id.cmp(&b.id));
        all.inputs.sort();
        all
    }
}

/// Frames that do not make sense together or in themselves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WireError {
    /// Which frame, counted from 0.
    pub frame: usize,
    /// What is wrong.
    pub reason: String,
}

impl fmt::Display for WireError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "frame {}: {}", self.frame, self.reason)
    }
}

impl std::error::Error for WireError {}

/// Writes contents as frames: what a seal is, inputs, vocabulary, crosswalks and limits of rules if there are any, files kept
/// byte for byte, then each entry's head and events.
///
/// # Errors
/// What the sink returns.
pub fn write<S: FrameSink>(contents: &Contents, sink: &mut S) -> Result<(), S::Error> {
    if let Some(seal) = &contents.seal {
        seal::write_seal(seal, sink)?;
    }
    for input in &contents.inputs {
        let twin = v1::Input { path: input.path.clone(), digest: input.digest.clone() };
        sink.push(frame_type::INPUT, SCHEMA, &twin)?;
    }
    sink.push(frame_type::VOCABULARY, SCHEMA, &v1::Vocabulary::from(&contents.vocabulary))?;
    let crosswalks = &contents.vocabulary.crosswalks;
    if *crosswalks != Crosswalks::default() {
        sink.push(frame_type::CROSSWALKS, SCHEMA, &crosswalks1::Crosswalks::from(crosswalks))?;
    }
    let limits = limits1::RuleLimits::of(&contents.vocabulary.rules);
    if !limits.rules.is_empty() {
        sink.push(frame_type::RULE_LIMITS, SCHEMA, &limits)?;
    }
    contents.files.iter().try_for_each(|file| seal::write_file(file, sink))?;
    contents.entries.iter().try_for_each(|entry| write_entry(entry, sink))
}

fn write_entry<S: FrameSink>(entry: &Entry, sink: &mut S) -> Result<(), S::Error> {
    sink.push(frame_type::ENTRY, SCHEMA, &v1::Entry::from(entry))?;
    if let Some(register) = &entry.register {
        let twin = register1::OfRegister { entry: entry.id.clone(), register: register.clone() };
        sink.push(frame_type::OF_REGISTER, SCHEMA, &twin)?;
    }
    for (place, event) in entry.events.iter().enumerate() {
        let mut put = Put { sink: &mut *sink, entry: &entry.id, place: place as u32 };
        match event {
            Event::SourceRegistered(e) => put.event(frame_type::SOURCE_REGISTERED, v1::Source::from(e)),
            Event::ClaimRecorded(e) => put.event(frame_type::CLAIM_RECORDED, v1::Claim::from(e)),
            Event::ClaimCorrected(e) => put.event(frame_type::CLAIM_CORRECTED, v1::Correction::from(e)),
            Event::ClaimRetracted(e) => put.event(frame_type::CLAIM_RETRACTED, v1::Retraction::from(e)),
            Event::ClaimReinstated(e) => put.event(frame_type::CLAIM_REINSTATED, v1::Retraction::from(e)),
            Event::ClaimsLinked(e) => put.event(frame_type::CLAIMS_LINKED, v1::Link::from(e)),
            Event::ClaimsUnlinked(e) => put.event(frame_type::CLAIMS_UNLINKED, v1::Link::from(e)),
            Event::ContactSettled(e) => put.event(frame_type::CONTACT_SETTLED, settlement2::Settlement::from(e)),
            Event::FeedAttached(e) => put.event(frame_type::FEED_ATTACHED, feed1::Feed::from(e)),
            Event::FeedDetached(e) => put.event(frame_type::FEED_DETACHED, feed1::Detachment::from(e)),
            Event::TextChanged(e) => put.event(frame_type::TEXT_CHANGED, text1::TextChange::from(e)),
            Event::Redacted(e) => put.redacted(e),
            Event::CoverageDeclared(e) => put.event(frame_type::COVERAGE_DECLARED, coverage2::Coverage::from(e)),
        }?;
    }
    Ok(())
}

struct Put<'a, S> {
    sink: &'a mut S,
    entry: &'a str,
    place: u32,
}

impl<S: FrameSink> Put<'_, S> {
    fn event<T: Serialize>(&mut self, kind: u16, event: T) -> Result<(), S::Error> {
        let framed = v1::InEntry { entry: self.entry.to_owned(), place: self.place, event };
        self.sink.push(kind, frame_type::schema(kind), &framed)
    }

    fn redacted(&mut self, redaction: &Redaction) -> Result<(), S::Error> {
        let twin = redacted::twin(redaction, self.entry, self.place);
        self.sink.push(frame_type::REDACTED, SCHEMA, &twin)
    }
}

/// Reads frames back.
///
/// # Errors
/// [`WireError`] for an unknown type or schema, a payload that does not decode, a value out of its list, an event away
/// from its entry.
pub fn read<F: RawFrame>(frames: impl IntoIterator<Item = F>) -> Result<Contents, WireError> {
    let mut contents = Contents::default();
    for (index, frame) in frames.into_iter().enumerate() {
        read_frame(&mut contents, &frame).map_err(|reason| WireError { frame: index, reason })?;
    }
    Ok(contents)
}

fn read_frame<F: RawFrame>(contents: &mut Contents, frame: &F) -> Result<(), String> {
    let (kind, schema) = frame.kind();
    if !(SCHEMA..=frame_type::schema(kind)).contains(&schema) {
        return Err(format!("type {kind} has schema {schema}, which this version does not know"));
    }
    let event = match kind {
        frame_type::INPUT => {
            let v1::Input { path, digest } = frame.decode()?;
            contents.inputs.push(Input { path, digest });
            return Ok(());
        }
        frame_type::VOCABULARY => {
            let crosswalks = std::mem::take(&mut contents.vocabulary.crosswalks);
            contents.vocabulary = Vocabulary { crosswalks, ..frame.decode::<v1::Vocabulary>()?.try_into()? };
            return Ok(());
        }
        frame_type::CROSSWALKS => {
            contents.vocabulary.crosswalks = frame.decode::<crosswalks1::Crosswalks>()?.into();
            return Ok(());
        }
        frame_type::RULE_LIMITS => {
            return frame.decode::<limits1::RuleLimits>()?.apply(&mut contents.vocabulary.rules);
        }
        frame_type::SEAL if contents.seal.is_some() => {
            return Err("a segment is one seal, and this is a second".to_owned());
        }
        frame_type::SEAL => {
            contents.seal = Some(frame.decode::<seal1::Seal>()?.try_into()?);
            return Ok(());
        }
        frame_type::FILE => {
            contents.files.push(frame.decode::<seal1::File>()?.into());
            return Ok(());
        }
        frame_type::ENTRY => {
            contents.entries.push(entry(frame.decode()?)?);
            return Ok(());
        }
        frame_type::OF_REGISTER => return of_register(contents, frame.decode()?),
        frame_type::SOURCE_REGISTERED => Event::SourceRegistered(placed::<_, v1::Source>(contents, frame)?.try_into()?),
        frame_type::CLAIM_RECORDED => Event::ClaimRecorded(placed::<_, v1::Claim>(contents, frame)?.try_into()?),
        frame_type::CLAIM_CORRECTED => Event::ClaimCorrected(placed::<_, v1::Correction>(contents, frame)?.try_into()?),
        frame_type::CLAIM_RETRACTED => Event::ClaimRetracted(placed::<_, v1::Retraction>(contents, frame)?.into()),
        frame_type::CLAIM_REINSTATED => Event::ClaimReinstated(placed::<_, v1::Retraction>(contents, frame)?.into()),
        frame_type::FEED_ATTACHED => Event::FeedAttached(placed::<_, feed1::Feed>(contents, frame)?.into()),
        frame_type::FEED_DETACHED => Event::FeedDetached(placed::<_, feed1::Detachment>(contents, frame)?.into()),
        frame_type::TEXT_CHANGED => Event::TextChanged(placed::<_, text1::TextChange>(contents, frame)?.into()),
        frame_type::CLAIMS_LINKED => Event::ClaimsLinked(placed::<_, v1::Link>(contents, frame)?.into()),
        frame_type::CLAIMS_UNLINKED => Event::ClaimsUnlinked(placed::<_, v1::Link>(contents, frame)?.into()),
        frame_type::CONTACT_SETTLED => {
            let twin = match schema {
                SCHEMA => placed::<_, v1::Settlement>(contents, frame)?.into(),
                _ => placed::<_, settlement2::Settlement>(contents, frame)?,
            };
            Event::ContactSettled(twin.try_into()?)
        }
        frame_type::COVERAGE_DECLARED => {
            let twin = match schema {
                SCHEMA => placed::<_, v1::Coverage>(contents, frame)?.into(),
                _ => placed::<_, coverage2::Coverage>(contents, frame)?,
            };
            Event::CoverageDeclared(twin.try_into()?)
        }
        frame_type::REDACTED => {
            let twin: redacted1::Redacted = frame.decode()?;
            in_place(contents, &twin.entry, twin.place)?;
            Event::Redacted(twin.try_into()?)
        }
        other => return Err(format!("type {other} is unknown to this version")),
    };
    if let Some(entry) = contents.entries.last_mut() {
        entry.events.push(event);
    }
    Ok(())
}

/// The event of a frame, if it stands where it says.
fn placed<F: RawFrame, T: DeserializeOwned>(contents: &Contents, frame: &F) -> Result<T, String> {
    let v1::InEntry::<T> { entry, place, event } = frame.decode()?;
    in_place(contents, &entry, place)?;
    Ok(event)
}

/// That an event follows the one before it.
fn in_place(contents: &Contents, entry: &str, place: u32) -> Result<(), String> {
    match contents.entries.last() {
        Some(last) if last.id == entry && last.events.len() == place as usize => Ok(()),
        _ => Err(format!("event {place} of entry `{entry}` does not follow the one before it")),
    }
}

/// Says of the entry at hand that it is a register's. The frame follows the entry's own.
fn of_register(contents: &mut Contents, twin: register1::OfRegister) -> Result<(), String> {
    match contents.entries.last_mut() {
        Some(last) if last.id == twin.entry && last.events.is_empty() && last.register.is_none() => {
            last.register = Some(twin.register);
            Ok(())
        }
        _ => Err(format!("the register of entry `{}` does not follow its head", twin.entry)),
    }
}

fn entry(twin: v1::Entry) -> Result<Entry, String> {
    Ok(Entry {
        id: twin.id,
        recorded: instant(twin.recorded)?,
        coded: twin.coded.map(instant).transpose()?,
        by: twin.by,
        note: twin.note,
        register: None,
        events: Vec::new(),
    })
}

/// An instant whose day the calendar has; days are counted in fewer bits than seconds.
fn instant(seconds: i64) -> Result<Instant, String> {
    let calendar = Instant::start_of(Day::MIN)..=Instant::end_of(Day::MAX);
    let instant = Instant(seconds);
    if calendar.contains(&instant) {
        Ok(instant)
    } else {
        Err(format!("{seconds} is no instant of the years -9999 to 9999"))
    }
}
