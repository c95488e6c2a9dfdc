//! Label setting over stages, with the choice of activities put off until something needs it.
//!
//! A label stands for the sequences of stages that lead to it and for *every* choice of activities
//! that its past stages still have hours for. Its `facts` are those that stages have given, and those
//! of activities that some entry on the way has needed; what else a past stage could have hosted waits
//! in its `slots`. A stage whose entry lacks a fact is offered every smallest set of waiting activities
//! that gives it; what is still waiting at the goal is chosen by an exact cover of the gap.
//! So hours are spent where the route needs them and orders or idle choices are never enumerated.
//!
//! **Dominance.** One label prunes another where it is no worse in clock, fees, effort, moves, duty and
//! place, holds all its facts that can still matter to a new vector, and for each of its slots, in order, has
//! one with the hours, the activities and the facts of that slot's start: whatever the other does next for a
//! new vector, it can do too (design section 5: having more and being earlier is never worse).
//!
//! **Bound.** From a label, each fact's earliest month is computed with every opening free and in
//! parallel. What the gap can be by each month is then a staircase, and a label goes when every step of
//! it is no better than a vector already found. Landmarks add what has to come one after the other.
//!
//! **Looking ahead.** The same bounds tell which openings a route through a label to a new vector can still
//! use, and what is of no use after a label is of none after those that follow it.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::rc::Rc;

use super::aim::Aim;
use super::bits::Bits;
use super::clause::{Clause, NEVER};
use super::duty::Duty;
use super::front::Front;
use super::landmarks::{Landmarks, PARTS, Pursuit, Relaxed, Tariff, tariffs};
use super::model::{Kind, Model, Opening};
use super::scope::{Figures, Scope, next_intake, study_fee};
use super::trace::{Main, Step};
use crate::region::{OrganizationId, PlaceId};
use crate::student::Objective;

/// Ways to satisfy one entry that are looked at before the search gives up its claim to exactness.
const MOST_WAYS: usize = 4096;

/// Labels left over at the end of the budget that are bounded one by one.
const MOST_OPEN: usize = 500;

/// How many times a greedy search counts the months that are still to come.
const GREED: u32 = 60;

/// A past stage that can still have hosted activities.
#[derive(Clone)]
pub struct Slot {
    /// Its position on the route.
    pub stage: u32,
    pub hours: u64,
    /// What is held where an activity of the stage starts: at the stage's start, with what is already chosen.
    pub facts: Bits,
    /// Lessons that fit, and would give something new.
    pub lessons: Bits,
}

/// Where a sequence of stages leads.
#[derive(Clone)]
pub struct Label {
    pub clock: u32,
    pub fees: u64,
    pub effort: u64,
    pub moves: u32,
    pub place: Option<PlaceId>,
    pub duty: Duty,
    pub facts: Bits,
    /// Those of the facts that something asks for that can still be of use.
    matter: Bits,
    pub slots: Vec<Slot>,
    pub stages: u32,
    /// Lessons chosen since the last stage was added, with the stage that hosts each.
    pub chosen: Vec<(u32, u32)>,
    /// What every route through here is charged at least, under each of the search's tariffs.
    least: Vec<u64>,
    /// What can be of use after the label before, and so after this one.
    allowed: Rc<Allowed>,
    /// Waiting lessons that can be had whatever else is chosen: one of the slots has hours for all that
    /// wait in it, and their entry holds there. A later chance at them is worth nothing.
    sure: Bits,
    /// Whether a waiting lesson's entry does not hold yet where it would start.
    chained: bool,
    trail: Option<u32>,
    dead: bool,
}

/// Pursuits, and of each opening whether one of them is made of it.
struct Allowed {
    pursuits: Bits,
    openings: Vec<bool>,
}

/// One stage of a label's past.
struct Trail {
    before: Option<u32>,
    main: Main,
    /// Lessons chosen for this and for earlier stages since the stage before was added.
    chosen: Vec<(u32, u32)>,
}

/// What a search found.
pub struct Found {
    pub front: Front,
    pub steps: u64,
    /// Whether nothing was left out.
    pub complete: bool,
    /// Figures that no route left out could beat, where some were.
    pub open: Vec<Figures>,
}

impl Found {
    /// Nothing, before a search.
    pub fn none(objectives: &[Objective]) -> Found {
        Found { front: Front::new(objectives), steps: 0, complete: false, open: Vec::new() }
    }
}

/// The search for one query.
pub struct Search<'a> {
    scope: &'a Scope<'a>,
    model: &'a Model,
    aim: Aim,
    moves: bool,
    effort: bool,
    /// What every fee is a multiple of; at least 1.
    unit: u64,
    relaxed: Relaxed,
    /// The landmarks of the label that is being expanded.
    landmarks: Landmarks,
    /// For each opening, the facts that its entry, its shorter ways and the lessons that it hosts ask for.
    asks: Vec<Bits>,
    /// The facts that can matter after the label that is being expanded, and those of them that it lacks.
    matter: Bits,
    wanted: Bits,
    labels: Vec<Label>,
    trails: Vec<Trail>,
    queue: BinaryHeap<Turn>,
    groups: Vec<Group>,
    front: Front,
    steps: u64,
    budget: u64,
    complete: bool,
}

/// A label that waits, by its key, fees and moves: the least comes first, and of equals the last added.
type Turn = (Reverse<(u32, u64, u32)>, u32);

/// Labels that can dominate each other by their place and the kind of their duty.
struct Group {
    place: Option<PlaceId>,
    duty: Duty,
    /// In the order of their clocks.
    members: Vec<Member>,
}

/// What tells of most pairs of labels at a glance that neither dominates the other.
#[derive(Clone, Copy)]
struct Member {
    clock: u32,
    fees: u64,
    /// The facts, and those that matter, each with all words over each other.
    facts: u64,
    matter: u64,
    index: u32,
}

/// When a stage starts and ends, and its fee.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Run {
    start: u32,
    end: u32,
    fee: u64,
}

impl Run {
    fn no_worse(&self, other: &Run) -> bool {
        self.start <= other.start && self.end <= other.end && self.fee <= other.fee
    }
}

impl<'a> Search<'a> {
    /// Searches among what can still be of use, starting from the vectors found so far, to the end or to
    /// the end of the budget.
    pub fn towards(scope: &Scope<'_>, model: &Model, aim: Aim, mut found: Found, budget: u64) -> Found {
        let mut search = Search::new(scope, model, aim, budget);
        let Some((_, useful)) = search.first_look(&mut found.front) else {
            return Found { complete: true, open: Vec::new(), ..found };
        };
        if useful.contains(&false) {
            let aim = search.aim;
            let narrowed = model.narrowed(&useful, scope.minds(Objective::Moves));
            return Search::new(scope, &narrowed, aim, budget).go_on(found);
        }
        search.go_on(found)
    }

    /// Leaves out of a model what can be of no use where these vectors are found, and tells the first month in which
    /// the goal could be reached and the gap that is left at least; `None` where it can't be reached.
    pub fn narrow(scope: &Scope<'_>, model: &mut Model, aim: &Aim, front: &mut Front) -> Option<(u32, u32)> {
        let (least, useful) = Search::new(scope, model, aim.clone(), 0).first_look(front)?;
        if useful.contains(&false) {
            *model = model.narrowed(&useful, scope.minds(Objective::Moves));
        }
        Some(least)
    }

