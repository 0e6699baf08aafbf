//! Tests of the fold as a table: one line an event, the last column what comes of it; lines between ask what holds by then.
//!
//! ```text
//! entry   2026-01-01 a
//! source  s1 published=2013-11 origin=AFP
//! claim   s1/x when=2013 categories=political,medical    | ok
//! link    c1 s1/x s2/y                                   | UnknownClaim
//! contact c1 status=happened onset=2013-01-01..2013-11-30 contested=-
//! cell    MNG-PRK 2013 all all certain=1 possible=1 expected=1000000 coverage=none
//! ```
//!
//! Events: `source`, `claim`, `correct` (`expect.FIELD=`, `set.FIELD=`, `because=`), `retract`, `link`, `unlink`, `settle`
//! (`set.FIELD=`, `reject=`, `because=`), `coverage` (`categories=`, `search=`). Their last column names the faults that the
//! whole table leaves at them; `ok` or nothing is none. Settings: `rule` (over [`crate::builders::rule`]), `exists STATE
//! EXTENT`, and `at` (`as_of=`, `known_by=`). Questions: `contact`, `gone`, `pairs`, `cell`, `unit`, `varied`, `mediation`,
//! `undated`; they see the events above them, each time folded from both ends, since the order of files decides nothing.

use chancery_core::count::reading;
use chancery_core::event::{
    Correction, Coverage, Entry, Event, FieldSetting, Link, Retraction, Settlement, TextChange,
};
use chancery_core::feed::{Detachment, Feed};
use chancery_core::filter::{Point, known_at};
use chancery_core::fold::{Place, State, fold};
use chancery_core::instant::Instant;
use chancery_core::terms::{Search, Unit, UnknownTerm};
use chancery_core::vocabulary::{Rule, Vocabulary};

use crate::builders::{self, Setting, list};

mod ask;

/// Runs a table.
///
/// # Panics
/// With every line that does not hold.
#[track_caller]
pub fn check(table: &str) {
    if let Err(complaints) = run(table) {
        panic!("\n{complaints}");
    }
}

/// Runs a table.
///
/// # Errors
/// Every line that does not hold, with its number, one a line.
pub fn run(table: &str) -> Result<(), String> {
    let mut tester = Tester::new()?;
    let mut complaints = Vec::new();
    for (index, line) in table.lines().enumerate() {
        let content = line.split('#').next().unwrap_or_default();
        if content.trim().is_empty() {
            continue;
        }
        if let Err(reason) = tester.line(index + 1, content) {
            complaints.push(format!("line {}: {}\n    {reason}", index + 1, line.trim()));
        }
    }
    complaints.extend(tester.outcomes());
    if complaints.is_empty() { Ok(()) } else { Err(complaints.join("\n")) }
}

/// An event's line: its number, where the event stands, and the faults that it names.
struct Outcome {
    line: usize,
    place: Place,
    faults: String,
}

struct Tester {
    entries: Vec<Entry>,
    outcomes: Vec<Outcome>,
    vocabulary: Vocabulary,
    rule: Rule,
    point: Point,
}

/// A line: its words without `=`, and its settings.
struct Words<'a> {
    plain: Vec<&'a str>,
    settings: Vec<Setting<'a>>,
}

impl<'a> Words<'a> {
    fn of(line: &'a str) -> Words<'a> {
        let (settings, plain): (Vec<&str>, Vec<&str>) = line.split_whitespace().partition(|word| word.contains('='));
        Words { plain, settings: settings.into_iter().filter_map(|word| word.split_once('=')).collect() }
    }

    fn plain(&self, index: usize) -> Result<&'a str, String> {
        self.plain.get(index).copied().ok_or_else(|| format!("word {} is missing", index + 1))
    }

    fn rest(&self, from: usize) -> Vec<String> {
        self.plain.iter().skip(from).map(|word| (*word).to_owned()).collect()
    }

    fn list(&self, key: &str) -> Vec<String> {
        self.settings.iter().filter(|(k, _)| *k == key).flat_map(|(_, value)| list(value)).collect()
    }

