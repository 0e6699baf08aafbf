//! Which contacts a figure counts: few are named where it stands, many in a list of their own.
//!
//! A section writes a mark where a figure names its contacts; what stands there in the end is for the page to say: links and
//! lists in Markdown ([`Lists::linked`]), a figure that opens in HTML ([`Lists::numbers`]).

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// How many names stand beside a figure; a run of numbers is two.
const MOST_BESIDE: usize = 6;
/// What a mark begins and ends with: no text from a source holds either, since controls are shown and not passed on.
pub(super) const MARK: (char, char) = ('\u{2}', '\u{3}');

/// The lists, in the order in which figures name them.
#[derive(Default)]
pub(super) struct Lists(RefCell<Named>);

#[derive(Default)]
struct Named {
    lists: Vec<List>,
    places: BTreeMap<BTreeSet<usize>, usize>,
}

struct List {
    title: String,
    numbers: BTreeSet<usize>,
}

impl List {
    /// Whether it is too long to stand beside a figure.
    fn is_long(&self) -> bool {
        let named = runs(&self.numbers).iter().map(|(first, last)| if first == last { 1 } else { 2 }).sum::<usize>();
        named > MOST_BESIDE
    }
}

impl Lists {
    /// The mark for these contacts; nothing for none. The same contacts have one mark, and the first of its titles.
    pub(super) fn reference(&self, title: &str, numbers: &BTreeSet<usize>) -> String {
        if numbers.is_empty() {
            return String::new();
        }
        let mut named = self.0.borrow_mut();
        let place = match named.places.get(numbers) {
            Some(place) => *place,
            None => {
                let place = named.lists.len();
                named.lists.push(List { title: title.to_owned(), numbers: numbers.clone() });
                named.places.insert(numbers.clone(), place);
                place
            }
        };
        format!("{}{place}{}", MARK.0, MARK.1)
    }

    /// The contacts that a mark names, by the number in it.
    pub(super) fn numbers(&self, place: usize) -> BTreeSet<usize> {
        self.0.borrow().lists.get(place).map(|list| list.numbers.clone()).unwrap_or_default()
    }

    /// The text with `[C3](#c3), [C5](#c5)–[C9](#c9)`, or `[L4, 12 contacts](#l4)`, for every mark.
    pub(super) fn linked(&self, text: &str) -> String {
        let named = self.0.borrow();
        let mut long = 0;
        let shown: Vec<String> = named
            .lists
            .iter()
            .map(|list| {
                if !list.is_long() {
                    return links(&runs(&list.numbers));
                }
                long += 1;
                format!("[L{long}, {} contacts](#l{long})", list.numbers.len())
            })
            .collect();
        let mut parts = text.split(MARK.0);
        let mut linked = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let (place, after) = part.split_once(MARK.1).unwrap_or((part, ""));
            linked.push_str(place.parse().ok().and_then(|place: usize| shown.get(place)).map_or("", String::as_str));
            linked.push_str(after);
        }
        linked
    }

    /// All lists that are too long to stand beside a figure.
    pub(super) fn write(&self, text: &mut String) {
        let named = self.0.borrow();
        let mut long = named.lists.iter().filter(|list| list.is_long()).peekable();
        if long.peek().is_none() {
            return;
        }
        let _ = writeln!(text, "## Which contacts\n");
        for (number, list) in (1..).zip(long) {
            let links = links(&runs(&list.numbers));
            let _ = writeln!(text, "<a id=\"l{number}\"></a>**L{number}** {}: {links}.\n", list.title);
        }
    }
}

fn links(runs: &[(usize, usize)]) -> String {
    let link = |n: &usize| format!("[C{n}](#c{n})");
    let runs = runs.iter().map(|(first, last)| match last - first {
        0 => link(first),
        1 => format!("{}, {}", link(first), link(last)),
        _ => format!("{}–{}", link(first), link(last)),
    });
    runs.collect::<Vec<_>>().join(", ")
}

/// Numbers that follow each other, as first and last.
pub(super) fn runs(numbers: &BTreeSet<usize>) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for number in numbers {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == *number => *last = *number,
            _ => runs.push((*number, *number)),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_stand_beside_the_figure_and_many_in_a_list() {
        let lists = Lists::default();
        let numbers = |list: &[usize]| list.iter().copied().collect::<BTreeSet<usize>>();
        let few = lists.reference("a", &numbers(&[3, 5, 6, 7, 9, 10]));
        let many = numbers(&[1, 3, 5, 7, 9, 11, 13]);
        let (first, again) = (lists.reference("b", &many), lists.reference("c", &many));
        assert_eq!((first == again, lists.reference("d", &numbers(&[]))), (true, String::new()));
        assert_eq!(
            lists.linked(&format!("{few}; {first}; {again}.")),
            "[C3](#c3), [C5](#c5)–[C7](#c7), [C9](#c9), [C10](#c10); [L1, 7 contacts](#l1); [L1, 7 contacts](#l1)."
        );
        let mut text = String::new();
        lists.write(&mut text);
        assert!(text.ends_with(
            "**L1** b: [C1](#c1), [C3](#c3), [C5](#c5), [C7](#c7), [C9](#c9), [C11](#c11), [C13](#c13).\n\n"
        ));
    }
}