    /// The first month in which the goal could be reached and the gap that is left at least, and of each opening
    /// whether it can be of use where these vectors are found; `None` where the goal can't be reached.
    fn first_look(&mut self, front: &mut Front) -> Option<((u32, u32), Vec<bool>)> {
        let label = self.first()?;
        self.trails.clear();
        let times = self.times(&label);
        let stairs = self.stairs(&label, &times);
        let least = (stairs.first()?.months, stairs.last()?.gap);
        let landmarks = self.relaxed.landmarks(&self.potential(&label), &label.allowed.pursuits);
        std::mem::swap(&mut self.front, front);
        let useful = self.useful(&label, &times, &stairs, &landmarks);
        std::mem::swap(&mut self.front, front);
        Some((least, self.openings(&useful)))
    }

    fn go_on(mut self, found: Found) -> Found {
        self.front = found.front;
        self.steps = found.steps;
        self.start();
        self.exhaust()
    }

    /// The openings that the useful pursuits are made of.
    fn openings(&self, useful: &Bits) -> Vec<bool> {
        let mut openings = vec![false; self.model.openings.len()];
        for pursuit in useful.iter().filter_map(|pursuit| self.relaxed.pursuits.all.get(pursuit)) {
            for (opening, _) in pursuit.parts() {
                openings.get_mut(opening).into_iter().for_each(|opening| *opening = true);
            }
        }
        openings
    }

    /// Of each pursuit, whether a route through a label and this pursuit can still come to a vector that is not
    /// yet covered.
    ///
    /// Such a route lasts at least until the pursuit could first end, and is charged what the landmarks leave of
    /// the pursuit's charge on top of what they demand of every route.
    fn useful(&self, label: &Label, times: &[u32], stairs: &[Figures], landmarks: &Landmarks) -> Bits {
        let horizon = self.aim.horizon;
        let model = self.model;
        // When each way of each opening is open, with its months and its fee.
        let mut ways: Vec<Vec<(u32, u32, u64)>> = Vec::with_capacity(model.openings.len());
        for (opening, allowed) in model.openings.iter().zip(&label.allowed.openings) {
            let mut of_opening = Vec::new();
            if *allowed {
                let open = time(&opening.entry, times).max(earliest(label, opening));
                for (when, months) in opening.ways() {
                    of_opening.push((open.max(time(when, times)), months, study_fee(opening.fee_per_year, months)));
                }
            }
            ways.push(of_opening);
        }
        let spent = self.spent(label);
        let useful = |position: usize| -> Option<bool> {
            let pursuit = self.relaxed.pursuits.all.get(position)?;
            let (mut start, mut end, mut fee) = (label.clock, label.clock, 0);
            for (opening, way) in pursuit.parts() {
                let (open, months, of_way) = ways.get(opening)?.get(way)?;
                // What runs alongside may start later than the job.
                start = start.max(*open);
                if start > horizon {
                    return Some(false);
                }
                start = next_intake(start, model.of_year, model.openings.get(opening)?.intake);
                end = end.max(start.saturating_add(*months));
                fee += of_way;
            }
            if end > horizon || label.fees + fee > self.aim.purse {
                return Some(false);
            }
            let charges = self.relaxed.charges(landmarks, position);
            let least = spent.iter().zip(charges).map(|(spent, charge)| spent + charge);
            Some(self.has_room(stairs, end, fee, &least.collect::<Vec<u64>>()))
        };
        let mut kept = Bits::new(self.relaxed.pursuits.all.len());
        for pursuit in label.allowed.pursuits.iter() {
            if useful(pursuit).unwrap_or(true) {
                kept.insert(pursuit);
            }
        }
        kept
    }

