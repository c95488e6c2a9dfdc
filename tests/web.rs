//! Runs in a browser, by `make test`.
#![cfg(target_arch = "wasm32")]
#![allow(
    clippy::unwrap_used,
    reason = "clippy does not know `#[wasm_bindgen_test]` as a test"
)]

use pathway_planner::wasm::Planner;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn a_region_tells_its_facts() {
    let planner = Planner::new(b"PATHWAYS".to_vec()).unwrap();
    let facts = planner.facts().unwrap();
    let bytes = js_sys::Reflect::get(&facts, &"bytes".into()).unwrap();
    assert_eq!(bytes, JsValue::from(8));
}

#[wasm_bindgen_test]
fn other_bytes_are_refused_with_a_code() {
    let error = Planner::new(b"PK".to_vec()).err().unwrap();
    let code = js_sys::Reflect::get(&error, &"code".into()).unwrap();
    assert_eq!(code, "REGION_FORMAT");
}
