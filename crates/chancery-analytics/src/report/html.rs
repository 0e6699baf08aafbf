//! The report as one page of HTML: the sections of the Markdown report, pictures, and everything that opens.
//!
//! The page asks nobody for anything. What a figure counts opens beside it, a contact opens to its claims, a claim to its source and
//! place in the text, all without its script, which only filters and sorts. Every picture has a title, a description and a table behind it.

mod axis;
mod blocks;
mod choices;
mod evidence;
mod figures;
mod heat;
mod inline;
mod marks;
mod mediation;
mod missions;
mod policy;
mod rhythm;
mod shares;
mod timeline;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::{Page, Report};
use blocks::{Section, sections};
pub(super) use figures::figures;

type Draw = fn(&Page<'_>) -> Option<Markup>;

/// What stands under which heading as a picture, and whether the table that comes next is what is drawn.
const PICTURES: [(&str, Draw, bool); 7] = [
    ("Contact frequency", timeline::markup, false),
    ("By year", heat::markup, true),
    ("Exchange categories", shares::markup, true),
    ("Who brought others together", mediation::markup, true),
    ("Rhythm", rhythm::markup, true),
    ("What the figures depend on", choices::markup, true),
    ("Missions", missions::markup, true),
];

/// The page.
pub(super) fn page(report: &Report<'_>) -> String {
    let page = &report.page;
    let (heading, body, method) = (sections(&report.heading), sections(&report.body), sections(&report.method));
    let titles = || {
        let parts = body.iter().map(|section| section.title.as_str());
        parts.chain(["Contacts and their claims", "Sources"]).chain(method.iter().map(|section| section.title.as_str()))
    };
    let markup = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy::policy());
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="no-referrer";
                title { "Contacts between states" }
                style { (PreEscaped(policy::STYLE)) }
            }
            body {
                a.skip href="#main" { "Skip to the findings" }
                (hatches())
                header {
                    h1 { "Contacts between states" }
                    @for section in &heading { (blocks::markup(page, section, &|_| None)) }
                }
                nav aria-label="Contents" {
                    ul {
                        @for title in titles() { li { a href={ "#" (slug(title)) } { (title) } } }
                        li { a href="#how-to-cite" { "How to cite" } }
                    }
                }
                main id="main" {
                    @for section in &body { (part(page, section)) }
                    (evidence::contacts(page))
                    (evidence::sources(page))
                    @for section in &method { (part(page, section)) }
                    (evidence::cite(page))
                }
                script { (PreEscaped(policy::SCRIPT)) }
            }
        }
    };
    let mut text = markup.into_string();
    text.push('\n');
    text
}

fn part(page: &Page<'_>, section: &Section) -> Markup {
    let picture = |title: &str| {
        let (_, draw, has_table) = PICTURES.iter().find(|(name, ..)| *name == title)?;
        draw(page).map(|drawn| (drawn, *has_table))
    };
    html! {
        section id=(slug(&section.title)) {
            h2 { (section.title) }
            (blocks::markup(page, section, &picture))
        }
    }
}

/// A heading as the name of its place.
fn slug(title: &str) -> String {
    let words = title.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_ascii_lowercase).collect::<Vec<_>>().join("-")
}

/// What the sections write within a line, as text alone.
fn plain(line: &str) -> String {
    inline::text(&inline::spans(line))
}

/// A small picture in a key.
fn sample(inside: &Markup) -> Markup {
    html! { svg.sample viewBox="0 0 30 10" width="30" height="10" aria-hidden="true" { (inside) } }
}

/// A part of a bar in a key.
fn sample_bar(class: &str) -> Markup {
    sample(&html! { rect class=(class) x="1" y="0" width="28" height="10" {} })
}

/// The hatching that stands for what is not certain, for all pictures.
fn hatches() -> Markup {
    html! { svg.hatches width="0" height="0" aria-hidden="true" { defs { (hatch()) } } }
}

fn hatch() -> Markup {
    html! {
        pattern id="hatch" patternUnits="userSpaceOnUse" width="4" height="4" patternTransform="rotate(45)" {
            rect.hatch-ground width="4" height="4" {}
            line.hatch-line x1="0" x2="0" y1="0" y2="4" {}
        }
    }
}

/// A picture with what it says to those who do not see it.
struct Figure<'t> {
    title: &'t str,
    description: &'t str,
    /// Width and height.
    size: (i64, i64),
}

impl Figure<'_> {
    /// A wide one scrolls by itself on a narrow page; `key` says what its shapes mean.
    fn markup(&self, inside: &Markup, key: &Markup) -> Markup {
        let (width, height) = self.size;
        let drawing = html! {
            svg role="img" viewBox={ "0 0 " (width) " " (height) } {
                title { (self.title) }
                desc { (self.description) }
                (inside)
            }
        };
        html! {
            @if width < 400 { (drawing) } @else {
                div.wide.picture.large[width > 700] role="region" aria-label={ (self.title) ", a picture" } tabindex="0" { (drawing) }
            }
            (key)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_name_their_places() {
        assert_eq!(slug("Not counted, and why"), "not-counted-and-why");
        assert_eq!(slug("Jumps that may be the sources'"), "jumps-that-may-be-the-sources");
    }
}
