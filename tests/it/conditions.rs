//! The condition language: what is read, what is printed, and where a fault is told to be.

use pathway_planner::condition::{self, Condition, Unresolved, Word};

use crate::arbitrary::Random;

/// An atom without its place in the text.
type Plain = (&'static str, String, u32);

fn plain(condition: Condition<Unresolved>) -> Condition<Plain> {
    condition.map(&mut |atom| match atom {
        Unresolved::Level(competency, level) => (">=", competency.value.into(), level.value),
        Unresolved::Holds(credential) => ("holds", credential.value.into(), 0),
        Unresolved::Worked(job) => ("worked", job.value.into(), 0),
        Unresolved::Age(years) => ("age", String::new(), years.value),
        Unresolved::Attests(fact) => ("attests", fact.value.into(), 0),
    })
}

/// The text is read and printed like this.
#[track_caller]
fn prints(text: &str, printed: &str) {
    let condition = condition::parse(text).unwrap();
    assert_eq!(condition.print(), printed);
    assert_eq!(plain(condition::parse(printed).unwrap()), plain(condition));
}

/// The text is not read: code, character and the first words of the message.
#[track_caller]
fn fails(text: &str, expected: &str) {
    let fault = condition::parse(text).unwrap_err();
    let problem = fault.problem(Default::default());
    assert_eq!(format!("{}:{} {}", problem.code.word(), fault.character, problem.message), expected);
}

#[test]
fn conditions_are_read() {
    let whole = "physics >= 3 and (holds(basic-general) or 2 of (math >= 4, informatics >= 3, chemistry >= 3))";
    prints(whole, whole);
    prints("physics>=3", "physics >= 3");
    prints("\t( physics\n>= 3 )\u{a0}", "physics >= 3");
    prints("21.05.04 >= 2", "21.05.04 >= 2");
    prints("2 of(2>=2,of-2 >= 1)", "2 of (2 >= 2, of-2 >= 1)");
    prints(
        "holds ( a ) and worked(b) or age ( 18 ) and attests(0)",
        "holds(a) and worked(b) or age(18) and attests(0)",
    );
    prints("android >= 1 and or-gate >= 2", "android >= 1 and or-gate >= 2");
    prints("((a >= 1) and ((b >= 1)))", "a >= 1 and b >= 1");
    prints("a >= 1 or (b >= 1 and c >= 1)", "a >= 1 or b >= 1 and c >= 1");
    prints("(a >= 1 or b >= 1) and c >= 1", "(a >= 1 or b >= 1) and c >= 1");
    prints("1 of (a >= 1 or b >= 1)", "1 of (a >= 1 or b >= 1)");
    prints("a >= 007", "a >= 7");
    prints("__proto__ >= 1 and holds(constructor)", "__proto__ >= 1 and holds(constructor)");
}

#[test]
fn precedence_is_in_the_tree() {
    let level = |id: &str| Condition::Atom((">=", id.to_string(), 1));
    let read = |text| plain(condition::parse(text).unwrap());
    let both = Condition::All(vec![level("b"), level("c")]);
    assert_eq!(read("a >= 1 or b >= 1 and c >= 1"), Condition::Any(vec![level("a"), both]));
    let either = Condition::Any(vec![level("a"), level("b")]);
    assert_eq!(read("(a >= 1 or b >= 1) and c >= 1"), Condition::All(vec![either, level("c")]));
    assert_eq!(read("(a >= 1)"), level("a"));
    assert_eq!(read("1 of (a >= 1)"), Condition::Count(1, vec![level("a")]));
}

#[test]
fn faults_are_told_at_their_character() {
    fails("", "condition-syntax:1 a condition must stand here, and this is the end");
    fails("   ", "condition-syntax:4 a condition must stand here, and this is the end");
    fails("physics", "condition-syntax:8 `>=` must stand here, and this is the end");
    fails("physics > 3", "condition-syntax:9 `>=` must stand here, and this is `>`");
    fails("physics ≥ 3", "condition-syntax:9 `>=` must stand here, and this is `≥`");
    fails("physics >= три", "condition-syntax:12 a whole number must stand here, and this is `три`");
    fails("physics >= -3", "condition-syntax:12 a whole number must stand here, and this is `-3`");
    fails("physics >= 3.5", "condition-syntax:12 a whole number must stand here, and this is `3.5`");
    fails("ё >= 1 and", "condition-syntax:11 a condition must stand here, and this is the end");
    fails("a >= 1 and and b >= 1", "condition-syntax:12 a condition must stand here, and this is `and`");
    fails("a >= 1 b >= 1", "condition-syntax:8 `and`, `or` or the end must stand here, and this is `b`");
    fails("a >= 1)", "condition-syntax:7 `and`, `or` or the end must stand here, and this is `)`");
    fails("(a >= 1", "condition-syntax:8 `)`, `and` or `or` must stand here, and this is the end");
    fails("not a >= 1", "condition-syntax:5 `>=` must stand here, and this is `a`");
    fails("holds a", "condition-syntax:7 `(` must stand here, and this is `a`");
    fails("holds()", "condition-syntax:7 an id must stand here, and this is `)`");
    fails("holds(or)", "condition-syntax:7 an id must stand here, and this is `or`");
    fails("worked(a, b)", "condition-syntax:9 `)` must stand here, and this is `,`");
    fails("age(young)", "condition-syntax:5 a whole number must stand here, and this is `young`");
    fails("age >= 18", "condition-syntax:5 `(` must stand here, and this is `>=`");
    fails("of >= 1", "condition-syntax:1 a condition must stand here, and this is `of`");
    fails("two of (a >= 1)", "condition-syntax:1 a whole number must stand here, and this is `two`");
    fails("2 of a >= 1", "condition-syntax:6 `(` must stand here, and this is `a`");
    fails("2 of (a >= 1; b >= 1)", "condition-syntax:13 `,`, `)`, `and` or `or` must stand here, and this is `;`");
    fails("a >= 1 && b >= 1", "condition-syntax:8 `and`, `or` or the end must stand here, and this is `&`");
    fails("0 of (a >= 1)", "count-out-of-range:1 the count must be from 1 to 1, the number of its conditions");
    fails(
        "(3 of (a >= 1, b >= 1))",
        "count-out-of-range:2 the count must be from 1 to 2, the number of its conditions",
    );
    fails(
        "99999999999 of (a >= 1)",
        "count-out-of-range:1 the count must be from 1 to 1, the number of its conditions",
    );
    fails("age(151)", "out-of-range:5 the number must be from 0 to 150");
    fails("age(99999999999)", "out-of-range:5 the number must be from 0 to 150");
    prints("age(150)", "age(150)");
}

#[test]
fn depth_and_length_have_limits() {
    let nested = |depth: usize| format!("{}a >= 1{}", "(".repeat(depth), ")".repeat(depth));
    prints(&nested(condition::MAX_DEPTH), "a >= 1");
    fails(
        &nested(condition::MAX_DEPTH + 1),
        "condition-limit:65 a condition has at most 64 parentheses within each other",
    );
    let counts = |depth: usize| format!("{}a >= 1{}", "1 of (".repeat(depth), ")".repeat(depth));
    prints(&counts(condition::MAX_DEPTH), &counts(condition::MAX_DEPTH));
    fails(
        &counts(condition::MAX_DEPTH + 1),
        "condition-limit:390 a condition has at most 64 parentheses within each other",
    );

    let padded = |length: usize| format!("ё >= 1{}", " ".repeat(length - 6));
    prints(&padded(condition::MAX_LENGTH), "ё >= 1");
    fails(&padded(condition::MAX_LENGTH + 1), "condition-limit:4001 a condition has at most 4000 characters");
    let hostile = "(".repeat(1_000_000);
    fails(&hostile, "condition-limit:4001 a condition has at most 4000 characters");
}

/// Any condition but those of lists with fewer than two parts, which nothing reads as.
fn arbitrary(random: &mut Random, depth: usize) -> Condition<Unresolved<'static>> {
    const IDS: [&str; 8] = ["a", "math", "21.05.04", "2", "of-1", "and_", "or.", "holds-it"];
    let mut word = || Word { value: IDS[random.below(IDS.len())], character: 0 };
    let (one, other) = (word(), word());
    let number = Word { value: random.below(20) as u32, character: 0 };
    let kind = if depth == 0 { 3 + random.below(5) } else { random.below(8) };
    let mut parts =
        |least: usize| (0..least + random.below(3)).map(|_| arbitrary(random, depth - 1)).collect::<Vec<_>>();
    match kind {
        0 => Condition::All(parts(2)),
        1 => Condition::Any(parts(2)),
        2 => {
            let parts = parts(1);
            Condition::Count(1 + number.value % parts.len() as u32, parts)
        }
        3 => Condition::Atom(Unresolved::Level(one, number)),
        4 => Condition::Atom(Unresolved::Holds(other)),
        5 => Condition::Atom(Unresolved::Worked(one)),
        6 => Condition::Atom(Unresolved::Age(number)),
        _ => Condition::Atom(Unresolved::Attests(other)),
    }
}

