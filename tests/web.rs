//! The glue, in a browser: what it throws. Run by `make test-wasm`.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, reason = "clippy does not know `#[wasm_bindgen_test]` as a test")]

use js_sys::{Array, Reflect};
use pathway_planner::wasm::Engine;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

fn field(value: &JsValue, name: &str) -> JsValue {
    Reflect::get(value, &name.into()).unwrap()
}

/// The code of what is thrown; there must be a message and a problem with a remedy, too.
fn thrown(bytes: &[u8]) -> String {
    let error = Engine::new(bytes).err().unwrap();
    assert!(error.is_instance_of::<js_sys::Error>());
    assert!(field(&error, "message").as_string().is_some_and(|message| !message.is_empty()));
    let problems: Array = field(&error, "problems").dyn_into().unwrap();
    assert_eq!(problems.length(), 1);
    assert!(field(&problems.get(0), "remedy").is_string());
    field(&error, "code").as_string().unwrap()
}

#[wasm_bindgen_test]
fn what_is_no_region_is_refused_with_a_code() {
    for bytes in [&b""[..], b"PK", b"<!doctype html>", b"\x89PWR", b"\x89PWR\x01\x00\x01\x00"] {
        assert_eq!(thrown(bytes), "REGION_BROKEN", "{bytes:?}");
    }
}

#[wasm_bindgen_test]
fn a_newer_region_is_refused_with_a_code_of_its_own() {
    let bytes = [&b"\x89PWR\xff\x7f\x01\x00"[..], &[0; 56]].concat();
    assert_eq!(thrown(&bytes), "REGION_TOO_NEW");
}
