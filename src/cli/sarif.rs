//! Problems as a SARIF 2.1.0 log, which editors and code hosts show where they stand.

use pathway_planner::problem::{Code, Place, Problem, Severity};
use serde_json::{Value, json};

use super::lang::Words;
use super::print;

/// The log of one run of `pathways check`.
pub fn log(problems: &[Problem], words: &dyn Words) -> Value {
    let codes: Vec<Code> =
        Code::ALL.iter().copied().filter(|code| problems.iter().any(|one| one.code == *code)).collect();
    let results: Vec<Value> = problems.iter().map(|problem| result(problem, &codes, words)).collect();
    let rules: Vec<Value> = codes.iter().map(|code| rule(*code, words)).collect();
    json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {"name": "pathways", "version": env!("CARGO_PKG_VERSION"), "rules": rules}},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

fn rule(code: Code, words: &dyn Words) -> Value {
    let said = words.rule(code);
    json!({
        "id": code.word(),
        "shortDescription": {"text": said.title},
        "fullDescription": {"text": said.meaning},
        "defaultConfiguration": {"level": level(code.severity())},
    })
}

fn result(problem: &Problem, codes: &[Code], words: &dyn Words) -> Value {
    json!({
        "ruleId": problem.code.word(),
        "ruleIndex": codes.iter().position(|code| *code == problem.code),
        "level": level(problem.severity),
        "message": {"text": format!("{}. {}", problem.message, problem.remedy)},
        "locations": location(&problem.place, words).into_iter().collect::<Vec<_>>(),
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

fn location(place: &Place, words: &dyn Words) -> Option<Value> {
    if place.file.is_empty() {
        return None;
    }
    let mut physical = json!({"artifactLocation": {"uri": uri(&place.file)}});
    if let (Some(start), Some(fields)) = (place.start, physical.as_object_mut()) {
        fields.insert("region".into(), json!({"startLine": start.line, "startColumn": start.character}));
    }
    let logical = json!([{"fullyQualifiedName": print::place(place, words)}]);
    Some(json!({"physicalLocation": physical, "logicalLocations": logical}))
}

/// A file's name as a reference; what cannot stand in one is written as percents.
fn uri(file: &str) -> String {
    let byte = |byte: u8| match byte {
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' | b'~' => char::from(byte).to_string(),
        b'\\' => "/".into(),
        _ => format!("%{byte:02X}"),
    };
    file.bytes().map(byte).collect()
}
