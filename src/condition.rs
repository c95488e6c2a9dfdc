//! The condition language: what must hold before something can start (design section 3).

use crate::region::{CompetencyId, CredentialId, FactId, JobId, Level};

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
    /// `age(years)`: from the month of birth + 12 × years on
    Age(u32),
    /// `attests(fact)`: what only the student can state
    Attests(FactId),
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
}

impl<A> Default for Condition<A> {
    fn default() -> Self {
        Condition::always()
    }
}
