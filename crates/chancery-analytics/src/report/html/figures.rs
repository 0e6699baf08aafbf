//! The pictures of a page as files of their own, for papers and slides: the same shapes, in the colours of the light page.

use std::collections::BTreeSet;

use super::{hatch, policy, slug};

/// Every picture of a page: the file's name, by its title, and its text.
pub(in super::super) fn figures(page: &str) -> Vec<(String, String)> {
    let style = resolved(policy::PICTURE);
    let mut names = BTreeSet::new();
    page.split("<svg role=\"img\" ")
        .skip(1)
        .filter_map(|part| part.split_once("</svg>"))
        .filter_map(|(drawing, _)| {
            let title = between(drawing, "<title>", "</title>")?;
            Some((name(title, &mut names), alone(drawing, &style)?))
        })
        .collect()
}

/// A name for each title, none twice.
fn name(title: &str, names: &mut BTreeSet<String>) -> String {
    let slug = match slug(title) {
        slug if slug.is_empty() => "figure".to_owned(),
        slug => slug.chars().take(80).collect(),
    };
    let mut name = format!("{slug}.svg");
    let mut number = 2_usize;
    while !names.insert(name.clone()) {
        name = format!("{slug}-{number}.svg");
        number += 1;
    }
    name
}

/// A picture that needs no page around it; `drawing` begins with the attributes of the element and ends before its end.
fn alone(drawing: &str, style: &str) -> Option<String> {
    let (attributes, inside) = drawing.split_once('>')?;
    let mut size = between(attributes, "viewBox=\"0 0 ", "\"")?.split(' ');
    let (width, height) = (size.next()?, size.next()?);
    Some(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" {attributes} width=\"{width}\" height=\"{height}\">\n\
         <style>{style}</style>\n<defs>{}</defs>\n<rect width=\"{width}\" height=\"{height}\" fill=\"#ffffff\"/>\n{inside}</svg>\n",
        hatch().into_string(),
    ))
}

/// A style with the values of its variables in their places: not every program that shows SVG knows variables.
fn resolved(style: &str) -> String {
    let Some(values) = between(style, ":root {", "}") else { return style.to_owned() };
    let rules = style.split("svg text").skip(1).map(|rules| format!("svg text{rules}")).collect::<String>();
    let pairs = values.split(';').filter_map(|one| one.split_once(':'));
    pairs.fold(rules, |rules, (name, value)| rules.replace(&format!("var({})", name.trim()), value.trim()))
}

fn between<'t>(text: &'t str, before: &str, after: &str) -> Option<&'t str> {
    let (_, rest) = text.split_once(before)?;
    rest.split_once(after).map(|(found, _)| found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_stands_alone() {
        let page = "<p><svg role=\"img\" viewBox=\"0 0 20 10\"><title>A &amp; B</title><desc>d</desc><rect class=\"sure\"></rect></svg></p>\
                    <svg role=\"img\" viewBox=\"0 0 20 10\"><title>A &amp; B</title></svg><svg class=\"sample\"></svg>\
                    <svg role=\"img\" viewBox=\"0 0 20 10\"><title>蒙古</title></svg>";
        let found = figures(page);
        let names: Vec<&str> = found.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["a-amp-b.svg", "a-amp-b-2.svg", "figure.svg"]);
        let text = &found[0].1;
        assert!(text.starts_with(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" viewBox=\"0 0 20 10\" width=\"20\" height=\"10\">"
        ));
        assert!(text.contains("<title>A &amp; B</title><desc>d</desc><rect class=\"sure\"></rect></svg>"), "{text}");
        assert!(text.contains("id=\"hatch\"") && text.contains(".sure { fill: #0072b2; }"), "{text}");
        assert!(!text.contains("var(") && !text.contains("color-scheme"), "{text}");
    }
}
