//! All damage of a segment's bytes, as far as it can be reached, at bounded cost.
//!
//! A damaged frame is passed by its own length if that leads on, else by a search for the next sound frame. The
//! search may compare checksums over `search_budget` bytes in all; a file made to exhaust it is refused all the same.

use crate::damage::{Damage, Part, Reason};
use crate::digest::Digest;
use crate::format::{self, MAX_FRAMES};
use crate::frame::Frame;
use crate::header::Header;
use crate::merkle::Tree;
use crate::trailer::{self, Trailer};

/// The most damages listed.
const MAX_LISTED: usize = 1000;

/// How many damaged frames in a row are passed by their lengths before those are distrusted.
const MAX_HOPS: usize = 16;

fn search_budget(file_bytes: usize) -> usize {
    (64 << 20) + 4 * file_bytes
}

/// Everything wrong with the bytes of a segment, in the order of the file; empty exactly when
/// [`Segment::parse`](crate::Segment::parse) accepts them. What the trailer says of the whole is compared only if all
/// else is sound, because a damaged part is enough to belie it.
pub fn verify(file: &[u8]) -> Vec<Damage> {
    verify_within(file, MAX_FRAMES)
}

fn verify_within(file: &[u8], max_frames: u64) -> Vec<Damage> {
    let mut survey = Survey::new(file, max_frames);
    if survey.header()
        && let Some(trailer) = survey.frames()
        && survey.damages.is_empty()
    {
        let count = survey.leaves.len() as u64;
        let root = Tree::new(survey.leaves).root();
        survey.damages = trailer.compare(file, count, root).err().unwrap_or_default();
    }
    survey.damages
}

struct Survey<'a> {
    file: &'a [u8],
    /// Where the trailer begins, if it stands where the file's size puts it.
    trailer_offset: Option<usize>,
    /// Where frames must end: at the trailer or at the end of the file.
    frames_end: usize,
    leaves: Vec<Digest>,
    damages: Vec<Damage>,
    budget: usize,
    max_frames: u64,
}

impl<'a> Survey<'a> {
    fn new(file: &'a [u8], max_frames: u64) -> Self {
        let trailer_offset = file
            .len()
            .checked_sub(format::trailer::BYTES)
            .filter(|offset| *offset >= format::header::BYTES && trailer::begins_at(file, *offset));
        Self {
            file,
            trailer_offset,
            frames_end: trailer_offset.unwrap_or(file.len()),
            leaves: Vec::new(),
            damages: Vec::new(),
            budget: search_budget(file.len()),
            max_frames,
        }
    }

    /// Checks the header; false if what follows it cannot be told from noise.
    fn header(&mut self) -> bool {
        let Err(damage) = Header::read(self.file) else {
            return true;
        };
        let readable = match damage.reason {
            Reason::UnknownVersion { .. } | Reason::FileTooLarge { .. } => false,
            _ => self.trailer_offset.is_some(),
        };
        self.damages.push(damage);
        readable
    }

    /// Checks the frames; the trailer, if the way leads to one.
    fn frames(&mut self) -> Option<Trailer> {
        let mut offset = format::header::BYTES;
        loop {
            if self.at_trailer(offset) {
                return self.note(Trailer::read(self.file, offset));
            }
            if self.leaves.len() as u64 == self.max_frames {
                return self.note(Err(Damage::new(offset, Part::Frame, Reason::TooManyFrames)));
            }
            offset = match Frame::read(&self.file[..self.frames_end], offset) {
                Ok(frame) => {
                    self.leaves.push(frame.leaf());
                    offset + frame.size()
                }
                Err(damage) => {
                    self.note::<()>(Err(damage));
                    if self.damages.len() == MAX_LISTED {
                        return self.note(Err(Damage::new(offset, Part::File, Reason::NotListed)));
                    }
                    self.next_after(offset)?
                }
            };
        }
    }

    fn at_trailer(&self, offset: usize) -> bool {
        match self.trailer_offset {
            Some(trailer_offset) => offset == trailer_offset,
            None => trailer::begins_at(self.file, offset),
        }
    }

    fn note<T>(&mut self, result: Result<T, Damage>) -> Option<T> {
        result.map_err(|damage| self.damages.push(damage)).ok()
    }

    /// Where to go on after the damaged frame at `offset`.
    fn next_after(&mut self, offset: usize) -> Option<usize> {
        if let Some(next) = self.measure(offset)
            && self.leads_on(next)
        {
            return Some(next);
        }
        for next in offset + 1..self.frames_end {
            if self.budget == 0 {
                return self.note(Err(Damage::new(offset, Part::Frame, Reason::Unexamined)));
            }
            // Most bytes fail here at no cost: what would come after a frame must look like a frame too.
            let likely =
                self.measure(next).is_some_and(|after| self.at_trailer(after) || self.measure(after).is_some());
            if (likely && self.sound(next)) || self.at_trailer(next) {
                return Some(next);
            }
        }
        self.trailer_offset
    }

    /// The end of the frame at `offset` if its length is a possible one.
    fn measure(&self, offset: usize) -> Option<usize> {
        let frame = Frame::measure(&self.file[..self.frames_end], offset).ok()?;
        Some(offset + frame.size())
    }

    /// Whether the lengths of a few frames lead from `offset` to a sound frame or the trailer.
    fn leads_on(&mut self, mut offset: usize) -> bool {
        for _ in 0..MAX_HOPS {
            if self.at_trailer(offset) || self.sound(offset) {
                return true;
            }
            let Some(next) = self.measure(offset) else {
                return false;
            };
            offset = next;
        }
        false
    }

    /// Whether there is a sound frame at `offset`; what that costs is taken from the budget.
    fn sound(&mut self, offset: usize) -> bool {
        let Some(end) = self.measure(offset) else {
            return false;
        };
        self.budget = self.budget.saturating_sub(end - offset);
        self.budget > 0 && Frame::read(&self.file[..self.frames_end], offset).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Kind, SegmentBuilder};

    #[test]
    fn one_frame_too_many_is_listed_and_ends_the_list() {
        let mut builder = SegmentBuilder::new(Kind::Tail, None);
        for number in 0..9_u8 {
            builder.push(1, 1, &number).expect("fits");
        }
        let file = builder.finish();
        assert_eq!(verify_within(&file, 9), []);
        let damage = Damage::new(52 + 3 * 13, Part::Frame, Reason::TooManyFrames);
        assert_eq!(verify_within(&file, 3), [damage]);
    }
}
