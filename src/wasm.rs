//! The only file that knows JavaScript.

use serde::Serialize;
use wasm_bindgen::prelude::*;

#[derive(Serialize)]
struct Facts<'a> {
    engine: &'a str,
    bytes: usize,
}

/// A loaded region.
#[wasm_bindgen]
pub struct Planner {
    bytes: Vec<u8>,
}

#[wasm_bindgen]
impl Planner {
    /// Throws an `Error` with the code `REGION_FORMAT` when the bytes are no built region.
    #[wasm_bindgen(constructor)]
    pub fn new(bytes: Vec<u8>) -> Result<Planner, JsValue> {
        if crate::is_region(&bytes) {
            Ok(Planner { bytes })
        } else {
            let error = js_sys::Error::new("These bytes are no built region.");
            js_sys::Reflect::set(&error, &"code".into(), &"REGION_FORMAT".into())?;
            Err(error.into())
        }
    }

    /// What is known about the region.
    #[wasm_bindgen(unchecked_return_type = "{ engine: string; bytes: number }")]
    pub fn facts(&self) -> Result<JsValue, JsValue> {
        Ok(serde_wasm_bindgen::to_value(&Facts {
            engine: crate::ENGINE,
            bytes: self.bytes.len(),
        })?)
    }
}
