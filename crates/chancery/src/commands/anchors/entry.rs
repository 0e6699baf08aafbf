//! What was found, as an entry for a reviewer: what is equal stands ready, all else is a comment.

use chancery_core::claim::Field;
use chancery_core::event::{Correction, Event, TextChange};
use chancery_core::{Anchor, FieldValue, Instant};
use chancery_ingest::anchors::{Fate, Outcome};
use chancery_ingest::{digest_of, entry_text};

use super::super::propose;
use super::{Judged, Proposed, route, told};

const HEAD: &str = "\
# Proposed, not reviewed: `check` refuses this entry as long as a reason is empty. Say in the reason of the [[text]] what the
# publisher changed; the digest is that of the file that was given. Claims whose anchors are all exact need no line. Moved ones
# stand ready. All others are comments: read old and new, take the # away from the [[correct]] that holds, mend it and write
# why; or correct or retract the claim, if the text says otherwise now. No anchor may point into the old text when you are done:
# `chancery check --texts DIR` with the new text says so. Then give the entry an id, name the file after it, put it into journal/.
";

const MOVED: &str = "The text of the source is another, in which the very same characters stand elsewhere.";

/// The entry in lines. Text of sources stands in comments alone, made safe.
pub(super) fn lines(proposed: &Proposed<'_>, recorded: Instant, by: &str) -> Vec<String> {
    let entry = |events| propose::proposed("anchors", recorded, by, events);
    let head = entry_text(&entry(Vec::new()));
    let change = text_change(proposed);
    // Where the text is the same nothing else would keep the entry out.
    let reason = if change.is_some() { MOVED } else { "" };
    let (ready, open): (Vec<&Judged>, Vec<&Judged>) =
        proposed.claims.iter().filter(|judged| !judged.is_settled()).partition(|judged| judged.is_ready());
    let corrections = ready.iter().map(|judged| judged.correction(reason));
    let events: Vec<Event> = change.map(Event::TextChanged).into_iter().chain(corrections).collect();
    let whole = entry_text(&entry(events));
    let counts = format!("# {}: {}", proposed.source.id, proposed.counts());
    let mut lines: Vec<String> = HEAD.lines().map(str::to_owned).chain([counts]).collect();
    lines.extend(whole.lines().map(str::to_owned));
    let remarks =
        ready.iter().flat_map(|judged| judged.remarks().into_iter().map(|line| format!("# {}: {line}", judged.claim)));
    lines.extend(remarks);
    for judged in open {
        lines.push(String::new());
        lines.push(format!("# {}: to be decided", judged.claim));
        lines.extend(judged.remarks().into_iter().map(|line| format!("#   {line}")));
        let text = entry_text(&entry(vec![judged.correction("")]));
        let table = text.strip_prefix(&head).unwrap_or_default().trim();
        lines.extend(table.lines().map(|line| format!("# {line}")));
    }
    lines
}

/// The change of the text, if it is another; its reason is for the reviewer to write.
fn text_change(proposed: &Proposed<'_>) -> Option<TextChange> {
    let (source, digest) = (proposed.source, digest_of(&proposed.new));
    let change = TextChange {
        source: source.id.clone(),
        was: source.digest.clone(),
        length: proposed.new.length(),
        reason: String::new(),
        digest,
    };
    (source.digest.as_ref() != Some(&change.digest)).then_some(change)
}

impl Judged {
    /// Whether every anchor stays as it is.
    fn is_settled(&self) -> bool {
        self.outcomes.iter().all(|outcome| matches!(outcome.fate, Fate::Exact { .. }))
    }

    /// Whether every anchor points to the same characters as before.
    fn is_ready(&self) -> bool {
        self.outcomes.iter().all(|outcome| matches!(outcome.fate, Fate::Exact { .. } | Fate::Moved { .. }))
    }

    /// What a reviewer must know of each anchor that is not plainly moved.
    fn remarks(&self) -> Vec<String> {
        let each = self.outcomes.iter().flat_map(|outcome| {
            let told = told(&outcome.fate);
            let head =
                (!told.is_empty() || !self.is_ready()).then(|| format!("{} {}", outcome.fate.as_str(), route(outcome)));
            head.into_iter().chain(told.into_iter().map(|line| format!("  {line}"))).chain(candidates(&outcome.fate))
        });
        each.collect()
    }

    /// The claim with its anchors where they lead. Those that lead nowhere or to several places are left out.
    fn correction(&self, reason: &str) -> Event {
        let expected: Vec<Anchor> = self.outcomes.iter().map(|outcome| outcome.anchor.clone()).collect();
        let anchors: Vec<Anchor> = self.outcomes.iter().filter_map(led_to).collect();
        Event::ClaimCorrected(Correction {
            claim: self.claim.clone(),
            expect: vec![(Field::Anchor, FieldValue::Anchors(expected))],
            set: vec![(Field::Anchor, FieldValue::Anchors(anchors))],
            because: Vec::new(),
            reason: reason.to_owned(),
        })
    }
}

/// Each candidate as the anchor that it would be.
fn candidates(fate: &Fate) -> Vec<String> {
    let Fate::Ambiguous { candidates, .. } = fate else { return Vec::new() };
    let anchor = |Anchor { start, end, digest }: &Anchor| {
        format!("  anchor = [{{ start = {start}, end = {end}, digest = \"{digest}\" }}]")
    };
    candidates.iter().map(|candidate| anchor(&candidate.at)).collect()
}

fn led_to(outcome: &Outcome) -> Option<Anchor> {
    match &outcome.fate {
        Fate::Exact { .. } => Some(outcome.anchor.clone()),
        Fate::Moved { to, .. } | Fate::Changed { to, .. } => Some(to.clone()),
        Fate::Ambiguous { .. } | Fate::Orphan { .. } => None,
    }
}
