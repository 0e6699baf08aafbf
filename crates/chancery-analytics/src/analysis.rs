//! One analysis: the contents of a workspace at a point, folded and counted under a rule.

use std::path::Path;

use chancery_core::count::{Counted, CoverageIndex, Increments, SensitivityRow, count, reading, sensitivity};
use chancery_core::event::Entry;
use chancery_core::filter::{Kept, Point, known_at};
use chancery_core::fold::{State, fold};
use chancery_core::vocabulary::{Rule, Unit};
use chancery_core::wire::{Contents, Input, read};
use chancery_core::{Instant, Vocabulary};
use chancery_log::chain::{self, OpenError};
use chancery_log::{Segment, format, sha256, whole};

use crate::dataset::Dataset;
use crate::error::AnalyticsError;
use crate::sums::Sums;

/// The compiled journal, within a workspace.
pub const TAIL: &str = ".chancery/tail.clog";

/// What is asked of a workspace.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Request {
    /// Only what was recorded by the end of this day or by this instant.
    pub as_of: Option<String>,
    /// Only claims of sources published by this day.
    pub known_by: Option<String>,
    /// Name of a release; none for what the journal holds now.
    pub release: Option<String>,
    /// Name of the counting rule; none for the default.
    pub rule: Option<String>,
    /// The unit to count in; none for the rule's own.
    pub unit: Option<String>,
    /// How many threads look at feeds; none for as many as there are processors. It changes nothing that is said.
    pub threads: Option<usize>,
}

impl Request {
    /// How many threads there are to be.
    pub fn threads(&self) -> usize {
        let there = || std::thread::available_parallelism().map_or(1, usize::from);
        self.threads.unwrap_or_else(there).max(1)
    }

    fn point(&self) -> Result<Point, AnalyticsError> {
        let as_of = self.as_of.as_deref().map(Instant::parse_end).transpose();
        let as_of = as_of.map_err(|reason| AnalyticsError::Usage(format!("--as-of: {reason}")))?;
        let known_by = self.known_by.as_deref().map(str::parse).transpose();
        let known_by = known_by.map_err(|_| {
            AnalyticsError::Usage(format!(
                "--known-by: `{}` is no day; write it like 2013-11-30",
                self.known_by.as_deref().unwrap_or_default()
            ))
        })?;
        Ok(Point { as_of, known_by })
    }
}

/// A state with everything that tables and reports need.
#[derive(Debug)]
pub struct Analysis {
    /// The state as the rule reads it: the fold, with the links that the rule lets hold, in the unit that it counts.
    pub state: State,
    /// The fold itself.
    pub folded: State,
    /// The entries that are known at the point asked for.
    pub entries: Vec<Entry>,
    /// The vocabulary in force.
    pub vocabulary: Vocabulary,
    /// The counting rule.
    pub rule: Rule,
    /// The point asked for.
    pub request: Request,
    /// Sources left out under `known_by` because they bear no date.
    pub undated_sources: Vec<String>,
    /// Every cell, summed.
    pub sums: Sums,
    /// What was searched.
    pub coverage: CoverageIndex,
    /// The files that it rests on.
    pub inputs: Vec<Input>,
    /// What the workspace says of the dataset as a whole.
    pub dataset: Dataset,
    /// Of a release, the Merkle root of its last seal.
    pub root: Option<String>,
}

impl Analysis {
    /// Opens a workspace's compiled journal.
    ///
    /// # Errors
    /// Where the segment cannot be read or is damaged, or the request names what does not exist.
    pub fn open(workspace: &Path, request: &Request) -> Result<Analysis, AnalyticsError> {
        if let Some(name) = &request.release {
            let (contents, root) = release(workspace, name)?;
            let dataset = Dataset::read(workspace, &contents)?;
            return Ok(Analysis { dataset, root: Some(root), ..Analysis::of(contents, request)? });
        }
        let bytes = whole::read_whole(&workspace.join(TAIL), format::MAX_SEGMENT_BYTES)?;
        let path = TAIL.to_owned();
        let segment = Segment::parse(bytes).map_err(|damage| AnalyticsError::Damaged { path: path.clone(), damage })?;
        let contents = read(segment.frames()).map_err(|error| AnalyticsError::NotUnderstood { path, error })?;
        let dataset = Dataset::read(workspace, &contents)?;
        Ok(Analysis { dataset, ..Analysis::of(contents, request)? })
    }

