//! Untyped input as a tree: what JSON, tables and JavaScript values have in common.

use std::fmt;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

/// How deep lists and records may nest in a [`Value`] that is deserialized.
pub const MAX_DEPTH: usize = 64;

/// A value before its meaning is known.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Null,
    Bool(bool),
    /// Whole numbers keep their value up to 2^53.
    Number(f64),
    Text(String),
    List(Vec<Value>),
    /// Fields in the order of the input; a name may come twice and is then a problem.
    Record(Vec<(String, Value)>),
}

impl Value {
    /// The field of this name, the first where it comes twice.
    pub fn field(&self, name: &str) -> Option<&Value> {
        match self {
            Value::Record(fields) => fields.iter().find(|(field, _)| field == name).map(|(_, value)| value),
            _ => None,
        }
    }

    /// The text, where this is one.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The same tree without the fields that are null, which is how JavaScript's `undefined` arrives.
    pub fn without_nulls(self) -> Value {
        match self {
            Value::List(items) => Value::List(items.into_iter().map(Value::without_nulls).collect()),
            Value::Record(fields) => {
                let kept = fields.into_iter().filter(|(_, value)| *value != Value::Null);
                Value::Record(kept.map(|(name, value)| (name, value.without_nulls())).collect())
            }
            other => other,
        }
    }
}

impl<'de> Deserialize<'de> for Value {
    /// Fails where lists and records nest deeper than [`MAX_DEPTH`].
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Value, D::Error> {
        Depth(0).deserialize(deserializer)
    }
}

/// Reads a value that stands within this many lists and records.
#[derive(Clone, Copy)]
struct Depth(usize);

impl Depth {
    fn inner<E: Error>(self) -> Result<Depth, E> {
        // The limit is ours because not every deserializer has one of its own.
        if self.0 < MAX_DEPTH { Ok(Depth(self.0 + 1)) } else { Err(E::custom("nested too deep")) }
    }
}

impl<'de> DeserializeSeed<'de> for Depth {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Depth {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a value as JSON has them")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value as f64))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value as f64))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Value::Number(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::Text(value.into()))
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(Value::Text(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let inner = self.inner()?;
        // The length that the input announces is not believed: the list grows as items come.
        let mut items = Vec::new();
        while let Some(item) = access.next_element_seed(inner)? {
            items.push(item);
        }
        Ok(Value::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let inner = self.inner()?;
        let mut fields = Vec::new();
        while let Some(name) = access.next_key()? {
            fields.push((name, access.next_value_seed(inner)?));
        }
        Ok(Value::Record(fields))
    }
}
