//! A file of months: a table of what it has and where, then the months one after another, each as it is packed.

use std::io::{self, Read, Seek, SeekFrom};

use super::bytes::{Bytes, Damaged, put_u32, put_u64};
use super::section::{Head, Packed, within};
use super::{Month, section};

/// The first bytes, with the version: another is not read, and what it was made of is read again.
const MAGIC: &[u8; 8] = b"CHCUBE1\n";

/// The most months of a file: all that readers take days of.
const MOST_MONTHS: usize = 4_812;

/// Why a cube cannot be read.
#[derive(Debug)]
pub enum CubeError {
    /// The file cannot be read.
    Io(io::Error),
    /// The file is no cube, or no longer.
    Damaged(Damaged),
}

impl From<Damaged> for CubeError {
    fn from(damaged: Damaged) -> CubeError {
        CubeError::Damaged(damaged)
    }
}

impl From<io::Error> for CubeError {
    fn from(error: io::Error) -> CubeError {
        match error.kind() {
            io::ErrorKind::UnexpectedEof => CubeError::Damaged(Damaged("it ends too early")),
            _ => CubeError::Io(error),
        }
    }
}

/// Where a month is in the file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Place {
    /// Year and month, as in 201910.
    pub month: i32,
    /// Where it begins.
    pub begin: u64,
    /// The bytes of its head, its cells and its acts.
    pub lengths: [u64; 3],
    /// The checksum of its head, which has those of all blocks.
    pub checksum: u32,
}

/// Puts months together to a file.
#[derive(Debug, Default)]
pub struct Writer {
    places: Vec<Place>,
    body: Vec<u8>,
}

impl Writer {
    /// The next month; later than those before.
    pub fn put(&mut self, packed: &Packed) {
        let begin = self.body.len() as u64;
        let parts = [&packed.head, &packed.cells, &packed.acts];
        parts.iter().for_each(|part| self.body.extend_from_slice(part));
        let lengths = parts.map(|part| part.len() as u64);
        self.places.push(Place { month: packed.month, begin, lengths, checksum: crc32c::crc32c(&packed.head) });
    }

    /// The bytes of the file.
    pub fn finish(self) -> Vec<u8> {
        let mut table = Vec::new();
        put_u32(&mut table, self.places.len() as u32);
        for place in &self.places {
            put_u32(&mut table, place.month as u32);
            put_u64(&mut table, place.begin);
            place.lengths.iter().for_each(|length| put_u64(&mut table, *length));
            put_u32(&mut table, place.checksum);
        }
        let mut out = Vec::with_capacity(16 + table.len() + self.body.len());
        out.extend_from_slice(MAGIC);
        put_u32(&mut out, table.len() as u32);
        put_u32(&mut out, crc32c::crc32c(&table));
        out.extend_from_slice(&table);
        out.extend_from_slice(&self.body);
        out
    }
}

/// Reads months of a file.
#[derive(Debug)]
pub struct Reader<R> {
    input: R,
    /// Where the first month begins, and the file ends.
    body: u64,
    end: u64,
    /// The months, in order.
    pub places: Vec<Place>,
}

impl<R: Read + Seek> Reader<R> {
    /// Reads what the file has.
    ///
    /// # Errors
    /// Where it is no cube of this version, or cannot be read.
    pub fn open(mut input: R) -> Result<Reader<R>, CubeError> {
        let mut start = [0; 16];
        input.read_exact(&mut start)?;
        let mut bytes = Bytes(&start);
        if bytes.take(MAGIC.len())? != MAGIC {
            return Err(Damaged("it is of another version, or no cube").into());
        }
        let (length, checksum) = (bytes.u32()?, bytes.u32()?);
        if length as usize > 4 + MOST_MONTHS * 40 {
            return Err(Damaged("it has too many months").into());
        }
        let mut table = vec![0; length as usize];
        input.read_exact(&mut table)?;
        if crc32c::crc32c(&table) != checksum {
            return Err(Damaged("its table does not have its checksum").into());
        }
        let mut bytes = Bytes(&table);
        let mut places = Vec::new();
        for _ in 0..bytes.u32()? {
            places.push(Place {
                month: bytes.u32()? as i32,
                begin: bytes.u64()?,
                lengths: [bytes.u64()?, bytes.u64()?, bytes.u64()?],
                checksum: bytes.u32()?,
            });
        }
        bytes.end()?;
        let end = input.seek(SeekFrom::End(0))?;
        Ok(Reader { input, body: 16 + u64::from(length), end, places })
    }

