//! A stub that proves the build chain.

#[cfg(target_arch = "wasm32")]
pub mod wasm;

/// The version of the engine, as answers carry it.
pub const ENGINE: &str = env!("CARGO_PKG_VERSION");

/// The first bytes of a built region.
pub const MAGIC: &[u8] = b"PATHWAYS";

/// Says whether these bytes begin like a built region.
pub fn is_region(bytes: &[u8]) -> bool {
    bytes.starts_with(MAGIC)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_region_begins_with_its_magic() {
        assert!(is_region(b"PATHWAYS..."));
        assert!(!is_region(b"PATH"));
        assert_eq!(MAGIC[0], b'P');
    }
}
