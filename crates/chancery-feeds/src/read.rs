//! A file to batches: blocks are cut one after another, read by several threads, and handed over in file order by the one that called.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io::{BufReader, Read, Seek};
use std::mem;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread;

use crate::blocks::{Block, Blocks};
use crate::fault::{Broken, Fault, ReadError};
use crate::format::Format;
use crate::inspect::Start;
use crate::limits::Limits;
use crate::parse::{self, Parsed};
use crate::rows::Batch;
use crate::source::{self, Packing, Passing, Stored};

/// How many rows are read before the share of rejected ones may refuse the file; it is weighed at the end in any case.
const WEIGHED: u64 = 10_000;

/// How often a reason was given, and the first row for which it was.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Reason {
    rows: u64,
    line: u64,
    first: String,
}

/// What a file held.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// Data lines: rows and rejected. A heading is none, and a record over several lines is one.
    pub lines: u64,
    /// Rows that were handed over.
    pub rows: u64,
    /// Lines that were rejected, by the code of the reason.
    pub rejected: BTreeMap<&'static str, u64>,
    /// SHA-256 of the file as it is stored, packed if it is.
    pub sha256: [u8; 32],
    /// Bytes of the file as it is stored.
    pub bytes: u64,
}

/// Reads a feed file from its beginning, plain or packed with gzip or zip, and hands over its rows in batches, in file order. Batches do not
/// depend on `threads`, of which 0 counts as 1. Batches handed over before an error are void: what came to light says that the file is
/// not what it seemed.
///
/// The digest is taken on the way. It is a third or more of the work on a plain file, so whoever has it already uses [`read_known`].
pub fn read<E>(
    input: impl Read + Seek + Send,
    format: Format,
    limits: &Limits,
    threads: usize,
    each: impl FnMut(Batch) -> Result<(), E>,
) -> Result<Tally, ReadError<E>> {
    any(input, None, format, limits, threads, each)
}

/// As [`read`], of a file whose digest was taken before by [`digest`](crate::digest) and is not taken again. A file of another size is refused;
/// one that was changed and kept its size is not noticed.
pub fn read_known<E>(
    input: impl Read + Seek + Send,
    stored: Stored,
    format: Format,
    limits: &Limits,
    threads: usize,
    each: impl FnMut(Batch) -> Result<(), E>,
) -> Result<Tally, ReadError<E>> {
    any(input, Some(stored), format, limits, threads, each)
}

fn any<E>(
    mut input: impl Read + Seek + Send,
    known: Option<Stored>,
    format: Format,
    limits: &Limits,
    threads: usize,
    each: impl FnMut(Batch) -> Result<(), E>,
) -> Result<Tally, ReadError<E>> {
    let mut hand = Hand { each, tally: Tally::default(), reasons: BTreeMap::new(), next_line: 1 };
    let packing = source::packing_of(&mut input).map_err(ReadError::Io)?;
    let stored = match known {
        Some(stored) => {
            let bytes = source::size(&mut input).map_err(ReadError::Io)?;
            if bytes != stored.bytes {
                return Err(ReadError::Fault(source::changed(stored, bytes)));
            }
            stored
        }
        // A plain file is digested as it is read.
        None if packing == Packing::Plain => Stored::default(),
        None => source::digest(&mut input).map_err(ReadError::Io)?,
    };
    let stored = match packing {
        Packing::Plain => {
            let mut reader = Passing::new(input, known.is_none());
            rows(&mut reader, format, None, limits, threads, &mut hand)?;
            let (bytes, digested) = reader.finish();
            if known.is_some() && bytes != stored.bytes {
                return Err(ReadError::Fault(source::changed(stored, bytes)));
            }
            digested.unwrap_or(stored)
        }
        Packing::Gzip => {
            let mut reader = flate2::bufread::MultiGzDecoder::new(BufReader::with_capacity(256 << 10, input));
            rows(&mut reader, format, Some(stored.bytes), limits, threads, &mut hand)?;
            stored
        }
        Packing::Zip => {
            let mut archive = zip::ZipArchive::new(BufReader::new(input)).map_err(source::opening)?;
            let place = source::only_file(&archive).map_err(ReadError::Fault)?;
            let mut reader = archive.by_index(place).map_err(source::opening)?;
            rows(&mut reader, format, Some(stored.bytes), limits, threads, &mut hand)?;
            stored
        }
    };
    hand.finish(stored).map_err(ReadError::Fault)
}

/// Reads plain bytes and hands over what they say.
fn rows<E, F: FnMut(Batch) -> Result<(), E>>(
    reader: &mut (dyn Read + Send),
    format: Format,
    stored: Option<u64>,
    limits: &Limits,
    threads: usize,
    hand: &mut Hand<F>,
) -> Result<(), ReadError<E>> {
    let (start, mut blocks) = Blocks::open(reader, format, stored, limits)?;
    hand.next_line = start.lines + 1;
    if threads > 1 {
        return in_threads(&start, blocks, limits, threads, hand);
    }
    let mut used = Block::default();
    while let Some(block) = blocks.next(used)? {
        hand.over(parse::block(&start, block.bytes(), limits))?;
        used = block;
    }
    Ok(())
}

