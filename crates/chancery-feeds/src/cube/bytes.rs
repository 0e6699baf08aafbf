//! Numbers as bytes: columns of one width each, chosen by the largest value, and lengths of their own width.

use std::fmt;

/// Bytes that are no cube, or no longer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Damaged(pub &'static str);

impl fmt::Display for Damaged {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "the cube is damaged: {}", self.0)
    }
}

impl std::error::Error for Damaged {}

/// The most values of a column: what a width of no bytes can claim is bounded by this alone.
pub const MOST: usize = 1 << 24;

/// Puts a number of four bytes, the lowest first.
pub fn put_u32(out: &mut Vec<u8>, value: u32) {
    out.extend_from_slice(&value.to_le_bytes());
}

/// Puts a number of eight bytes, the lowest first.
pub fn put_u64(out: &mut Vec<u8>, value: u64) {
    out.extend_from_slice(&value.to_le_bytes());
}

/// Puts a width (0, 1, 2, 4 or 8 bytes) and each value in it. How many there are is for the reader to know.
pub fn put_column(out: &mut Vec<u8>, values: &[u64]) {
    let all = values.iter().fold(0, |all, value| all | value);
    let width = match all {
        0 => 0,
        1..=0xff => 1,
        0x100..=0xffff => 2,
        0x1_0000..=0xffff_ffff => 4,
        _ => 8,
    };
    out.push(width);
    match width {
        0 => {}
        1 => out.extend(values.iter().map(|value| *value as u8)),
        2 => out.extend(values.iter().flat_map(|value| (*value as u16).to_le_bytes())),
        4 => out.extend(values.iter().flat_map(|value| (*value as u32).to_le_bytes())),
        _ => out.extend(values.iter().flat_map(|value| value.to_le_bytes())),
    }
}

/// Small numbers of either sign become small numbers.
pub fn zigzag(value: i64) -> u64 {
    ((value << 1) ^ (value >> 63)) as u64
}

/// The number whose [`zigzag`] it is.
#[inline]
pub fn unzigzag(value: u64) -> i64 {
    (value >> 1) as i64 ^ -((value & 1) as i64)
}

/// Bytes that are read from their beginning on.
#[derive(Debug, Clone, Copy)]
pub struct Bytes<'a>(pub &'a [u8]);

impl<'a> Bytes<'a> {
    /// The next bytes.
    pub fn take(&mut self, count: usize) -> Result<&'a [u8], Damaged> {
        let (taken, rest) = self.0.split_at_checked(count).ok_or(Damaged("it ends too early"))?;
        self.0 = rest;
        Ok(taken)
    }

    /// A number that [`put_u32`] put.
    pub fn u32(&mut self) -> Result<u32, Damaged> {
        let bytes = self.take(4)?;
        Ok(bytes.try_into().map_or(0, u32::from_le_bytes))
    }

    /// A number that [`put_u64`] put.
    pub fn u64(&mut self) -> Result<u64, Damaged> {
        let bytes = self.take(8)?;
        Ok(bytes.try_into().map_or(0, u64::from_le_bytes))
    }

    /// How many values follow, at most [`MOST`].
    pub fn count(&mut self) -> Result<usize, Damaged> {
        let count = self.u32()? as usize;
        if count > MOST { Err(Damaged("a count is out of bounds")) } else { Ok(count) }
    }

    /// A column of that many values, not decoded yet.
    pub fn column(&mut self, values: usize) -> Result<Column<'a>, Damaged> {
        let width = usize::from(self.take(1)?.first().copied().unwrap_or_default());
        if !matches!(width, 0 | 1 | 2 | 4 | 8) || values > MOST {
            return Err(Damaged("a column has no such width"));
        }
        Ok(Column { width, values, bytes: self.take(width * values)? })
    }

    /// Nothing may be left over.
    pub fn end(self) -> Result<(), Damaged> {
        if self.0.is_empty() { Ok(()) } else { Err(Damaged("bytes are left over")) }
    }
}

/// Values of one width.
#[derive(Debug, Clone, Copy, Default)]
pub struct Column<'a> {
    width: usize,
    values: usize,
    bytes: &'a [u8],
}

impl Column<'_> {
    /// All values, in place of what the buffer held.
    #[inline]
    pub fn read(&self, into: &mut Vec<u64>) {
        into.clear();
        let bytes = self.bytes;
        match self.width {
            0 => into.resize(self.values, 0),
            1 => into.extend(bytes.iter().map(|byte| u64::from(*byte))),
            2 => into.extend(bytes.as_chunks::<2>().0.iter().map(|bytes| u64::from(u16::from_le_bytes(*bytes)))),
            4 => into.extend(bytes.as_chunks::<4>().0.iter().map(|bytes| u64::from(u32::from_le_bytes(*bytes)))),
            _ => into.extend(bytes.as_chunks::<8>().0.iter().map(|bytes| u64::from_le_bytes(*bytes))),
        }
    }

    /// All values.
    pub fn to_vec(self) -> Vec<u64> {
        let mut values = Vec::with_capacity(self.values);
        self.read(&mut values);
        values
    }
}