/// Whatever is printed is read as what it was printed from.
#[test]
fn reading_undoes_printing() {
    let mut random = Random(11);
    for _ in 0..20_000 {
        let condition = arbitrary(&mut random, 4);
        let text = condition.print();
        if text.len() <= condition::MAX_LENGTH {
            assert_eq!(plain(condition::parse(&text).unwrap()), plain(condition), "{text}");
        }
    }
}

/// No text stops the parser, and what it reads it prints in a form that stays.
#[test]
fn any_text_is_read_or_refused() {
    const PIECES: [&str; 20] = [
        "a",
        "2",
        "(",
        ")",
        ",",
        ">=",
        ">",
        "and",
        "or",
        "of",
        "holds",
        "worked",
        "age",
        "attests",
        " ",
        "-",
        "я",
        "\u{1f3ed}",
        "2 of (",
        "a >= 1",
    ];
    let mut random = Random(12);
    let mut read = 0;
    for _ in 0..50_000 {
        let count = random.below(12);
        let text: String = (0..count).map(|_| PIECES[random.below(PIECES.len())]).collect();
        match condition::parse(&text) {
            Ok(condition) => {
                let printed = condition.print();
                let again = condition::parse(&printed).unwrap();
                assert_eq!(again.print(), printed);
                assert_eq!(plain(again), plain(condition));
                read += 1;
            }
            Err(fault) => assert!((1..=text.chars().count() as u32 + 1).contains(&fault.character), "{text}"),
        }
    }
    assert!(read > 500, "{read}");
}
