//! Obligations of target contracts: who may do what, and from when (design 5.5).

use crate::region::{Contract, OrganizationId};

/// What a student owes to a sponsor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Duty {
    /// Nothing, or the service is over.
    None,
    /// Months of work that have not begun; at least 1.
    Owed { sponsor: OrganizationId, months: u32 },
    /// Service has begun and ends in month `until`.
    Serving { sponsor: OrganizationId, until: u32 },
}

impl Duty {
    /// What a student owes who owes this many months.
    pub fn owed(sponsor: OrganizationId, months: u32) -> Duty {
        if months == 0 { Duty::None } else { Duty::Owed { sponsor, months } }
    }

    /// Whether this duty is never worse than the other.
    pub fn no_worse(self, other: Duty) -> bool {
        match (self, other) {
            (Duty::None, _) => true,
            (Duty::Owed { sponsor: a, months: x }, Duty::Owed { sponsor: b, months: y }) => a == b && x <= y,
            (Duty::Serving { sponsor: a, until: x }, Duty::Serving { sponsor: b, until: y }) => a == b && x <= y,
            _ => false,
        }
    }

    /// The first month in which this duty can be over.
    pub fn over(self, clock: u32) -> u32 {
        match self {
            Duty::None => clock,
            Duty::Owed { months, .. } => clock.saturating_add(months),
            Duty::Serving { until, .. } => clock.max(until),
        }
    }

    /// The first month in which a programme may start, other things being equal; `None` where it may not.
    pub fn before_study(self, clock: u32, contract: Option<Contract>) -> Option<u32> {
        match self {
            Duty::None => Some(clock),
            Duty::Owed { sponsor, .. } => contract.filter(|contract| contract.sponsor == sponsor).map(|_| clock),
            Duty::Serving { until, .. } => Some(clock.max(until)),
        }
    }

    /// The duty after a programme that [`Duty::before_study`] admitted.
    pub fn after_study(self, contract: Option<Contract>) -> Duty {
        let Some(contract) = contract else { return Duty::None };
        let before = match self {
            Duty::Owed { months, .. } => months,
            _ => 0,
        };
        Duty::owed(contract.sponsor, before.saturating_add(contract.obligation_months))
    }

    /// The first month in which a job, as a stage or as the goal, may start; `None` where it may not.
    pub fn before_work(self, clock: u32, employer: OrganizationId) -> Option<u32> {
        match self {
            Duty::Owed { sponsor, .. } => (sponsor == employer).then_some(clock),
            Duty::Serving { sponsor, until } if sponsor != employer => Some(clock.max(until)),
            _ => Some(clock),
        }
    }

    /// The duty once a job has started that [`Duty::before_work`] admitted.
    pub fn in_work(self, start: u32, employer: OrganizationId) -> Duty {
        match self {
            Duty::Owed { sponsor, months } => Duty::Serving { sponsor, until: start.saturating_add(months) },
            Duty::Serving { sponsor, .. } if sponsor == employer => self,
            _ => Duty::None,
        }
    }

    /// The duty after a job that ended at `clock`, with the contract of what ran alongside.
    pub fn after_work(self, clock: u32, alongside: Option<Contract>) -> Duty {
        let until = match self {
            Duty::Serving { until, .. } => until,
            _ => 0,
        };
        let after = match alongside {
            Some(contract) if contract.obligation_months > 0 => Duty::Serving {
                sponsor: contract.sponsor,
                until: until.max(clock).saturating_add(contract.obligation_months),
            },
            _ => self,
        };
        match after {
            // Service that is over binds nothing any more.
            Duty::Serving { until, .. } if until <= clock => Duty::None,
            other => other,
        }
    }

    /// The first month in which a programme may be reached as the goal; `None` where it may not.
    pub fn before_programme_goal(self, clock: u32) -> Option<u32> {
        match self {
            Duty::None => Some(clock),
            Duty::Owed { .. } => None,
            Duty::Serving { until, .. } => Some(clock.max(until)),
        }
    }
}
