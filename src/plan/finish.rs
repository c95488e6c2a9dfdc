//! From what the search found to the routes that are shown: exact dates, no idle stage, least effort,
//! equals in each stage's place, assumptions.

use super::multicover::{self, Multicover, Verdict};
use super::scope::{Figures, OfferingRef, Scope, offering};
use super::trace::{Assumed, End, Holding, Main, Step, Walk, Walker};
use crate::condition::{Atom, Condition};
use crate::graph::Node;
use crate::region::{ActivityId, FactId, JobId};
use crate::student::{Goal, Objective};

/// Branches of the search for least effort before it gives up its claim.
const MOST_BRANCHES: u64 = 200_000;

/// The limit to the effort, among those of the choice of activities.
const EFFORT: usize = 1;

/// A route in full.
#[derive(Clone, Debug)]
pub struct Route {
    pub steps: Vec<Step>,
    pub end: End,
    /// For each step, what could stand in its place.
    pub instead: Vec<Vec<Main>>,
    /// The age and the facts that it takes for granted.
    pub age: Option<u32>,
    pub attests: Vec<FactId>,
}

/// Makes routes presentable.
pub struct Finisher<'a> {
    scope: &'a Scope<'a>,
    walker: Walker<'a>,
    /// Activities that can matter to the query.
    activities: Vec<ActivityId>,
    /// Whether every least effort was proved.
    pub proved: bool,
}

