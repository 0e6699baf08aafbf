//! A value spelt out with the names, types and places of all its parts: what the bytes of a payload leave unsaid.
//!
//! bincode writes neither the name of a field nor how wide an integer is. Two types whose bytes are equal have different
//! spellings, unless all that differs is behind a `None` or in an empty list; so samples fill every field.

use std::fmt::Display;

use serde::Serialize;
use serde::ser::{self, Serializer};

/// The spelling of a value.
pub fn spelling<T: Serialize + ?Sized>(value: &T) -> String {
    let mut text = String::new();
    value.serialize(Speller(&mut text)).expect("every wire type can be spelt");
    text
}

/// What cannot be spelt; nothing that a wire type may have.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Unspeakable(String);

impl ser::Error for Unspeakable {
    fn custom<T: Display>(message: T) -> Self {
        Unspeakable(message.to_string())
    }
}

struct Speller<'a>(&'a mut String);

/// A value of parts, each after a comma but the first.
pub struct Parts<'a> {
    text: &'a mut String,
    is_first: bool,
    close: &'static str,
}

impl<'a> Speller<'a> {
    fn word(self, word: &str) -> Result<(), Unspeakable> {
        self.0.push_str(word);
        Ok(())
    }

    fn plain(self, kind: &str, value: impl Display) -> Result<(), Unspeakable> {
        self.0.push_str(&format!("{kind} {value}"));
        Ok(())
    }

    fn parts(self, open: &str, close: &'static str) -> Result<Parts<'a>, Unspeakable> {
        self.0.push_str(open);
        Ok(Parts { text: self.0, is_first: true, close })
    }
}

impl Parts<'_> {
    fn part<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> Result<(), Unspeakable> {
        self.text.push_str(if self.is_first { "" } else { ", " });
        self.text.push_str(name);
        self.is_first = false;
        value.serialize(Speller(self.text))
    }

    fn close(self) -> Result<(), Unspeakable> {
        self.text.push_str(self.close);
        Ok(())
    }
}

macro_rules! plain {
    ($($method:ident $kind:ident)*) => { $(
        fn $method(self, value: $kind) -> Result<(), Unspeakable> {
            self.plain(stringify!($kind), value)
        }
    )* };
}

impl<'a> Serializer for Speller<'a> {
    type Ok = ();
    type Error = Unspeakable;
    type SerializeSeq = Parts<'a>;
    type SerializeTuple = Parts<'a>;
    type SerializeTupleStruct = Parts<'a>;
    type SerializeTupleVariant = Parts<'a>;
    type SerializeMap = Parts<'a>;
    type SerializeStruct = Parts<'a>;
    type SerializeStructVariant = Parts<'a>;

    plain! {
        serialize_bool bool serialize_i8 i8 serialize_i16 i16 serialize_i32 i32 serialize_i64 i64 serialize_i128 i128
        serialize_u8 u8 serialize_u16 u16 serialize_u32 u32 serialize_u64 u64 serialize_u128 u128
        serialize_f32 f32 serialize_f64 f64
    }

    fn serialize_char(self, value: char) -> Result<(), Unspeakable> {
        self.plain("char", value.escape_default())
    }

    fn serialize_str(self, value: &str) -> Result<(), Unspeakable> {
        self.plain("str", format_args!("\"{}\"", value.escape_default()))
    }

    fn serialize_bytes(self, value: &[u8]) -> Result<(), Unspeakable> {
        self.plain("bytes", value.escape_ascii())
    }

    fn serialize_none(self) -> Result<(), Unspeakable> {
        self.word("none")
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Unspeakable> {
        let mut parts = self.parts("some(", ")")?;
        parts.part("", value)?;
        parts.close()
    }

    fn serialize_unit(self) -> Result<(), Unspeakable> {
        self.word("unit")
    }

    fn serialize_unit_struct(self, name: &'static str) -> Result<(), Unspeakable> {
        self.word(name)
    }

    fn serialize_unit_variant(self, name: &str, index: u32, variant: &str) -> Result<(), Unspeakable> {
        self.plain(name, format_args!("#{index} {variant}"))
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, name: &str, value: &T) -> Result<(), Unspeakable> {
        let mut parts = self.parts(&format!("{name}("), ")")?;
        parts.part("", value)?;
        parts.close()
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        name: &str,
        index: u32,
        variant: &str,
        value: &T,
    ) -> Result<(), Unspeakable> {
        let mut parts = self.parts(&format!("{name} #{index} {variant}("), ")")?;
        parts.part("", value)?;
        parts.close()
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Parts<'a>, Unspeakable> {
        self.parts("[", "]")
    }

    fn serialize_tuple(self, _: usize) -> Result<Parts<'a>, Unspeakable> {
        self.parts("(", ")")
    }

    fn serialize_tuple_struct(self, name: &str, _: usize) -> Result<Parts<'a>, Unspeakable> {
        self.parts(&format!("{name}("), ")")
    }

    fn serialize_tuple_variant(
        self,
        name: &str,
        index: u32,
        variant: &str,
        _: usize,
    ) -> Result<Parts<'a>, Unspeakable> {
        self.parts(&format!("{name} #{index} {variant}("), ")")
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Parts<'a>, Unspeakable> {
        self.parts("map {", "}")
    }

    fn serialize_struct(self, name: &str, _: usize) -> Result<Parts<'a>, Unspeakable> {
        self.parts(&format!("{name} {{"), "}")
    }

    fn serialize_struct_variant(
        self,
        name: &str,
        index: u32,
        variant: &str,
        _: usize,
    ) -> Result<Parts<'a>, Unspeakable> {
        self.parts(&format!("{name} #{index} {variant} {{"), "}")
    }
}

macro_rules! unnamed {
    ($($part:ident $method:ident)*) => { $(
        impl ser::$part for Parts<'_> {
            type Ok = ();
            type Error = Unspeakable;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unspeakable> {
                self.part("", value)
            }

            fn end(self) -> Result<(), Unspeakable> {
                self.close()
            }
        }
    )* };
}

macro_rules! named {
    ($($part:ident)*) => { $(
        impl ser::$part for Parts<'_> {
            type Ok = ();
            type Error = Unspeakable;

            fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), Unspeakable> {
                self.part(&format!("{name}: "), value)
            }

            fn end(self) -> Result<(), Unspeakable> {
                self.close()
            }
        }
    )* };
}

unnamed! {
    SerializeSeq serialize_element SerializeTuple serialize_element SerializeTupleStruct serialize_field
    SerializeTupleVariant serialize_field
}
named! { SerializeStruct SerializeStructVariant }

impl ser::SerializeMap for Parts<'_> {
    type Ok = ();
    type Error = Unspeakable;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Unspeakable> {
        self.part("", key)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unspeakable> {
        self.part("", value)
    }

    fn end(self) -> Result<(), Unspeakable> {
        self.close()
    }
}
