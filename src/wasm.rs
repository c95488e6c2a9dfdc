//! The only file that knows JavaScript. It converts and decides nothing.
//!
//! Values come in as a [`Value`] and are read by the readers that read files; records go out as plain
//! objects and lists. What a caller does wrong is thrown as an `Error` with a `code` (`BAD_INPUT`,
//! `REGION_BROKEN`, `REGION_TOO_NEW`) and the list of `problems`. "No route" is an answer.

use std::cell::OnceCell;
use std::rc::Rc;

use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::catalog;
use crate::codec;
use crate::graph::CompetencyGraph;
use crate::json;
use crate::matching::{self, Matcher};
use crate::plan;
use crate::problem::{Code, Place, Problem};
use crate::read::{Ids, Read};
use crate::region::{CompetencyId, Region};
use crate::student::{Goal, Student};
use crate::text::joined;
use crate::value::{MAX_DEPTH, Value};

#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("types.d.ts");

// The few functions of JavaScript that are needed here: the crate that has them all brings some that are never called
// into the module.
#[wasm_bindgen]
extern "C" {
    /// Cannot fail: the text is our own.
    #[wasm_bindgen(js_namespace = JSON, js_name = parse)]
    fn parsed(text: &str) -> JsValue;
    #[wasm_bindgen(js_namespace = Array, js_name = isArray)]
    fn is_array(value: &JsValue) -> bool;
    #[wasm_bindgen(js_namespace = Object, js_name = entries)]
    fn entries(value: &JsValue) -> Vec<JsValue>;
    /// The items of a list.
    #[wasm_bindgen(js_namespace = Array, js_name = from)]
    fn listed(list: &JsValue) -> Vec<JsValue>;
    #[wasm_bindgen(js_namespace = Object, js_name = assign)]
    fn assign(to: &JsValue, from: &JsValue);
    #[wasm_bindgen(js_namespace = Reflect, js_name = get)]
    fn at(list: &JsValue, place: u32) -> JsValue;
    #[wasm_bindgen(thread_local_v2, js_namespace = Symbol, js_name = iterator)]
    static ITERATOR: JsValue;
    type Error;
    #[wasm_bindgen(constructor)]
    fn new(message: &str) -> Error;
}

/// A loaded region that answers questions.
#[wasm_bindgen]
pub struct Engine {
    region: Region,
    graph: CompetencyGraph,
    ids: Ids,
    /// Made for the first who ranks.
    matcher: OnceCell<Rc<Matcher>>,
}

/// Where one student stands towards every job, for a page on which levels move.
#[wasm_bindgen]
pub struct Standing {
    matcher: Rc<Matcher>,
    standing: matching::Standing,
}

#[wasm_bindgen]
impl Standing {
    /// Sets the level held of a competency, by its place in the catalog; without a level it is unknown.
    pub fn set(&mut self, competency: u32, level: Option<u8>) {
        self.standing.set(&self.matcher, CompetencyId(competency), level);
    }

    /// The jobs, best first: `top` of them, or all. The columns of a `Ranking` in one array, each as long as the others.
    pub fn rank(&self, top: Option<usize>) -> Vec<u32> {
        matching::columns(&self.standing.rank(&self.matcher, top))
    }
}

#[wasm_bindgen]
impl Engine {
    /// Reads a built region, `<id>.region`.
    #[wasm_bindgen(constructor)]
    pub fn new(core: &[u8]) -> Result<Engine, JsValue> {
        let engine = |region| Engine {
            graph: CompetencyGraph::new(&region),
            region,
            ids: Ids::default(),
            matcher: OnceCell::new(),
        };
        codec::read(core).map(engine).map_err(|problem| broken(&problem, core))
    }

    /// Adds the names of one locale, `<id>.<locale>.labels`.
    pub fn labels(&mut self, labels: &[u8]) -> Result<(), JsValue> {
        codec::read_labels(&mut self.region, labels).map_err(|problem| broken(&problem, labels))
    }

    /// The region as plain records, named in this locale or, where that is not loaded, in the first that is.
    #[wasm_bindgen(unchecked_return_type = "Catalog")]
    pub fn catalog(&self, locale: Option<String>) -> JsValue {
        parsed(&catalog::catalog(&self.region, &self.graph, locale.as_deref()))
    }

    /// The routes that a question asks for.
    #[wasm_bindgen(unchecked_return_type = "Answer")]
    pub fn plan(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Question")] question: JsValue,
    ) -> Result<JsValue, JsValue> {
        let (student, query) = good(self.ids.question("question", &value(question)?, &self.region))?;
        Ok(out(&plan::plan_on(&self.graph, &self.region, &student, &query)))
    }