    fn new(scope: &'a Scope<'a>, model: &'a Model, aim: Aim, budget: u64) -> Search<'a> {
        let mut tariffs = tariffs(model);
        tariffs.retain(|tariff| {
            (tariff.gap == 0 || aim.minds.contains(&Objective::Gap))
                && (tariff.money == 0 || aim.minds.contains(&Objective::Fees))
        });
        let relaxed = Relaxed::new(model, tariffs);
        let mut asks = Vec::new();
        for opening in &model.openings {
            let mut of = Bits::new(model.facts);
            opening.clauses().for_each(|clause| clause.mention(&mut of));
            for lesson in opening.hosts.iter().filter_map(|lesson| model.lessons.get(lesson)) {
                of.add(&lesson.asks);
            }
            asks.push(of);
        }
        Search {
            scope,
            model,
            aim,
            moves: scope.minds(Objective::Moves),
            effort: scope.objectives.contains(&Objective::Effort),
            unit: model.fee_unit(),
            relaxed,
            landmarks: Landmarks::default(),
            asks,
            matter: Bits::new(model.facts),
            wanted: Bits::new(model.facts),
            labels: Vec::new(),
            trails: Vec::new(),
            queue: BinaryHeap::new(),
            groups: Vec::new(),
            front: Front::new(scope.objectives),
            steps: 0,
            budget,
            complete: true,
        }
    }

    /// Searches until nothing is left that could give a better vector, or the budget is spent.
    fn exhaust(mut self) -> Found {
        let search = &mut self;
        let mut open = Vec::new();
        let mut left = 0;
        while let Some((Reverse((key, _, _)), index)) = search.queue.pop() {
            let Some(label) = search.labels.get(index as usize).filter(|label| !label.dead).cloned() else { continue };
            let spent = search.steps >= search.budget;
            if spent && left >= MOST_OPEN {
                // Too many to bound each: what none of them can beat is little to say.
                let effort = if search.effort { label.effort } else { 0 };
                let months = search.least_months(&label, search.most_gap());
                open.push(Figures { months, fees: label.fees, effort, moves: label.moves, gap: 0 });
                continue;
            }
            let (times, bound) = search.bound(&label);
            if !search.promising(&label, &bound) {
                continue;
            }
            if spent {
                left += 1;
                open.extend(search.tightened(&label, bound));
                continue;
            }
            let first =
                bound.first().map_or(NEVER, |step| step.months).max(search.least_months(&label, search.most_gap()));
            if first > key && !search.aim.greedy {
                search.queue.push((Reverse((first, label.fees, label.moves)), index));
                continue;
            }
            let mut label = label;
            let mut useful = search.look_ahead(&mut label, &times, &bound);
            search.look_back(&label, &mut useful);
            label.matter = label.facts.and(&search.matter);
            if !search.promising(&label, &bound) || search.dominated(&label, Some(index)) {
                if let Some(label) = search.labels.get_mut(index as usize) {
                    label.dead = true;
                }
                continue;
            }
            search.complete = true;
            search.reach_goal(&label);
            label.allowed = Rc::new(Allowed { openings: search.openings(&useful), pursuits: useful });
            search.expand(&label);
            if !search.complete {
                open.extend(search.tightened(&label, bound));
            }
        }
        Found { front: self.front, steps: self.steps, complete: open.is_empty(), open }
    }

    /// Finds the landmarks of what is still to come after a label, and the openings that can still be of use.
    fn look_ahead(&mut self, label: &mut Label, times: &[u32], stairs: &[Figures]) -> Bits {
        self.landmarks = self.relaxed.landmarks(&self.potential(label), &label.allowed.pursuits);
        self.steps += self.landmarks.work;
        self.raise(label, &self.landmarks.all);
        self.useful(label, times, stairs, &self.landmarks)
    }

    /// Raises what a label is charged at least to what is spent and what is to come.
    fn raise(&self, label: &mut Label, to_come: &[u64]) {
        let spent = self.spent(label);
        for (least, (spent, to_come)) in label.least.iter_mut().zip(spent.iter().zip(to_come)) {
            *least = (*least).max(spent + to_come);
        }
    }

    /// What a label has spent under each tariff, in parts of a month.
    fn spent(&self, label: &Label) -> Vec<u64> {
        let spent = |tariff: &Tariff| u64::from(label.clock) * PARTS + tariff.money * label.fees;
        self.relaxed.tariffs.iter().map(spent).collect()
    }

    /// A label's bound with what the landmarks tell of the months of each step.
    fn tightened(&self, label: &Label, mut steps: Vec<Figures>) -> Vec<Figures> {
        // Above a step the gap is less than that of the step before.
        let mut most = self.most_gap();
        for step in &mut steps {
            step.months = step.months.max(self.least_months(label, most));
            most = step.gap.saturating_sub(1);
        }
        steps
    }

    /// The stages of a label's past with the lessons of each, as the trail tells them.
    fn stages(model: &Model, trails: &[(Main, Vec<(u32, u32)>)], last: &[(u32, u32)]) -> Vec<Step> {
        let step = |(main, _): &(Main, Vec<(u32, u32)>)| Step { main: *main, activities: Vec::new() };
        let mut stages: Vec<Step> = trails.iter().map(step).collect();
        let chosen = trails.iter().flat_map(|(_, chosen)| chosen).chain(last);
        for (stage, lesson) in chosen {
            let lesson = model.lessons.get(*lesson as usize);
            if let (Some(step), Some(lesson)) = (stages.get_mut(*stage as usize), lesson) {
                step.activities.push(lesson.activity);
            }
        }
        stages
    }

    /// The label of the student now, or of the end of the programme that the student is in.
    fn first(&mut self) -> Option<Label> {
        if self.model.target.ways.is_empty() {
            return None;
        }
        let student = self.scope.student;
        let pursuits = self.relaxed.pursuits.all.len();
        let mut label = Label {
            clock: 0,
            fees: 0,
            effort: 0,
            moves: 0,
            place: student.home,
            duty: Duty::None,
            facts: Bits::new(self.model.facts),
            matter: Bits::new(self.model.facts),
            slots: Vec::new(),
            stages: 0,
            chosen: Vec::new(),
            least: vec![0; self.relaxed.tariffs.len()],
            allowed: Rc::new(Allowed {
                pursuits: Bits::of(pursuits, 0..pursuits),
                openings: vec![true; self.model.openings.len()],
            }),
            sure: Bits::new(self.model.lessons.len()),
            chained: false,
            trail: None,
            dead: false,
        };
        if let Some(enrolment) = &self.model.enrolment {
            label.slots.push(Slot {
                stage: 0,
                hours: enrolment.hours,
                facts: label.facts.clone(),
                lessons: enrolment.hosts.clone(),
            });
            label.facts.add(&enrolment.facts);
            label.clock = enrolment.until;
            label.stages = 1;
            self.trails.push(Trail { before: None, main: Main::Enrolled(enrolment.programme), chosen: Vec::new() });
            label.trail = Some(0);
        }
        label.duty = student.owes.map_or(Duty::None, |owes| Duty::owed(owes.sponsor, owes.months));
        self.settle(&mut label);
        label.matter = label.facts.clone();
        Some(label)
    }

    fn start(&mut self) {
        let Some(label) = self.first() else { return };
        if self.aim.closes
            && let Some(last) = self.stairs(&label, &self.times(&label)).last()
        {
            self.aim.gap = last.gap;
        }
        self.keep(label, 0);
    }

    /// The least months of a route through a label with at most this gap, as the landmarks tell.
    fn least_months(&self, label: &Label, gap: u32) -> u32 {
        let purse = self.aim.purse;
        let least = self.relaxed.tariffs.iter().zip(&label.least).map(|(tariff, least)| {
            let kept = tariff.gap.saturating_mul(gap.into());
            least.saturating_sub(kept).saturating_sub(tariff.money.saturating_mul(purse)).div_ceil(PARTS)
        });
        label.clock.max(u32::try_from(least.max().unwrap_or(0)).unwrap_or(NEVER))
    }

    /// The largest gap that a route may keep.
    fn most_gap(&self) -> u32 {
        self.aim.gap.min(self.model.gap)
    }

    /// Whether some route through a label could give a vector that nothing found so far covers.
    ///
    /// `steps` are the months and gaps that the label's bound allows, the gap falling as months pass; the
    /// landmarks allow what lies above each of their planes. Between them and the vectors found there has
    /// to be room. Fees are looked at in slabs between those of the vectors: within one, the same vectors
    /// count, and the dearest routes are the least bound. There the room is widest just before the months
    /// of a vector, at a gap just below the one before.
    fn promising(&self, label: &Label, steps: &[Figures]) -> bool {
        self.has_room(steps, 0, 0, &label.least)
    }

    /// The same for a stage that ends in a month at the earliest, for a fee on top of the label's, where the
    /// landmarks demand as much as `least` under each tariff.
    fn has_room(&self, steps: &[Figures], end: u32, fee: u64, least: &[u64]) -> bool {
        let Some(first) = steps.first() else { return false };
        let minds = |objective: Objective| self.aim.minds.contains(&objective);
        let [months, fees, gap] = [Objective::Months, Objective::Fees, Objective::Gap].map(minds);
        // In what has no part in the bounds a rival has to be as good.
        let others = [Objective::Effort, Objective::Moves].map(|objective| (objective, minds(objective)));
        let rivals = || {
            let rivals = self.front.points.iter().map(|point| &point.figures);
            rivals.filter(|rival| {
                others.iter().all(|(objective, minded)| !minded || rival.get(*objective) <= first.get(*objective))
            })
        };
        let floors = |month: u32, most: u64| {
            self.aim.floor.as_ref().is_none_or(|floor| {
                floor.iter().any(|point| (!months || point.months <= month) && (!fees || point.fees <= most))
            })
        };
        let mut from = first.fees + fee;
        loop {
            // Fees come in units, so the next lower fee may be far below.
            let dearer = rivals().map(|rival| rival.fees).filter(|dearer| fees && *dearer > from).min();
            let to = dearer.map_or(self.aim.purse, |dearer| (dearer - 1) / self.unit * self.unit);
            let allows = |month: u32, gap: u32| {
                // The last step that has come by then.
                let reached = steps.iter().take_while(|step| step.months <= month).last();
                month >= end
                    && reached.is_some_and(|step| step.gap <= gap)
                    && floors(month, to)
                    && self.relaxed.tariffs.iter().zip(least).all(|(tariff, least)| {
                        let spent = u64::from(month) * PARTS;
                        let kept = tariff.gap.saturating_mul(gap.into());
                        spent.saturating_add(kept).saturating_add(tariff.money.saturating_mul(to)) >= *least
                    })
            };
            let mut most = self.most_gap();
            let mut perfect = false;
            for rival in rivals().filter(|rival| !fees || rival.fees <= from) {
                if months && rival.months > 0 && allows((rival.months - 1).min(self.aim.horizon), most) {
                    return true;
                }
                let closed = if gap { rival.gap } else { 0 };
                perfect = closed == 0;
                if perfect {
                    break;
                }
                most = most.min(closed - 1);
            }
            if !perfect && allows(self.aim.horizon, most) {
                return true;
            }
            let Some(dearer) = dearer else { return false };
            from = dearer;
        }
    }

    /// Chooses what costs nothing, and drops what gives nothing new.
    fn settle(&self, label: &mut Label) {
        loop {
            self.drop_idle(label);
            let Some((position, lesson)) = self.free(label) else { break };
            self.choose(label, position, lesson);
        }
        label.slots.retain(|slot| !slot.lessons.is_empty());
        label.chained =
            label.slots.iter().any(|slot| slot.lessons.iter().any(|lesson| !self.opens(lesson, &slot.facts)));
    }

    /// A waiting lesson that costs nothing, with the position of its slot.
    fn free(&self, label: &Label) -> Option<(usize, usize)> {
        for (position, slot) in label.slots.iter().enumerate() {
            // Where all that fits fits together, nothing is given up by taking what is free.
            let mut hours = 0;
            for lesson in slot.lessons.iter() {
                hours += self.model.lessons.get(lesson)?.hours;
            }
            let ample = hours <= slot.hours && !self.effort;
            for lesson in slot.lessons.iter() {
                let content = self.model.lessons.get(lesson)?;
                if content.fee == 0 && (ample || content.hours == 0) && self.opens(lesson, &slot.facts) {
                    return Some((position, lesson));
                }
            }
        }
        None
    }

    /// Drops waiting lessons that have no hours left, that nothing waiting can open, that can be had
    /// earlier anyway, or that give nothing new: not to the label, and nothing before its stages end that
    /// another waiting lesson asks for.
    fn drop_idle(&self, label: &mut Label) {
        loop {
            let mut idle = Vec::new();
            label.sure = Bits::new(self.model.lessons.len());
            let mut gained = Bits::new(self.model.facts);
            for (position, slot) in label.slots.iter().enumerate() {
                let mut hours = 0;
                let waiting = slot.lessons.iter().filter_map(|lesson| self.model.lessons.get(lesson));
                waiting.for_each(|content| gained.add(&content.facts));
                let mut held = slot.facts.clone();
                held.add(&gained);
                for lesson in slot.lessons.iter() {
                    let Some(content) = self.model.lessons.get(lesson) else { continue };
                    hours += content.hours;
                    let opens = || {
                        label.slots.iter().skip(position).any(|later| {
                            let mut waiting = later.lessons.iter().filter_map(|lesson| self.model.lessons.get(lesson));
                            let mut new = content.facts.clone();
                            new.take(&later.facts);
                            !new.is_empty() && waiting.any(|other| other.asks.meets(&new))
                        })
                    };
                    let useful = !label.facts.covers(&content.facts) || opens();
                    let never = content.entry.from(&held) > 0;
                    if content.hours > slot.hours || !useful || never || label.sure.has(lesson) {
                        idle.push((position, lesson));
                    }
                }
                if hours <= slot.hours {
                    for lesson in slot.lessons.iter() {
                        if self.opens(lesson, &slot.facts) {
                            label.sure.insert(lesson);
                        }
                    }
                }
            }
            if idle.is_empty() {
                return;
            }
            for (position, lesson) in idle {
                if let Some(slot) = label.slots.get_mut(position) {
                    slot.lessons.remove(lesson);
                }
            }
        }
    }

    /// Whether a lesson can start where these facts are held.
    fn opens(&self, lesson: usize, facts: &Bits) -> bool {
        self.model.lessons.get(lesson).is_some_and(|content| content.entry.from(facts) == 0)
    }

    /// Has a slot's stage host a lesson.
    fn choose(&self, label: &mut Label, position: usize, lesson: usize) {
        let Some(content) = self.model.lessons.get(lesson) else { return };
        let mut later = label.slots.iter_mut().skip(position);
        let Some(slot) = later.next() else { return };
        slot.hours = slot.hours.saturating_sub(content.hours);
        slot.lessons.remove(lesson);
        slot.facts.add(&content.facts);
        label.chosen.push((slot.stage, lesson as u32));
        later.for_each(|slot| slot.facts.add(&content.facts));
        label.facts.add(&content.facts);
        label.matter.add(&content.facts);
        label.fees += content.fee;
        label.effort += content.hours;
    }

    /// All that a label could hold if every slot had hours enough.
    fn potential(&self, label: &Label) -> Bits {
        let mut all = label.facts.clone();
        let mut gained = Bits::new(self.model.facts);
        for slot in &label.slots {
            let mut held = slot.facts.clone();
            held.add(&gained);
            let mut rest = slot.lessons.clone();
            loop {
                let Some(lesson) = rest.iter().find(|lesson| self.opens(*lesson, &held)) else { break };
                rest.remove(lesson);
                if let Some(content) = self.model.lessons.get(lesson) {
                    held.add(&content.facts);
                    gained.add(&content.facts);
                }
            }
        }
        all.add(&gained);
        all
    }

    /// The first month in which each fact could be held after a label, with every opening free and all at once.
    fn times(&self, label: &Label) -> Vec<u32> {
        let model = self.model;
        let horizon = self.aim.horizon;
        let potential = self.potential(label);
        let mut times: Vec<u32> = vec![NEVER; model.facts];
        for fact in potential.iter() {
            if let Some(time) = times.get_mut(fact) {
                *time = label.clock;
            }
        }
        let mut known = potential;
        // The facts that came sooner since the round before began, and in this one: where an opening asks for none of
        // them, all is as it was. In the first round nothing has been looked at.
        let (mut fallen, mut now) = (Bits::new(model.facts), Bits::new(model.facts));
        let mut first = true;
        while first || !fallen.is_empty() {
            let openings = model.openings.iter().zip(&label.allowed.openings);
            for ((opening, allowed), asks) in openings.zip(&self.asks) {
                if !allowed
                    || !first && !asks.meets(&fallen)
                    || known.covers(&opening.facts) && !self.teaches(&opening.hosts, &known)
                {
                    continue;
                }
                let open = time(&opening.entry, &times).max(earliest(label, opening));
                if open > horizon {
                    continue;
                }
                let mut end = NEVER;
                for (when, months) in opening.ways() {
                    let from = time(when, &times).max(open);
                    if from < NEVER {
                        end = end.min(next_intake(from, model.of_year, opening.intake).saturating_add(months));
                    }
                }
                if self.give(&mut times, &opening.facts, &opening.hosts, end, label.clock, &mut now) {
                    fallen.add(&now);
                }
            }
            // Facts held now stay the first to skip by; later ones may still come earlier.
            for fact in now.iter() {
                if times.get(fact).is_some_and(|time| *time <= label.clock) {
                    known.insert(fact);
                }
            }
            std::mem::swap(&mut fallen, &mut now);
            now.clear();
            first = false;
        }
        times
    }

    /// Steps of what a label can come to at best: by each month, the least gap.
    fn bound(&mut self, label: &Label) -> (Vec<u32>, Vec<Figures>) {
        self.steps += 1;
        let times = self.times(label);
        let stairs = self.stairs(label, &times);
        (times, stairs)
    }

    fn stairs(&self, label: &Label, times: &[u32]) -> Vec<Figures> {
        let model = self.model;
        let horizon = self.aim.horizon;
        let first = self.goal_month(label, &|clause| time(clause, times));
        let Some(first) = first.filter(|first| *first <= horizon) else { return Vec::new() };
        let least =
            Figures { months: first, fees: label.fees, gap: 0, effort: label.effort, moves: self.goal_moves(label) };
        if least.moves > self.scope.moves() || least.fees > self.aim.purse {
            return Vec::new();
        }
        let mut gains: Vec<(u32, u32)> = Vec::new();
        let mut gap = model.gap;
        for (weight, time) in model.weights.iter().zip(times) {
            if *weight > 0 && *time <= first {
                gap = gap.saturating_sub(*weight);
            } else if *weight > 0 && *time <= horizon {
                gains.push((*time, *weight));
            }
        }
        crate::sort::sort(&mut gains);
        let mut steps = Vec::new();
        let mut month = first;
        for (time, weight) in gains {
            if time > month {
                steps.push(Figures { months: month, gap, ..least });
                month = time;
            }
            gap = gap.saturating_sub(weight);
        }
        steps.push(Figures { months: month, gap, ..least });
        // A larger gap than the limit is no route; later steps may still be one.
        steps.retain(|step| step.gap <= self.aim.gap);
        steps
    }

    fn teaches(&self, hosts: &Bits, known: &Bits) -> bool {
        hosts.iter().any(|lesson| self.model.lessons.get(lesson).is_some_and(|lesson| !known.covers(&lesson.facts)))
    }

    /// Lowers the months of what a stage ending at `end` gives, and notes what became lower; whether anything did.
    fn give(&self, times: &mut [u32], facts: &Bits, hosts: &Bits, end: u32, clock: u32, fallen: &mut Bits) -> bool {
        let mut changed = false;
        let mut lower = |times: &mut [u32], facts: &Bits, end: u32| {
            for fact in facts.iter() {
                if let Some(time) = times.get_mut(fact).filter(|time| **time > end) {
                    *time = end;
                    fallen.insert(fact);
                    changed = true;
                }
            }
        };
        lower(times, facts, end);
        for lesson in hosts.iter().filter_map(|lesson| self.model.lessons.get(lesson)) {
            let open = time(&lesson.entry, times).max(clock);
            if open < NEVER {
                lower(times, &lesson.facts, end.max(open));
            }
        }
        changed
    }

    /// The first month in which the goal can be reached from a label, where a clause holds from the
    /// month that `time` gives.
    fn goal_month(&self, label: &Label, time: &dyn Fn(&Clause) -> u32) -> Option<u32> {
        let clock = self.goal_clock(label);
        let starts = self.model.target.ways.iter().filter_map(|(entry, intake)| {
            let month = time(entry);
            (month < NEVER).then(|| next_intake(clock.max(month), self.model.of_year, *intake))
        });
        starts.min()
    }

    /// The first month in which a label's duty can let the goal start.
    fn goal_clock(&self, label: &Label) -> u32 {
        let before = self.model.target.post.map(|(employer, _)| label.duty.before_work(label.clock, employer));
        before.flatten().unwrap_or(label.duty.over(label.clock))
    }

    /// The moves of a route that ends with a label.
    fn goal_moves(&self, label: &Label) -> u32 {
        label.moves + self.model.target.post.map_or(0, |(_, place)| away(label.place, place))
    }

    /// Offers the front every way to end here.
    fn reach_goal(&mut self, label: &Label) {
        let model = self.model;
        let before = match model.target.post {
            Some((employer, _)) => label.duty.before_work(label.clock, employer),
            None => label.duty.before_programme_goal(label.clock),
        };
        let moves = self.goal_moves(label);
        if before.is_none() || moves > self.scope.moves() {
            return;
        }
        let entries = || model.target.ways.iter().map(|(entry, _)| entry.clone()).collect();
        let run = |search: &Search<'_>, facts: &Bits| {
            let month = search.goal_month(label, &|clause| clause.from(facts))?;
            (month <= search.aim.horizon).then_some(Run { start: month, end: month, fee: 0 })
        };
        for (label, run) in self.variants(label, &self.potential(label), &entries, &run) {
            let figures = Figures {
                months: run.start,
                fees: label.fees,
                gap: model.gap_with(&label.facts),
                effort: label.effort,
                moves,
            };
            let before = self.trail(label.trail);
            let scope = self.scope;
            let purse = self.aim.purse;
            // A scout that closes more than it has to may still come by a route that does not.
            let most_gap = self.aim.gap.max(scope.gap());
            let front = &mut self.front;
            let offer = &mut |front: &mut Front, figures: Figures, chosen: &[(u32, u32)]| {
                if figures.gap <= most_gap && figures.fees <= purse {
                    let last: Vec<(u32, u32)> = label.chosen.iter().chain(chosen).copied().collect();
                    front.offer(figures, || Search::stages(model, &before, &last));
                }
            };
            let whole = [most_gap.into(), purse, u64::MAX];
            let cover = super::cover::Cover::new(model, &label, figures);
            self.complete &= cover.run(front, whole, offer, &mut self.steps, self.budget);
        }
    }

