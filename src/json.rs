//! JSON text, written in little code.
//!
//! A page parses one text faster than it is handed as many values one by one, and what writes it is far shorter than a
//! library's: it knows the kinds that answers and catalogs have, and nothing can fail.

use std::fmt;

use serde::Serialize;
use serde::ser::{Impossible, SerializeSeq, SerializeStruct, Serializer};

use crate::text::{digits, push_digits};

/// A text that grows.
#[derive(Default)]
pub struct Json(String);

/// The text of a record: what `serde_json` would write, of records that hold texts, flags, numbers that are whole and
/// not negative, and lists and records of these.
pub fn text(record: &impl Serialize) -> String {
    let mut json = Json::default();
    let written = record.serialize(&mut json);
    debug_assert!(written.is_ok(), "the record holds what is not written here");
    json.0
}

impl Json {
    /// The text.
    pub fn into_text(self) -> String {
        self.0
    }

    /// A field that is a text.
    #[inline(never)]
    pub fn text(&mut self, name: &str, text: &str) {
        self.key(name);
        self.quoted(text);
    }

    /// A field that is left out where it is absent.
    #[inline(never)]
    pub fn text_if(&mut self, name: &str, text: Option<&str>) {
        if let Some(text) = text {
            self.text(name, text);
        }
    }

    /// A field that is a whole number.
    #[inline(never)]
    pub fn number(&mut self, name: &str, number: u32) {
        self.key(name);
        self.whole(number.into());
    }

    /// A field that is left out where it is absent.
    #[inline(never)]
    pub fn number_if(&mut self, name: &str, number: Option<u32>) {
        if let Some(number) = number {
            self.number(name, number);
        }
    }

    /// A field that is a number given in millionths.
    pub fn millionths(&mut self, name: &str, millionths: i32) {
        self.key(name);
        if millionths < 0 {
            self.0.push('-');
        }
        let millionths = millionths.unsigned_abs();
        push_digits(&mut self.0, (millionths / 1_000_000).into());
        // A leading one keeps the zeros, and gives its place to the point.
        let fraction = digits((1_000_000 + millionths % 1_000_000).into());
        self.0.push('.');
        self.0.push_str(fraction.get(1..).unwrap_or_default());
    }

    /// A field that is true or false.
    #[inline(never)]
    pub fn flag(&mut self, name: &str, flag: bool) {
        self.key(name);
        self.word(if flag { "true" } else { "false" });
    }

    /// A field that is a record, whose fields `write` writes.
    pub fn record(&mut self, name: &str, write: impl FnOnce(&mut Json)) {
        self.key(name);
        self.open('{');
        write(self);
        self.close('}');
    }

    /// A field that is a list of records.
    pub fn list<T>(&mut self, name: &str, items: impl IntoIterator<Item = T>, mut write: impl FnMut(T, &mut Json)) {
        self.key(name);
        self.open('[');
        for item in items {
            self.open('{');
            write(item, self);
            self.close('}');
        }
        self.close(']');
    }

    /// A field that is a list of texts.
    pub fn texts(&mut self, name: &str, texts: impl IntoIterator<Item: AsRef<str>>) {
        self.key(name);
        self.open('[');
        for text in texts {
            self.quoted(text.as_ref());
        }
        self.close(']');
    }

    /// A field that is a list of whole numbers.
    pub fn numbers(&mut self, name: &str, numbers: &[u8]) {
        self.key(name);
        self.open('[');
        for &number in numbers {
            self.whole(number.into());
        }
        self.close(']');
    }

    /// Begins a value: after another of its list, a comma stands before it.
    #[inline(never)]
    fn item(&mut self) {
        // No value but one that has just been opened ends so: a text ends with its quotation mark.
        if !matches!(self.0.as_bytes().last(), None | Some(b'[' | b'{' | b':')) {
            self.0.push(',');
        }
    }

    /// The name of the field whose value comes next.
    #[inline(never)]
    fn key(&mut self, name: &str) {
        self.quoted(name);
        self.0.push(':');
    }

    /// Begins a list or record.
    #[inline(never)]
    pub fn open(&mut self, bracket: char) {
        self.item();
        self.0.push(bracket);
    }

    /// Ends a list or record.
    #[inline(never)]
    pub fn close(&mut self, bracket: char) {
        self.0.push(bracket);
    }

    /// A value that is a whole number.
    #[inline(never)]
    fn whole(&mut self, number: u64) {
        self.item();
        push_digits(&mut self.0, number);
    }

    /// A value that is a word of the language.
    #[inline(never)]
    fn word(&mut self, word: &str) {
        self.item();
        self.0.push_str(word);
    }

    /// A value that is a text.
    #[inline(never)]
    fn quoted(&mut self, text: &str) {
        self.item();
        self.0.push('"');
        if text.bytes().all(|byte| byte >= b' ' && byte != b'"' && byte != b'\\') {
            self.0.push_str(text);
        } else {
            for character in text.chars() {
                match character {
                    '"' | '\\' => self.0.push('\\'),
                    '\0'..='\x1f' => {
                        self.0.push_str(if character < '\x10' { "\\u000" } else { "\\u001" });
                        self.0.extend(char::from_digit(character as u32 & 15, 16));
                        continue;
                    }
                    _ => {}
                }
                self.0.push(character);
            }
        }
        self.0.push('"');
    }
}

type Done = Result<(), fmt::Error>;

/// A list or record that is still open.
pub struct Open<'j>(&'j mut Json);