    /// The head of a month.
    ///
    /// # Errors
    /// As [`Reader::open`].
    pub fn head(&mut self, place: &Place) -> Result<Head, CubeError> {
        Ok(Head::read(&self.head_bytes(place)?)?)
    }

    fn head_bytes(&mut self, place: &Place) -> Result<Vec<u8>, CubeError> {
        let bytes = self.part(place, 0)?;
        if crc32c::crc32c(&bytes) == place.checksum {
            Ok(bytes)
        } else {
            Err(Damaged("a head does not have its checksum").into())
        }
    }

    /// All cells of a month, as bytes for its blocks.
    ///
    /// # Errors
    /// As [`Reader::open`].
    pub fn cells(&mut self, place: &Place) -> Result<Vec<u8>, CubeError> {
        self.part(place, 1)
    }

    /// All acts of a month, likewise.
    ///
    /// # Errors
    /// As [`Reader::open`].
    pub fn acts(&mut self, place: &Place) -> Result<Vec<u8>, CubeError> {
        self.part(place, 2)
    }

    /// The cells of one block, and its acts if they are wanted; with their checksums compared.
    ///
    /// # Errors
    /// As [`Reader::open`].
    pub fn block(
        &mut self,
        place: &Place,
        block: &section::Place,
        with_acts: bool,
    ) -> Result<(Vec<u8>, Vec<u8>), CubeError> {
        let mut of = |which: usize, (begin, length, checksum): (u64, usize, u32)| {
            let before: u64 = place.lengths.iter().take(which).sum();
            let bytes = self.read(self.body + place.begin + before + begin, length as u64)?;
            within(&bytes, (0, length, checksum))?;
            Ok::<_, CubeError>(bytes)
        };
        let acts = if with_acts { of(2, block.acts)? } else { Vec::new() };
        Ok((of(1, block.cells)?, acts))
    }

    /// A whole month as it is packed: its head has its checksum, its blocks are looked at by whoever reads them.
    ///
    /// # Errors
    /// As [`Reader::open`].
    pub fn packed(&mut self, place: &Place) -> Result<Packed, CubeError> {
        let (head, cells, acts) = (self.head_bytes(place)?, self.part(place, 1)?, self.part(place, 2)?);
        Ok(Packed { month: place.month, head, cells, acts })
    }

    /// A whole month.
    ///
    /// # Errors
    /// As [`Reader::open`].
    pub fn month(&mut self, place: &Place) -> Result<Month, CubeError> {
        Ok(self.packed(place)?.unpack()?)
    }

    fn part(&mut self, place: &Place, which: usize) -> Result<Vec<u8>, CubeError> {
        let before: u64 = place.lengths.iter().take(which).sum();
        let length = place.lengths.get(which).copied().unwrap_or_default();
        self.read(self.body.saturating_add(place.begin).saturating_add(before), length)
    }

    fn read(&mut self, begin: u64, length: u64) -> Result<Vec<u8>, CubeError> {
        // No more room is taken than there are bytes.
        if begin.checked_add(length).is_none_or(|end| end > self.end) {
            return Err(Damaged("it ends too early").into());
        }
        self.input.seek(SeekFrom::Start(begin))?;
        let mut bytes = vec![0; length as usize];
        self.input.read_exact(&mut bytes)?;
        Ok(bytes)
    }
}