    /// Folds and counts contents.
    ///
    /// # Errors
    /// Where the request names what does not exist.
    pub fn of(contents: Contents, request: &Request) -> Result<Analysis, AnalyticsError> {
        let Contents { inputs, vocabulary, entries, .. } = contents;
        let Some(rule) = vocabulary.rule(request.rule.as_deref()).cloned() else {
            let known: Vec<&str> = vocabulary.rules.iter().map(|rule| rule.id.as_str()).collect();
            let name = request.rule.clone().unwrap_or_else(|| "the default".to_owned());
            return Err(AnalyticsError::Unknown { what: "rule", name, known: known.join(", ") });
        };
        let rule = with_unit(rule, request.unit.as_deref())?;
        let Kept { entries, undated_sources, .. } = known_at(&entries, request.point()?);
        // Faults were shown when the journal was checked; of what a filter leaves out, none is news.
        let (folded, _) = fold(&entries);
        let state = reading(&folded, &entries, &rule).into_owned();
        let sums = Sums::of(&Counted::of(&state, &vocabulary, &rule))?;
        let coverage = CoverageIndex::of(&state);
        let request = request.clone();
        let (dataset, root) = (Dataset::default(), None);
        Ok(Analysis {
            state,
            folded,
            entries,
            vocabulary,
            rule,
            request,
            undated_sources,
            sums,
            coverage,
            inputs,
            dataset,
            root,
        })
    }

    /// What each contact adds to each cell: the evidence of the sums.
    pub fn increments(&self) -> Increments {
        count(&self.state, &self.vocabulary, &self.rule)
    }

    /// The headline figures under every other choice that the rule could have made.
    pub fn sensitivity(&self) -> Vec<SensitivityRow> {
        sensitivity(&self.folded, &self.entries, &self.vocabulary, &self.rule)
    }

    /// SHA-256 over the paths and digests of all inputs: the version of the data, wherever it lies.
    pub fn data_digest(&self) -> String {
        let lines: Vec<String> =
            self.inputs.iter().map(|input| format!("{}  {}\n", input.digest, input.path)).collect();
        sha256(lines.concat().as_bytes()).to_string()
    }
}

/// What the seals up to the one of that name hold together, and the root of that one. `chancery` has checked their chain
/// before.
fn release(workspace: &Path, name: &str) -> Result<(Contents, String), AnalyticsError> {
    let first = |mut errors: Vec<OpenError>| errors.swap_remove(0);
    let seals = chain::open(&workspace.join("seals")).map_err(|errors| AnalyticsError::Seals(first(errors)))?;
    let Some(last) = seals.iter().position(|sealed| sealed.name == name) else {
        let known: Vec<&str> = seals.iter().map(|sealed| sealed.name.as_str()).collect();
        let known = if known.is_empty() { "none: nothing is sealed".to_owned() } else { known.join(", ") };
        return Err(AnalyticsError::Unknown { what: "release", name: name.to_owned(), known });
    };
    let contents = seals[..=last].iter().map(|sealed| {
        let path = sealed.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        read(sealed.segment.frames()).map_err(|error| AnalyticsError::NotUnderstood { path, error })
    });
    let contents = Contents::together(contents.collect::<Result<Vec<_>, _>>()?);
    Ok((contents, seals[last].segment.root().to_string()))
}

/// The rule in another unit, if one is asked for.
fn with_unit(rule: Rule, unit: Option<&str>) -> Result<Rule, AnalyticsError> {
    let Some(name) = unit else { return Ok(rule) };
    let known = || Unit::OF_CELLS.iter().map(|unit| unit.as_str()).collect::<Vec<_>>().join(", ");
    match name.parse::<Unit>() {
        Ok(unit) if Unit::OF_CELLS.contains(&unit) => Ok(Rule { unit, ..rule }),
        Ok(unit) => Err(AnalyticsError::Usage(format!(
            "--unit: `{unit}` weighs contacts and is no unit of single cells ({}); `chancery table units` shows it beside them",
            known()
        ))),
        Err(_) => Err(AnalyticsError::Unknown { what: "unit", name: name.to_owned(), known: known() }),
    }
}
