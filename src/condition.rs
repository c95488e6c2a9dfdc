//! The condition language: what must hold before something can start (design section 3).
//!
//! [`parse`] turns text into a condition over names, [`Condition::map`] looks the names up, and
//! [`Condition::print`] writes the text again: parsing what was printed gives the same condition.

use crate::problem::{Code, Place, Problem};
use crate::region::{CompetencyId, CredentialId, FactId, JobId, Level, Region};
use crate::text::{digits, push_digits};

/// How many characters the text of a condition may have.
pub const MAX_LENGTH: usize = 4_000;
/// How deep parentheses may nest in a condition. Each may hold an `or` of `and`s of counts, so the tree is at most
/// 3 × this + 3 levels high.
pub const MAX_DEPTH: usize = 64;
/// The highest age, in years, that a condition can ask for.
pub const MAX_AGE: u32 = 150;
/// The words of the language, which cannot be ids.
pub const RESERVED: [&str; 7] = ["and", "or", "of", "holds", "worked", "age", "attests"];

/// A condition over atoms `A`. There is no negation, so a condition that holds keeps holding
/// when the student gains something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition<A = Atom> {
    /// Holds where all of these hold; the empty one always holds and is never printed.
    All(Vec<Condition<A>>),
    /// Holds where one of these holds.
    Any(Vec<Condition<A>>),
    /// Holds where at least this many (1 to their number) of these hold.
    Count(u32, Vec<Condition<A>>),
    /// Holds where the atom does.
    Atom(A),
}

/// The smallest condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Atom {
    /// `competency >= level`
    Level(CompetencyId, Level),
    /// `holds(credential)`
    Holds(CredentialId),
    /// `worked(job)`: a tenure on it is complete
    Worked(JobId),
    /// `age(years)`: from the month of birth + 12 × years on; at most [`MAX_AGE`]
    Age(u32),
    /// `attests(fact)`: what only the student can state
    Attests(FactId),
}

