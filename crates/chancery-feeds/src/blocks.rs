//! Plain bytes cut into blocks of whole lines. Where a block ends depends on the bytes and the limits, never on who reads it.

use std::io::{self, Read};

use crate::fault::{Broken, Fault};
use crate::format::Format;
use crate::inspect::{self, Start};
use crate::limits::Limits;
use crate::parse::ucdp;

/// How much is read at once, so that its digest finds it near.
const READ: usize = 256 << 10;

/// Whole lines, and room that is used again.
#[derive(Debug, Default)]
pub struct Block {
    buffer: Vec<u8>,
    length: usize,
}

impl Block {
    /// The bytes of the block.
    pub fn bytes(&self) -> &[u8] {
        self.buffer.get(..self.length).unwrap_or_default()
    }

    fn room(&mut self, size: usize) {
        if self.buffer.is_empty() {
            self.buffer = vec![0; size];
        } else if self.buffer.len() < size {
            self.buffer.resize(size, 0);
        }
    }

    fn put(&mut self, bytes: &[u8]) {
        self.room(self.length + bytes.len());
        if let Some(room) = self.buffer.get_mut(self.length..self.length + bytes.len()) {
            room.copy_from_slice(bytes);
            self.length += bytes.len();
        }
    }

    /// Reads until the block is so long; the number of bytes read, which is less at the end alone.
    fn fill(&mut self, reader: &mut dyn Read, length: usize) -> io::Result<usize> {
        self.room(length);
        let before = self.length;
        while self.length < length {
            let end = length.min(self.length + READ);
            let Some(room) = self.buffer.get_mut(self.length..end) else { break };
            match reader.read(room) {
                Ok(0) => break,
                Ok(count) => self.length += count,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(self.length - before)
    }
}

/// A file from its first row on.
pub struct Blocks<'a> {
    reader: &'a mut (dyn Read + Send),
    limits: &'a Limits,
    is_csv: bool,
    /// What was read of the file and not yet cut, from `taken` on.
    carry: Vec<u8>,
    taken: usize,
    /// Bytes that came out so far, and how many may.
    plain: u64,
    most: Option<u64>,
    /// Whether errors of the reader are those of an unpacker.
    is_packed: bool,
    is_over: bool,
}

impl<'a> Blocks<'a> {
    /// Reads the beginning and holds it against the format. `stored` is the size of a packed file.
    pub fn open(
        reader: &'a mut (dyn Read + Send),
        format: Format,
        stored: Option<u64>,
        limits: &'a Limits,
    ) -> Result<(Start, Blocks<'a>), Broken> {
        let most = match stored {
            Some(stored) => Some(limits.free.max(stored.saturating_mul(limits.ratio))),
            None => limits.size,
        };
        let is_csv = format == Format::UcdpGed;
        let is_packed = stored.is_some();
        let mut blocks =
            Blocks { reader, limits, is_csv, carry: Vec::new(), taken: 0, plain: 0, most, is_packed, is_over: false };
        let mut head = Block::default();
        blocks.fill(&mut head, inspect::HEAD)?;
        let start = inspect::start(head.bytes(), format, limits)?;
        blocks.carry.extend_from_slice(head.bytes().get(start.skip..).unwrap_or_default());
        Ok((start, blocks))
    }

    /// The next block of whole lines, in a block that is no longer needed. None at the end.
    pub fn next(&mut self, used: Block) -> Result<Option<Block>, Broken> {
        if self.is_over {
            return Ok(None);
        }
        let next = self.cut(used);
        if !matches!(next, Ok(Some(_))) {
            self.is_over = true;
        }
        next
    }