    /// Jobs ranked for a student: `top` of them, or all.
    #[wasm_bindgen(js_name = "match", unchecked_return_type = "MatchAnswer")]
    pub fn rank(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Student")] student: JsValue,
        top: Option<usize>,
    ) -> Result<JsValue, JsValue> {
        let student = self.student(student)?;
        Ok(out(&self.matcher().rank(&self.region, &student, top)))
    }

    /// Where a student stands towards every job, to be kept while levels move.
    pub fn stand(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Student")] student: JsValue,
    ) -> Result<Standing, JsValue> {
        let standing = self.matcher().stand(&self.student(student)?);
        Ok(Standing { matcher: self.matcher().clone(), standing })
    }

    /// What a job requires and the student does not hold now, and what teaches it.
    #[wasm_bindgen(unchecked_return_type = "GapAnswer")]
    pub fn gap(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Student")] student: JsValue,
        job: String,
    ) -> Result<JsValue, JsValue> {
        let student = self.student(student)?;
        // A job is named as a goal is, so the reader of goals knows which one is meant.
        let goal = Value::Record(vec![("job".into(), Value::Text(job))]);
        let query = good(self.ids.query("job", &Value::Record(vec![("goal".into(), goal)]), &self.region))?;
        match query.goal {
            Goal::Job(job) => Ok(out(&matching::gap(&self.region, &student, job))),
            Goal::Programme(_) => Ok(JsValue::UNDEFINED),
        }
    }

    fn matcher(&self) -> &Rc<Matcher> {
        self.matcher.get_or_init(|| Rc::new(Matcher::new(&self.region)))
    }

    fn student(&self, student: JsValue) -> Result<Student, JsValue> {
        good(self.ids.student("student", &value(student)?, &self.region))
    }
}

/// A JavaScript value as a tree, as JSON would have it: a function, a symbol or a cycle is none. An option
/// that is left undefined is an option left out.
fn value(value: JsValue) -> Result<Value, JsValue> {
    tree(&value, 0)
        .map_err(|what| thrown("BAD_INPUT", &[Problem::new(Code::Syntax, Place::default(), &["a value", what])]))
}

/// By hand, because reading through serde brings in the printing of floating-point numbers.
fn tree(value: &JsValue, depth: usize) -> Result<Value, &'static str> {
    if value.is_null() || value.is_undefined() {
        Ok(Value::Null)
    } else if let Some(flag) = value.as_bool() {
        Ok(Value::Bool(flag))
    } else if let Some(number) = value.as_f64() {
        Ok(Value::Number(number))
    } else if let Some(text) = value.as_string() {
        Ok(Value::Text(text))
    } else if depth == MAX_DEPTH {
        Err("nested too deep")
    } else if is_array(value) {
        let mut items = Vec::new();
        for item in listed(value) {
            items.push(tree(&item, depth + 1)?);
        }
        Ok(Value::List(items))
    } else if value.is_object() && !ITERATOR.with(|iterator| iterator.js_in(value)) {
        let mut fields = Vec::new();
        for entry in entries(value) {
            let field = tree(&at(&entry, 1), depth + 1)?;
            if !matches!(field, Value::Null) {
                fields.push((at(&entry, 0).as_string().unwrap_or_default(), field));
            }
        }
        Ok(Value::Record(fields))
    } else {
        Err("none that JSON has")
    }
}

fn good<T>(read: Read<T>) -> Result<T, JsValue> {
    read.value.ok_or_else(|| thrown("BAD_INPUT", &read.problems))
}

/// Records with what is absent left out, as in JSON.
#[inline(never)]
fn out(record: &impl Serialize) -> JsValue {
    parsed(&json::text(record))
}

fn broken(problem: &Problem, file: &[u8]) -> JsValue {
    // The header's version, little-endian: see `codec`.
    let newer = matches!(file.get(4..6), Some(&[low, high]) if u16::from_le_bytes([low, high]) > codec::VERSION);
    let code = if problem.code == Code::Version && newer { "REGION_TOO_NEW" } else { "REGION_BROKEN" };
    thrown(code, std::slice::from_ref(problem))
}

/// An `Error` with its stable code and everything that is wrong.
fn thrown(code: &str, problems: &[Problem]) -> JsValue {
    let first = problems.first().map_or("", |problem| problem.message.as_str());
    let path = problems.first().and_then(|problem| problem.place.path.as_deref()).unwrap_or_default();
    let message = if path.is_empty() { first.to_string() } else { joined(&[path, first], ": ") };
    let error = Error::new(&message);
    assign(&error, &parsed(&json::text(&Thrown { code, problems })));
    error.into()
}

/// What an `Error` has besides its message.
#[derive(Serialize)]
struct Thrown<'a> {
    code: &'a str,
    problems: &'a [Problem],
}