    fn trail(&self, last: Option<u32>) -> Vec<(Main, Vec<(u32, u32)>)> {
        let mut stages = Vec::new();
        let mut next = last;
        while let Some(trail) = next.and_then(|index| self.trails.get(index as usize)) {
            stages.push((trail.main, trail.chosen.clone()));
            next = trail.before;
        }
        stages.reverse();
        stages
    }

    /// The label as it is, where `run` admits it, and with each smallest choice of waiting lessons that
    /// makes one of the clauses hold earlier or at all, so that `run` gets better.
    fn variants(
        &mut self,
        label: &Label,
        potential: &Bits,
        clauses: &dyn Fn() -> Vec<Clause>,
        run: &dyn Fn(&Search<'_>, &Bits) -> Option<Run>,
    ) -> Vec<(Label, Run)> {
        self.steps += 1;
        let now = run(self, &label.facts);
        let mut found: Vec<(Label, Run)> = now.iter().map(|now| (label.clone(), *now)).collect();
        if label.slots.is_empty() {
            return found;
        }
        let best = run(self, potential);
        if best == now || best.is_none() {
            return found;
        }
        for clause in clauses() {
            let mut months = vec![0];
            clause.months(&mut months);
            crate::sort::sort(&mut months);
            months.dedup();
            for month in months {
                for with in self.provided(label, &clause, month) {
                    let Some(then) = run(self, &with.facts) else { continue };
                    let seen = || found.iter().any(|(other, _)| same_lessons(&other.chosen, &with.chosen));
                    if !now.is_some_and(|now| now.no_worse(&then)) && !seen() {
                        found.push((with, then));
                    }
                }
            }
        }
        found
    }

    /// A label with each smallest choice of waiting lessons that makes a clause hold by a month.
    fn provided(&mut self, label: &Label, clause: &Clause, month: u32) -> Vec<Label> {
        let mut labels: Vec<Label> = Vec::new();
        let ways = clause.ways(&label.facts, month, MOST_WAYS);
        self.complete &= ways.is_some();
        for way in ways.into_iter().flatten().filter(|way| !way.is_empty()) {
            let mut given = Vec::new();
            let needs = way.into_iter().map(|fact| Need::Fact(fact, label.slots.len())).collect();
            self.provide(label.clone(), needs, &mut given);
            for mut with in given {
                self.settle(&mut with);
                if with.fees <= self.aim.purse && !labels.iter().any(|other| self.no_worse(other, &with)) {
                    labels.retain(|other| !self.no_worse(&with, other));
                    labels.push(with);
                }
            }
        }
        labels
    }

    /// Every smallest choice of waiting lessons that provides what is needed.
    fn provide(&mut self, label: Label, mut needs: Vec<Need>, given: &mut Vec<Label>) {
        self.steps += 1;
        if self.steps >= self.budget {
            self.complete = false;
            return;
        }
        let Some(need) = needs.pop() else {
            given.push(label);
            return;
        };
        match need {
            Need::Lesson(position, lesson) => {
                let fits = label.slots.get(position).is_some_and(|slot| {
                    slot.lessons.has(lesson)
                        && self.model.lessons.get(lesson).is_some_and(|content| content.hours <= slot.hours)
                });
                // Something else may have needed the same lesson meanwhile.
                let taken = label.slots.get(position).is_some_and(|slot| !slot.lessons.has(lesson));
                if fits || taken {
                    let mut label = label;
                    if fits {
                        self.choose(&mut label, position, lesson);
                    }
                    self.provide(label, needs, given);
                }
            }
            Need::Fact(fact, limit) => {
                let held = match label.slots.get(limit) {
                    Some(slot) => slot.facts.has(fact as usize),
                    None => label.facts.has(fact as usize),
                };
                if held {
                    self.provide(label, needs, given);
                    return;
                }
                for (position, slot) in label.slots.iter().enumerate().take(limit.saturating_add(1)) {
                    for lesson in slot.lessons.iter() {
                        let Some(content) = self.model.lessons.get(lesson) else { continue };
                        let pending = needs.contains(&Need::Lesson(position, lesson));
                        if !content.facts.has(fact as usize) || content.hours > slot.hours || pending {
                            continue;
                        }
                        let Some(ways) = content.entry.ways(&slot.facts, 0, MOST_WAYS) else {
                            self.complete = false;
                            continue;
                        };
                        for way in ways {
                            let mut needs = needs.clone();
                            needs.push(Need::Lesson(position, lesson));
                            needs.extend(way.into_iter().map(|fact| Need::Fact(fact, position)));
                            self.provide(label.clone(), needs, given);
                        }
                    }
                }
            }
        }
    }

    /// Adds every stage that can come next.
    fn expand(&mut self, label: &Label) {
        let model = self.model;
        let potential = self.potential(label);
        let opens = |entry: &Clause| entry.from(&potential) <= self.aim.horizon;
        let pursuits = &self.relaxed.pursuits;
        let is_useful =
            |pursuit: Pursuit| pursuits.position(pursuit).is_none_or(|position| label.allowed.pursuits.has(position));
        // Whether some way of an opening is of use, alone or alongside a job.
        let any_way = |opening: &Opening, pursuit: &dyn Fn(usize) -> Pursuit| {
            (0..=opening.standing.len()).any(|way| is_useful(pursuit(way)))
        };
        let alone = |position: usize, opening| any_way(opening, &|way| Pursuit { main: (position, way), beside: None });
        let open = model.openings.iter().enumerate().filter(|(_, opening)| opens(&opening.entry));
        let open: Vec<(usize, &Opening)> = open.collect();
        let mut stages: Vec<(usize, Option<usize>)> = Vec::new();
        for (position, opening) in &open {
            let useful = alone(*position, opening);
            stages.extend(useful.then_some((*position, None)));
            if opening.employer().is_none() {
                continue;
            }
            let with = |study: usize, beside| {
                let pair = |way| Pursuit { main: (*position, 0), beside: Some((study, way)) };
                if pursuits.paired() { any_way(beside, &pair) } else { useful && alone(study, beside) }
            };
            let beside = open.iter().filter(|(study, beside)| beside.beside() && with(*study, beside));
            stages.extend(beside.map(|(study, _)| (*position, Some(*study))));
        }
        for (main, beside) in stages {
            if self.steps >= self.budget {
                self.complete = false;
                return;
            }
            self.add_stage(label, &potential, main, beside);
        }
    }

    /// Whether a host has hours and lessons for something that is wanted.
    fn offers(&self, label: &Label, hosts: &Bits, hours: u64) -> bool {
        hosts.iter().any(|lesson| {
            self.model
                .lessons
                .get(lesson)
                .is_some_and(|content| content.hours <= hours && content.facts.meets(&self.wanted))
                && !label.sure.has(lesson)
        })
    }

    /// Adds an opening, and what runs alongside it, to a label with whatever choice of lessons lets it start.
    fn add_stage(&mut self, label: &Label, potential: &Bits, main: usize, beside: Option<usize>) {
        let model = self.model;
        let Some(opening) = model.openings.get(main) else { return };
        let study = beside.and_then(|beside| model.openings.get(beside));
        let contract = study.unwrap_or(opening).contract();
        let clock = match opening.kind {
            Kind::Job { employer, .. } if contract.is_some_and(|contract| contract.sponsor != employer) => return,
            Kind::Job { employer, .. } => label.duty.before_work(label.clock, employer),
            Kind::Study { contract, .. } => label.duty.before_study(label.clock, contract),
        };
        let Some(clock) = clock else { return };
        let hours = opening.hours + study.map_or(0, |study| study.hours);
        let offers = |hosts: &Bits| self.offers(label, hosts, hours);
        let gives = |opening: &Opening| opening.facts.meets(&self.wanted) || offers(&opening.hosts);
        let of_use = match (study, opening.kind) {
            // Alone, a job has to give something, or to be what the duty asks for.
            (None, Kind::Job { .. }) => gives(opening) || matches!(label.duty, Duty::Owed { .. }),
            (None, Kind::Study { .. }) => gives(opening),
            (Some(study), _) => {
                let lends = study.hours > 0 && offers(&opening.hosts);
                let carries = label.duty != Duty::None
                    || contract.is_some()
                    || self.moves && study.place.is_some()
                    || opening.hours > 0 && offers(&study.hosts);
                (gives(study) || lends) && (gives(opening) || carries)
            }
        };
        if !of_use {
            return;
        }
        let run = |search: &Search<'_>, facts: &Bits| {
            let mut run = search.run(opening, clock, facts)?;
            if let Some(study) = study {
                // It may start later than the job.
                let beside = search.run(study, run.start, facts)?;
                run = Run { start: run.start, end: run.end.max(beside.end), fee: beside.fee };
            }
            (run.end <= search.aim.horizon).then_some(run)
        };
        let clauses = || {
            let both = || [opening].into_iter().chain(study);
            let entry = Clause::all(both().map(|opening| opening.entry.clone()).collect());
            let shorter = both().flat_map(|opening| &opening.standing);
            let mut clauses: Vec<Clause> =
                shorter.map(|(when, _)| Clause::all(vec![entry.clone(), when.clone()])).collect();
            clauses.push(entry);
            clauses
        };
        let taken = match (opening.kind, study.map(|study| study.kind)) {
            (Kind::Study { reference, .. }, _) => Main::Study(reference),
            (Kind::Job { job, .. }, Some(Kind::Study { reference, .. })) => Main::Work(job, Some(reference)),
            (Kind::Job { job, .. }, _) => Main::Work(job, None),
        };
        for (mut next, run) in self.variants(label, potential, &clauses, &run) {
            let pursuit = Pursuit {
                main: (main, opening.way(&next.facts)),
                beside: beside.zip(study.map(|study| study.way(&next.facts))),
            };
            let to_come = self.relaxed.rest(&self.landmarks, pursuit);
            let before = next.facts.clone();
            let mut lessons = Bits::new(model.lessons.len());
            for opening in [opening].into_iter().chain(study) {
                next.facts.add(&opening.facts);
                lessons.add(&opening.hosts);
            }
            next.duty = match opening.kind {
                Kind::Job { employer, .. } => next.duty.in_work(run.start, employer).after_work(run.end, contract),
                Kind::Study { contract, .. } => next.duty.after_study(contract),
            };
            next.slots.push(Slot { stage: next.stages, hours, facts: before, lessons });
            self.add(next, taken, run, opening.place, &to_come);
        }
    }

