//! Entries as files: their names, and that they say something.

use crate::context::{Context, is_named_after};
use crate::problem::{Sink, Spot};
use crate::problems;

pub(super) fn check(context: &Context<'_>, sink: &mut Sink) {
    for (index, file) in context.files.iter().enumerate() {
        let id = file.entry.id.as_str();
        let span = file.spans.keys.get("id").unwrap_or(&file.spans.heading).clone();
        let at = Spot::at(&file.spans.path, span).of(Some(id));
        if let Some(first) = context.copies[index] {
            sink.add(at.clone(), |at| problems::duplicate_entry(at, id, &context.files[first].spans.path));
        } else if !id.is_empty() && !is_named_after(file) {
            sink.add(at.clone(), |at| problems::file_name(at, id));
        }
        if file.events.is_empty() && file.sound {
            sink.add(at, |at| problems::empty_entry(at, id));
        }
    }
}
