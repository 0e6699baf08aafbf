//! The report: what a desk analyst reads, in Markdown and as a page of HTML, with the contacts behind every figure.
//!
//! What it says is gathered and put into sections once ([`Report::of`]); the two are ways of showing the same sections.
//! Findings come first, then tables, then what is not counted and why, then every contact with its claims, sources and
//! anchors. Contacts are numbered C1, C2, … by when they began, and every figure names the numbers that it counts.

mod cells;
mod choices;
mod coverage;
mod feeds;
mod findings;
mod frequency;
mod html;
mod joint;
mod lasting;
mod ledger;
mod lists;
mod missions;
mod rhythm;
mod texts;
mod warnings;
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use chancery_core::count::SensitivityRow;
use chancery_core::settle::Contact;
use chancery_core::text::{markdown_safe, prose_safe};

use crate::analysis::Analysis;
use crate::error::AnalyticsError;
use cells::Cells;
use lists::Lists;
use texts::Texts;

/// Beyond so many contacts a page says things shorter.
const LARGE: usize = 2_000;

/// Everything that the sections draw on.
struct Page<'a> {
    analysis: &'a Analysis,
    cells: Cells,
    numbers: BTreeMap<&'a str, usize>,
    /// The parts of wholes, in the order of their numbers.
    parts: BTreeMap<&'a str, Vec<&'a str>>,
    /// Contacts in the order of their numbers.
    contacts: Vec<&'a Contact>,
    lists: Lists,
    /// The headline figures under every other choice.
    sensitivity: Vec<SensitivityRow>,
    /// Of sources, where they are given.
    texts: Texts,
}

/// The report on an analysis, ready to be shown.
pub struct Report<'a> {
    page: Page<'a>,
    /// The title, and what is counted here.
    heading: String,
    /// Findings, tables, what is not counted, what is disputed; with marks for the contacts behind each figure.
    body: String,
    /// How it was counted, and from what.
    method: String,
}