    fn setting(&self, key: &str) -> Option<&'a str> {
        self.settings.iter().find(|(k, _)| *k == key).map(|(_, value)| *value)
    }

    /// The settings `PREFIX.FIELD=value`.
    fn fields(&self, prefix: &str) -> Result<Vec<FieldSetting>, String> {
        let fields = self.settings.iter().filter_map(|(key, value)| Some((key.strip_prefix(prefix)?, value)));
        let setting = |(key, value): (&str, &&str)| {
            let field = builders::field(key)?;
            Ok((field, builders::value_of(field, value)?))
        };
        fields.map(setting).collect()
    }
}

impl Tester {
    fn new() -> Result<Tester, String> {
        let exists = [("MNG", "1911/.."), ("PRK", "1948-09-09/.."), ("JPN", "1603/.."), ("CHN", "1644/..")];
        let vocabulary = builders::vocabulary(&exists)?;
        let point = Point::default();
        Ok(Tester { entries: Vec::new(), outcomes: Vec::new(), vocabulary, rule: builders::rule(), point })
    }

    fn line(&mut self, line: usize, content: &str) -> Result<(), String> {
        let (content, outcome) = content.split_once('|').unwrap_or((content, "ok"));
        let words = Words::of(content);
        if let Some(event) = event(&words)? {
            return self.add(line, event, outcome.trim());
        }
        match words.plain(0)? {
            "entry" => self.entries.push(builders::entry(words.plain(1)?, words.plain(2)?)?),
            "exists" => {
                let state = builders::state(words.plain(1)?, words.plain(2)?)?;
                self.vocabulary.states.insert(state.id.clone(), state);
            }
            "rule" => self.rule = rule(&words)?,
            "at" => self.point = point(&words)?,
            _ => return self.ask(&words),
        }
        Ok(())
    }

    fn add(&mut self, line: usize, event: Event, faults: &str) -> Result<(), String> {
        let entry_index = self.entries.len().checked_sub(1).ok_or("an `entry` line comes first")?;
        let entry = &mut self.entries[entry_index];
        let place = Place { entry: entry_index, event: entry.events.len() };
        entry.events.push(event);
        self.outcomes.push(Outcome { line, place, faults: faults.to_owned() });
        Ok(())
    }

    /// The state by now and the undated sources, the same whichever file comes first.
    fn state(&self) -> Result<(State, Vec<String>), String> {
        let kept = known_at(&self.entries, self.point);
        let (state, _) = fold(&kept.entries);
        let reversed: Vec<Entry> = kept.entries.iter().rev().cloned().collect();
        let (again, _) = fold(&reversed);
        let same = state.contacts == again.contacts && state.decisions.keys().eq(again.decisions.keys());
        let state = reading(&state, &kept.entries, &self.rule).into_owned();
        if same { Ok((state, kept.undated_sources)) } else { Err("the order of files decides".to_owned()) }
    }

    /// The events whose faults are not those of their last column.
    fn outcomes(&self) -> Vec<String> {
        let (_, faults) = fold(&self.entries);
        let mut complaints = Vec::new();
        for outcome in &self.outcomes {
            let at_it = faults.iter().filter(|fault| fault.place == outcome.place);
            let found: Vec<String> = at_it.map(|fault| format!("{:?}", fault.kind)).collect();
            let name = |text: &String| text.split([' ', '{']).next().unwrap_or_default().to_owned();
            let names =
                if found.is_empty() { "ok".to_owned() } else { found.iter().map(name).collect::<Vec<_>>().join(" ") };
            if names != outcome.faults {
                complaints.push(format!("line {}: expected {}, found {names} {found:?}", outcome.line, outcome.faults));
            }
        }
        complaints
    }
}

