//! Whether a state's ISO codes are codes of ISO 3166-1, and all of one country with its id.

use std::ops::Range;

use chancery_core::vocabulary::DatedCode;
use rust_iso3166::CountryCode;

use crate::countries::List;
use crate::problems;
use crate::reader::Reader;
use crate::suggest::nearest;

/// A code in force with ISO's country.
struct Held<'c> {
    list: List,
    code: &'c str,
    country: CountryCode,
    span: &'c Range<usize>,
}

/// Tells codes that ISO does not have, an id that ISO gives to another country than all the codes, and codes that disagree.
/// What held in the past alone is passed over: states of COW's continuity carry the codes of those before them.
pub(super) fn check(r: &mut Reader<'_>, id: &str, id_span: Range<usize>, codes: &[(DatedCode, Range<usize>)]) {
    let in_force = codes.iter().filter(|(code, _)| !is_over(code) && !code.code.is_empty());
    let listed = in_force.filter_map(|(code, span)| Some((List::of_scheme(&code.scheme)?, code.code.as_str(), span)));
    let (mut held, mut unknown) = (Vec::new(), Vec::new());
    for (list, code, span) in listed {
        match list.find(code) {
            Some(country) => held.push(Held { list, code, country, span }),
            None => unknown.push((list, code, span)),
        }
    }
    let own = List::Alpha3.find(id);
    let country = own.or_else(|| held.first().map(|held| held.country));
    for (list, code, span) in unknown {
        r.tell(span.clone(), |at| {
            let expected = country.map(|country| list.code_of(&country));
            let near = expected.as_deref().or_else(|| nearest(code, list.codes().iter().copied()));
            problems::unknown_iso_code(at, code, list.name(), near)
        });
    }
    let Some(country) = country else { return };
    match held.first() {
        Some(first) if own.is_some() && held.iter().all(|held| held.country != country) => {
            let (code, theirs) = (first.code, &first.country);
            let fix = format!("Write `id = \"{}\"`, or correct the codes.", theirs.alpha3);
            r.tell(id_span, |at| problems::iso_mismatch(at, id, country.name, code, theirs.name, &fix));
        }
        _ => held.iter().filter(|held| held.country != country).for_each(|held| tell(r, held, id, own, &country)),
    }
}

/// Tells a code that is of another country than the id or, where ISO does not have that, the first code.
fn tell(r: &mut Reader<'_>, held: &Held<'_>, id: &str, own: Option<CountryCode>, country: &CountryCode) {
    let expected = held.list.code_of(country);
    let against = if own.is_some() { id } else { country.alpha3 };
    let fix = format!("Write `{expected}`, or say with `during` when the code held.");
    r.tell(held.span.clone(), |at| {
        problems::iso_mismatch(at, held.code, held.country.name, against, country.name, &fix)
    });
}

/// Whether it is said that the code no longer holds. An end that is open or unknown (`1992/..`, `1992/`) is no end.
fn is_over(code: &DatedCode) -> bool {
    code.during.as_ref().is_some_and(|during| !during.text().ends_with(['/', '.']))
}