/// An atom whose names are not looked up yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unresolved<'a> {
    /// `competency >= level`, any number
    Level(Word<&'a str>, Word<u32>),
    /// `holds(credential)`
    Holds(Word<&'a str>),
    /// `worked(job)`
    Worked(Word<&'a str>),
    /// `age(years)`
    Age(Word<u32>),
    /// `attests(fact)`
    Attests(Word<&'a str>),
}

/// A word or number and where it stands in the text of a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word<T> {
    pub value: T,
    /// Counted from 1.
    pub character: u32,
}

/// Why a text is not a condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub code: Code,
    /// Counted from 1.
    pub character: u32,
    /// What the code's message is filled with.
    pub facts: Vec<String>,
}

impl Fault {
    /// The fault as a problem of the value at `place`.
    pub fn problem(&self, place: Place) -> Problem {
        let facts: Vec<&str> = self.facts.iter().map(String::as_str).collect();
        Problem::new(self.code, Place { character: Some(self.character), ..place }, &facts)
    }
}

impl<A> Condition<A> {
    /// The condition that always holds.
    pub fn always() -> Condition<A> {
        Condition::All(Vec::new())
    }

    /// Whether it is the empty condition.
    pub fn is_always(&self) -> bool {
        matches!(self, Condition::All(parts) if parts.is_empty())
    }

    /// The same condition over other atoms.
    pub fn map<B>(self, atom: &mut impl FnMut(A) -> B) -> Condition<B> {
        let mut all = |parts: Vec<Condition<A>>| parts.into_iter().map(|part| part.map(atom)).collect();
        match self {
            Condition::All(parts) => Condition::All(all(parts)),
            Condition::Any(parts) => Condition::Any(all(parts)),
            Condition::Count(count, parts) => Condition::Count(count, all(parts)),
            Condition::Atom(own) => Condition::Atom(atom(own)),
        }
    }

    /// Shows every atom to `see`, in the order of the text.
    pub fn visit(&self, see: &mut impl FnMut(&A)) {
        match self {
            Condition::All(parts) | Condition::Any(parts) | Condition::Count(_, parts) => {
                parts.iter().for_each(|part| part.visit(see));
            }
            Condition::Atom(atom) => see(atom),
        }
    }

    /// Whether this holds where `atom` says which atoms do.
    #[cfg(feature = "cli")]
    pub fn holds(&self, atom: &impl Fn(&A) -> bool) -> bool {
        match self {
            Condition::All(parts) => parts.iter().all(|part| part.holds(atom)),
            Condition::Any(parts) => parts.iter().any(|part| part.holds(atom)),
            Condition::Count(count, parts) => parts.iter().filter(|part| part.holds(atom)).count() >= *count as usize,
            Condition::Atom(own) => atom(own),
        }
    }

    /// Appends the canonical text, each atom written by `atom`.
    fn write(&self, text: &mut String, atom: &mut impl FnMut(&A, &mut String)) {
        match self {
            Condition::All(parts) => {
                let enclosed = |part: &Condition<A>| matches!(part, Condition::All(_) | Condition::Any(_));
                join(text, parts, " and ", |part, text| part.write_enclosed(enclosed(part), text, atom));
            }
            Condition::Any(parts) => {
                let enclosed = |part: &Condition<A>| matches!(part, Condition::Any(_));
                join(text, parts, " or ", |part, text| part.write_enclosed(enclosed(part), text, atom));
            }
            Condition::Count(count, parts) => {
                push_digits(text, (*count).into());
                text.push_str(" of (");
                join(text, parts, ", ", |part, text| part.write(text, atom));
                text.push(')');
            }
            Condition::Atom(own) => atom(own, text),
        }
    }

    fn write_enclosed(&self, enclosed: bool, text: &mut String, atom: &mut impl FnMut(&A, &mut String)) {
        if enclosed {
            text.push('(');
        }
        self.write(text, atom);
        if enclosed {
            text.push(')');
        }
    }
}

impl<A> Default for Condition<A> {
    fn default() -> Self {
        Condition::always()
    }
}

impl Condition {
    /// The canonical text, with the ids of `region`; empty where the condition always holds.
    pub fn print(&self, region: &Region) -> String {
        let mut text = String::new();
        self.write(&mut text, &mut |atom, text| match *atom {
            Atom::Level(competency, level) => write_level(text, &region.competencies[competency].id, level.into()),
            Atom::Holds(credential) => write_call(text, "holds", &region.credentials[credential].id),
            Atom::Worked(job) => write_call(text, "worked", &region.jobs[job].id),
            Atom::Age(years) => write_call(text, "age", &digits(years.into())),
            Atom::Attests(fact) => write_call(text, "attests", &region.facts[fact]),
        });
        text
    }
}

impl Condition<Unresolved<'_>> {
    /// The canonical text.
    pub fn print(&self) -> String {
        let mut text = String::new();
        self.write(&mut text, &mut |atom, text| match *atom {
            Unresolved::Level(competency, level) => write_level(text, competency.value, level.value),
            Unresolved::Holds(credential) => write_call(text, "holds", credential.value),
            Unresolved::Worked(job) => write_call(text, "worked", job.value),
            Unresolved::Age(years) => write_call(text, "age", &digits(years.value.into())),
            Unresolved::Attests(fact) => write_call(text, "attests", fact.value),
        });
        text
    }
}

fn join<T>(text: &mut String, parts: &[T], between: &str, mut write: impl FnMut(&T, &mut String)) {
    for (index, part) in parts.iter().enumerate() {
        if index > 0 {
            text.push_str(between);
        }
        write(part, text);
    }
}

fn write_level(text: &mut String, competency: &str, level: u32) {
    text.push_str(competency);
    text.push_str(" >= ");
    push_digits(text, level.into());
}

fn write_call(text: &mut String, word: &str, argument: &str) {
    text.push_str(word);
    text.push('(');
    text.push_str(argument);
    text.push(')');
}

