//! Why there is no route.

use super::scope::Scope;
use crate::answer::Reason;

/// Says why nothing reaches the goal.
pub fn reasons(_scope: &Scope<'_>, _budget: u64) -> Vec<Reason> {
    Vec::new()
}
