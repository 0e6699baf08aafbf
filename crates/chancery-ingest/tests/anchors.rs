//! What became of anchors in a changed text: each fate by small cases, laws for texts made up, and time on hostile ones.
#![allow(clippy::disallowed_methods, reason = "time on hostile texts is measured")]

use std::time::{Duration, Instant};

use chancery_core::Anchor;
use chancery_core::canonical::CanonicalText;
use chancery_ingest::anchors::{Beside, Fate, outcomes};
use proptest::prelude::*;
use sha2::{Digest as _, Sha256};

fn anchor(text: &CanonicalText, start: usize, end: usize) -> Anchor {
    let (start, end) = (start as u64, end as u64);
    let span = text.slice(start, end).expect("it lies in the text");
    let digest = Sha256::digest(span.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
    Anchor { start, end, digest }
}

/// The fate of the passage that stands in « » in the old text; the marks are no part of it.
fn fate(old: &str, new: &str, with_old: bool) -> (Fate, CanonicalText) {
    let canonical = CanonicalText::new(old);
    let start = canonical.as_str().chars().position(|c| c == '«').expect("a start");
    let end = canonical.as_str().chars().position(|c| c == '»').expect("an end") - 1;
    let (old, new) = (CanonicalText::new(&old.replace(['«', '»'], "")), CanonicalText::new(new));
    let anchor = anchor(&old, start, end);
    let mut found = outcomes(with_old.then_some(&old), &new, std::slice::from_ref(&anchor));
    assert_eq!(found.len(), 1);
    (found.remove(0).fate, new)
}

/// The fate in a line: its name, and what stands where it leads.
fn told(old: &str, new: &str, with_old: bool) -> String {
    let (fate, new) = fate(old, new, with_old);
    let name = fate.as_str();
    match fate {
        Fate::Moved { to, .. } => {
            let span = new.slice(to.start, to.end).expect("it lies in the text");
            assert_eq!(to, anchor(&new, to.start as usize, to.end as usize), "its digest is that of the span");
            format!("{name} {} {span}", to.start)
        }
        Fate::Changed { to, new: now, differences, .. } => {
            assert_eq!(new.slice(to.start, to.end), Some(now.as_str()));
            assert_eq!(to, anchor(&new, to.start as usize, to.end as usize), "its digest is that of the span");
            let differences = differences.iter().map(|d| format!("{}:{}>{}", d.kind.as_str(), d.old, d.new));
            format!("{name} {now} [{}]", differences.collect::<Vec<_>>().join("; "))
        }
        Fate::Ambiguous { candidates, .. } => {
            let texts = candidates.iter().map(|candidate| {
                assert_eq!(new.slice(candidate.at.start, candidate.at.end), Some(candidate.text.as_str()));
                format!("{} {}", candidate.at.start, candidate.text)
            });
            format!("{name} {}", texts.collect::<Vec<_>>().join(" | "))
        }
        _ => name.to_owned(),
    }
}

#[test]
fn each_fate_with_the_old_text() {
    let cases = [
        // The same characters at the same place, whatever changed elsewhere.
        ("One. «Two came.» Three.", "One. Two came. Three.", "exact"),
        ("One. «Two came.» Three.", "One. Two came. Four, five.", "exact"),
        ("«Ганболд ирэв.» Дараа нь.", "Ганболд ирэв. Дараа нь явав.", "exact"),
        ("One.\r\n«Two came.»\r\nThree.", "One.\nTwo came.\nThree.", "exact"),
        // Pushed by what was put in front, in every script.
        ("One. «Two came.» Three.", "Zero was here.\n\nOne. Two came. Three.", "moved 21 Two came."),
        ("Ä. «Zwölf Mönche kämen.» Ö.", "Vorab: Ü. Ä. Zwölf Mönche kämen. Ö.", "moved 13 Zwölf Mönche kämen."),
        (
            "一。«朝鲜代表团访问了蒙古国。»三。",
            "前言。一。朝鲜代表团访问了蒙古国。三。",
            "moved 5 朝鲜代表团访问了蒙古国。",
        ),
        (
            "A. «Zu\u{308}rich met Ko\u{308}ln.» B.",
            "Neu. A. Zu\u{308}rich met Ko\u{308}ln. B.",
            "moved 8 Zu\u{308}rich met Ko\u{308}ln.",
        ),
        ("\u{feff}A\r\nB\r\n«Text of it.»\r\n", "New\r\nA\r\nB\r\nText of it.\r\n", "moved 8 Text of it."),
        // A whole sentence moved to where nothing around it is known.
        (
            "First the talks began. «The delegation of nine left on Monday.» Then the rest of it followed.",
            "First the talks began. Then the rest of it followed. Much later: The delegation of nine left on Monday.",
            "moved 65 The delegation of nine left on Monday.",
        ),
        // A mended word, a number, a negation, marks.
        (
            "So. «The delegation visted Ulaanbaatar.» End.",
            "So. The delegation visited Ulaanbaatar. End.",
            "changed The delegation visited Ulaanbaatar. [words:visted>visited]",
        ),
        (
            "So. «They signed 12 accords in May 2012.» End.",
            "So. They signed 12 accords in May 2013. End.",
            "changed They signed 12 accords in May 2013. [number:2012>2013]",
        ),
        (
            "So. «The two sides did agree on a loan.» End.",
            "So. The two sides did not agree on a loan. End.",
            "changed The two sides did not agree on a loan. [negation:>not ]",
        ),
        (
            "Ta. «Тэд 12 гэрээ байгуулсан юм.» Tb.",
            "Ta. Тэд 13 гэрээ байгуулсан юм. Tb.",
            "changed Тэд 13 гэрээ байгуулсан юм. [number:12>13]",
        ),
        (
            "一。«代表团访问了蒙古国。»三。",
            "一。代表团未访问蒙古国。三。",
            "changed 代表团未访问蒙古国。 [negation:>未; words:了>]",
        ),
        (
            "A. «Zürich met Köln again.» B.",
            "A. Zu\u{308}rich met Köln again. B.",
            "changed Zu\u{308}rich met Köln again. [words:Zürich>Zu\u{308}rich]",
        ),
        // A number that goes on is another number.
        (
            "They came with «12» guests to the town.",
            "They came with 120 guests to the town.",
            "changed 120 [number:12>120]",
        ),
        (
            "Here are «12 accords» signed by both.",
            "Here are 3,12 accords signed by both.",
            "changed 3,12 accords [number:>3,]",
        ),
        // Gone, and a lookalike elsewhere: never that.
        (
            "A. «The delegation visited in May.» Well. The delegation visited in June. B.",
            "A. Well. The delegation visited in June. B.",
            "ambiguous 9 The delegation visited in June.",
        ),
        (
            "A. «The delegation visited in May.» The delegation visited in June. B.",
            "A. The delegation visited in June. B.",
            "ambiguous 3 The delegation visited in June.",
        ),
        (
            "Alpha came. «They signed a loan of 12 million.» Beta left at noon.",
            "Alpha came. Beta left at noon. Gamma wrote much later. They signed a loan of 13 million. So it was.",
            "ambiguous 55 They signed a loan of 13 million.",
        ),
        // Changed at its place, and the very same characters elsewhere.
        (
            "Alpha came. «They signed a loan of 12 million.» Beta left at noon.",
            "Alpha came. They signed a loan of 13 million. Beta left at noon. Gamma: They signed a loan of 12 million. So.",
            "ambiguous 12 They signed a loan of 13 million. | 72 They signed a loan of 12 million.",
        ),
        // Two equal copies, and nothing to tell them apart; and one that its neighbours tell.
        (
            "Start. «They signed.» The end of it.",
            "Before: They signed. Middle. After: They signed. Nothing else.",
            "ambiguous 8 They signed. | 36 They signed.",
        ),
        (
            "Start of all. «They signed.» The end of it.",
            "They signed. New. Start of all. They signed. The end of it.",
            "moved 32 They signed.",
        ),
        (
            "One was here. «They signed.» Two was there. They signed. Three.",
            "One was here. Two was there. They signed. Three.",
            "ambiguous 29 They signed.",
        ),
        (
            "One was here. They signed. Two was there. «They signed.» Three.",
            "One was here. Two was there. They signed. Three.",
            "moved 29 They signed.",
        ),
        // A few characters that stand somewhere else say nothing.
        ("It was in «2012» that they came.", "Nothing of it. Others came, 2012 or so.", "ambiguous 28 2012"),
        // Nothing like it.
        ("One. «The delegation visited the capital.» Three.", "One. Three.", "orphan"),
        ("One. «The delegation visited the capital.» Three.", "", "orphan"),
    ];
    let found = cases.map(|(old, new, _)| told(old, new, true));
    let wrong = cases.iter().zip(&found).filter(|((.., expected), found)| expected != found);
    let wrong: Vec<String> =
        wrong.map(|((old, new, e), found)| format!("{old}\n{new}\nexpected {e}\nfound    {found}\n")).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_fate_without_the_old_text() {
    for (old, new, expected) in [
        ("One. «Two came.» Three.", "One. Two came. Four.", "exact"),
        (
            "A. «The delegation of nine left on Monday.» B.",
            "New. A. The delegation of nine left on Monday. B.",
            "moved 8 The delegation of nine left on Monday.",
        ),
        (
            "«朝鲜代表团于二〇一二年五月访问了蒙古国并签署了三项协议。»",
            "前言。朝鲜代表团于二〇一二年五月访问了蒙古国并签署了三项协议。",
            "moved 3 朝鲜代表团于二〇一二年五月访问了蒙古国并签署了三项协议。",
        ),
        ("A. «The delegation of nine left on Monday.» B.", "A. The delegation of ten left on Monday. B.", "orphan"),
        ("In «2012» it was.", "It was in 2012.", "ambiguous 10 2012"),
        ("«12» guests", "120 guests", "ambiguous 0 12"),
        (
            "A. «The delegation of nine left on Monday.» B.",
            "The delegation of nine left on Monday. The delegation of nine left on Monday.",
            "ambiguous 0 The delegation of nine left on Monday. | 39 The delegation of nine left on Monday.",
        ),
    ] {
        assert_eq!(told(old, new, false), expected, "{old} / {new}");
    }
}

#[test]
fn what_stands_beside_a_passage_is_compared() {
    for (new, expected) in [
        ("He surely visited the capital in May, then left.", Beside::Alike),
        ("He never visited the capital in May, then left.", Beside::OtherBefore),
        ("He surely visited the capital in May or not at all.", Beside::OtherAfter),
    ] {
        match fate("He surely «visited the capital in May», then left.", new, true).0 {
            Fate::Exact { beside } | Fate::Moved { beside, .. } => assert_eq!(beside, expected, "{new}"),
            other => panic!("{new}: {other:?}"),
        }
    }
}

/// An anchor whose digest is not that of the old text's characters is looked for by its digest.
#[test]
fn an_anchor_into_another_text_is_looked_for_by_digest() {
    let old = CanonicalText::new("Another text altogether, and long enough for it.");
    let new = CanonicalText::new("One. The delegation of nine left on Monday.");
    let wanted = Anchor { start: 0, end: 38, ..anchor(&new, 5, 43) };
    let beyond = Anchor { start: 90, end: 128, ..wanted.clone() };
    for anchor in [wanted, beyond] {
        let found = outcomes(Some(&old), &new, std::slice::from_ref(&anchor));
        assert!(matches!(&found[0].fate, Fate::Moved { to, .. } if to.start == 5), "{found:?}");
    }
}

/// Words from a small stock, so that passages repeat.
fn sentence() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "the",
        "delegation",
        "visited",
        "Ulaanbaatar",
        "in",
        "May",
        "2012",
        "not",
        "Зуг",
        "蒙古国",
        "u\u{308}ber",
        "a",
        "12.5",
        "—",
    ]);
    prop::collection::vec(words, 1..9).prop_map(|words| format!("{}. ", words.join(" ")))
}

