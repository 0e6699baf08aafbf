//! The eleven usual edits of a schema, made on purpose to a small wire type, and what catches each of them.
//!
//! Golden bytes hold a type in three ways. The sample of the testkit is no longer written as it was; the bytes are refused, or read
//! and written again as others; or what they say is spelt otherwise. Not every edit shows in every way, and bincode does not see two
//! of them at all: a renamed field or variant, and an integer that is made wider, whose small values are written alike. There the
//! spelling alone tells. Old bytes would still be read then, but a reader of yesterday could not read what is written today.

use chancery_log::codec;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::spelling::spelling;
use crate::twins;

/// The type as it was first published, beside whose modules stand its edited forms.
mod first {
    use super::{Deserialize, Serialize};

    #[derive(Serialize, Deserialize)]
    pub struct Visit {
        pub host: String,
        pub guest: String,
        pub size: u16,
        pub kind: Kind,
        pub place: Place,
        pub note: Option<String>,
    }

    #[derive(Serialize, Deserialize)]
    pub enum Kind {
        Talks,
        Visit(u8),
        Other,
    }

    #[derive(Serialize, Deserialize)]
    pub struct Place {
        pub town: String,
        pub floor: i16,
    }
}

/// Types of fields in edited forms, under the names that they have in the first.
mod edited {
    use super::{Deserialize, Serialize};

    #[derive(Serialize, Deserialize)]
    #[serde(rename = "Kind")]
    #[allow(dead_code, reason = "its places are what matters")]
    pub enum Reordered {
        Visit(u8),
        Talks,
        Other,
    }

    #[derive(Serialize, Deserialize)]
    #[serde(rename = "Kind")]
    #[allow(dead_code, reason = "its places are what matters")]
    pub enum Longer {
        Talks,
        Call,
        Visit(u8),
        Other,
    }

    #[derive(Serialize, Deserialize)]
    #[serde(rename = "Place")]
    pub struct Larger {
        pub town: String,
        pub floor: i16,
        pub room: u8,
    }
}

/// Defines the type anew with other fields, and the value that means what the first one's meant.
macro_rules! edited {
    ($($name:ident { $($field:ident: $kind:ty = $value:expr,)* })*) => { $(
        mod $name {
            #[allow(unused_imports, reason = "each edit uses some")]
            use super::{Deserialize, Serialize, edited::{Larger, Longer, Reordered}, first::{Kind, Place}};

            #[derive(Serialize, Deserialize)]
            pub struct Visit { $($field: $kind,)* }

            pub fn value() -> Visit {
                Visit { $($field: $value,)* }
            }
        }
    )* };
}

fn first_value() -> first::Visit {
    first::Visit {
        host: "PRK".to_owned(),
        guest: "MNG".to_owned(),
        size: 300,
        kind: first::Kind::Visit(4),
        place: first::Place { town: "Wonsan".to_owned(), floor: -2 },
        note: Some("seen".to_owned()),
    }
}