/// Reads a condition. Names and levels are only words here; counts and ages are checked.
pub fn parse(text: &str) -> Result<Condition<Unresolved<'_>>, Fault> {
    if text.chars().nth(MAX_LENGTH).is_some() {
        return Err(Fault {
            code: Code::ConditionLimit,
            character: MAX_LENGTH as u32 + 1,
            facts: vec![MAX_LENGTH.to_string(), "characters".into()],
        });
    }
    let tokens = tokens(text);
    let mut parser = Parser { tokens: tokens.iter(), end: text.chars().count() as u32 + 1 };
    let condition = parser.any_of(0)?;
    match parser.next() {
        Word { value: Token::End, .. } => Ok(condition),
        other => Err(expected("`and`, `or` or the end", other)),
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Token<'a> {
    /// Letters, digits, dots, dashes and underscores: a word of the language, an id or a number.
    Word(&'a str),
    Open,
    Close,
    Comma,
    AtLeast,
    Other(&'a str),
    End,
}

/// Cuts a text into tokens; the longest word counts, so `21.05.04` is one and `2 of` two.
fn tokens(text: &str) -> Vec<Word<Token<'_>>> {
    let mut tokens = Vec::new();
    let mut rest = text;
    let mut character = 1;
    while let Some(first) = rest.chars().next() {
        let in_word = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-');
        let length = if in_word(first) {
            rest.find(|c| !in_word(c)).unwrap_or(rest.len())
        } else if rest.starts_with(">=") {
            2
        } else {
            first.len_utf8()
        };
        let (piece, after) = rest.split_at(length);
        let token = match piece {
            "(" => Token::Open,
            ")" => Token::Close,
            "," => Token::Comma,
            ">=" => Token::AtLeast,
            _ if in_word(first) => Token::Word(piece),
            _ => Token::Other(piece),
        };
        if !first.is_whitespace() {
            tokens.push(Word { value: token, character });
        }
        character += piece.chars().count() as u32;
        rest = after;
    }
    tokens
}

struct Parser<'a, 't> {
    tokens: std::slice::Iter<'t, Word<Token<'a>>>,
    /// The character after the last.
    end: u32,
}

type Parsed<'a> = Result<Condition<Unresolved<'a>>, Fault>;

impl<'a> Parser<'a, '_> {
    fn peek(&self) -> Word<Token<'a>> {
        self.tokens.as_slice().first().copied().unwrap_or(Word { value: Token::End, character: self.end })
    }

    fn next(&mut self) -> Word<Token<'a>> {
        let token = self.peek();
        self.tokens.next();
        token
    }

    fn eat(&mut self, token: Token) -> bool {
        let found = self.peek().value == token;
        if found {
            self.tokens.next();
        }
        found
    }

    fn expect(&mut self, token: Token, name: &str) -> Result<(), Fault> {
        let found = self.next();
        if found.value == token { Ok(()) } else { Err(expected(name, found)) }
    }

    fn any_of(&mut self, depth: usize) -> Parsed<'a> {
        let mut parts = vec![self.all_of(depth)?];
        while self.eat(Token::Word("or")) {
            parts.push(self.all_of(depth)?);
        }
        Ok(single(parts, Condition::Any))
    }

    fn all_of(&mut self, depth: usize) -> Parsed<'a> {
        let mut parts = vec![self.atom(depth)?];
        while self.eat(Token::Word("and")) {
            parts.push(self.atom(depth)?);
        }
        Ok(single(parts, Condition::All))
    }

    fn atom(&mut self, depth: usize) -> Parsed<'a> {
        let first = self.next();
        let atom = match first.value {
            Token::Open => {
                let inner = self.any_of(deeper(depth, first)?)?;
                self.expect(Token::Close, "`)`, `and` or `or`")?;
                return Ok(inner);
            }
            Token::Word("holds") => Unresolved::Holds(self.call(Self::name)?),
            Token::Word("worked") => Unresolved::Worked(self.call(Self::name)?),
            Token::Word("attests") => Unresolved::Attests(self.call(Self::name)?),
            Token::Word("age") => {
                let years = self.call(Self::number)?;
                if years.value > MAX_AGE {
                    let facts = vec!["0".into(), MAX_AGE.to_string()];
                    return Err(Fault { code: Code::OutOfRange, character: years.character, facts });
                }
                Unresolved::Age(years)
            }
            Token::Word(word) if !RESERVED.contains(&word) => match self.next() {
                Word { value: Token::AtLeast, .. } => {
                    Unresolved::Level(Word { value: word, character: first.character }, self.number()?)
                }
                Word { value: Token::Word("of"), .. } => return self.count(number(first)?, depth),
                other => return Err(expected("`>=`", other)),
            },
            _ => return Err(expected("a condition", first)),
        };
        Ok(Condition::Atom(atom))
    }

    /// What follows `2 of`.
    fn count(&mut self, count: Word<u32>, depth: usize) -> Parsed<'a> {
        let depth = deeper(depth, self.peek())?;
        self.expect(Token::Open, "`(`")?;
        let mut parts = vec![self.any_of(depth)?];
        while self.eat(Token::Comma) {
            parts.push(self.any_of(depth)?);
        }
        self.expect(Token::Close, "`,`, `)`, `and` or `or`")?;
        if count.value < 1 || count.value as usize > parts.len() {
            let facts = vec![parts.len().to_string()];
            return Err(Fault { code: Code::CountOutOfRange, character: count.character, facts });
        }
        Ok(Condition::Count(count.value, parts))
    }

    /// One argument in parentheses.
    fn call<T>(&mut self, argument: fn(&mut Self) -> Result<T, Fault>) -> Result<T, Fault> {
        self.expect(Token::Open, "`(`")?;
        let argument = argument(self)?;
        self.expect(Token::Close, "`)`")?;
        Ok(argument)
    }

    fn name(&mut self) -> Result<Word<&'a str>, Fault> {
        let token = self.next();
        match token.value {
            Token::Word(word) if !RESERVED.contains(&word) => Ok(Word { value: word, character: token.character }),
            _ => Err(expected("an id", token)),
        }
    }

    fn number(&mut self) -> Result<Word<u32>, Fault> {
        number(self.next())
    }
}

