//! Files of machine-coded rows, as the journal knows them: which file, how many rows, where they lie. The rows themselves are never
//! claims and never here.

/// The codes of the formats that feeds come in.
pub const FORMATS: &[&str] = &["gdelt-1", "gdelt-2", "icews", "ucdp-ged"];

/// Where the segments of feeds lie, within a workspace.
pub const SEGMENTS: &str = "segments";

/// The folder in which a workspace keeps what engines elsewhere made of its feeds.
pub const RESULTS: &str = "results";

/// Where the segment of that digest lies, within a workspace, with `/`.
pub fn segment_path(digest: &str) -> String {
    format!("{SEGMENTS}/{digest}.parquet")
}

/// A file of a feed was attached: its rows lie in segments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feed {
    /// Id; free again once it is detached.
    pub id: String,
    /// The code of the format that it was read as, such as `gdelt-2`.
    pub format: String,
    /// The file's name, without a folder.
    pub file: String,
    /// SHA-256 of the file as it was, compressed if it was, in hexadecimal.
    pub digest: String,
    /// Which version of the reader made the segments.
    pub importer: u32,
    /// How many rows the file has, of which `rows` were taken and the others rejected.
    pub rows_in: u64,
    /// How many rows lie in the segments.
    pub rows: u64,
    /// SHA-256 of each segment, in hexadecimal, in their order.
    pub segments: Vec<String>,
}

impl Feed {
    /// How many rows could not be read.
    pub fn rejected(&self) -> u64 {
        self.rows_in.saturating_sub(self.rows)
    }
}

/// A feed is no longer attached. What was attached stays in the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Detachment {
    /// The feed.
    pub feed: String,
    /// Why.
    pub reason: String,
}
