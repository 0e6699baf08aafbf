//! People and bodies of the vocabulary: by which texts they are found, and whose they are.

use toml::{Table, Value};

use super::mapping::text;

/// A person or body, and the states or bodies they belong to.
struct Known {
    id: String,
    texts: Vec<String>,
    of: Vec<String>,
}

/// All people and bodies of vocabulary/actors.toml.
pub struct Vocabulary(Vec<Known>);

impl Vocabulary {
    pub fn bundled() -> Vocabulary {
        let file: Table = super::read("data/vocabulary/actors.toml").parse().expect("the vocabulary is TOML");
        Vocabulary(["body", "person"].into_iter().flat_map(|kind| known(&file, kind)).collect())
    }

    /// The one who bears a text as id, name or alias, whatever its case.
    pub fn id(&self, wanted: &str) -> Option<&str> {
        let wanted = wanted.to_lowercase();
        let mut found = self.0.iter().filter(|one| one.texts.contains(&wanted)).map(|one| one.id.as_str());
        let (first, second) = (found.next(), found.next());
        assert!(second.is_none(), "`{wanted}` is {first:?} and {second:?}");
        first
    }

    /// Whose somebody is: the holders of their offices or the state of a body, and for an office in a body that body's state.
    pub fn states(&self, id: &str) -> Vec<String> {
        let one = self.0.iter().find(|one| one.id == id).unwrap_or_else(|| panic!("the vocabulary has {id}"));
        let is_body = |id: &String| self.0.iter().any(|one| one.id == *id);
        one.of.iter().flat_map(|of| if is_body(of) { self.states(of) } else { vec![of.clone()] }).collect()
    }
}

fn known(file: &Table, kind: &str) -> Vec<Known> {
    tables(file, kind)
        .map(|table| Known { id: text(&table["id"]).to_owned(), texts: texts(table), of: of(table) })
        .collect()
}

fn texts(table: &Table) -> Vec<String> {
    let dated = tables(table, "names").map(|name| text(&name["name"]));
    let aliases = table.get("aliases").and_then(Value::as_array).into_iter().flatten().map(text);
    let own = ["id", "name"].map(|key| text(&table[key]));
    let all = own.into_iter().chain(dated).chain(aliases);
    let mut all: Vec<String> = all.map(str::to_lowercase).collect();
    all.sort();
    all.dedup();
    all
}

fn of(table: &Table) -> Vec<String> {
    let own = table.get("of").map(|of| text(of).to_owned());
    let offices = tables(table, "roles").filter_map(|role| role.get("of")).map(|of| text(of).to_owned());
    own.into_iter().chain(offices).collect()
}

fn tables<'a>(table: &'a Table, key: &str) -> impl Iterator<Item = &'a Table> {
    let list = table.get(key).and_then(Value::as_array).into_iter().flatten();
    list.map(|item| item.as_table().expect("is a table"))
}
