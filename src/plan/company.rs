//! Facts that a fact never comes without, and clauses without what they ask for in vain.
//!
//! A fact that is not held at the start is given by some option or lesson, and whoever has done that holds
//! all that it gives and all that its entry asks for. What every giver of a fact brings along is that fact's
//! *company*: the largest solution of
//!
//! > company(f) = f and, over all givers g of f, the intersection of (facts(g) and the company of entry(g)),
//!
//! the conjunctive landmarks of Keyder, Richter and Helmert (ECAI 2010). By induction over the order in
//! which facts come to be held, a state that holds a fact holds its company. So where an entry asks for a
//! certificate and for what every way to the certificate teaches, only the certificate needs to be asked for.

use super::bits::Bits;
use super::clause::{Clause, NEVER};
use super::model::{Model, Study, Target};

/// For each fact, the facts that are held wherever it is.
pub struct Company(Vec<Bits>);

impl Company {
    fn of(model: &Model) -> Company {
        let everything = Bits::of(model.facts, 0..model.facts);
        let mut company = Company(vec![everything; model.facts]);
        while company.narrow(model) {}
        company
    }

    /// Takes from each fact's company what some giver does not bring; whether that was anything.
    fn narrow(&mut self, model: &Model) -> bool {
        let everything = Bits::of(model.facts, 0..model.facts);
        let mut next = vec![everything; model.facts];
        let mut give = |facts: &Bits, entry: &Clause| {
            let mut brought = self.of_clause(entry, model.facts);
            brought.add(facts);
            for fact in facts.iter() {
                if let Some(company) = next.get_mut(fact) {
                    *company = company.and(&brought);
                }
            }
        };
        model.studies.iter().for_each(|study| give(&study.facts, &study.entry));
        model.works.iter().for_each(|work| give(&work.facts, &work.entry));
        model.lessons.iter().for_each(|lesson| give(&lesson.facts, &lesson.entry));
        model.enrolment.iter().for_each(|stage| give(&stage.facts, &Clause::ALWAYS));
        let changed = next != self.0;
        self.0 = next;
        changed
    }

    /// The facts that are held wherever a clause holds.
    fn of_clause(&self, clause: &Clause, facts: usize) -> Bits {
        match clause {
            Clause::From(NEVER) => Bits::of(facts, 0..facts),
            Clause::From(_) | Clause::Count(..) => Bits::new(facts),
            Clause::Fact(fact) => self.0.get(*fact as usize).cloned().unwrap_or_else(|| Bits::new(facts)),
            Clause::All(parts) => {
                let mut all = Bits::new(facts);
                parts.iter().for_each(|part| all.add(&self.of_clause(part, facts)));
                all
            }
            Clause::Any(parts) => {
                let each = parts.iter().map(|part| self.of_clause(part, facts));
                each.reduce(|all, one| all.and(&one)).unwrap_or_else(|| Bits::new(facts))
            }
        }
    }

    /// A clause that holds in the same states, where these facts are held anyway.
    fn simplified(&self, clause: &Clause, held: &Bits, facts: usize) -> Clause {
        match clause {
            Clause::From(month) => Clause::From(*month),
            Clause::Fact(fact) if held.has(*fact as usize) => Clause::ALWAYS,
            Clause::Fact(fact) => Clause::Fact(*fact),
            Clause::Any(parts) => Clause::any(parts.iter().map(|part| self.simplified(part, held, facts))),
            Clause::Count(count, parts) => {
                Clause::count(*count, parts.iter().map(|part| self.simplified(part, held, facts)))
            }
            Clause::All(parts) => {
                // One after the other, so that of two that bring each other along one stays.
                let mut parts = parts.to_vec();
                for position in 0..parts.len() {
                    let mut held = held.clone();
                    let others = parts.iter().enumerate().filter(|(other, _)| *other != position);
                    others.for_each(|(_, other)| held.add(&self.of_clause(other, facts)));
                    if let Some(part) = parts.get_mut(position) {
                        *part = self.simplified(part, &held, facts);
                    }
                }
                Clause::all(parts)
            }
        }
    }
}

impl Company {
    /// What is held after a study at least.
    pub fn after(&self, study: &Study) -> Bits {
        let mut held = self.of_clause(&study.entry, self.0.len());
        held.add(&study.facts);
        held
    }
}

/// Leaves out of each clause what it asks for in vain, and tells what comes with what.
pub fn simplify(model: &mut Model) -> Company {
    let company = Company::of(model);
    let gives = |facts: &Bits, entry: &Clause| {
        let mut gives = facts.clone();
        gives.take(&company.of_clause(entry, company.0.len()));
        gives
    };
    model.studies.iter_mut().for_each(|study| study.gives = gives(&study.facts, &study.entry));
    model.works.iter_mut().for_each(|work| work.gives = gives(&work.facts, &work.entry));
    model.lessons.iter_mut().for_each(|lesson| lesson.gives = gives(&lesson.facts, &lesson.entry));
    let (facts, nothing) = (model.facts, Bits::new(model.facts));
    let simplified = |clause: &mut Clause| *clause = company.simplified(clause, &nothing, facts);
    for study in &mut model.studies {
        // A shorter way is asked for where the entry holds.
        let entry = company.of_clause(&study.entry, facts);
        study.standing.iter_mut().for_each(|(when, _)| *when = company.simplified(when, &entry, facts));
        simplified(&mut study.entry);
    }
    model.works.iter_mut().for_each(|work| simplified(&mut work.entry));
    for lesson in &mut model.lessons {
        simplified(&mut lesson.entry);
        lesson.asks = Bits::new(facts);
        lesson.entry.mention(&mut lesson.asks);
    }
    match &mut model.target {
        Target::Job { entry, .. } => simplified(entry),
        Target::Programme(ways) => ways.iter_mut().for_each(|(entry, _)| simplified(entry)),
        Target::Nothing => {}
    }
    company
}