    /// When an opening's stage starts and ends with these facts, and its fee; `None` beyond the horizon.
    fn run(&self, opening: &Opening, clock: u32, facts: &Bits) -> Option<Run> {
        let open = clock.max(opening.entry.from(facts));
        if open > self.aim.horizon {
            return None;
        }
        let start = next_intake(open, self.model.of_year, opening.intake);
        let (end, fee) = opening.run(start, facts);
        Some(Run { start, end, fee })
    }

    /// Adds a label to which a stage was added, with what is to come after it under each tariff.
    fn add(&mut self, mut next: Label, main: Main, run: Run, place: Option<PlaceId>, to_come: &[u64]) {
        self.steps += 1;
        let before = next.trail;
        let chosen = std::mem::take(&mut next.chosen);
        next.fees += run.fee;
        if let Some(to) = place {
            next.moves += away(next.place, Some(to));
            next.place = Some(to);
        }
        if next.fees > self.aim.purse || next.moves > self.scope.moves() {
            return;
        }
        debug_assert!(next.clock < run.end, "a stage takes at least a month");
        next.clock = run.end;
        next.stages += 1;
        self.settle(&mut next);
        next.matter = next.facts.and(&self.matter);
        self.raise(&mut next, to_come);
        let least = Figures {
            months: self.goal_clock(&next),
            fees: next.fees,
            gap: 0,
            effort: if self.effort { next.effort } else { 0 },
            moves: next.moves,
        };
        if !self.promising(&next, &[least]) || self.dominated(&next, None) {
            return;
        }
        self.outdo(&next);
        self.trails.push(Trail { before, main, chosen });
        next.trail = Some(self.trails.len() as u32 - 1);
        let soonest = least.months.max(self.least_months(&next, self.most_gap()));
        let ahead = soonest - next.clock;
        let key = next.clock.saturating_add(if self.aim.greedy { ahead.saturating_mul(GREED) } else { ahead });
        self.keep(next, key);
    }

