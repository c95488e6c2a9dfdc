//! Facts that a fact never comes without, and clauses without what they ask for in vain.
//!
//! A fact that is not held at the start is given by some opening or lesson, and whoever has done that holds
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
use super::model::{Model, Opening};

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
        let after = after_enrolment(model);
        let nothing = Bits::new(model.facts);
        let mut give = |facts: &Bits, entry: &Clause, before: &Bits| {
            let mut brought = before.clone();
            brought.add(facts);
            self.add_clause(entry, &mut brought);
            for fact in facts.iter() {
                if let Some(company) = next.get_mut(fact) {
                    company.keep(&brought);
                }
            }
        };
        model.openings.iter().for_each(|opening| give(&opening.facts, &opening.entry, &after));
        for (position, lesson) in model.lessons.iter().enumerate() {
            let before = if in_enrolment(model, position) { &nothing } else { &after };
            give(&lesson.facts, &lesson.entry, before);
        }
        model.enrolment.iter().for_each(|stage| give(&stage.facts, &Clause::ALWAYS, &nothing));
        let changed = next != self.0;
        self.0 = next;
        changed
    }

    /// What is held after an opening at least.
    pub fn after(&self, model: &Model, opening: &Opening) -> Bits {
        let mut held = after_enrolment(model);
        held.add(&opening.facts);
        self.add_clause(&opening.entry, &mut held);
        held
    }

    /// The facts that are held wherever a clause holds.
    fn of_clause(&self, clause: &Clause) -> Bits {
        let mut held = Bits::new(self.0.len());
        self.add_clause(clause, &mut held);
        held
    }

    /// Adds the facts that are held wherever a clause holds.
    fn add_clause(&self, clause: &Clause, held: &mut Bits) {
        match clause {
            Clause::From(NEVER) => held.add(&Bits::of(self.0.len(), 0..self.0.len())),
            Clause::From(_) | Clause::Count(..) => {}
            Clause::Fact(fact) => self.0.get(*fact as usize).into_iter().for_each(|company| held.add(company)),
            Clause::All(parts) => parts.iter().for_each(|part| self.add_clause(part, held)),
            Clause::Any(parts) => {
                let Some((first, rest)) = parts.split_first() else { return };
                let mut shared = self.of_clause(first);
                for part in rest {
                    match part {
                        Clause::Fact(fact) => {
                            self.0.get(*fact as usize).into_iter().for_each(|company| shared.keep(company));
                        }
                        _ => shared.keep(&self.of_clause(part)),
                    }
                }
                held.add(&shared);
            }
        }
    }

    /// Whether a clause holds wherever and whenever another does; `false` where that is too long to tell.
    pub fn follows(&self, clause: &Clause, from: &Clause) -> bool {
        if clause == from || *clause == Clause::ALWAYS {
            return true;
        }
        let held = self.of_clause(from);
        let month = clause.from(&held);
        // What holds in only one way holds with these facts and from one month on.
        if month == 0 || from.is_one_way() {
            return month <= from.from(&held);
        }
        // What does not hold even with all that the ways bring together follows from none of them.
        let mut most = held;
        let mut mentioned = Bits::new(self.0.len());
        from.mention(&mut mentioned);
        mentioned.iter().filter_map(|fact| self.0.get(fact)).for_each(|company| most.add(company));
        clause.from(&most) < NEVER && clause.follows_from(from, &self.0)
    }

    /// A clause that holds in the same states, where these facts are held anyway.
    fn simplified(&self, clause: &Clause, held: &Bits) -> Clause {
        let each = |parts: &[Clause]| parts.iter().map(|part| self.simplified(part, held)).collect();
        match clause {
            Clause::From(month) => Clause::From(*month),
            Clause::Fact(fact) if held.has(*fact as usize) => Clause::ALWAYS,
            Clause::Fact(fact) => Clause::Fact(*fact),
            Clause::Any(parts) => {
                let mut parts: Vec<Clause> = each(parts);
                let mut position = 0;
                while let Some(part) = parts.get(position) {
                    // Wherever this part holds, another one does: it is no way of its own.
                    let held = self.of_clause(part);
                    let mut others = parts.iter().enumerate().filter(|(other, _)| *other != position);
                    if others.any(|(_, other)| matches!(other, Clause::Fact(fact) if held.has(*fact as usize))) {
                        parts.remove(position);
                    } else {
                        position += 1;
                    }
                }
                Clause::any(parts)
            }
            Clause::Count(count, parts) => Clause::count(*count, each(parts)),
            Clause::All(parts) => {
                // One after the other, so that of two that bring each other along one stays.
                let mut parts = parts.to_vec();
                for position in 0..parts.len() {
                    let mut held = held.clone();
                    let others = parts.iter().enumerate().filter(|(other, _)| *other != position);
                    others.for_each(|(_, other)| self.add_clause(other, &mut held));
                    if let Some(part) = parts.get_mut(position) {
                        *part = self.simplified(part, &held);
                    }
                }
                Clause::all(parts)
            }
        }
    }
}

