//! Which contacts a figure counts: few are named where it stands, many in a list of their own.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// How many names stand beside a figure; a run of numbers is two.
const MOST_BESIDE: usize = 6;

/// The lists, by number.
#[derive(Default)]
pub(super) struct Lists(RefCell<Vec<List>>);

struct List {
    title: String,
    numbers: BTreeSet<usize>,
}

impl Lists {
    /// `[C3](#c3), [C5](#c5)–[C9](#c9)`, or `[12 contacts](#l4)`.
    pub(super) fn reference(&self, title: &str, numbers: &BTreeSet<usize>) -> String {
        let runs = runs(numbers);
        let named: usize = runs.iter().map(|(first, last)| if first == last { 1 } else { 2 }).sum();
        if named <= MOST_BESIDE {
            return links(&runs);
        }
        let mut lists = self.0.borrow_mut();
        let at = lists.iter().position(|list| list.numbers == *numbers).unwrap_or_else(|| {
            lists.push(List { title: title.to_owned(), numbers: numbers.clone() });
            lists.len() - 1
        });
        format!("[L{number}, {count} contacts](#l{number})", number = at + 1, count = numbers.len())
    }

    /// All lists that were referred to.
    pub(super) fn write(&self, text: &mut String) {
        let lists = self.0.borrow();
        if lists.is_empty() {
            return;
        }
        let _ = writeln!(text, "## Which contacts\n");
        for (number, list) in (1..).zip(lists.iter()) {
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
fn runs(numbers: &BTreeSet<usize>) -> Vec<(usize, usize)> {
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
        assert_eq!(
            lists.reference("a", &numbers(&[3, 5, 6, 7, 9, 10])),
            "[C3](#c3), [C5](#c5)–[C7](#c7), [C9](#c9), [C10](#c10)"
        );
        let many = numbers(&[1, 3, 5, 7, 9, 11, 13]);
        assert_eq!(lists.reference("b", &many), "[L1, 7 contacts](#l1)");
        assert_eq!(lists.reference("c", &many), "[L1, 7 contacts](#l1)");
        let mut text = String::new();
        lists.write(&mut text);
        assert!(text.ends_with(
            "**L1** b: [C1](#c1), [C3](#c3), [C5](#c5), [C7](#c7), [C9](#c9), [C11](#c11), [C13](#c13).\n\n"
        ));
    }
}