/// The event that a line writes, unless it writes none.
fn event(words: &Words<'_>) -> Result<Option<Event>, String> {
    let about = || words.plain(1).map(str::to_owned);
    let reason = "because".to_owned();
    let (because, set) = (words.list("because"), words.fields("set.")?);
    Ok(Some(match words.plain(0)? {
        "source" => Event::SourceRegistered(builders::source(words.plain(1)?, &words.settings)?),
        "claim" => Event::ClaimRecorded(builders::claim(words.plain(1)?, &words.settings)?),
        "correct" => {
            let (claim, expect) = (about()?, words.fields("expect.")?);
            Event::ClaimCorrected(Correction { claim, expect, set, because, reason })
        }
        "retract" => Event::ClaimRetracted(Retraction { claim: about()?, reason }),
        "reinstate" => Event::ClaimReinstated(Retraction { claim: about()?, reason }),
        "link" => Event::ClaimsLinked(Link { contact: about()?, claims: words.rest(2), reason }),
        "unlink" => Event::ClaimsUnlinked(Link { contact: about()?, claims: words.rest(2), reason }),
        "settle" => {
            let (contact, reject, readmit) = (about()?, words.list("reject"), words.list("readmit"));
            let unset = words.list("unset").iter().map(|key| builders::field(key)).collect::<Result<_, _>>()?;
            Event::ContactSettled(Settlement { contact, set, unset, reject, readmit, because, reason })
        }
        "attach" => Event::FeedAttached(Feed {
            id: about()?,
            format: "gdelt-2".to_owned(),
            file: "export.CSV".to_owned(),
            digest: words.plain(2)?.to_owned(),
            importer: 1,
            rows_in: 2,
            rows: 1,
            segments: Vec::new(),
        }),
        "detach" => Event::FeedDetached(Detachment { feed: about()?, reason }),
        "text" => Event::TextChanged(TextChange {
            source: about()?,
            was: words.setting("was").map(str::to_owned),
            digest: words.plain(2)?.to_owned(),
            length: 1,
            reason,
        }),
        "coverage" => Event::CoverageDeclared(coverage(words)?),
        _ => return Ok(None),
    }))
}

fn coverage(words: &Words<'_>) -> Result<Coverage, String> {
    let (a, b) = words.plain(1)?.split_once('-').ok_or("a dyad is A-B")?;
    Ok(Coverage {
        dyad: (a.to_owned(), b.to_owned()),
        categories: words.list("categories"),
        extent: builders::date(words.plain(2)?)?,
        searched: Vec::new(),
        search: words.setting("search").map_or(Ok(Search::Systematic), str::parse).map_err(|e| e.to_string())?,
        by: "tester".to_owned(),
        reason: None,
    })
}

/// The default rule with some of it changed.
fn rule(words: &Words<'_>) -> Result<Rule, String> {
    let text = |error: UnknownTerm| error.to_string();
    let mut rule = builders::rule();
    for (key, value) in &words.settings {
        match *key {
            "unit" => rule.unit = value.parse::<Unit>().map_err(text)?,
            "convenor" => rule.convenor = *value == "yes",
            "multilateral" => rule.multilateral = *value == "yes",
            "unofficial" => rule.unofficial = *value == "yes",
            "statuses" => rule.statuses = terms(value)?,
            "stances" => rule.stances = terms(value)?,
            "natures" => rule.natures = terms(value)?,
            "forms" => rule.limits.forms = list(value),
            "except_forms" => rule.limits.except_forms = list(value),
            "confidence" => rule.limits.confidence = value.parse().map_err(text)?,
            "origins" => rule.limits.origins = value.parse().map_err(|_| format!("`{value}` is no number"))?,
            "qualified_dates" => rule.limits.qualified_dates = *value == "yes",
            "links" => rule.limits.links = value.parse().map_err(text)?,
            _ => return Err(format!("a rule has no `{key}`")),
        }
    }
    Ok(rule)
}

fn terms<T: std::str::FromStr<Err: ToString>>(text: &str) -> Result<Vec<T>, String> {
    list(text).iter().map(|term| term.parse().map_err(|error: T::Err| error.to_string())).collect()
}

fn point(words: &Words<'_>) -> Result<Point, String> {
    let mut point = Point::default();
    for (key, value) in &words.settings {
        match *key {
            "as_of" => point.as_of = Some(Instant::parse_end(value)?),
            "known_by" => point.known_by = Some(value.parse().map_err(|_| format!("`{value}` is no day"))?),
            _ => return Err(format!("a point has no `{key}`")),
        }
    }
    Ok(point)
}
