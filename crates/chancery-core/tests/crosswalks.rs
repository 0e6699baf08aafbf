//! What is lost on the way to another scheme and back.

use chancery_core::vocabulary::{Crosswalk, Crosswalks, Loss};
use chancery_testkit::sample;

fn row(category: &str, scheme: &str, codes: &[&str]) -> Crosswalk {
    Crosswalk {
        category: category.to_owned(),
        scheme: scheme.to_owned(),
        codes: codes.iter().map(|code| (*code).to_owned()).collect(),
        lossy: false,
        note: None,
    }
}

#[test]
fn the_way_back_is_unique_or_it_is_lossy() {
    let rows = vec![
        row("medical", "plover", &["health"]),
        row("political", "plover", &["diplomatic", "parties"]),
        row("sports", "plover", &[]),
        row("economic", "plover", &["economic"]),
        row("labour", "plover", &["economic", "migration"]),
        row("migration", "plover", &["migration"]),
        // The same code in another scheme is another code.
        row("culture", "ministry", &["health"]),
    ];
    let crosswalks = Crosswalks { schemes: Vec::new(), rows };
    let expected = [
        None,
        Some(Loss::SeveralCodes),
        Some(Loss::NoCode),
        Some(Loss::Shared { code: "economic", with: "labour" }),
        Some(Loss::SeveralCodes),
        Some(Loss::Shared { code: "migration", with: "labour" }),
        None,
    ];
    assert_eq!(crosswalks.losses(), expected);
}

#[test]
fn schemes_codes_and_rows_are_found() {
    let crosswalks = sample::crosswalks();
    let scheme = crosswalks.scheme("plover").expect("it is there");
    let retired = |code| scheme.code(code).map(|code| code.retired.is_some());
    assert_eq!((retired("health"), retired("disease"), retired("sport")), (Some(false), Some(true), None));
    assert_eq!(crosswalks.scheme("cameo"), None);
    let of =
        |category| crosswalks.of(category).map(|(scheme, row)| (scheme.id.as_str(), row.lossy)).collect::<Vec<_>>();
    assert_eq!(of("medical"), [("plover", false)]);
    assert_eq!(of("sports"), [("plover", true)]);
    assert_eq!(of("other"), []);
}
