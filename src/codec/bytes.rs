//! Headers, and the pieces that bodies are made of, read from bytes that nobody vouches for.

use super::{Kind, MAGIC, VERSION};
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
pub struct Input<'a> {
    rest: &'a [u8],
    /// How many more bytes lists may lay claim to. Every item of every list stands in bytes of its
    /// own, so all lengths together cannot exceed the body's, and memory stays within a small
    /// multiple of the file whatever it says.
    spare: usize,
}

impl<'a> Input<'a> {
    pub fn new(body: &'a [u8]) -> Input<'a> {
        Input { rest: body, spare: body.len() }
    }

    /// All bytes must have been read.
    pub fn end(&self) -> Result<(), Fault> {
        if self.rest.is_empty() { Ok(()) } else { Err(Fault::Long) }
    }

    pub fn byte(&mut self) -> Result<u8, Fault> {
        let (&byte, rest) = self.rest.split_first().ok_or(Fault::Short)?;
        self.rest = rest;
        Ok(byte)
    }

    pub fn wide(&mut self) -> Result<u64, Fault> {
        let mut value = 0;
        // Five bytes hold 35 bits: enough for a 32-bit number and one more.
        for shift in [0, 7, 14, 21, 28] {
            let byte = self.byte()?;
            value |= u64::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                return Ok(value);
            }
        }
        Err(Fault::Broken("a number is too long"))
    }

    pub fn number(&mut self) -> Result<u32, Fault> {
        u32::try_from(self.wide()?).map_err(|_| Fault::Broken("a number is too large"))
    }

    /// A number of at least 1.
    pub fn positive(&mut self) -> Result<u32, Fault> {
        match self.number()? {
            0 => Err(Fault::Broken("a number that is at least 1 is 0")),
            number => Ok(number),
        }
    }

    /// A number from `least` to `most`.
    pub fn within(&mut self, least: u8, most: u8) -> Result<u8, Fault> {
        match self.byte()? {
            number if (least..=most).contains(&number) => Ok(number),
            _ => Err(Fault::Broken("a number is out of its range")),
        }
    }

    pub fn optional(&mut self) -> Result<Option<u32>, Fault> {
        match self.wide()?.checked_sub(1) {
            None => Ok(None),
            Some(value) => u32::try_from(value).map(Some).map_err(|_| Fault::Broken("a number is too large")),
        }
    }

    pub fn signed(&mut self) -> Result<i32, Fault> {
        let zigzag = self.number()?;
        Ok((zigzag >> 1) as i32 ^ -((zigzag & 1) as i32))
    }

    pub fn flag(&mut self) -> Result<bool, Fault> {
        Ok(self.within(0, 1)? == 1)
    }

    /// The row of a table of `len` rows.
    pub fn row<I: Id>(&mut self, len: usize) -> Result<I, Fault> {
        let row = self.number()? as usize;
        if row < len { Ok(I::new(row)) } else { Err(Fault::Broken("a row is not in its table")) }
    }

    pub fn optional_row<I: Id>(&mut self, len: usize) -> Result<Option<I>, Fault> {
        match self.optional()? {
            None => Ok(None),
            Some(row) if (row as usize) < len => Ok(Some(I::new(row as usize))),
            Some(_) => Err(Fault::Broken("a row is not in its table")),
        }
    }

    /// One of the values of an enumeration, by its position.
    pub fn word<T: Copy>(&mut self, all: &[T]) -> Result<T, Fault> {
        all.get(usize::from(self.byte()?)).copied().ok_or(Fault::Broken("a word is not of its list"))
    }

    /// The length of a list whose items stand in at least `width` bytes each.
    pub fn length(&mut self, width: usize) -> Result<usize, Fault> {
        let length = self.number()? as usize;
        let claim = length.checked_mul(width).ok_or(Fault::Short)?;
        self.spare = self.spare.checked_sub(claim).ok_or(Fault::Short)?;
        Ok(length)
    }

    pub fn optional_string(&mut self) -> Result<Option<&'a str>, Fault> {
        let length = self.rest.iter().position(|&byte| byte >= 0xFE).ok_or(Fault::Short)?;
        let (text, rest) = self.rest.split_at_checked(length).ok_or(Fault::Short)?;
        let (&end, rest) = rest.split_first().ok_or(Fault::Short)?;
        self.rest = rest;
        match (end, text) {
            (0xFE, []) => Ok(None),
            (0xFE, _) => Err(Fault::Broken("an absent text has characters")),
            _ => std::str::from_utf8(text).map(Some).map_err(|_| Fault::Broken("a text is not UTF-8")),
        }
    }

    pub fn string(&mut self) -> Result<&'a str, Fault> {
        self.optional_string()?.ok_or(Fault::Broken("a text is absent"))
    }

    /// An id of the format, except that the words of the condition language pass.
    pub fn id(&mut self) -> Result<&'a str, Fault> {
        let id = self.string()?;
        let letter = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
        let (first, rest) = id.as_bytes().split_first().ok_or(Fault::Broken("an id is empty"))?;
        let fits = letter(*first) && rest.len() < 64 && rest.iter().all(|&byte| letter(byte) || b"._-".contains(&byte));
        if fits { Ok(id) } else { Err(Fault::Broken("an id has characters that ids have not")) }
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