    fn keep(&mut self, label: Label, key: u32) {
        let index = self.labels.len() as u32;
        self.queue.push((Reverse((key, label.fees, label.moves)), index));
        let (place, duty) = (self.group_place(&label), label.duty);
        let (facts, matter) = (label.facts.folded(), label.matter.folded());
        let member = Member { clock: label.clock, fees: label.fees, facts, matter, index };
        let position = self.groups.iter().position(|group| group.place == place && same_kind(group.duty, duty));
        match position.and_then(|position| self.groups.get_mut(position)) {
            Some(group) => {
                let after = group.members.partition_point(|other| other.clock <= member.clock);
                group.members.insert(after, member);
            }
            None => self.groups.push(Group { place, duty, members: vec![member] }),
        }
        self.labels.push(label);
    }

    fn group_place(&self, label: &Label) -> Option<PlaceId> {
        label.place.filter(|_| self.moves)
    }

    /// Finds the facts that can matter after a label, from the goal backwards: what the goal lacks, what the
    /// entries lack of the openings that give some of that, and so on. The others are of no use.
    fn look_back(&mut self, label: &Label, useful: &mut Bits) {
        let model = self.model;
        let held = &label.facts;
        let openings: Vec<(usize, &Opening)> = {
            let useful = self.openings(useful);
            model.openings.iter().enumerate().filter(|(position, _)| useful.get(*position) == Some(&true)).collect()
        };
        let owed = match label.duty {
            Duty::None => None,
            Duty::Owed { sponsor, .. } | Duty::Serving { sponsor, .. } => Some(sponsor),
        };
        let mut wanted = Bits::new(model.facts);
        model.target.ways.iter().for_each(|(entry, _)| entry.lack(held, &mut wanted));
        if model.closes_gap {
            wanted.add(&model.gap_facts());
            wanted.take(held);
        }
        let waiting = || label.slots.iter().map(|slot| &slot.lessons);
        let mut kept = vec![false; model.openings.len()];
        let mut lessons;
        loop {
            let before = wanted.clone();
            let gives = |lesson: &usize| model.lessons.get(*lesson).is_some_and(|content| content.facts.meets(&before));
            let of_lessons = Bits::of(model.lessons.len(), (0..model.lessons.len()).filter(gives));
            let hosts = |opening: &Opening| opening.hosts.meets(&of_lessons);
            // Free hours can be lent to what runs in the same stage.
            let to_jobs = openings.iter().any(|(_, opening)| opening.employer().is_some() && hosts(opening));
            let to_studies = openings.iter().any(|(_, opening)| opening.beside() && hosts(opening));
            // Offerings come before jobs, so that the contracts are known by then.
            let mut sponsors: Vec<OrganizationId> = owed.into_iter().collect();
            for (position, opening) in &openings {
                let lends = opening.hours > 0
                    && match opening.kind {
                        Kind::Study { beside, .. } => beside && to_jobs,
                        Kind::Job { .. } => to_studies,
                    };
                let serves = opening.employer().is_some_and(|employer| sponsors.contains(&employer));
                if self.moves || opening.facts.meets(&before) || hosts(opening) || lends || serves {
                    sponsors.extend(opening.contract().map(|contract| contract.sponsor));
                    // What is wanted only grows, so what is kept once stays so.
                    kept.get_mut(*position).into_iter().for_each(|kept| *kept = true);
                }
            }
            lessons = Bits::new(model.lessons.len());
            for opening in chosen(&model.openings, &kept) {
                opening.clauses().for_each(|clause| clause.lack(held, &mut wanted));
                lessons.add(&opening.hosts);
            }
            waiting().for_each(|waiting| lessons.add(waiting));
            lessons = lessons.and(&of_lessons);
            for lesson in lessons.iter().filter_map(|lesson| model.lessons.get(lesson)) {
                wanted.add(&lesson.asks);
            }
            wanted.take(held);
            if wanted == before {
                break;
            }
        }
        let mut matter = model.goal_facts();
        let clauses = chosen(&model.openings, &kept).flat_map(Opening::clauses);
        clauses.for_each(|clause| clause.mention(&mut matter));
        waiting().for_each(|waiting| lessons.add(waiting));
        lessons.iter().filter_map(|lesson| model.lessons.get(lesson)).for_each(|lesson| matter.add(&lesson.asks));
        let is_kept = |(opening, _): (usize, usize)| kept.get(opening) == Some(&true);
        let of_kept = |position: &usize| {
            self.relaxed.pursuits.all.get(*position).is_some_and(|pursuit| pursuit.parts().all(is_kept))
        };
        *useful = Bits::of(self.relaxed.pursuits.all.len(), useful.iter().filter(of_kept));
        self.matter = matter;
        self.wanted = wanted;
    }

