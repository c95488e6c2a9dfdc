//! Headers, and the pieces that bodies are made of, read from bytes that nobody vouches for.

use super::{Kind, MAGIC, OTHER, VERSION};
use crate::table::Id;

/// Why a file cannot be used. Becomes a [`crate::problem::Problem`] at the border.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Not one of our files.
    Foreign,
    Newer,
    Older,
    /// A core where labels are wanted.
    IsCore,
    /// Labels where a core is wanted.
    IsLabels,
    /// The file ends too soon.
    Short,
    /// The file goes on too long.
    Long,
    Checksum,
    /// Labels of another core.
    OtherCore,
    /// The body says what no region can be.
    Broken(&'static str),
}

/// Where the body begins.
#[cfg(feature = "cli")]
pub const HEADER: usize = 32;

/// Checks a file's header and checksum; returns its digest in hexadecimal and its body.
pub fn open(file: &[u8], kind: Kind) -> Result<(String, &[u8]), Fault> {
    let (magic, rest) = match file.split_first_chunk::<4>() {
        Some(split) => split,
        None if MAGIC.starts_with(file) => return Err(Fault::Short),
        None => return Err(Fault::Foreign),
    };
    if *magic != MAGIC {
        return Err(Fault::Foreign);
    }
    let (&version, rest) = rest.split_first_chunk::<2>().ok_or(Fault::Short)?;
    match u16::from_le_bytes(version) {
        VERSION => {}
        newer if newer > VERSION => return Err(Fault::Newer),
        _ => return Err(Fault::Older),
    }
    let (&found, rest) = rest.split_first_chunk::<2>().ok_or(Fault::Short)?;
    let found = u16::from_le_bytes(found);
    if found != kind as u16 {
        return Err(match found {
            1 => Fault::IsCore,
            2 => Fault::IsLabels,
            _ => Fault::Broken("the file is of no known kind"),
        });
    }
    let (&length, rest) = rest.split_first_chunk::<4>().ok_or(Fault::Short)?;
    let (&checksum, rest) = rest.split_first_chunk::<4>().ok_or(Fault::Short)?;
    let (digest, body) = rest.split_first_chunk::<16>().ok_or(Fault::Short)?;
    let length = usize::try_from(u32::from_le_bytes(length)).map_err(|_| Fault::Short)?;
    if body.len() < length {
        return Err(Fault::Short);
    }
    if body.len() > length {
        return Err(Fault::Long);
    }
    if crc32(rest) != u32::from_le_bytes(checksum) {
        return Err(Fault::Checksum);
    }
    Ok((hex(digest), body))
}

/// Bytes as hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.filter_map(|digit| char::from_digit(digit.into(), 16)).collect()
}

/// CRC-32 (IEEE 802.3) four bits at a time: a table of 16 entries is small and fast enough.
#[expect(clippy::indexing_slicing, reason = "in a constant, an index out of bounds does not compile")]
pub fn crc32(bytes: &[u8]) -> u32 {
    const TABLE: [u32; 16] = {
        let mut table = [0; 16];
        let mut entry = 0;
        while entry < 16 {
            let mut value = entry as u32;
            let mut bit = 0;
            while bit < 4 {
                value = if value & 1 == 1 { value >> 1 ^ 0xEDB8_8320 } else { value >> 1 };
                bit += 1;
            }
            table[entry] = value;
            entry += 1;
        }
        table
    };
    let entry = |nibble: u32| TABLE.get((nibble & 15) as usize).copied().unwrap_or(0);
    !bytes.iter().fold(!0, |crc, &byte| {
        let crc = crc ^ u32::from(byte);
        let crc = crc >> 4 ^ entry(crc);
        crc >> 4 ^ entry(crc)
    })
}

/// What is left of a body.
///
/// A read that finds a fault keeps it and yields the least value there is, as does every read after
/// it: zeros and empty lists. So the decoder asks once, at its [`Input::end`], and throws away what it has
/// made. This is shorter in source and several times smaller in WebAssembly than asking at every read.
pub struct Input<'a> {
    rest: &'a [u8],
    /// How many more bytes lists may lay claim to. Every item of every list stands in bytes of its
    /// own, so all lengths together cannot exceed the body's, and memory stays within a small
    /// multiple of the file whatever it says.
    spare: usize,
    /// The first fault.
    fault: Option<Fault>,
}

impl<'a> Input<'a> {
    pub fn new(body: &'a [u8]) -> Input<'a> {
        Input { rest: body, spare: body.len(), fault: None }
    }

    /// Whether all was well, and all bytes have been read.
    pub fn end(&self) -> Result<(), Fault> {
        match self.fault {
            Some(fault) => Err(fault),
            None if self.rest.is_empty() => Ok(()),
            None => Err(Fault::Long),
        }
    }

    /// Keeps a fault; nothing more is read.
    #[cold]
    #[inline(never)]
    pub fn fail(&mut self, fault: Fault) {
        self.fault.get_or_insert(fault);
        self.rest = &[];
        self.spare = 0;
    }

    #[inline(never)]
    pub fn byte(&mut self) -> u8 {
        match self.rest.split_first() {
            Some((&byte, rest)) => {
                self.rest = rest;
                byte
            }
            None => {
                self.fail(Fault::Short);
                0
            }
        }
    }

    #[inline(never)]
    fn wide(&mut self) -> u64 {
        let mut value = 0;
        // Five bytes hold 35 bits: enough for a 32-bit number and one more.
        for shift in [0, 7, 14, 21, 28] {
            let byte = self.byte();
            value |= u64::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                return value;
            }
        }
        self.fail(Fault::Broken("a number is too long"));
        0
    }