/// What every stage but the enrolled one starts with.
fn after_enrolment(model: &Model) -> Bits {
    model.enrolment.as_ref().map_or_else(|| Bits::new(model.facts), |stage| stage.facts.clone())
}

/// Whether the enrolled stage can host a lesson.
fn in_enrolment(model: &Model, lesson: usize) -> bool {
    model.enrolment.as_ref().is_some_and(|stage| stage.hosts.has(lesson))
}

/// For each fact, itself and those that stand beside it as alternatives wherever it is asked for; `None` where
/// nothing asks for it.
struct Alternatives(Vec<Option<Bits>>);

impl Alternatives {
    fn visit(&mut self, clause: &Clause) {
        match clause {
            Clause::From(_) => {}
            // Asked for as such, it has none. Of several that count, each counts for itself.
            Clause::Fact(fact) => self.narrow(*fact, &Bits::new(self.0.len())),
            Clause::All(parts) | Clause::Count(_, parts) => parts.iter().for_each(|part| self.visit(part)),
            Clause::Any(parts) => {
                let mut members = Bits::new(self.0.len());
                for part in parts {
                    if let Clause::Fact(fact) = part {
                        members.insert(*fact as usize);
                    }
                }
                for part in parts {
                    match part {
                        Clause::Fact(fact) => self.narrow(*fact, &members),
                        _ => self.visit(part),
                    }
                }
            }
        }
    }

    fn narrow(&mut self, fact: u32, members: &Bits) {
        if let Some(known) = self.0.get_mut(fact as usize) {
            *known = Some(known.as_ref().map_or_else(|| members.clone(), |known| known.and(members)));
        }
    }
}

/// Lets whatever gives a fact give those, too, in whose place it stands wherever they are asked for.
fn stand_in(model: &mut Model) {
    let len = model.facts;
    let mut alternatives = Alternatives(vec![None; len]);
    model.visit(|clause| alternatives.visit(clause));
    let mut brings = vec![Bits::new(len); len];
    for (fact, by) in alternatives.0.iter().enumerate() {
        // What counts in the gap counts for itself.
        if let (Some(by), Some(0)) = (by, model.weights.get(fact)) {
            for by in by.iter() {
                if let Some(brought) = brings.get_mut(by) {
                    brought.insert(fact);
                }
            }
        }
    }
    let add = |facts: &mut Bits| {
        for fact in facts.clone().iter() {
            if let Some(brought) = brings.get(fact) {
                facts.add(brought);
            }
        }
    };
    model.openings.iter_mut().for_each(|opening| add(&mut opening.facts));
    model.lessons.iter_mut().for_each(|lesson| add(&mut lesson.facts));
    model.enrolment.iter_mut().for_each(|stage| add(&mut stage.facts));
}

/// Leaves out of each clause what it asks for in vain, and tells what comes with what.
pub fn simplify(model: &mut Model) -> Company {
    stand_in(model);
    let company = Company::of(model);
    let (facts, nothing, after) = (model.facts, Bits::new(model.facts), after_enrolment(model));
    let hosted: Vec<bool> = (0..model.lessons.len()).map(|lesson| in_enrolment(model, lesson)).collect();
    // A clause that holds in the same states, and what is given beyond what it tells of them.
    let simplified = |entry: &mut Clause, given: &Bits, before: &Bits| -> Bits {
        let mut held = before.clone();
        company.add_clause(entry, &mut held);
        *entry = company.simplified(entry, before);
        let mut gives = given.clone();
        gives.take(&held);
        gives
    };
    for opening in &mut model.openings {
        // A shorter way is asked for where the entry holds.
        let mut held = after.clone();
        company.add_clause(&opening.entry, &mut held);
        opening.standing.iter_mut().for_each(|(when, _)| *when = company.simplified(when, &held));
        opening.gives = simplified(&mut opening.entry, &opening.facts, &after);
    }
    for (lesson, hosted) in model.lessons.iter_mut().zip(hosted) {
        lesson.gives = simplified(&mut lesson.entry, &lesson.facts, if hosted { &nothing } else { &after });
        lesson.asks = Bits::new(facts);
        lesson.entry.mention(&mut lesson.asks);
    }
    model.target.ways.iter_mut().for_each(|(entry, _)| *entry = company.simplified(entry, &after));
    company
}