/// What comes of one block, promised in file order before it is read.
type Promise = Receiver<Result<Parsed, Broken>>;

/// Several threads take blocks from one reader. Whoever cuts a block puts a promise in the queue before another may cut the next, so the queue
/// has the order of the file; it holds few promises, so whoever is ahead waits.
fn in_threads<E, F: FnMut(Batch) -> Result<(), E>>(
    start: &Start,
    blocks: Blocks<'_>,
    limits: &Limits,
    threads: usize,
    hand: &mut Hand<F>,
) -> Result<(), ReadError<E>> {
    let (queue, promises) = sync_channel(threads);
    let desk = Mutex::new(Desk { blocks, queue: Some(queue) });
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| work(&desk, start, limits));
        }
        // The queue is dropped at the end, whatever the outcome, and whoever waits to put a promise in it then stops.
        promises.into_iter().try_for_each(|promise| match promise.recv() {
            Ok(parsed) => hand.over(parsed?),
            Err(_gone) => Ok(()),
        })
    })
}

/// What the threads share: where the next block comes from, and where its promise goes.
struct Desk<'a> {
    blocks: Blocks<'a>,
    /// None once the file is at its end.
    queue: Option<SyncSender<Promise>>,
}

impl Desk<'_> {
    /// The next block, after its promise; None when there is nothing more to do.
    fn next(&mut self, used: Block, promise: Promise) -> Option<Result<Block, Broken>> {
        let queue = self.queue.as_ref()?;
        let next = self.blocks.next(used).transpose();
        let is_taken = next.is_some() && queue.send(promise).is_ok();
        if !is_taken || matches!(next, Some(Err(_))) {
            self.queue = None;
        }
        if is_taken { next } else { None }
    }
}

/// One thread: block after block, until there is none.
fn work(desk: &Mutex<Desk<'_>>, start: &Start, limits: &Limits) {
    let mut used = Block::default();
    loop {
        let (give, promise) = sync_channel(1);
        let next = desk.lock().unwrap_or_else(PoisonError::into_inner).next(mem::take(&mut used), promise);
        let Some(next) = next else { return };
        let parsed = next.map(|block| {
            let parsed = parse::block(start, block.bytes(), limits);
            used = block;
            parsed
        });
        if give.send(parsed).is_err() {
            return;
        }
    }
}

/// Whoever takes the batches, and what was handed over so far.
struct Hand<F> {
    each: F,
    tally: Tally,
    reasons: BTreeMap<&'static str, Reason>,
    next_line: u64,
}

impl<F> Hand<F> {
    /// Numbers the lines of what was read in the file, and hands it over.
    fn over<E>(&mut self, parsed: Parsed) -> Result<(), ReadError<E>>
    where
        F: FnMut(Batch) -> Result<(), E>,
    {
        let first_line = self.next_line;
        self.next_line += parsed.lines;
        let mut batch = Batch { rows: parsed.rows, rejected: parsed.rejected, first_line };
        for rejected in &mut batch.rejected {
            rejected.line += first_line;
            self.reasons.entry(rejected.code).and_modify(|reason| reason.rows += 1).or_insert_with(|| Reason {
                rows: 1,
                line: rejected.line,
                first: rejected.reason.clone(),
            });
        }
        self.tally.lines += parsed.records;
        self.tally.rows += batch.rows.len() as u64;
        if parsed.is_cut || self.tally.lines >= WEIGHED {
            self.weigh(parsed.is_cut).map_err(ReadError::Fault)?;
        }
        (self.each)(batch).map_err(ReadError::Each)
    }

    /// Refuses the file if more than one row in ten was rejected, or if a stretch of it is hopeless.
    fn weigh(&self, is_hopeless: bool) -> Result<(), Fault> {
        let rejected = self.tally.lines - self.tally.rows;
        if rejected * 10 <= self.tally.lines && !is_hopeless {
            return Ok(());
        }
        let mut reasons: Vec<(&&str, &Reason)> = self.reasons.iter().collect();
        reasons.sort_by_key(|(code, reason)| (Reverse(reason.rows), **code));
        let named = reasons.iter().take(3).map(|(code, reason)| {
            format!("{code} on {} (the first, line {}: {})", reason.rows, reason.line, reason.first)
        });
        let named = named.collect::<Vec<_>>().join("; ");
        let message = format!("{rejected} of {} rows are rejected, more than one in ten: {named}", self.tally.lines);
        let fix = "name the format that the file has, or take the original file from its publisher";
        Err(Fault { line: reasons.first().map(|(_, reason)| reason.line), ..Fault::new("rejects", message, fix) })
    }

    /// The tally of a file that was read to its end.
    fn finish(mut self, stored: Stored) -> Result<Tally, Fault> {
        if self.tally.lines == 0 {
            return Err(Fault::new("empty", "the file has a heading and no row", "take it from its publisher again"));
        }
        self.weigh(false)?;
        self.tally.rejected = self.reasons.iter().map(|(code, reason)| (*code, reason.rows)).collect();
        (self.tally.sha256, self.tally.bytes) = (stored.sha256, stored.bytes);
        Ok(self.tally)
    }
}