impl<'a> Finisher<'a> {
    pub fn new(scope: &'a Scope<'a>, activities: Vec<ActivityId>) -> Finisher<'a> {
        let walker = Walker { scope, assumed: Assumed::Everything };
        Finisher { scope, walker, activities, proved: true }
    }

    /// A found sequence with its true dates; `None` where the walk finds it invalid.
    pub fn walk(&self, steps: &[Step]) -> Option<End> {
        self.walker.walk(steps)
    }

    /// The route without idle stages and with the least effort for what is left, at the same vector.
    pub fn tidy(&mut self, mut steps: Vec<Step>, figures: &Figures) -> Option<(Vec<Step>, End)> {
        loop {
            steps = self.least_effort(steps, figures)?;
            match self.without_idle(&steps, figures) {
                Some(fewer) => steps = fewer,
                None => {
                    let end = self.walk(&steps)?;
                    return Some((steps, end));
                }
            }
        }
    }

    /// The same route with one stage, or what runs alongside one, left out without harm.
    fn without_idle(&self, steps: &[Step], figures: &Figures) -> Option<Vec<Step>> {
        for (position, step) in steps.iter().enumerate() {
            if matches!(step.main, Main::Enrolled(_)) {
                continue;
            }
            let mut fewer = steps.to_vec();
            fewer.remove(position);
            if self.walker.as_good(&fewer, figures) {
                return Some(fewer);
            }
            if let Main::Work(job, Some(_)) = step.main {
                let main = Main::Work(job, None);
                let mut alone = steps.to_vec();
                if let Some(step) = alone.get_mut(position) {
                    step.main = main;
                    step.activities.retain(|activity| main.hosts(self.scope.region, *activity));
                }
                if self.walker.as_good(&alone, figures) {
                    return Some(alone);
                }
            }
        }
        None
    }

    /// The same stages with activities of the least hours (and then the fewest) that keep the vector.
    fn least_effort(&mut self, steps: Vec<Step>, figures: &Figures) -> Option<Vec<Step>> {
        let mains: Vec<Main> = steps.iter().map(|step| step.main).collect();
        let items = self.hosted(&mains);
        // Hours count first, and then each activity.
        let charge = |hours: u64, activities: usize| hours * (items.len() as u64 + 1) + activities as u64;
        let effort = self.walk(&steps)?.figures.effort;
        let count = steps.iter().map(|step| step.activities.len()).sum::<usize>();
        let Some(less) = charge(effort, count).checked_sub(1) else { return Some(steps) };
        let choice = self.multicover(&mains, &items, charge);
        let at = |chosen: &[usize]| -> Vec<(usize, ActivityId)> {
            chosen.iter().filter_map(|item| items.get(*item)).copied().collect()
        };
        let objectives = self.scope.objectives;
        let good = |end: Option<End>| end.is_some_and(|end| end.figures.no_worse(figures, objectives));
        let everything: Vec<usize> = (0..items.len()).collect();
        let stages = self.dream(&mains, &[], &at(&everything))?.figures.fees;
        let gap = if objectives.contains(&Objective::Gap) { figures.gap } else { self.scope.gap() };
        let fees = if objectives.contains(&Objective::Fees) { figures.fees } else { self.scope.purse() };
        let mut limits = vec![u64::from(gap), less, fees.saturating_sub(stages)];
        limits.extend(mains.iter().map(|main| self.walker.hours(*main)));
        let mut best = None;
        let judge = &mut |taken: &[usize], free: &[usize]| {
            let chosen = at(taken);
            if good(self.dream(&mains, &chosen, &[])) {
                let hours = chosen.iter().map(|(_, activity)| u64::from(self.scope.region.activities[*activity].hours));
                let charged = charge(hours.sum(), chosen.len());
                best = Some(chosen);
                Verdict::Good(charged)
            } else if good(self.dream(&mains, &chosen, &at(free))) {
                Verdict::Short
            } else {
                Verdict::Hopeless
            }
        };
        let proved = choice.search(limits, EFFORT, judge, &mut 0, MOST_BRANCHES);
        let best = best;
        self.proved &= proved;
        match best {
            None => Some(steps),
            Some(taken) => self.ordered(&mains, &taken),
        }
    }

    /// The activities that the stages can host, each with its stage's position.
    fn hosted(&self, mains: &[Main]) -> Vec<(usize, ActivityId)> {
        let region = self.scope.region;
        let mut items = Vec::new();
        for (position, main) in mains.iter().enumerate() {
            let hosted = self.activities.iter().filter(|activity| main.hosts(region, **activity));
            items.extend(hosted.map(|activity| (position, *activity)));
        }
        items
    }

    /// The choice of activities, with limits to the gap of the goal, the charge, the fees and each stage's hours.
    fn multicover(
        &self,
        mains: &[Main],
        items: &[(usize, ActivityId)],
        charge: impl Fn(u64, usize) -> u64,
    ) -> Multicover {
        let region = self.scope.region;
        let mut holding = Holding::of(region, self.scope.student);
        mains.iter().for_each(|main| holding.gain(region, *main));
        let requires = match self.scope.goal {
            Goal::Job(job) => region.jobs[job].requires.as_slice(),
            Goal::Programme(_) => &[],
        };
        let (mut rows, mut weights) = (Vec::new(), Vec::new());
        for need in requires {
            for level in holding.levels[need.competency] + 1..=need.level {
                rows.push((need.competency, level));
                weights.push(u64::from(need.weight()));
            }
        }
        let mut choices = Vec::new();
        for (position, activity) in items {
            let activity = &region.activities[*activity];
            let mut closed = Vec::new();
            for (row, (competency, level)) in rows.iter().enumerate() {
                if activity.outcomes.iter().any(|outcome| outcome.competency == *competency && outcome.level >= *level)
                {
                    closed.push(row);
                }
            }
            let hours = u64::from(activity.hours);
            choices.push(multicover::Item {
                rows: closed,
                uses: vec![(EFFORT, charge(hours, 1)), (2, activity.fee.into()), (3 + position, hours)],
                asked: true,
            });
        }
        Multicover::new(choices, weights)
    }

    /// The end of a walk over these stages with these activities, and others for nothing.
    fn dream(&self, mains: &[Main], taken: &[(usize, ActivityId)], gifts: &[(usize, ActivityId)]) -> Option<End> {
        let at = |items: &[(usize, ActivityId)], position: usize| -> Vec<ActivityId> {
            items.iter().filter(|(of, _)| *of == position).map(|(_, activity)| *activity).collect()
        };
        let mut walk = self.walker.start();
        for (position, main) in mains.iter().enumerate() {
            walk = self.walker.dream(&walk, *main, &at(taken, position), &at(gifts, position))?;
        }
        self.walker.end(&walk)
    }

    /// Steps with these activities, each stage's in an order in which their entries hold.
    fn ordered(&self, mains: &[Main], taken: &[(usize, ActivityId)]) -> Option<Vec<Step>> {
        let mut walk = self.walker.start();
        let mut steps = Vec::new();
        for (position, main) in mains.iter().enumerate() {
            let mut rest: Vec<ActivityId> =
                taken.iter().filter(|(of, _)| *of == position).map(|(_, activity)| *activity).collect();
            crate::sort::sort(&mut rest);
            let mut step = Step { main: *main, activities: Vec::new() };
            let mut holding = walk.holding.clone();
            while !rest.is_empty() {
                let entry = |activity: &ActivityId| &self.scope.region.activities[*activity].entry;
                let next = rest.iter().position(|activity| self.walker.from(entry(activity), &holding) == 0)?;
                let activity = rest.remove(next);
                holding.learn(&self.scope.region.activities[activity].outcomes);
                step.activities.push(activity);
            }
            walk = self.walker.step(&walk, &step)?;
            steps.push(step);
        }
        Some(steps)
    }

    /// For each step, every other offering or job that gives the same vector in its place alone.
    pub fn instead(&self, steps: &[Step], figures: &Figures) -> Vec<Vec<Main>> {
        let region = self.scope.region;
        let graph = self.scope.graph;
        let plain = self.is_plain(steps);
        let mut others = Vec::new();
        if !plain {
            // Where a job and a study share their hours, anything can be as good.
            let lends = steps.iter().any(|step| matches!(step.main, Main::Work(_, Some(_))));
            let among = if lends { graph.all() } else { self.scope.upstream() };
            for (node, among) in among.nodes.iter().enumerate() {
                if *among {
                    others.extend(graph.node(node));
                }
            }
        }
        let mut walk = Some(self.walker.start());
        let mut all = Vec::new();
        for (position, step) in steps.iter().enumerate() {
            let mut equals = Vec::new();
            if let Some(before) = walk.as_ref().filter(|_| !matches!(step.main, Main::Enrolled(_))) {
                let after = steps.get(position + 1..).unwrap_or_default();
                let mut consider = |main: Main| {
                    let step = Step { main, activities: step.activities.clone() };
                    if self.same_to_the_end(before, &step, after, figures) {
                        equals.push(main);
                    }
                };
                if plain {
                    others = graph.givers(&self.asking(step, after));
                }
                for other in &others {
                    match (step.main, *other) {
                        (Main::Study(reference), Node::Programme(id)) => {
                            for other in 0..region.programmes[id].offerings.len() as u16 {
                                let other = (id, other);
                                if other != reference && self.scope.stage_offering(other) {
                                    consider(Main::Study(other));
                                }
                            }
                        }
                        (Main::Work(job, beside), Node::Job(other)) if other != job && self.scope.stage_job(other) => {
                            consider(Main::Work(other, beside));
                        }
                        _ => {}
                    }
                }
            }
            all.push(equals);
            walk = walk.and_then(|walk| self.walker.step(&walk, step));
        }
        all
    }

    /// Whether a stage of these is worth what it gives and hosts alone: no place, no service and no hours that it lends.
    fn is_plain(&self, steps: &[Step]) -> bool {
        let scope = self.scope;
        let alone = |step: &Step| match step.main {
            Main::Enrolled(_) | Main::Work(_, None) => true,
            Main::Study(reference) => offering(scope.region, reference).is_some_and(|it| it.contract.is_none()),
            Main::Work(_, Some(_)) => false,
        };
        !scope.minds(Objective::Moves) && scope.student.owes.is_none() && steps.iter().all(alone)
    }

    /// What the equals of a plain stage host or give something to. A stage that does nothing of the kind would be
    /// superfluous, and so would be the one in whose place it is as good.
    fn asking(&self, step: &Step, after: &[Step]) -> Vec<Node> {
        if let Some(activity) = step.activities.first() {
            return vec![Node::Activity(*activity)];
        }
        let mut asking = vec![self.scope.goal_node()];
        for step in after {
            asking.push(match step.main {
                Main::Enrolled(programme) | Main::Study((programme, _)) => Node::Programme(programme),
                Main::Work(job, _) => Node::Job(job),
            });
            for activity in &step.activities {
                asking.push(Node::Activity(*activity));
            }
        }
        asking
    }

    fn same_to_the_end(&self, before: &Walk, step: &Step, after: &[Step], figures: &Figures) -> bool {
        let mut walk = self.walker.step(before, step);
        for step in after {
            walk = walk.and_then(|walk| self.walker.step(&walk, step));
        }
        let end = walk.and_then(|walk| self.walker.end(&walk));
        end.is_some_and(|end| end.figures.same(figures, self.scope.objectives))
    }

    /// The shortest list of ages and facts that have to be taken for granted for the walk to be what it is.
    pub fn assumes(&self, steps: &[Step], end: &End) -> (Option<u32>, Vec<FactId>) {
        let (mut ages, mut facts) = (Vec::new(), Vec::new());
        for condition in self.conditions(steps) {
            self.unknowns(condition, &mut ages, &mut facts);
        }
        crate::sort::sort(&mut ages);
        ages.dedup();
        crate::sort::sort(&mut facts);
        facts.dedup();
        let holds = |age: Option<u32>, facts: &[FactId]| {
            let walker = Walker { scope: self.scope, assumed: Assumed::Only(age, facts.to_vec()) };
            walker.walk(steps).as_ref() == Some(end)
        };
        // More never hurts, so facts that all the rest can't replace are needed in every list.
        let oldest = ages.last().copied();
        let (mut needed, mut optional) = (Vec::new(), Vec::new());
        for fact in &facts {
            let mut others = facts.clone();
            others.retain(|other| other != fact);
            if holds(oldest, &others) { optional.push(*fact) } else { needed.push(*fact) }
        }
        let mut choices = vec![None];
        for age in ages {
            choices.push(Some(age));
        }
        for size in 0..=optional.len() + 1 {
            for age in &choices {
                let Some(more) = size.checked_sub(usize::from(age.is_some())) else { continue };
                let mut list = Vec::new();
                let holds = &mut |some: &[FactId]| {
                    list = needed.clone();
                    list.extend_from_slice(some);
                    crate::sort::sort(&mut list);
                    holds(*age, &list)
                };
                if some_subset(&optional, more, &mut Vec::new(), holds) {
                    return (*age, list);
                }
            }
        }
        (oldest, facts)
    }

    /// Every condition that the walk looks at.
    fn conditions(&self, steps: &[Step]) -> Vec<&'a Condition> {
        let region = self.scope.region;
        let mut conditions = Vec::new();
        let study = |conditions: &mut Vec<&'a Condition>, (id, position): OfferingRef| {
            let programme = &region.programmes[id];
            conditions.push(&programme.entry);
            conditions.extend(programme.advanced_standing.iter().map(|shorter| &shorter.when));
            conditions.extend(programme.offerings.get(usize::from(position)).map(|offering| &offering.entry));
        };
        let mut mains: Vec<Main> = steps.iter().map(|step| step.main).collect();
        match self.scope.goal {
            Goal::Job(job) => mains.push(Main::Work(job, None)),
            Goal::Programme(programme) => {
                let offerings = 0..region.programmes[programme].offerings.len();
                mains.extend(offerings.map(|position| Main::Study((programme, position as u16))));
            }
        }
        for main in mains {
            match main {
                Main::Enrolled(_) => {}
                Main::Study(reference) => study(&mut conditions, reference),
                Main::Work(job, beside) => {
                    conditions.push(&region.jobs[job].entry);
                    beside.into_iter().for_each(|reference| study(&mut conditions, reference));
                }
            }
        }
        let activities = steps.iter().flat_map(|step| &step.activities);
        conditions.extend(activities.map(|activity| &region.activities[*activity].entry));
        conditions
    }

    fn unknowns(&self, condition: &Condition, ages: &mut Vec<u32>, facts: &mut Vec<FactId>) {
        match condition {
            Condition::All(parts) | Condition::Any(parts) | Condition::Count(_, parts) => {
                parts.iter().for_each(|part| self.unknowns(part, ages, facts));
            }
            Condition::Atom(Atom::Age(years)) if self.scope.student.born.is_none() => ages.push(*years),
            Condition::Atom(Atom::Attests(fact)) => {
                if !self.scope.student.attests.iter().any(|(stated, _)| stated == fact) {
                    facts.push(*fact);
                }
            }
            Condition::Atom(_) => {}
        }
    }

    /// The order of routes in an answer (design section 7).
    pub fn sort(&self, routes: &mut [Route]) {
        let scope = self.scope;
        crate::sort::sort_by_cached_key(routes, |route| {
            let vector: Vec<u64> = scope.objectives.iter().map(|objective| route.end.figures.get(*objective)).collect();
            let ids: Vec<(String, String, String)> =
                route.steps.iter().map(|step| main_ids(scope, step.main)).collect();
            (vector, route.end.figures.effort, route.end.figures.moves, route.steps.len(), ids)
        });
    }
}

