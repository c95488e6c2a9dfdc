//! The published schemas: what they say of the files here, and whether the readers say the same.
//!
//! A small checker of the keywords that our schemas use; another keyword stops the test.

use std::fs;
use std::path::Path;

use pathway_planner::problem::Code;
use pathway_planner::read;
use regex_lite::Regex;
use serde_json::{Map, Value, json};

const SMALL: &str = include_str!("small.json");

pub fn region() -> Value {
    serde_json::from_str(include_str!("../../schemas/region.json")).unwrap()
}

pub fn student() -> Value {
    serde_json::from_str(include_str!("../../schemas/student.json")).unwrap()
}

pub fn answer() -> Value {
    serde_json::from_str(include_str!("../../schemas/answer.json")).unwrap()
}

/// What is wrong with a value, with its path.
pub fn faults(schema: &Value, value: &Value) -> Vec<String> {
    let mut faults = Vec::new();
    check(schema, schema, value, "", &mut faults);
    faults
}

fn check(root: &Value, schema: &Value, value: &Value, path: &str, faults: &mut Vec<String>) {
    let Value::Object(keywords) = schema else { panic!("{path}: a schema is an object") };
    for (keyword, rule) in keywords {
        if !holds(root, keywords, keyword, rule, value, path, faults) {
            faults.push(format!("{path}: {keyword} {rule}, not {value}"));
        }
    }
}

fn holds(
    root: &Value,
    keywords: &Map<String, Value>,
    keyword: &str,
    rule: &Value,
    value: &Value,
    path: &str,
    faults: &mut Vec<String>,
) -> bool {
    let fits = |schema: &Value| {
        let mut inner = Vec::new();
        check(root, schema, value, path, &mut inner);
        inner.is_empty()
    };
    let least = || usize::try_from(rule.as_u64().unwrap()).unwrap();
    match (keyword, value) {
        ("$schema" | "$defs" | "title" | "description", _) => true,
        ("$ref", _) => {
            let target = root.pointer(rule.as_str().unwrap().strip_prefix('#').unwrap()).expect("a definition");
            check(root, target, value, path, faults);
            true
        }
        ("const", _) => value == rule,
        ("enum", _) => rule.as_array().unwrap().contains(value),
        ("not", _) => !fits(rule),
        ("oneOf", _) => rule.as_array().unwrap().iter().filter(|schema| fits(schema)).count() == 1,
        ("type", _) => match rule.as_str().unwrap() {
            "object" => value.is_object(),
            "array" => value.is_array(),
            "string" => value.is_string(),
            "boolean" => value.is_boolean(),
            "null" => value.is_null(),
            "number" => value.is_number(),
            "integer" => value.as_f64().is_some_and(|number| number.fract() == 0.0),
            other => panic!("type {other}"),
        },
        ("properties", Value::Object(fields)) => {
            for (name, schema) in rule.as_object().unwrap() {
                if let Some(field) = fields.get(name) {
                    check(root, schema, field, &format!("{path}/{name}"), faults);
                }
            }
            true
        }
        ("additionalProperties", Value::Object(fields)) => {
            let known = keywords.get("properties").and_then(Value::as_object);
            for (name, field) in fields.iter().filter(|(name, _)| known.is_none_or(|known| !known.contains_key(*name)))
            {
                match rule {
                    Value::Bool(false) => faults.push(format!("{path}/{name}: unknown")),
                    schema => check(root, schema, field, &format!("{path}/{name}"), faults),
                }
            }
            true
        }
        ("required", Value::Object(fields)) => {
            rule.as_array().unwrap().iter().all(|name| fields.contains_key(name.as_str().unwrap()))
        }
        ("minProperties", Value::Object(fields)) => fields.len() >= least(),
        ("maxProperties", Value::Object(fields)) => fields.len() <= least(),
        ("items", Value::Array(items)) => {
            for (index, item) in items.iter().enumerate() {
                check(root, rule, item, &format!("{path}/{index}"), faults);
            }
            true
        }
        ("minItems", Value::Array(items)) => items.len() >= least(),
        ("maxItems", Value::Array(items)) => items.len() <= least(),
        ("uniqueItems", Value::Array(items)) => {
            items.iter().enumerate().all(|(index, item)| !items[..index].contains(item))
        }
        ("minLength", Value::String(text)) => text.chars().count() >= least(),
        ("maxLength", Value::String(text)) => text.chars().count() <= least(),
        ("pattern", Value::String(text)) => Regex::new(rule.as_str().unwrap()).unwrap().is_match(text),
        ("minimum", Value::Number(number)) => number.as_f64() >= rule.as_f64(),
        ("maximum", Value::Number(number)) => number.as_f64() <= rule.as_f64(),
        ("properties" | "additionalProperties" | "required" | "minProperties" | "maxProperties", _) => true,
        ("items" | "minItems" | "maxItems" | "uniqueItems", _) => true,
        ("minLength" | "maxLength" | "pattern" | "minimum" | "maximum", _) => true,
        _ => panic!("the checker does not know {keyword}"),
    }
}

