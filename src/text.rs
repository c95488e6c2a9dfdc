//! Small work on text, in little code: the library's ways know patterns, signs, widths and bases, and all that they need
//! for these would be some kilobytes of what a page loads.

/// The decimal digits of a number.
pub fn digits(number: u64) -> String {
    let mut text = String::new();
    push_digits(&mut text, number);
    text
}

/// Appends the decimal digits of a number.
#[inline(never)]
pub fn push_digits(text: &mut String, number: u64) {
    if number > 9 {
        push_digits(text, number / 10);
    }
    text.push(char::from(b'0' + (number % 10) as u8));
}

/// The number whose digits these are; `None` where they are none or more than nine, or something else is among them.
#[inline(never)]
pub fn number(digits: &str) -> Option<u32> {
    if digits.is_empty() || digits.len() > 9 {
        return None;
    }
    let mut number = 0;
    for byte in digits.bytes() {
        if !byte.is_ascii_digit() {
            return None;
        }
        number = number * 10 + u32::from(byte - b'0');
    }
    Some(number)
}

/// The parts one after the other, with something between each two.
#[inline(never)]
pub fn joined(parts: &[&str], between: &str) -> String {
    let mut text = String::new();
    for (index, part) in parts.iter().enumerate() {
        if index > 0 {
            text.push_str(between);
        }
        text.push_str(part);
    }
    text
}

/// What stands before and after the first of this character, which is of ASCII.
#[inline(never)]
pub fn cut(text: &str, at: u8) -> Option<(&str, &str)> {
    let place = text.bytes().position(|byte| byte == at)?;
    Some((text.get(..place)?, text.get(place + 1..)?))
}

/// The words between single spaces.
#[inline(never)]
pub fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut rest = text;
    while let Some((word, after)) = cut(rest, b' ') {
        words.push(word);
        rest = after;
    }
    words.push(rest);
    words
}

/// How many characters there are.
#[inline(never)]
pub fn count(text: &str) -> usize {
    let mut count = 0;
    for byte in text.bytes() {
        // All but the first byte of a character begin with the bits 10.
        count += usize::from(byte & 0xC0 != 0x80);
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn works_as_the_library_does() {
        for one in [0, 9, 10, 2026, 999_999_999, u64::MAX] {
            assert_eq!(digits(one), one.to_string());
        }
        for text in ["", "0", "007", "999999999", "1000000000", "+1", "-1", " 1", "1a", "٣"] {
            let expected = text.parse().ok().filter(|_| text.len() <= 9 && !text.starts_with('+'));
            assert_eq!(number(text), expected, "{text}");
        }
        for text in ["", " ", "a", "a b", " a  b ", "из школы в шахту", "…/…"] {
            assert_eq!(words(text), text.split(' ').collect::<Vec<_>>());
            assert_eq!(joined(&words(text), ", "), text.replace(' ', ", "));
            assert_eq!(cut(text, b'/'), text.split_once('/'));
            assert_eq!(count(text), text.chars().count());
        }
        assert_eq!(joined(&[], ", "), "");
    }
}