    fn narrow(&mut self, value: u64) -> u32 {
        u32::try_from(value).unwrap_or_else(|_| {
            self.fail(Fault::Broken("a number is too large"));
            0
        })
    }

    #[inline(never)]
    pub fn number(&mut self) -> u32 {
        let value = self.wide();
        self.narrow(value)
    }

    /// A number of at least 1.
    pub fn positive(&mut self) -> u32 {
        let number = self.number();
        if number == 0 {
            self.fail(Fault::Broken("a number that is at least 1 is 0"));
        }
        number
    }

    /// A number from `least` to `most`.
    #[inline(never)]
    pub fn within(&mut self, least: u8, most: u8) -> u8 {
        let number = self.byte();
        if !(least..=most).contains(&number) {
            self.fail(Fault::Broken("a number is out of its range"));
            return least;
        }
        number
    }

    #[inline(never)]
    pub fn optional(&mut self) -> Option<u32> {
        let value = self.wide().checked_sub(1)?;
        Some(self.narrow(value))
    }

    pub fn signed(&mut self) -> i32 {
        let zigzag = self.number();
        (zigzag >> 1) as i32 ^ -((zigzag & 1) as i32)
    }

    pub fn flag(&mut self) -> bool {
        self.within(0, 1) == 1
    }

    #[inline(never)]
    fn within_table(&mut self, row: u32, len: usize) -> usize {
        if row as usize >= len {
            self.fail(Fault::Broken("a row is not in its table"));
            return 0;
        }
        row as usize
    }

    /// The row of a table of `len` rows.
    pub fn row<I: Id>(&mut self, len: usize) -> I {
        let row = self.number();
        I::new(self.within_table(row, len))
    }

    pub fn optional_row<I: Id>(&mut self, len: usize) -> Option<I> {
        let row = self.optional()?;
        Some(I::new(self.within_table(row, len)))
    }

    /// Sets one of the values of an enumeration, by its position.
    pub fn word<T: Copy>(&mut self, slot: &mut T, all: &[T]) {
        match all.get(usize::from(self.byte())) {
            Some(&value) => *slot = value,
            None => self.fail(Fault::Broken("a word is not of its list")),
        }
    }

    /// The length of a list whose items stand in at least `width` bytes each.
    #[inline(never)]
    pub fn length(&mut self, width: usize) -> usize {
        let length = self.number() as usize;
        match length.checked_mul(width).and_then(|claim| self.spare.checked_sub(claim)) {
            Some(spare) => {
                self.spare = spare;
                length
            }
            None => {
                self.fail(Fault::Short);
                0
            }
        }
    }

    /// Text up to the byte that ends it, and that byte.
    fn text(&mut self) -> Result<(&'a str, u8), Fault> {
        let length = self.rest.iter().position(|&byte| byte >= 0xFE).ok_or(Fault::Short)?;
        let (text, rest) = self.rest.split_at_checked(length).ok_or(Fault::Short)?;
        let (&end, rest) = rest.split_first().ok_or(Fault::Short)?;
        self.rest = rest;
        let text = std::str::from_utf8(text).map_err(|_| Fault::Broken("a text is not UTF-8"))?;
        Ok((text, end))
    }

    #[inline(never)]
    pub fn optional_string(&mut self) -> Option<String> {
        match self.text() {
            Ok((text, 0xFF)) => return Some(text.into()),
            Ok(("", _)) => {}
            Ok(_) => self.fail(Fault::Broken("an absent text has characters")),
            Err(fault) => self.fail(fault),
        }
        None
    }

    /// A text of letters: see [`super`].
    #[inline(never)]
    pub fn letters(&mut self, alphabet: u32) -> Option<String> {
        let mut text = String::new();
        loop {
            let byte = self.byte();
            let number = match byte {
                0xFF => return Some(text),
                0xFE => {
                    if !text.is_empty() {
                        self.fail(Fault::Broken("an absent text has characters"));
                    }
                    return None;
                }
                OTHER => {
                    let mut number = 0;
                    for _ in 0..3 {
                        number = number << 7 | u32::from(self.byte() & 0x7F);
                    }
                    number
                }
                0x80.. => alphabet.saturating_add(u32::from(byte & 0x7F)),
                _ => byte.into(),
            };
            match char::from_u32(number) {
                Some(character) if self.fault.is_none() => text.push(character),
                _ => {
                    self.fail(Fault::Broken("a text has what is no character"));
                    return None;
                }
            }
        }
    }

    #[inline(never)]
    pub fn string(&mut self) -> String {
        self.optional_string().unwrap_or_else(|| {
            self.fail(Fault::Broken("a text is absent"));
            String::new()
        })
    }

    /// An id of the format, except that the words of the condition language pass.
    #[inline(never)]
    pub fn id(&mut self) -> String {
        let id = self.string();
        let letter = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
        let fits = |byte: u8| letter(byte) || matches!(byte, b'.' | b'_' | b'-');
        if !id.bytes().next().is_some_and(letter) || id.len() > 64 || !id.bytes().all(fits) {
            self.fail(Fault::Broken("an id is none"));
        }
        id
    }
}

#[cfg(test)]
mod tests {
    use super::crc32;

    #[test]
    fn crc32_is_the_usual_one() {
        assert_eq!(crc32(b"123456789"), 0xCBF4_3926);
        assert_eq!(crc32(b""), 0);
    }
}