impl<'a> Report<'a> {
    /// Gathers what there is to say. Feeds are looked at if one is attached, in the workspace; `texts` is a folder with those of
    /// sources, whose words then stand in the page of HTML.
    ///
    /// # Errors
    /// For a fault of this program, or rows of feeds or texts that cannot be read.
    pub fn of(analysis: &'a Analysis, workspace: &Path, texts: Option<&Path>) -> Result<Report<'a>, AnalyticsError> {
        let page = Page::of(analysis, Texts::read(texts, analysis)?)?;
        let (mut heading, mut body, mut method) = (String::new(), String::new(), String::new());
        write_heading(&page, &mut heading);
        findings::write(&page, &mut body);
        frequency::write(&page, &mut body);
        rhythm::write(&page, &mut body);
        choices::write(&page, &mut body);
        lasting::write(&page, &mut body);
        missions::write(&page, &mut body);
        warnings::figures(&page, &mut body);
        ledger::not_counted(&page, &mut body);
        coverage::write(&page, &mut body);
        feeds::write(&page, workspace, &mut body)?;
        ledger::contested(&page, &mut body);
        write_method(&page, &mut method);
        Ok(Report { page, heading, body, method })
    }

    /// As Markdown.
    pub fn markdown(&self) -> String {
        let lists = &self.page.lists;
        let mut text = format!("{}{}", self.heading, lists.linked(&self.body));
        lists.write(&mut text);
        ledger::contacts(&self.page, &mut text);
        ledger::sources(&self.page, &mut text);
        text.push_str(&self.method);
        text
    }

    /// As a page of HTML that needs nothing beside it.
    pub fn html(&self) -> String {
        html::page(self)
    }
}

/// Every picture of a page that [`Report::html`] made as a file of SVG: its name, without a folder, and its text.
pub fn figures(page: &str) -> Vec<(String, String)> {
    html::figures(page)
}

fn write_heading(page: &Page<'_>, text: &mut String) {
    let analysis = page.analysis;
    let state = &analysis.state;
    let _ = writeln!(text, "# Contacts between states\n");
    let _ = writeln!(
        text,
        "{} of {}, held to be about {}. Counted under the rule `{}`.",
        words::number(state.claims.len(), "claim"),
        words::number(state.sources.len(), "source"),
        words::number(state.contacts.len(), "contact"),
        analysis.rule.id,
    );
    // The paragraph goes on.
    text.pop();
    choices::ranges(page, text);
    text.push('\n');
    let recorded = state.last_recorded.map_or_else(|| "nothing".to_owned(), |i| i.to_string());
    let _ = write!(text, "Data version `{}`, last recorded {recorded}.", &analysis.data_digest()[..12]);
    if let Some(release) = &analysis.request.release {
        let _ = write!(text, " Of the release `{}`.", markdown_safe(release));
    }
    if let Some(as_of) = &analysis.request.as_of {
        let _ = write!(text, " As of {}.", markdown_safe(as_of));
    }
    if let Some(known_by) = &analysis.request.known_by {
        let _ = write!(text, " As known by {}: only sources published by then", markdown_safe(known_by));
        let _ = match analysis.undated_sources.len() {
            0 => write!(text, "."),
            n => write!(text, "; {} left out for bearing no date.", words::number(n, "source")),
        };
    }
    text.push_str("\n\n");
}

fn write_method(page: &Page<'_>, text: &mut String) {
    let analysis = page.analysis;
    let _ = writeln!(text, "## How this was counted\n");
    let _ = writeln!(text, "Rule `{}`: {}\n", analysis.rule.id, prose_safe(&analysis.rule.definition));
    text.push_str(
        "A contact counts where it began. *Certain*: it began within the period whatever its vague date means. *Possible*: \
         it may have. *Expected*: the share of its possible days that lie in the period, so that the periods add up. A \
         contact without a first day, or whose status is contested, is possible only. *Certain* speaks of dates: how firmly \
         sources speak stands beside each contact, and the table `sensitivity` counts under stricter rules. *At least* stands before every count \
         whose period was not searched in full; nothing is said where nothing is known and nothing was searched. States, \
         recurrences, stocks and flows are shown and never counted. C-numbers name contacts, L-numbers lists of them; they \
         belong to this report alone, the ids beside them stay.\n\n",
    );
    let _ = writeln!(text, "Data version `{}`, from:\n", analysis.data_digest());
    for input in &analysis.inputs {
        let _ = writeln!(text, "- `{}` sha256 `{}`", markdown_safe(&input.path), input.digest);
    }
}

impl<'a> Page<'a> {
    fn of(analysis: &'a Analysis, texts: Texts) -> Result<Page<'a>, AnalyticsError> {
        let mut contacts: Vec<&Contact> = analysis.state.contacts.values().collect();
        // What has no known beginning comes last.
        contacts.sort_by_key(|contact| {
            let first = contact.onset.first();
            (first.is_none(), first, contact.onset.last(), &contact.id)
        });
        let numbers = contacts.iter().enumerate().map(|(n, contact)| (contact.id.as_str(), n + 1)).collect();
        let mut parts: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for contact in &contacts {
            if let Some(whole) = &contact.part_of {
                parts.entry(whole).or_default().push(&contact.id);
            }
        }
        let cells = Cells::of(analysis)?;
        let sensitivity = analysis.sensitivity();
        Ok(Page { analysis, cells, numbers, parts, contacts, lists: Lists::default(), sensitivity, texts })
    }

    /// The parts of a contact, as marks; none for most.
    fn parts(&self, whole: &Contact) -> Vec<String> {
        let parts = self.parts.get(whole.id.as_str()).into_iter().flatten();
        parts.map(|part| self.reference(part)).collect()
    }

    /// `[C3](#c3)`.
    fn reference(&self, contact: &str) -> String {
        match self.numbers.get(contact) {
            Some(n) => format!("[C{n}](#c{n})"),
            None => markdown_safe(contact),
        }
    }

    /// A mark for the contacts behind a figure; `title` is that of the list of them, if they are many.
    fn references<'b>(&self, title: &str, contacts: impl IntoIterator<Item = &'b str>) -> String {
        let numbers: BTreeSet<usize> = contacts.into_iter().filter_map(|id| self.numbers.get(id).copied()).collect();
        self.lists.reference(title, &numbers)
    }

    /// The summary of a contact's first claim that votes.
    fn summary(&self, contact: &Contact) -> String {
        let voting = contact.claims.iter().find(|id| !contact.rejected.contains(id)).or(contact.claims.first());
        let held = voting.and_then(|id| self.analysis.state.claims.get(id));
        held.map(|held| markdown_safe(&held.claim.summary)).unwrap_or_default()
    }

    /// An actor's short name.
    fn name(&self, id: &str) -> String {
        markdown_safe(self.analysis.vocabulary.name(id))
    }

    /// Whether there are so many contacts that a page must be sparing, or it would open slowly.
    fn is_large(&self) -> bool {
        self.contacts.len() > LARGE
    }

    fn is_counted(&self, contact: &Contact) -> bool {
        self.cells.counted.contains(&contact.id)
    }
}
