//! Between the vocabulary and its twin.

use super::convert::{date, date_option, date_text, read, read_option};
use super::v1;
use crate::vocabulary::{
    Body, DatedCode, DatedName, Limits, Office, Person, Rule, State, Term, TermList, Unit, Vocabulary,
};

impl From<&Vocabulary> for v1::Vocabulary {
    fn from(v: &Vocabulary) -> v1::Vocabulary {
        let terms = v.terms.iter().flat_map(|(list, terms)| terms.iter().map(|term| write_term(*list, term)));
        v1::Vocabulary {
            states: v.states.values().map(write_state).collect(),
            bodies: v.bodies.values().map(write_body).collect(),
            people: v.people.values().map(write_person).collect(),
            terms: terms.collect(),
            rules: v.rules.iter().map(write_rule).collect(),
        }
    }
}

impl TryFrom<v1::Vocabulary> for Vocabulary {
    type Error = String;
    fn try_from(v: v1::Vocabulary) -> Result<Vocabulary, String> {
        let mut vocabulary = Vocabulary::default();
        for state in v.states {
            vocabulary.states.insert(state.id.clone(), read_state(state)?);
        }
        for body in v.bodies {
            vocabulary.bodies.insert(body.id.clone(), read_body(body)?);
        }
        for person in v.people {
            vocabulary.people.insert(person.id.clone(), read_person(person)?);
        }
        for term in v.terms {
            let (list, term) = read_term(term)?;
            vocabulary.terms.entry(list).or_default().push(term);
        }
        vocabulary.rules = v.rules.into_iter().map(read_rule).collect::<Result<_, _>>()?;
        Ok(vocabulary)
    }
}

fn write_names(names: &[DatedName]) -> Vec<v1::DatedName> {
    names.iter().map(|n| v1::DatedName { name: n.name.clone(), during: date_text(&n.during) }).collect()
}

fn read_names(names: Vec<v1::DatedName>) -> Result<Vec<DatedName>, String> {
    names.into_iter().map(|n| Ok(DatedName { during: date_option(&n.during)?, name: n.name })).collect()
}

fn write_state(s: &State) -> v1::State {
    let code =
        |c: &DatedCode| v1::DatedCode { scheme: c.scheme.clone(), code: c.code.clone(), during: date_text(&c.during) };
    v1::State {
        id: s.id.clone(),
        name: s.name.clone(),
        names: write_names(&s.names),
        aliases: s.aliases.clone(),
        exists: s.exists.text().to_owned(),
        codes: s.codes.iter().map(code).collect(),
        note: s.note.clone(),
    }
}

fn read_state(s: v1::State) -> Result<State, String> {
    let code = |c: v1::DatedCode| Ok(DatedCode { during: date_option(&c.during)?, scheme: c.scheme, code: c.code });
    Ok(State {
        names: read_names(s.names)?,
        exists: date(&s.exists)?,
        codes: s.codes.into_iter().map(code).collect::<Result<_, String>>()?,
        id: s.id,
        name: s.name,
        aliases: s.aliases,
        note: s.note,
    })
}

fn write_body(b: &Body) -> v1::Body {
    v1::Body {
        id: b.id.clone(),
        name: b.name.clone(),
        names: write_names(&b.names),
        aliases: b.aliases.clone(),
        of: b.of.clone(),
        sector: b.sector.clone(),
        note: b.note.clone(),
    }
}

fn read_body(b: v1::Body) -> Result<Body, String> {
    Ok(Body {
        names: read_names(b.names)?,
        id: b.id,
        name: b.name,
        aliases: b.aliases,
        of: b.of,
        sector: b.sector,
        note: b.note,
    })
}

fn write_person(p: &Person) -> v1::Person {
    let office = |o: &Office| v1::Office {
        role: o.role.clone(),
        of: o.of.clone(),
        sector: o.sector.clone(),
        level: o.level.map(|l| l.as_str().to_owned()),
        during: date_text(&o.during),
    };
    v1::Person {
        id: p.id.clone(),
        name: p.name.clone(),
        aliases: p.aliases.clone(),
        roles: p.roles.iter().map(office).collect(),
        note: p.note.clone(),
    }
}

fn read_person(p: v1::Person) -> Result<Person, String> {
    let office = |o: v1::Office| {
        Ok(Office {
            level: read_option(&o.level)?,
            during: date_option(&o.during)?,
            role: o.role,
            of: o.of,
            sector: o.sector,
        })
    };
    Ok(Person {
        roles: p.roles.into_iter().map(office).collect::<Result<_, String>>()?,
        id: p.id,
        name: p.name,
        aliases: p.aliases,
        note: p.note,
    })
}

fn write_term(list: TermList, t: &Term) -> v1::Term {
    v1::Term {
        list: list.as_str().to_owned(),
        id: t.id.clone(),
        name: t.name.clone(),
        definition: t.definition.clone(),
        typical: t.typical.clone(),
        borderline: t.borderline.clone(),
        excluded: t.excluded.clone(),
        class: t.class.map(|c| c.as_str().to_owned()),
    }
}

fn read_term(t: v1::Term) -> Result<(TermList, Term), String> {
    let list = TermList::ALL.iter().find(|list| list.as_str() == t.list);
    let list = *list.ok_or_else(|| format!("`{}` is no list of terms", t.list))?;
    let term = Term {
        class: read_option(&t.class)?,
        id: t.id,
        name: t.name,
        definition: t.definition,
        typical: t.typical,
        borderline: t.borderline,
        excluded: t.excluded,
    };
    Ok((list, term))
}

fn write_rule(r: &Rule) -> v1::Rule {
    v1::Rule {
        id: r.id.clone(),
        definition: r.definition.clone(),
        natures: r.natures.iter().map(|t| t.as_str().to_owned()).collect(),
        statuses: r.statuses.iter().map(|t| t.as_str().to_owned()).collect(),
        stances: r.stances.iter().map(|t| t.as_str().to_owned()).collect(),
        unit: r.unit.as_str().to_owned(),
        convenor: r.convenor,
        multilateral: r.multilateral,
        unofficial: r.unofficial,
        default: r.default,
    }
}

fn read_rule(r: v1::Rule) -> Result<Rule, String> {
    Ok(Rule {
        natures: r.natures.iter().map(|t| read(t)).collect::<Result<_, _>>()?,
        statuses: r.statuses.iter().map(|t| read(t)).collect::<Result<_, _>>()?,
        stances: r.stances.iter().map(|t| read(t)).collect::<Result<_, _>>()?,
        unit: read::<Unit>(&r.unit)?,
        id: r.id,
        definition: r.definition,
        convenor: r.convenor,
        multilateral: r.multilateral,
        unofficial: r.unofficial,
        limits: Limits::default(),
        default: r.default,
    })
}
