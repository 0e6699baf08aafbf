//! Missions that contacts opened and closed, as intervals with uncertain ends.

use std::fmt::Write as _;

use chancery_core::spells::{Closing, Spell};
use chancery_core::when::Days;

use super::Page;
use crate::tables::spell_rows;

pub(super) fn write(page: &Page<'_>, text: &mut String) {
    let spells = spell_rows(page.analysis);
    if spells.is_empty() {
        return;
    }
    let _ = writeln!(text, "## Missions\n");
    text.push_str(
        "Embassies as contacts open and close them, with the days between which each may have begun and ended. Postings and \
         accreditations vouch for what nobody tells the opening of. After the last evidence nothing is claimed. The tables \
         `mission_years` and `diplomatic_exchange` have them by year.\n\n\
         | mission | opened | closed | by | vouched for by | notes |\n| --- | --- | --- | --- | --- | --- |\n",
    );
    for spell in spells {
        let _ = writeln!(text, "| {} |", cells(page, &spell).join(" | "));
    }
    text.push('\n');
}

fn cells(page: &Page<'_>, spell: &Spell) -> [String; 6] {
    let name = format!("of {} in {}", page.name(&spell.sender), page.name(&spell.host));
    let contacts = |title: &str, ids: &[String]| {
        page.references(&format!("Mission {name}, {title}"), ids.iter().map(String::as_str))
    };
    let changes: Vec<String> = spell.opened_by.iter().chain(&spell.closed_by).cloned().collect();
    let notes: Vec<String> = spell.notes.iter().map(ToString::to_string).collect();
    [
        name.clone(),
        window(&spell.opened),
        match &spell.closed {
            Closing::On(days) => window(days),
            Closing::StillOpen { known_until: Some(day), .. } => format!("known until {day}"),
            Closing::StillOpen { known_until: None, .. } => "not known".to_owned(),
        },
        contacts("opened and closed", &changes),
        contacts("vouched for", &spell.vouched_for_by),
        notes.join(", "),
    ]
}

/// `1999-08`, `2004-03-01 to 2004-08-31`, `by 1955-01-04`.
fn window(days: &Days) -> String {
    match (days.first(), days.last(), days.ranges().len()) {
        (Some(_), Some(_), 1) if !days.to_edtf().starts_with('[') => days.to_edtf(),
        (Some(first), Some(last), _) => format!("{first} to {last}"),
        (None, Some(last), _) => format!("by {last}"),
        (Some(first), None, _) => format!("{first} or later"),
        (None, None, _) => "not known".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use chancery_core::when::When;

    use super::window;

    #[test]
    fn windows_are_named_in_the_largest_unit_they_fill() {
        let cases = [
            ("1999-08", "1999-08"),
            ("[2004-03..2004-08]", "2004-03-01 to 2004-08-31"),
            ("[..1955-01-04]", "by 1955-01-04"),
            ("[1955..]", "1955-01-01 or later"),
        ];
        for (written, shown) in cases {
            assert_eq!(window(&When::parse(written).unwrap().onset()), shown);
        }
    }
}
