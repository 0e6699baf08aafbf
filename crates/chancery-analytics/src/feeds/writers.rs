//! Runs to segments, by several threads beside the one that reads.

use std::path::Path;
use std::sync::mpsc::{Receiver, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use chancery_core::feed::segment_path;
use chancery_feeds::Format;
use chancery_log::whole::Prepared;
use chancery_log::{sha256, whole};

use super::run::Run;
use super::{cubes, segment};
use crate::error::AnalyticsError;

/// A segment, whose file lies there under a temporary name unless it was there before.
pub(super) struct Written {
    /// Which run it is.
    number: usize,
    /// SHA-256 of the segment.
    pub(super) digest: String,
    pub(super) file: Option<Prepared>,
}

/// Each holds a run and the order of its rows, some 120 MiB; more threads than these read.
const MOST_WRITERS: usize = 4;

/// Gives `produce` somebody who takes runs, leaves empty ones, and makes segments of them. A run is taken when a thread is free for it, so
/// that no more runs are held than there are threads, and one. The segments are in the order of the runs, also where something failed.
pub(super) fn segments<T>(
    workspace: &Path,
    format: Format,
    threads: usize,
    produce: impl FnOnce(&mut dyn FnMut(&mut Run) -> Result<(), AnalyticsError>) -> Result<T, AnalyticsError>,
) -> (Vec<Written>, Result<T, AnalyticsError>) {
    let (give, take) = sync_channel::<(usize, Run)>(0);
    // Owned by the threads alone: when all have stopped, whoever gives hears of it.
    let take = Arc::new(Mutex::new(take));
    // Runs that were written, whose room is used again.
    let spare = Mutex::new(Vec::new());
    thread::scope(|scope| {
        let writers: Vec<_> = (0..threads.clamp(1, MOST_WRITERS))
            .map(|_| {
                let take = take.clone();
                let spare = &spare;
                scope.spawn(move || write_all(workspace, format, &take, spare))
            })
            .collect();
        drop(take);
        let mut number = 0;
        let mut hand = |run: &mut Run| {
            let empty = spare.lock().unwrap_or_else(PoisonError::into_inner).pop().unwrap_or_default();
            let is_taken = give.send((number, std::mem::replace(run, empty))).is_ok();
            number += 1;
            if is_taken { Ok(()) } else { Err(ended()) }
        };
        let produced = produce(&mut hand);
        drop(give);
        let mut written = Vec::new();
        let mut failed = None;
        for writer in writers {
            match writer.join() {
                Ok((segments, result)) => {
                    written.extend(segments);
                    failed = failed.or(result.err());
                }
                Err(_) => failed = failed.or(Some(ended())),
            }
        }
        written.sort_by_key(|segment| segment.number);
        // Why a writer stopped says more than that nobody took the next run.
        (written, failed.map_or(produced, Err))
    })
}

fn ended() -> AnalyticsError {
    AnalyticsError::Bug("a thread that writes segments ended early".to_owned())
}

/// One thread: run after run, until there is none or one fails.
fn write_all(
    workspace: &Path,
    format: Format,
    take: &Mutex<Receiver<(usize, Run)>>,
    spare: &Mutex<Vec<Run>>,
) -> (Vec<Written>, Result<(), AnalyticsError>) {
    let mut written = Vec::new();
    loop {
        let next = take.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok((number, mut run)) = next else { return (written, Ok(())) };
        match write(workspace, format, &mut run) {
            Ok((digest, file)) => written.push(Written { number, digest, file }),
            Err(error) => return (written, Err(error)),
        }
        run.clear();
        spare.lock().unwrap_or_else(PoisonError::into_inner).push(run);
    }
}

/// The run as a segment, and its cube.
fn write(workspace: &Path, format: Format, run: &mut Run) -> Result<(String, Option<Prepared>), AnalyticsError> {
    run.sort();
    let bytes = segment::parquet(run, format.code())?;
    let digest = sha256(&bytes).to_string();
    let path = workspace.join(segment_path(&digest));
    let is_there = whole::read_whole(&path, bytes.len()).is_ok_and(|found| found == bytes);
    let file = if is_there { None } else { Some(whole::prepare(&path, &bytes)?) };
    drop(bytes);
    cubes::put_segment(workspace, &digest, &run.months(format))?;
    Ok((digest, file))
}
