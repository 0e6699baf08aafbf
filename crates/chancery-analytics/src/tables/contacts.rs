//! `contacts`, `actors`, `categories`, `dates`, `contested`: what is held to have happened, and on what it is disputed.

use chancery_core::claim::Actor;
use chancery_core::settle::Contact;
use chancery_core::terms::Nature;
use chancery_core::vocabulary::TermList;
use chancery_core::when::{Day, UcdpDate};

use crate::analysis::Analysis;
use crate::error::AnalyticsError;
use crate::table::{Columns, Table};

/// One row a contact. `earliest` and `latest` bound the onset of an episode and the extent of what lasts.
pub(super) fn contacts(analysis: &Analysis) -> Result<Table, AnalyticsError> {
    let contacts: Vec<&Contact> = analysis.state.contacts.values().collect();
    let list = |values: &[String]| values.join(";");
    Columns::default()
        .text("contact", contacts.iter().map(|c| c.id.clone()))
        .text("when", contacts.iter().map(|c| filled(&c.when)))
        .day("earliest", contacts.iter().map(|c| outermost(c).0))?
        .day("latest", contacts.iter().map(|c| outermost(c).1))?
        .whole("onset_days", contacts.iter().map(|c| c.onset.count().map(|days| days as i64)))
        .text("nature", contacts.iter().map(|c| c.nature.to_string()))
        .text("form", contacts.iter().map(|c| c.form.clone()))
        .text("categories", contacts.iter().map(|c| list(&c.categories)))
        .text("actors", contacts.iter().map(|c| parts(&c.actors)))
        .text("status", contacts.iter().map(|c| statuses(c)))
        .text("stance", contacts.iter().map(|c| c.stance.to_string()))
        .text("place", contacts.iter().map(|c| filled(&list(&c.place))))
        .text("part_of", contacts.iter().map(|c| c.part_of.clone()))
        .text("claims", contacts.iter().map(|c| list(&c.claims)))
        .whole("sources", contacts.iter().map(|c| c.sources.len() as i64))
        .whole("origins", contacts.iter().map(|c| c.origins.len() as i64))
        .text("contested", contacts.iter().map(|c| filled(&contested_fields(c))))
        .table("contacts", &["contact"])
}

/// One row for each actor, role, sector, level and principal of a contact.
pub(super) fn actors(analysis: &Analysis) -> Result<Table, AnalyticsError> {
    let rows: Vec<(&Contact, &Actor)> =
        analysis.state.contacts.values().flat_map(|c| c.actors.iter().map(move |actor| (c, actor))).collect();
    let text = |value: Option<&'static str>| value.map(str::to_owned);
    Columns::default()
        .text("contact", rows.iter().map(|(c, _)| c.id.clone()))
        .text("actor", rows.iter().map(|(_, a)| a.id.clone()))
        .text("role", rows.iter().map(|(_, a)| a.role.to_string()))
        .text("class", rows.iter().map(|(_, a)| a.role.class().to_string()))
        .text("sector", rows.iter().map(|(_, a)| a.sector.clone()))
        .text("level", rows.iter().map(|(_, a)| text(a.level.map(|l| l.as_str()))))
        .text("for", rows.iter().map(|(_, a)| a.on_behalf_of.clone()))
        .text("for_stance", rows.iter().map(|(_, a)| text(a.stance.map(|s| s.as_str()))))
        .text("who", rows.iter().map(|(_, a)| filled(&a.who.join(";"))))
        .text("name", rows.iter().map(|(_, a)| analysis.vocabulary.name(&a.id).to_owned()))
        .table("actors", &["contact", "actor", "role", "sector", "level", "for", "for_stance"])
}

/// One row for each category of a contact.
pub(super) fn categories(analysis: &Analysis) -> Result<Table, AnalyticsError> {
    let contacts = analysis.state.contacts.values();
    let rows: Vec<(&Contact, &String)> =
        contacts.flat_map(|c| c.categories.iter().map(move |category| (c, category))).collect();
    let name = |id: &str| analysis.vocabulary.term(TermList::Categories, id).map(|term| term.name.clone());
    Columns::default()
        .text("contact", rows.iter().map(|(c, _)| c.id.clone()))
        .text("category", rows.iter().map(|(_, category)| (*category).clone()))
        .text("name", rows.iter().map(|(_, category)| name(category)))
        .table("categories", &["contact", "category"])
}

/// When each contact may have begun, in the columns of UCDP.
pub(super) fn dates(analysis: &Analysis) -> Result<Table, AnalyticsError> {
    let contacts: Vec<&Contact> = analysis.state.contacts.values().collect();
    let dates: Vec<Option<UcdpDate>> = contacts.iter().map(|c| c.onset.ucdp()).collect();
    Columns::default()
        .text("contact", contacts.iter().map(|c| c.id.clone()))
        .text("when", contacts.iter().map(|c| filled(&c.when)))
        .day("date_start", dates.iter().map(|date| date.map(|date| date.date_start)))?
        .day("date_end", dates.iter().map(|date| date.map(|date| date.date_end)))?
        .whole("date_prec", dates.iter().map(|date| date.map(|date| i64::from(date.date_prec))))
        .table("dates", &["contact"])
}

/// One row a value where the claims of a contact give several, or an editor set one.
pub(super) fn contested(analysis: &Analysis) -> Result<Table, AnalyticsError> {
    let rows: Vec<_> = analysis.state.contacts.values().flat_map(|c| c.rivals.iter().map(move |r| (c, r))).collect();
    Columns::default()
        .text("contact", rows.iter().map(|(c, _)| c.id.clone()))
        .text("field", rows.iter().map(|(_, r)| r.field.to_string()))
        .text("value", rows.iter().map(|(_, r)| r.value.clone()))
        .text("claims", rows.iter().map(|(_, r)| r.claims.join(";")))
        .whole("origins", rows.iter().map(|(_, r)| r.origins as i64))
        .flag("held", rows.iter().map(|(_, r)| r.held))
        .flag("rejected", rows.iter().map(|(_, r)| r.rejected))
        .flag("contested", rows.iter().map(|(c, r)| c.contested.contains(&r.field)))
        .flag("settled", rows.iter().map(|(c, r)| c.settled.contains(&r.field)))
        .table("contested", &["contact", "field", "value"])
}

/// `MNG:host;PRK:visitor`.
pub(crate) fn parts(actors: &[Actor]) -> String {
    let mut parts: Vec<String> = actors.iter().map(|a| format!("{}:{}", a.id, a.role)).collect();
    parts.sort();
    parts.dedup();
    parts.join(";")
}

/// The status, or all statuses between which the votes are tied.
pub(crate) fn statuses(contact: &Contact) -> String {
    let tied: Vec<&str> = contact.tied.iter().map(|status| status.as_str()).collect();
    tied.join("|")
}

pub(crate) fn contested_fields(contact: &Contact) -> String {
    contact.contested.iter().map(|field| field.as_str()).collect::<Vec<_>>().join(";")
}

fn outermost(contact: &Contact) -> (Option<Day>, Option<Day>) {
    match contact.nature {
        Nature::Episode => (contact.onset.first(), contact.onset.last()),
        _ => (contact.extent.first, contact.extent.last),
    }
}

/// Nothing rather than an empty text.
pub(super) fn filled(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}