    fn cut(&mut self, mut block: Block) -> Result<Option<Block>, Broken> {
        let size = self.limits.block.max(1);
        block.length = 0;
        let mut goal = size;
        loop {
            let is_end = self.grow(&mut block, goal)?;
            if is_end && block.length == 0 {
                return Ok(None);
            }
            if let Some(end) = self.last_end(block.bytes(), is_end)? {
                self.give_back(block.bytes().get(end..).unwrap_or_default());
                block.length = end;
                return Ok(Some(block));
            }
            if is_end {
                return Ok(Some(block));
            }
            if block.length > self.limits.line.saturating_add(1) {
                self.skip_line(&mut block)?;
                return Ok(Some(block));
            }
            goal = block.length + size;
        }
    }

    /// Makes a block so long, from what is carried and then from the reader. Whether the file ends with it.
    fn grow(&mut self, block: &mut Block, length: usize) -> Result<bool, Broken> {
        let end = self.carry.len().min(self.taken + length.saturating_sub(block.length));
        block.put(self.carry.get(self.taken..end).unwrap_or_default());
        self.taken = end;
        if self.taken == self.carry.len() {
            self.fill(block, length)?;
        }
        Ok(block.length < length)
    }

    /// Takes back the end of a block. If something is still carried, the whole block came from there.
    fn give_back(&mut self, bytes: &[u8]) {
        if self.taken < self.carry.len() {
            self.taken = self.taken.saturating_sub(bytes.len());
        } else {
            self.carry.clear();
            self.carry.extend_from_slice(bytes);
            self.taken = 0;
        }
    }

    fn fill(&mut self, block: &mut Block, length: usize) -> Result<(), Broken> {
        let count = block.fill(self.reader, length);
        let count =
            count.map_err(|error| if self.is_packed { crate::source::unpacking(error) } else { Broken::Io(error) })?;
        self.plain += count as u64;
        match self.most {
            Some(most) if self.plain > most => Err(self.too_large(most).into()),
            _ => Ok(()),
        }
    }

    fn too_large(&self, most: u64) -> Fault {
        if self.is_packed {
            let message = format!("the file unpacks to more than {most} bytes, {} times its size", self.limits.ratio);
            Fault::new("ratio", message, "if it is not hostile, unpack it and give the plain file")
        } else {
            Fault::new("size", format!("the file has more than {most} bytes"), "give a smaller file")
        }
    }

    /// The end of the last whole line of the bytes; None if there is none.
    fn last_end(&self, bytes: &[u8], is_end: bool) -> Result<Option<usize>, Fault> {
        if !self.is_csv {
            return Ok(if is_end { None } else { memchr::memrchr(b'\n', bytes).map(|place| place + 1) });
        }
        let mut end = 0;
        loop {
            let rest = bytes.get(end..).unwrap_or_default();
            let record = ucdp::record_end(rest);
            if record.unwrap_or(rest.len()) > self.limits.line {
                return Err(never_closed(&format!("a record is longer than {} bytes", self.limits.line)));
            }
            match record {
                Some(length) => end += length + 1,
                None if is_end && memchr::memchr_iter(b'"', rest).count() % 2 == 1 => {
                    return Err(never_closed("the file ends within a quoted field"));
                }
                None => return Ok(if end == 0 || is_end { None } else { Some(end) }),
            }
        }
    }

    /// Leaves the beginning of a line that is too long, and its end.
    fn skip_line(&mut self, block: &mut Block) -> Result<(), Broken> {
        block.length = block.length.min(self.limits.line.saturating_add(2));
        let mut passing = Block::default();
        loop {
            passing.length = 0;
            let is_end = self.grow(&mut passing, READ)?;
            match memchr::memchr(b'\n', passing.bytes()) {
                Some(end) => {
                    self.give_back(passing.bytes().get(end + 1..).unwrap_or_default());
                    block.put(b"\n");
                    return Ok(());
                }
                None if is_end => return Ok(()),
                None => {}
            }
        }
    }
}

fn never_closed(what: &str) -> Fault {
    let message = format!("{what}; a quotation mark is likely never closed, or the file was cut");
    Fault::new("quote", message, "fetch it from its publisher again")
}
