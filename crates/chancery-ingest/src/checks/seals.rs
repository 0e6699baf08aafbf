//! Whether what is sealed stands in the journal as it was sealed, and what is new comes after it.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use chancery_core::{Entry, Event, Instant};

use crate::context::{Context, Index};
use crate::parts::{self, Part};
use crate::problem::{Sink, Spot, quoted};
use crate::problems;
use crate::seals::{SealedEntry, sealed_until};

/// How many characters of each of two values are shown.
const SHOWN: usize = 72;

/// How many characters that are the same in both are shown before those that differ.
const BEFORE: usize = 24;

pub(super) fn check(context: &Context<'_>, sink: &mut Sink) {
    for sealed in context.sealed {
        match context.entry(&sealed.entry.id) {
            Some((file, entry)) => Comparison { context, file, entry, sealed }.tell(sink),
            None => absent(context, sealed, sink),
        }
    }
    if let Some(until) = sealed_until(context.sealed) {
        too_early(context, until, sink);
    }
}

/// A sealed entry that is not among what was read soundly: its file is gone, has another id, or has problems of its own.
fn absent(context: &Context<'_>, sealed: &SealedEntry, sink: &mut Sink) {
    let id = sealed.entry.id.as_str();
    let path = format!("journal/{id}.toml");
    if context.files.iter().any(|file| file.entry.id == id) {
        return; // its heading could not be read, which is told
    }
    match context.files.iter().find(|file| file.spans.path == path && file.sound) {
        Some(file) => {
            let span = file.spans.keys.get("id").unwrap_or(&file.spans.heading).clone();
            let (what, values) = (format!("the entry {}", quoted(id)), (quoted(id), quoted(&file.entry.id)));
            sink.add(Spot::at(&file.spans.path, span).of(Some(id)), |at| {
                problems::sealed_entry_changed(at, "id", &what, (&values.0, &values.1), &sealed.seal)
            });
        }
        None if context.has_file(&path) => {}
        None => sink.add(Spot::file(&path).of(Some(id)), |at| problems::sealed_entry_gone(at, id, &sealed.seal)),
    }
}

/// New entries that are not recorded after everything sealed.
fn too_early(context: &Context<'_>, until: Instant, sink: &mut Sink) {
    let known: BTreeSet<&str> = context.sealed.iter().map(|sealed| sealed.entry.id.as_str()).collect();
    for (index, file) in context.files.iter().enumerate() {
        let Entry { id, recorded, coded, .. } = &file.entry;
        if !file.sound || context.copies[index].is_some() || known.contains(id.as_str()) || *recorded > until {
            continue;
        }
        let span = file.spans.keys.get("recorded").unwrap_or(&file.spans.heading).clone();
        let first = Instant(until.0.saturating_add(1)).to_string();
        sink.add(Spot::at(&file.spans.path, span).of(Some(id)), |at| {
            problems::recorded_before_seal(at, &recorded.to_string(), &until.to_string(), &first, coded.is_some())
        });
    }
}

/// A sealed entry and the one that the journal has.
struct Comparison<'a> {
    context: &'a Context<'a>,
    file: usize,
    entry: &'a Entry,
    sealed: &'a SealedEntry,
}

impl Comparison<'_> {
    fn tell(&self, sink: &mut Sink) {
        let read = &self.context.files[self.file];
        let is_whole = !read.broken && read.events.iter().all(|event| event.sound);
        if is_whole && *self.entry == self.sealed.entry {
            return;
        }
        self.heading(sink);
        let Pairs { same, changed, gone, added } = pairs(&self.sealed.entry.events, &read.events, |read| &read.event);
        for (was, is) in changed.iter().filter(|(_, is)| read.events[*is].sound) {
            self.event(*was, *is, sink);
        }
        let seal = &self.sealed.seal;
        for was in gone.into_iter().filter(|_| is_whole) {
            let about = parts::about(&self.sealed.entry.events[was]);
            let at = Spot::at(&read.spans.path, read.spans.heading.clone()).of(Some(&self.entry.id));
            sink.add(at, |at| problems::sealed_event_gone(at, &about, seal));
        }
        for is in added.into_iter().filter(|is| read.events[*is].sound) {
            let about = parts::about(&read.events[is].event);
            sink.add(self.heading_of(is), |at| problems::sealed_event_added(at, &about, seal));
        }
        self.order([same, changed].concat(), sink);
    }

    fn heading(&self, sink: &mut Sink) {
        let spans = &self.context.files[self.file].spans;
        let what = format!("the entry {}", quoted(&self.entry.id));
        for (name, sealed, found) in different(&parts::of_heading(&self.sealed.entry), &parts::of_heading(self.entry)) {
            let span = spans.keys.get(&name).unwrap_or(&spans.heading).clone();
            let at = Spot::at(&spans.path, span).of(Some(&self.entry.id));
            self.changed(at, &name, &what, (sealed.as_deref(), found.as_deref()), sink);
        }
    }

    fn event(&self, was: usize, is: usize, sink: &mut Sink) {
        let (sealed, found) = (&self.sealed.entry.events[was], &self.context.event((self.file, is)).event);
        let what = format!("the {}", parts::about(found));
        for (name, sealed, found) in different(&parts::of_event(sealed), &parts::of_event(found)) {
            let at = self.context.spot((self.file, is), &name);
            self.changed(at, &name, &what, (sealed.as_deref(), found.as_deref()), sink);
        }
    }

    fn changed(&self, at: Spot<'_>, name: &str, what: &str, values: (Option<&str>, Option<&str>), sink: &mut Sink) {
        let (sealed, found) = apart(values.0, values.1);
        sink.add(at, |at| problems::sealed_entry_changed(at, name, what, (&sealed, &found), &self.sealed.seal));
    }

    /// The first event that stands before one which it was sealed behind.
    fn order(&self, mut pairs: Vec<(usize, usize)>, sink: &mut Sink) {
        pairs.sort_unstable();
        let Some(turned) = pairs.windows(2).find(|pair| pair[1].1 < pair[0].1) else { return };
        let about = |at: usize| parts::about(&self.sealed.entry.events[at]);
        let (first, second) = (about(turned[0].0), about(turned[1].0));
        let values = (format!("the {first} before the {second}"), "the other order".to_owned());
        let what = format!("the entry {}", quoted(&self.entry.id));
        sink.add(self.heading_of(turned[1].1), |at| {
            problems::sealed_entry_changed(at, "order of events", &what, (&values.0, &values.1), &self.sealed.seal)
        });
    }

    fn heading_of(&self, event: usize) -> Spot<'_> {
        let index: Index = (self.file, event);
        let spot = self.context.spot(index, "");
        Spot { span: Some(self.context.event(index).spans.heading.clone()), ..spot }
    }
}