macro_rules! unused {
    ($($name:ident($($type:ty),*) -> $result:ty;)*) => {$(
        fn $name(self, $(_: $type),*) -> Result<$result, fmt::Error> {
            Err(fmt::Error)
        }
    )*};
}

impl<'j> Serializer for &'j mut Json {
    type Ok = ();
    type Error = fmt::Error;
    type SerializeSeq = Open<'j>;
    type SerializeStruct = Open<'j>;
    type SerializeTuple = Impossible<(), fmt::Error>;
    type SerializeTupleStruct = Impossible<(), fmt::Error>;
    type SerializeTupleVariant = Impossible<(), fmt::Error>;
    type SerializeMap = Impossible<(), fmt::Error>;
    type SerializeStructVariant = Impossible<(), fmt::Error>;

    fn serialize_bool(self, value: bool) -> Done {
        self.word(if value { "true" } else { "false" });
        Ok(())
    }

    fn serialize_u8(self, value: u8) -> Done {
        self.serialize_u64(value.into())
    }

    fn serialize_u16(self, value: u16) -> Done {
        self.serialize_u64(value.into())
    }

    fn serialize_u32(self, value: u32) -> Done {
        self.serialize_u64(value.into())
    }

    fn serialize_u64(self, value: u64) -> Done {
        self.whole(value);
        Ok(())
    }

    fn serialize_str(self, value: &str) -> Done {
        self.quoted(value);
        Ok(())
    }

    fn serialize_none(self) -> Done {
        self.word("null");
        Ok(())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Done {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Done {
        self.serialize_none()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Done {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Done {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Done {
        let mut record = self.serialize_struct("", 1)?;
        record.serialize_field(variant, value)?;
        SerializeStruct::end(record)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Open<'j>, fmt::Error> {
        self.open('[');
        Ok(Open(self))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Open<'j>, fmt::Error> {
        self.open('{');
        Ok(Open(self))
    }

    unused! {
        serialize_i8(i8) -> ();
        serialize_i16(i16) -> ();
        serialize_i32(i32) -> ();
        serialize_i64(i64) -> ();
        serialize_f32(f32) -> ();
        serialize_f64(f64) -> ();
        serialize_char(char) -> ();
        serialize_bytes(&[u8]) -> ();
        serialize_unit_struct(&'static str) -> ();
        serialize_tuple(usize) -> Self::SerializeTuple;
        serialize_tuple_struct(&'static str, usize) -> Self::SerializeTupleStruct;
        serialize_tuple_variant(&'static str, u32, &'static str, usize) -> Self::SerializeTupleVariant;
        serialize_map(Option<usize>) -> Self::SerializeMap;
        serialize_struct_variant(&'static str, u32, &'static str, usize) -> Self::SerializeStructVariant;
    }
}

impl SerializeSeq for Open<'_> {
    type Ok = ();
    type Error = fmt::Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Done {
        value.serialize(&mut *self.0)
    }

    fn end(self) -> Done {
        self.0.close(']');
        Ok(())
    }
}

impl SerializeStruct for Open<'_> {
    type Ok = ();
    type Error = fmt::Error;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Done {
        self.0.key(name);
        value.serialize(&mut *self.0)
    }

    fn end(self) -> Done {
        self.0.close('}');
        Ok(())
    }
}

#[cfg(all(test, feature = "cli"))]
mod tests {
    use super::*;
    use crate::answer::{Assumption, Goal, Reason, Status};

    #[test]
    fn writes_what_the_library_writes() {
        #[derive(Serialize)]
        struct Sample<'a> {
            empty: Vec<Goal>,
            #[serde(skip_serializing_if = "Option::is_none")]
            absent: Option<u8>,
            null: Option<u8>,
            some: Option<u64>,
            flags: Vec<bool>,
            goal: Goal,
            status: Status,
            assumes: Vec<Assumption>,
            reasons: Vec<Reason>,
            text: &'a str,
        }
        let sample = Sample {
            empty: Vec::new(),
            absent: None,
            null: None,
            some: Some(u64::MAX),
            flags: vec![true, false],
            goal: Goal::Job("miner".into()),
            status: Status::Exact,
            assumes: vec![Assumption::Age(18), Assumption::Attests("fit".into())],
            reasons: vec![Reason::Untaught { competency: "physics".into(), level: 3 }],
            text: "\"[{:\\/ школа\u{7f}\u{2028}𝄞",
        };
        assert_eq!(text(&sample), serde_json::to_string(&sample).unwrap());
    }

    #[test]
    fn every_text_and_number_is_read_back() {
        let given: String = ('\0'..='\u{100}').chain(['"', '[', '{', ':', ',', '\u{10ffff}']).collect();
        for millionths in [0, 1, -1, 999_999, 1_000_000, -53_757_547, 87_136_044, i32::MAX, i32::MIN] {
            let mut json = Json::default();
            json.open('{');
            json.text("text", &given);
            json.millionths("number", millionths);
            json.list("list", [1, 2], |number, json| json.number("a", number));
            json.texts("texts", ["{", ""]);
            json.numbers("numbers", &[9, 10]);
            json.record("record", |json| json.flag("flag", true));
            json.close('}');
            let read: serde_json::Value = serde_json::from_str(&json.into_text()).unwrap();
            let expected = serde_json::json!({
                "text": given, "number": f64::from(millionths) / 1e6, "list": [{"a": 1}, {"a": 2}],
                "texts": ["{", ""], "numbers": [9, 10], "record": {"flag": true},
            });
            assert_eq!(read, expected);
        }
    }
}