/// A token that is a whole number. One beyond the integers is taken for the greatest, which is out of
/// every range.
fn number(token: Word<Token>) -> Result<Word<u32>, Fault> {
    match token.value {
        Token::Word(word) if word.bytes().all(|b| b.is_ascii_digit()) => {
            Ok(Word { value: word.parse().unwrap_or(u32::MAX), character: token.character })
        }
        _ => Err(expected("a whole number", token)),
    }
}

/// One level of parentheses more.
fn deeper(depth: usize, open: Word<Token>) -> Result<usize, Fault> {
    if depth < MAX_DEPTH {
        return Ok(depth + 1);
    }
    let facts = vec![MAX_DEPTH.to_string(), "parentheses within each other".into()];
    Err(Fault { code: Code::ConditionLimit, character: open.character, facts })
}

/// A list of one part is that part.
fn single<A>(mut parts: Vec<Condition<A>>, list: fn(Vec<Condition<A>>) -> Condition<A>) -> Condition<A> {
    match parts.pop() {
        Some(only) if parts.is_empty() => only,
        last => {
            parts.extend(last);
            list(parts)
        }
    }
}

fn expected(what: &str, found: Word<Token>) -> Fault {
    let found_text = match found.value {
        Token::Word(word) | Token::Other(word) => ["`", word, "`"].concat(),
        Token::Open => "`(`".into(),
        Token::Close => "`)`".into(),
        Token::Comma => "`,`".into(),
        Token::AtLeast => "`>=`".into(),
        Token::End => "the end".into(),
    };
    Fault { code: Code::ConditionSyntax, character: found.character, facts: vec![what.into(), found_text] }
}