/// Which events of two lists are the same, which are about the same thing, and which are only in one.
#[derive(Debug, Default, PartialEq)]
struct Pairs {
    same: Vec<(usize, usize)>,
    changed: Vec<(usize, usize)>,
    gone: Vec<usize>,
    added: Vec<usize>,
}

/// Pairs events that are about the same thing: first those that are equal, then the rest in their order.
fn pairs<T>(sealed: &[Event], found: &[T], event_of: impl Fn(&T) -> &Event) -> Pairs {
    let mut pairs = Pairs::default();
    let mut equal: BTreeMap<(String, Vec<Part>), VecDeque<usize>> = BTreeMap::new();
    for (at, read) in found.iter().enumerate() {
        let event = event_of(read);
        equal.entry((parts::about(event), parts::of_event(event))).or_default().push_back(at);
    }
    let mut others: BTreeMap<String, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
    for (at, event) in sealed.iter().enumerate() {
        let key = (parts::about(event), parts::of_event(event));
        match equal.get_mut(&key).and_then(VecDeque::pop_front) {
            Some(twin) => pairs.same.push((at, twin)),
            None => others.entry(key.0).or_default().0.push(at),
        }
    }
    for ((about, _), left) in equal {
        others.entry(about).or_default().1.extend(left);
    }
    for (was, mut is) in others.into_values() {
        is.sort_unstable();
        let common = was.len().min(is.len());
        pairs.changed.extend(was.iter().copied().zip(is.iter().copied()));
        pairs.gone.extend(&was[common..]);
        pairs.added.extend(&is[common..]);
    }
    pairs
}

/// The names whose values differ, with both values; what one list has not has no value there.
fn different(sealed: &[Part], found: &[Part]) -> Vec<(String, Option<String>, Option<String>)> {
    let (was, is): (BTreeMap<&str, _>, BTreeMap<&str, _>) = (by_name(sealed), by_name(found));
    let names: BTreeSet<&str> = was.keys().chain(is.keys()).copied().collect();
    let value = |of: &BTreeMap<&str, Option<&String>>, name| of.get(name).copied().flatten().cloned();
    let all = names.into_iter().map(|name| (name.to_owned(), value(&was, name), value(&is, name)));
    all.filter(|(_, sealed, found)| sealed != found).collect()
}

fn by_name(parts: &[Part]) -> BTreeMap<&str, Option<&String>> {
    parts.iter().map(|(name, value)| (name.as_str(), value.as_ref())).collect()
}

/// Both values as they are shown; of long ones the part where they begin to differ.
fn apart(sealed: Option<&str>, found: Option<&str>) -> (String, String) {
    let (Some(was), Some(is)) = (sealed, found) else {
        let shown = |value: Option<&str>| value.map_or_else(|| "nothing".to_owned(), quoted);
        return (shown(sealed), shown(found));
    };
    let common = was.chars().zip(is.chars()).take_while(|(a, b)| a == b).count();
    let is_long = was.chars().count().max(is.chars().count()) > SHOWN;
    let skipped = if is_long { common.saturating_sub(BEFORE) } else { 0 };
    let shown = |text: &str| {
        let rest: String = text.chars().skip(skipped).take(SHOWN).collect();
        let more = text.chars().count() > skipped + SHOWN;
        quoted(&format!("{}{rest}{}", if skipped > 0 { "…" } else { "" }, if more { "…" } else { "" }))
    };
    (shown(was), shown(is))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_values_are_shown_where_they_differ() {
        let (a, b) = ("x".repeat(200), format!("{}y{}", "x".repeat(150), "x".repeat(49)));
        let (was, is) = apart(Some(&a), Some(&b));
        assert!(was.starts_with("`…xxx") && is.contains("xy") && is.chars().count() < 80, "{was} {is}");
        assert_eq!(apart(Some("a"), None), ("`a`".to_owned(), "nothing".to_owned()));
        assert_eq!(apart(Some("2012-12"), Some("2012-11")), ("`2012-12`".to_owned(), "`2012-11`".to_owned()));
    }
}