/// A stage's id, its offering's, and those of what runs alongside, for sorting.
fn main_ids(scope: &Scope<'_>, main: Main) -> (String, String, String) {
    let offering = |(programme, position): OfferingRef| {
        let programme = &scope.region.programmes[programme];
        let offering = programme.offerings.get(usize::from(position)).map_or("", |offering| &offering.id);
        (programme.id.clone(), offering.to_string())
    };
    let job = |job: JobId| scope.region.jobs[job].id.clone();
    match main {
        Main::Enrolled(programme) => (scope.region.programmes[programme].id.clone(), String::new(), String::new()),
        Main::Study(reference) => {
            let (programme, offering) = offering(reference);
            (programme, offering, String::new())
        }
        Main::Work(id, None) => (job(id), String::new(), String::new()),
        Main::Work(id, Some(reference)) => {
            let (programme, offering) = offering(reference);
            (job(id), programme, offering)
        }
    }
}

/// Whether some choice of `size` of these, beside those taken, passes a test: in order, up to the first that does.
fn some_subset(
    items: &[FactId],
    size: usize,
    taken: &mut Vec<FactId>,
    passes: &mut dyn FnMut(&[FactId]) -> bool,
) -> bool {
    if size == 0 {
        return passes(taken);
    }
    let mut rest = items;
    while let Some((first, after)) = rest.split_first() {
        rest = after;
        taken.push(*first);
        if some_subset(rest, size - 1, taken, passes) {
            return true;
        }
        taken.pop();
    }
    false
}