    /// Whether another label can do all that this one can still do for a new vector.
    fn dominated(&self, label: &Label, itself: Option<u32>) -> bool {
        let place = self.group_place(label);
        let matter = label.matter.folded();
        self.groups.iter().any(|group| {
            let reaches = group.place.is_none() || group.place == place;
            let owes_less = group.duty == Duty::None || same_kind(group.duty, label.duty);
            reaches && owes_less && {
                let earlier = group.members.iter().take_while(|other| other.clock <= label.clock);
                let mut others = earlier
                    .filter(|other| {
                        other.fees <= label.fees && matter & !other.facts == 0 && Some(other.index) != itself
                    })
                    .filter_map(|other| self.labels.get(other.index as usize));
                others.any(|other| !other.dead && self.no_worse(other, label))
            }
        })
    }

    /// Lets those labels die that this one makes idle.
    fn outdo(&mut self, label: &Label) {
        let place = self.group_place(label);
        let facts = label.facts.folded();
        let mut groups = std::mem::take(&mut self.groups);
        for group in &mut groups {
            let reached = place.is_none() || group.place == place;
            if !reached || !(label.duty == Duty::None || same_kind(group.duty, label.duty)) {
                continue;
            }
            group.members.retain(|member| {
                if member.clock < label.clock || member.fees < label.fees || member.matter & !facts != 0 {
                    return true;
                }
                let worse = self.labels.get(member.index as usize).is_none_or(|other| self.no_worse(label, other));
                if let Some(other) = self.labels.get_mut(member.index as usize).filter(|_| worse) {
                    other.dead = true;
                }
                !worse
            });
        }
        self.groups = groups;
    }