edited! {
    inserted {
        host: String = super::first_value().host, by: String = String::new(), guest: String = "MNG".to_owned(),
        size: u16 = 300, kind: Kind = Kind::Visit(4), place: Place = super::first_value().place,
        note: Option<String> = super::first_value().note,
    }
    swapped {
        guest: String = "MNG".to_owned(), host: String = "PRK".to_owned(), size: u16 = 300, kind: Kind = Kind::Visit(4),
        place: Place = super::first_value().place, note: Option<String> = super::first_value().note,
    }
    appended {
        host: String = "PRK".to_owned(), guest: String = "MNG".to_owned(), size: u16 = 300, kind: Kind = Kind::Visit(4),
        place: Place = super::first_value().place, note: Option<String> = super::first_value().note, by: Option<u8> = None,
    }
    dropped {
        host: String = "PRK".to_owned(), guest: String = "MNG".to_owned(), size: u16 = 300, kind: Kind = Kind::Visit(4),
        place: Place = super::first_value().place,
    }
    reordered_variants {
        host: String = "PRK".to_owned(), guest: String = "MNG".to_owned(), size: u16 = 300, kind: Reordered = Reordered::Visit(4),
        place: Place = super::first_value().place, note: Option<String> = super::first_value().note,
    }
    retyped {
        host: String = "PRK".to_owned(), guest: String = "MNG".to_owned(), size: i16 = 300, kind: Kind = Kind::Visit(4),
        place: Place = super::first_value().place, note: Option<String> = super::first_value().note,
    }
    widened {
        host: String = "PRK".to_owned(), guest: String = "MNG".to_owned(), size: u32 = 300, kind: Kind = Kind::Visit(4),
        place: Place = super::first_value().place, note: Option<String> = super::first_value().note,
    }
    made_optional {
        host: String = "PRK".to_owned(), guest: String = "MNG".to_owned(), size: Option<u16> = Some(300),
        kind: Kind = Kind::Visit(4), place: Place = super::first_value().place,
        note: Option<String> = super::first_value().note,
    }
    renamed {
        host: String = "PRK".to_owned(), guest: String = "MNG".to_owned(), people: u16 = 300, kind: Kind = Kind::Visit(4),
        place: Place = super::first_value().place, note: Option<String> = super::first_value().note,
    }
    variant_inserted {
        host: String = "PRK".to_owned(), guest: String = "MNG".to_owned(), size: u16 = 300, kind: Longer = Longer::Visit(4),
        place: Place = super::first_value().place, note: Option<String> = super::first_value().note,
    }
    nested_changed {
        host: String = "PRK".to_owned(), guest: String = "MNG".to_owned(), size: u16 = 300, kind: Kind = Kind::Visit(4),
        place: Larger = Larger { town: "Wonsan".to_owned(), floor: -2, room: 7 },
        note: Option<String> = super::first_value().note,
    }
}

/// In which ways an edit shows: the sample is written otherwise; the golden bytes are refused or written again as others; what they
/// say is spelt otherwise. Bytes that are refused say nothing, which is as good as something else.
fn shows<T: Serialize + DeserializeOwned>(sample: &T) -> [bool; 3] {
    let golden = codec::encode(&first_value()).expect("encodes");
    let said = spelling(&first_value());
    let written = codec::encode(sample).expect("encodes") != golden;
    match twins::of::<T>(&golden) {
        Err(_) => [written, true, true],
        Ok(again) => [written, again.payload != golden, again.spelling != said],
    }
}

#[test]
fn the_type_as_it_was_shows_nothing() {
    assert_eq!(shows(&first_value()), [false; 3]);
}

#[test]
fn each_of_the_eleven_usual_edits_is_caught() {
    let cases = [
        ("a field inserted", shows(&inserted::value()), [true, true, true]),
        ("two fields of one type swapped", shows(&swapped::value()), [true, false, true]),
        ("a field appended", shows(&appended::value()), [true, true, true]),
        ("a field dropped", shows(&dropped::value()), [true, true, true]),
        ("variants reordered", shows(&reordered_variants::value()), [true, true, true]),
        ("u16 retyped to i16", shows(&retyped::value()), [true, false, true]),
        ("u16 widened to u32", shows(&widened::value()), [false, false, true]),
        ("a field made optional", shows(&made_optional::value()), [true, true, true]),
        ("a field renamed", shows(&renamed::value()), [false, false, true]),
        ("a variant inserted", shows(&variant_inserted::value()), [true, true, true]),
        ("a nested type changed", shows(&nested_changed::value()), [true, true, true]),
    ];
    for (edit, shown, expected) in cases {
        assert!(shown[2], "{edit} is not caught");
        assert_eq!(shown, expected, "{edit}: written otherwise, read otherwise, spelt otherwise");
    }
}

/// What bincode does not see costs nothing as long as values stay small, and is a break as soon as they are not.
#[test]
fn a_widened_integer_is_refused_by_the_reader_of_yesterday_once_it_is_large() {
    let as_was = |size: u32| codec::decode::<u16>(&codec::encode(&size).expect("encodes"));
    assert_eq!(as_was(u32::from(u16::MAX)), Ok(u16::MAX));
    assert!(as_was(u32::from(u16::MAX) + 1).is_err());
}
