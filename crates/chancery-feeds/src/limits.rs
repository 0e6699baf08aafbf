//! How large things may be before they are refused.

/// What is refused as too large. There is no cap on the whole file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of a line without its end, or of a record over several lines: 1 MiB.
    pub line: usize,
    /// Bytes of a field: 64 KiB.
    pub field: usize,
    /// Columns of a line or heading: 256.
    pub columns: usize,
    /// How many times its stored size a compressed file may have, once it has more than [`Limits::free`]: 200.
    pub ratio: u64,
    /// Bytes that a compressed file may have whatever its ratio: 64 MiB.
    pub free: u64,
    /// Bytes that the file may have when it is plain; `None` is no cap.
    pub size: Option<u64>,
    /// Bytes of a block, which is what one thread reads at a time: 4 MiB. Batches are cut where blocks are.
    pub block: usize,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { line: 1 << 20, field: 64 << 10, columns: 256, ratio: 200, free: 64 << 20, size: None, block: 4 << 20 }
    }
}