fn text() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(sentence(), 1..8)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_500, failure_persistence: None, ..ProptestConfig::default() })]

    /// What is put in elsewhere pushes a passage and does nothing else to it; if it is the only one of its kind, that is seen.
    #[test]
    fn an_insertion_elsewhere_moves_or_leaves(sentences in text(), at in 0usize..8, inserted in text(), into in 0usize..9) {
        let at = at % sentences.len();
        let into = into % (sentences.len() + 1);
        let old = sentences.concat();
        let new = [sentences[..into].concat(), inserted.concat(), sentences[into..].concat()].concat();
        let passage = sentences[at].trim_end();
        let count = |text: &str| text.chars().count();
        let start = count(&sentences[..at].concat());
        let (old, new) = (CanonicalText::new(&old), CanonicalText::new(&new));
        let wanted = anchor(&old, start, start + count(passage));
        let fate = outcomes(Some(&old), &new, std::slice::from_ref(&wanted)).remove(0).fate;
        let is = if into <= at { start + count(&inserted.concat()) } else { start };
        match &fate {
            Fate::Exact { .. } => prop_assert_eq!(new.slice(wanted.start, wanted.end), Some(passage)),
            Fate::Moved { to, .. } => prop_assert_eq!(to, &anchor(&new, to.start as usize, to.end as usize)),
            _ => {}
        }
        if new.as_str().matches(passage).count() == 1 {
            let found = match &fate {
                Fate::Exact { .. } => wanted.start,
                Fate::Moved { to, .. } => to.start,
                other => return Err(TestCaseError::fail(format!("{other:?}"))),
            };
            prop_assert_eq!(found, is as u64);
        }
    }

    /// A passage that is gone is never taken to stand in what only looks like it.
    #[test]
    fn a_lookalike_is_never_the_passage(sentences in text(), at in 0usize..8, into in 0usize..8, with_old: bool) {
        let passage = "They signed 12 accords on trade in May 2012.";
        let lookalike = "They signed 12 accords on trade in May 2013. ";
        let (at, into) = (at % sentences.len(), into % sentences.len());
        let before = sentences[..at].concat();
        let old = CanonicalText::new(&format!("{before}{passage} {}", sentences[at..].concat()));
        let new = CanonicalText::new(&format!("{}{lookalike}{}", sentences[..into].concat(), sentences[into..].concat()));
        let start = before.chars().count();
        let wanted = anchor(&old, start, start + passage.chars().count());
        let fate = outcomes(with_old.then_some(&old), &new, &[wanted]).remove(0).fate;
        prop_assert!(!matches!(fate, Fate::Exact { .. } | Fate::Moved { .. }), "{fate:?}");
    }

    /// Whatever the texts, nothing panics, and what is given lies in the new text with its digest.
    #[test]
    fn whatever_is_given_lies_in_the_text(old in "[ab \n.1é蒙\u{308}]{0,60}", new in "[ab \n.1é蒙\u{308}]{0,60}", start in 0usize..60, length in 1usize..20) {
        let (old, new) = (CanonicalText::new(&old), CanonicalText::new(&new));
        let end = (start + length).min(old.length() as usize);
        if start < end {
            let wanted = anchor(&old, start, end);
            for known in [Some(&old), None] {
                let given: Vec<Anchor> = match outcomes(known, &new, std::slice::from_ref(&wanted)).remove(0).fate {
                    Fate::Exact { .. } => vec![wanted.clone()],
                    Fate::Moved { to, .. } | Fate::Changed { to, .. } => vec![to],
                    Fate::Ambiguous { candidates, .. } => candidates.into_iter().map(|candidate| candidate.at).collect(),
                    Fate::Orphan { .. } => Vec::new(),
                };
                for one in given {
                    prop_assert!(one.end <= new.length());
                    prop_assert_eq!(&one, &anchor(&new, one.start as usize, one.end as usize));
                }
            }
        }
    }
}

