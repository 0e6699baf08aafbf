//! The little Markdown that the sections write within a line, as HTML.
//!
//! This reads what this program wrote, not Markdown at large: text of sources comes escaped (`markdown_safe`) and is text again
//! here; what it becomes is escaped once more by maud. So the worst that a text could bring about is that it is set bold.

use maud::{Markup, html};

use super::super::Page;
use super::super::lists::{MARK, runs};

/// Up to how many contacts are listed with their dates; of more there are numbers.
const MOST_DESCRIBED: usize = 12;

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Span {
    Text(String),
    Code(String),
    Strong(Vec<Span>),
    Emphasis(Vec<Span>),
    /// A contact, by its number.
    Contact(usize),
    /// An address.
    Address(String),
    /// The contacts behind a figure.
    Which(usize),
}

/// Reads a line.
pub(super) fn spans(text: &str) -> Vec<Span> {
    let (mut found, mut plain, mut rest) = (Vec::new(), String::new(), text);
    while let Some(next) = rest.chars().next() {
        if let Some((span, after)) = special(rest) {
            if !plain.is_empty() {
                found.push(Span::Text(std::mem::take(&mut plain)));
            }
            found.push(span);
            rest = after;
        } else {
            let (character, length) = literal(rest).unwrap_or((next, next.len_utf8()));
            plain.push(character);
            rest = &rest[length..];
        }
    }
    if !plain.is_empty() {
        found.push(Span::Text(plain));
    }
    found
}

/// An escaped character, and how many bytes it takes.
fn literal(text: &str) -> Option<(char, usize)> {
    for (entity, character) in [("&lt;", '<'), ("&gt;", '>'), ("&amp;", '&')] {
        if text.starts_with(entity) {
            return Some((character, entity.len()));
        }
    }
    let escaped = text.strip_prefix('\\')?.chars().next()?;
    escaped.is_ascii_punctuation().then_some((escaped, 2))
}

/// A piece that is more than text, and what comes after it.
fn special(text: &str) -> Option<(Span, &str)> {
    if let Some(after) = text.strip_prefix('`') {
        let (inside, after) = after.split_once('`')?;
        return Some((Span::Code(unescaped(inside)), after));
    }
    for (mark, span) in [("**", Span::Strong as fn(Vec<Span>) -> Span), ("*", Span::Emphasis)] {
        if let Some(after) = text.strip_prefix(mark) {
            let (inside, after) = enclosed(after, mark)?;
            return Some((span(spans(inside)), after));
        }
    }
    if let Some(after) = text.strip_prefix("[C") {
        let (number, after) = after.split_once("](#c")?;
        let after = after.strip_prefix(number)?.strip_prefix(')')?;
        return Some((Span::Contact(number.parse().ok()?), after));
    }
    if let Some(after) = text.strip_prefix(MARK.0) {
        let (place, after) = after.split_once(MARK.1)?;
        return Some((Span::Which(place.parse().ok()?), after));
    }
    let (address, after) = text.strip_prefix('<')?.split_once('>')?;
    Some((Span::Address(address.to_owned()), after))
}

/// What stands before the next such mark, and after it; nothing where a blank begins or ends it.
fn enclosed<'t>(text: &'t str, mark: &str) -> Option<(&'t str, &'t str)> {
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        if rest.starts_with(mark) {
            let inside = &text[..at];
            let is_one = !inside.is_empty() && inside.trim() == inside;
            return is_one.then(|| (inside, &rest[mark.len()..]));
        }
        at += literal(rest).map_or_else(|| rest.chars().next().map_or(1, char::len_utf8), |(_, length)| length);
    }
    None
}

fn unescaped(text: &str) -> String {
    let (mut plain, mut rest) = (String::new(), text);
    while let Some(next) = rest.chars().next() {
        let (character, length) = literal(rest).unwrap_or((next, next.len_utf8()));
        plain.push(character);
        rest = &rest[length..];
    }
    plain
}

/// What a line says, without its marks.
pub(super) fn text(spans: &[Span]) -> String {
    let one = |span: &Span| match span {
        Span::Text(text) | Span::Code(text) | Span::Address(text) => text.clone(),
        Span::Strong(inside) | Span::Emphasis(inside) => text(inside),
        Span::Contact(number) => format!("C{number}"),
        Span::Which(_) => String::new(),
    };
    spans.iter().map(one).collect()
}