    fn no_worse(&self, one: &Label, other: &Label) -> bool {
        one.clock <= other.clock
            && one.fees <= other.fees
            && (!self.effort || one.effort <= other.effort)
            && (!self.moves || one.moves <= other.moves)
            && one.facts.covers(&other.matter)
            && one.duty.no_worse(other.duty)
            && self.slots_no_worse(one, other)
    }

    /// Whether each slot of `other`, in order, has a slot of `one` that can do the same.
    fn slots_no_worse(&self, one: &Label, other: &Label) -> bool {
        let mut rest = one.slots.iter();
        if other.chained {
            return other.slots.iter().all(|slot| {
                rest.any(|candidate| {
                    candidate.hours >= slot.hours
                        && candidate.lessons.covers(&slot.lessons)
                        && candidate.facts.covers(&slot.facts)
                })
            });
        }
        // No waiting lesson depends on another one here, so those that teach what `one` holds are idle, and
        // it does not matter where `one` has those that it can have anyway.
        other.slots.iter().all(|slot| {
            let wanted = |lesson: &usize| {
                let content = self.model.lessons.get(*lesson);
                content.is_some_and(|content| !one.facts.covers(&content.facts)) && !one.sure.has(*lesson)
            };
            let mut missing = slot.lessons.iter().filter(wanted).peekable();
            if missing.peek().is_none() {
                return true;
            }
            let missing: Vec<usize> = missing.collect();
            rest.any(|candidate| {
                candidate.hours >= slot.hours
                    && missing
                        .iter()
                        .all(|lesson| candidate.lessons.has(*lesson) && self.opens(*lesson, &candidate.facts))
            })
        })
    }
}

/// What a choice of lessons has yet to provide.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Need {
    /// A fact, at the slot of this position, or at the label where there is none.
    Fact(u32, usize),
    /// A lesson in a slot, once what it needs is provided.
    Lesson(usize, usize),
}

/// Those of the items that are chosen.
fn chosen<'a, T>(items: &'a [T], chosen: &'a [bool]) -> impl Iterator<Item = &'a T> {
    items.iter().zip(chosen).filter(|(_, chosen)| **chosen).map(|(item, _)| item)
}

/// Whether the same lessons were chosen, in whatever order.
fn same_lessons(one: &[(u32, u32)], other: &[(u32, u32)]) -> bool {
    one.len() == other.len() && one.iter().all(|lesson| other.contains(lesson))
}

fn same_kind(one: Duty, other: Duty) -> bool {
    match (one, other) {
        (Duty::None, Duty::None) => true,
        (Duty::Owed { sponsor: a, .. }, Duty::Owed { sponsor: b, .. }) => a == b,
        (Duty::Serving { sponsor: a, .. }, Duty::Serving { sponsor: b, .. }) => a == b,
        _ => false,
    }
}

fn away(from: Option<PlaceId>, to: Option<PlaceId>) -> u32 {
    match (from, to) {
        (Some(from), Some(to)) => u32::from(from != to),
        _ => 0,
    }
}

/// The first month in which a label's duty can let an opening start: what runs alongside a job of the sponsor at once.
fn earliest(label: &Label, opening: &Opening) -> u32 {
    let over = label.duty.over(label.clock);
    match opening.kind {
        Kind::Job { employer, .. } => label.duty.before_work(label.clock, employer).unwrap_or(over),
        Kind::Study { beside: true, .. } => label.clock,
        Kind::Study { contract, .. } => label.duty.before_study(label.clock, contract).unwrap_or(over),
    }
}

/// The first month in which a clause holds, where facts are held from these months on.
fn time(clause: &Clause, times: &[u32]) -> u32 {
    clause.time(&|fact| times.get(fact as usize).copied().unwrap_or(NEVER))
}