fn small() -> Value {
    serde_json::from_str(SMALL).unwrap()
}

fn codes(region: &Value) -> Vec<Code> {
    read::region_json("", region.to_string().as_bytes()).problems.iter().map(|problem| problem.code).collect()
}

/// Every record in a value, as a JSON pointer.
fn records(value: &Value, path: String, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            for (name, field) in fields {
                records(field, format!("{path}/{name}"), found);
            }
            found.push(path);
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                records(item, format!("{path}/{index}"), found);
            }
        }
        _ => {}
    }
}

#[test]
fn the_small_region_fits() {
    assert_eq!(faults(&region(), &small()), [] as [&str; 0]);
}

#[test]
fn schema_and_reader_require_and_know_the_same_fields() {
    let (schema, small) = (region(), small());
    let mut paths = Vec::new();
    records(&small, String::new(), &mut paths);
    for path in paths {
        let fields = small.pointer(&path).unwrap().as_object().unwrap();
        for name in fields.keys() {
            let mut without = small.clone();
            without.pointer_mut(&path).unwrap().as_object_mut().unwrap().remove(name);
            let missing = codes(&without).contains(&Code::MissingField);
            assert_eq!(!faults(&schema, &without).is_empty(), missing, "{path} without {name}");
        }
        // A text has no fields of its own: whatever it holds is a locale.
        if !path.ends_with("/name") {
            let mut more = small.clone();
            more.pointer_mut(&path).unwrap().as_object_mut().unwrap().insert("surplus".into(), json!(1));
            assert!(codes(&more).contains(&Code::UnknownField), "{path}");
            assert!(!faults(&schema, &more).is_empty(), "{path}");
        }
    }
}

#[test]
fn schema_and_reader_refuse_the_same_values() {
    let broken = [
        ("/format", json!("pathways-region/2")),
        ("/id", json!("Small")),
        ("/id", json!("and")),
        ("/locales", json!([])),
        ("/as_of", json!("2026-13")),
        ("/currency", json!("rubles")),
        ("/places/0/lat", json!(91)),
        ("/sources/0/url", json!("javascript:alert(1)")),
        ("/sources/0/date", json!("yesterday")),
        ("/organizations/0/kind", json!("ministry")),
        ("/credentials/0/eqf", json!(9)),
        ("/programmes/0/months", json!(0)),
        ("/programmes/0/months", json!(1.5)),
        ("/programmes/0/free_hours", json!(-1)),
        ("/programmes/0/offerings/0/mode", json!("evening")),
        ("/programmes/0/offerings/0/intake", json!([13])),
        ("/programmes/1/entry", json!("")),
        ("/activities/0/hours", json!("40")),
        ("/activities/0/outcomes/0/level", json!(0)),
        ("/jobs/1/requires/0/importance", json!(6)),
        ("/jobs/1/requires/0/essential", json!("yes")),
        ("/jobs/1/interests/0/value", json!(101)),
        ("/jobs/1/interests/0/area", json!("X")),
        ("/jobs/1/tenure/months", json!(601)),
        ("/jobs/1/name", json!({})),
        ("/jobs/1/name", json!("Мастер")),
    ];
    for (path, value) in broken {
        let mut region = small();
        *region.pointer_mut(path).unwrap() = value.clone();
        assert!(!codes(&region).is_empty(), "the reader takes {value} at {path}");
        assert!(!faults(&self::region(), &region).is_empty(), "the schema takes {value} at {path}");
    }
}

#[test]
fn the_students_of_the_repository_fit() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("regions/students");
    let mut count = 0;
    for file in fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        let value: Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
        if value.get("format").is_some() {
            assert_eq!(faults(&student(), &value), [] as [&str; 0], "{}", path.display());
            count += 1;
        }
    }
    assert!(count >= 10, "{count} students");
}

#[test]
fn a_student_has_no_other_fields() {
    let good = json!({
        "format": "pathways-student/1", "now": "2026-11", "born": "2011-05", "home": "town",
        "enrolled": {"programme": "basic-school", "until": "2027-06"}, "credentials": ["basic-general"],
        "worked": ["helper"], "owes": {"sponsor": "mine", "months": 36},
        "competencies": [{"id": "physics", "level": 0}], "attests": [{"id": "fit", "value": true}]
    });
    assert_eq!(faults(&student(), &good), [] as [&str; 0]);
    for (name, value) in [("name", json!("Анна")), ("gender", json!("f")), ("born", json!("2011")), ("now", json!(1))]
    {
        let mut bad = good.clone();
        bad.as_object_mut().unwrap().insert(name.into(), value);
        assert!(!faults(&student(), &bad).is_empty(), "{name}");
    }
}