/// Texts made to be slow: long runs of one character, two that alternate, two shuffled stocks of words.
#[test]
fn hostile_texts_take_bounded_time() {
    let shuffled = |step: usize| (0..200_000).map(|at| format!("w{} ", at * step % 199_999)).collect::<String>();
    let cases = [
        ("a".repeat(200_000), "a".repeat(200_001)),
        ("a".repeat(200_000), format!("{}b{}", "a".repeat(100_000), "a".repeat(99_999))),
        ("a b ".repeat(100_000), "b a ".repeat(100_000)),
        ("蒙".repeat(200_000), "古".repeat(200_000)),
        ("x. ".repeat(70_000), "x? ".repeat(70_000)),
        (shuffled(7), shuffled(11)),
        ("ab".repeat(1_000_000), "ba".repeat(1_000_000)),
    ];
    for (place, (old, new)) in cases.into_iter().enumerate() {
        let (old, new) = (CanonicalText::new(&old), CanonicalText::new(&new));
        let wanted: Vec<Anchor> = [(0, 20), (5_000, 5_400), (100_000, 120_000), (199_000, 199_001)]
            .map(|(start, end)| anchor(&old, start, end))
            .into();
        for known in [Some(&old), None] {
            let begun = Instant::now();
            let found = outcomes(known, &new, &wanted);
            let taken = begun.elapsed();
            assert_eq!(found.len(), wanted.len());
            assert!(taken < Duration::from_secs(30), "case {place}: {taken:?}");
        }
    }
}