/// A line as HTML.
pub(super) fn inline(page: &Page<'_>, text: &str) -> Markup {
    render(page, &spans(text))
}

fn render(page: &Page<'_>, spans: &[Span]) -> Markup {
    html! {
        @for span in spans {
            @match span {
                Span::Text(text) => (text),
                Span::Code(text) => code { (text) },
                Span::Strong(inside) => strong { (render(page, inside)) },
                Span::Emphasis(inside) => em { (render(page, inside)) },
                Span::Contact(number) => (contact_link(*number)),
                Span::Address(address) => (address_link(address)),
                Span::Which(place) => (which(page, *place)),
            }
        }
    }
}

/// A link to a contact.
pub(super) fn contact_link(number: usize) -> Markup {
    html! { a href={ "#c" (number) } { "C" (number) } }
}

/// A link, if the address is one of the web; else its text.
fn address_link(address: &str) -> Markup {
    let is_web = address.starts_with("https://") || address.starts_with("http://");
    html! {
        @if is_web { a href=(address) rel="noreferrer noopener" { (address) } } @else { code { (address) } }
    }
}

/// The contacts behind a figure: one is a link, several open.
fn which(page: &Page<'_>, place: usize) -> Markup {
    let numbers = page.lists.numbers(place);
    let one = (numbers.len() == 1).then(|| numbers.first().copied()).flatten();
    html! {
        @if let Some(number) = one { (contact_link(number)) } @else {
            details.which {
                summary { (numbers.len()) " contacts" }
                @if page.is_large() {
                    p { (in_short(&runs(&numbers))) }
                } @else if numbers.len() <= MOST_DESCRIBED {
                    ul { @for number in &numbers { li { (contact_link(*number)) (described(page, *number)) } } }
                } @else {
                    p { @for (first, last) in runs(&numbers) { (run(first, last)) } }
                }
            }
        }
    }
}

fn run(first: usize, last: usize) -> Markup {
    html! { @for number in first..=last { (contact_link(number)) " " } }
}

/// A link to the first, numbers for the others: on a page of many contacts each is counted a dozen times, and links would be half of it.
fn in_short(runs: &[(usize, usize)]) -> Markup {
    html! {
        @for (place, (first, last)) in runs.iter().enumerate() {
            @if place == 0 { (contact_link(*first)) } @else { " " (first) }
            @if last > first { "–" (last) }
        }
    }
}

/// ` 2013-10, visit`.
fn described(page: &Page<'_>, number: usize) -> Markup {
    let contact = number.checked_sub(1).and_then(|place| page.contacts.get(place));
    html! { @if let Some(contact) = contact { " " (inline(page, &super::super::words::when(contact))) ", " (contact.form) } }
}

#[cfg(test)]
mod tests {
    use chancery_core::text::markdown_safe;

    use super::{Span, spans, text};

    fn plain(text: &str) -> Span {
        Span::Text(text.to_owned())
    }

    #[test]
    fn what_the_sections_write_is_read() {
        let cases = [
            ("plain", vec![plain("plain")]),
            ("**a b**: `x`", vec![Span::Strong(vec![plain("a b")]), plain(": "), Span::Code("x".to_owned())]),
            ("[C3](#c3)–[C5](#c5)", vec![Span::Contact(3), plain("–"), Span::Contact(5)]),
            ("(\u{2}7\u{3})", vec![plain("("), Span::Which(7), plain(")")]),
            ("<https://a.b>", vec![Span::Address("https://a.b".to_owned())]),
            // A mark of its own, and links to what is no contact, are text.
            ("`official` * | is", vec![Span::Code("official".to_owned()), plain(" * | is")]),
            ("[C3](#l3) [a](b)", vec![plain("[C3](#l3) [a](b)")]),
            ("\u{2}x\u{3}", vec![plain("\u{2}x\u{3}")]),
        ];
        for (written, read) in cases {
            assert_eq!(spans(written), read, "{written}");
        }
    }

    #[test]
    fn what_was_made_safe_is_the_text_that_it_was() {
        for hostile in [
            "<script>alert(1)</script> | `rm` [a](javascript:x) ![b](c) **d** &lt;",
            "*a* _b_ \\* \\\\ [C1](#c1) <https://x> ~~c~~ # d",
            "é*蒙古*\\",
        ] {
            let read = spans(&markdown_safe(hostile));
            assert_eq!(text(&read), hostile);
            assert_eq!(read, vec![plain(hostile)]);
        }
    }
}
