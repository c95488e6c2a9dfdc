"""All routes of a case as an integer programme: design section 5, rule by rule, for HiGHS.

A route is a row of positions, each a stage or, towards the end, nothing. Choices say which stage, which study
alongside, which activities; the clock, the facts held, the obligation and the place follow from them by rows
that are named after the rules. Every number that a row can leave too large or too small is one where less would
do as well: having more and being earlier is never worse, so a solution that understates its facts or dawdles
is no worse than a route, and the best of them are routes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import conditions
from conditions import Atom, Condition
from milp import Milp, Sum, total
from world import Activity, Job, Programme, Study, World

Facts = Callable[[Atom], Sum]
"""Whether an atom is held at some point of a route: a sum that is 0 or 1."""


class TooLarge(Exception):
    """A case that the formulation does not cover."""


class Routes:
    """The integer programme of one case; `milp.objectives` are the query's, in its order."""

    def __init__(self, world: World, positions: int, horizon: int, circles: bool = False) -> None:
        """Covers all routes of at most so many stages, an enrolled one aside, and so many months.

        With circles activities may open each other, all at once: more routes than there are, for timing alone.
        """
        self.world = world
        self.milp = Milp()
        self.horizon = horizon
        self.positions = range(1, positions + 1)
        self.jobs = world.jobs
        self.studies = world.studies
        self.side_studies = [study for study in world.studies if study.mode != "full-time"] if world.jobs else []
        self.sponsors = self._sponsors()
        self.facts = self._relevant_facts()
        if not circles:
            self._reject_cycles()

        most = max((study.contract.months for study in self.studies if study.contract), default=0)
        owed = world.owes.months if world.owes else 0
        # No month owed or served lies beyond this.
        self.late = horizon + owed + (positions + 1) * most

        self.fees, self.effort, self.moves = Sum(), Sum(), Sum()
        self._start()
        for position in self.positions:
            self._position(position)
        self._goal()
        self._totals()

    # What there is to know of a case before its routes.

    def _sponsors(self) -> list[str]:
        """Only a sponsor of months can be owed anything."""
        contracts = [study.contract for study in self.studies] + [self.world.owes]
        return sorted({contract.sponsor for contract in contracts if contract and contract.months})

    def _relevant_facts(self) -> list[Atom]:
        """Facts that some condition asks for or that the gap counts, and that the student does not hold."""
        world = self.world
        asked: list[Condition] = [job.entry for job in self.jobs] + [job.essential for job in self.jobs]
        asked += [each for study in self.studies + world.goal_studies for each in (study.entry, study.when)]
        asked += [activity.entry for activity in world.activities]
        found = {atom for condition in asked for atom in conditions.atoms(condition)}
        if world.goal_job:
            found |= set(conditions.atoms(world.goal_job.entry)) | {atom for atom, _ in world.goal_job.requires}
        plain = [atom for atom in found if atom.kind in ("level", "holds", "worked") and atom not in world.held]
        return sorted(plain, key=lambda atom: (atom.kind, atom.id, atom.number))

    def _first_teachers(self, fact: Atom) -> list[Activity]:
        """The activities that can be the first of a stage to give a fact: not those that ask for it themselves."""

        def asks(activity: Activity) -> bool:
            return any(
                (atom.kind, atom.id) == (fact.kind, fact.id) and atom.number >= fact.number
                for atom in conditions.needed(activity.entry)
            )

        return [activity for activity in self.world.activities if fact in activity.gives and not asks(activity)]

    def _reject_cycles(self) -> None:
        """Activities that could open each other would need an order; in a case without such a cycle there is one."""
        before = {
            activity.id: {
                teacher.id
                for atom in conditions.atoms(activity.entry)
                if atom in self.facts
                for teacher in self._first_teachers(atom)
            }
            for activity in self.world.activities
        }
        while free := [activity for activity, teachers in before.items() if not teachers & before.keys()]:
            for activity in free:
                del before[activity]
        if before:
            raise TooLarge(f"activities that open each other: {sorted(before)}")

    # Rules.

    def _start(self) -> None:
        """Rule 1, and what is owed from the start."""
        world, milp = self.world, self.milp
        self.held: dict[Atom, Sum] = {fact: Sum() for fact in self.facts}
        self.clock = Sum()
        if world.enrolled:
            programme, until, free_hours = world.enrolled
            hosted = {
                activity: milp.choice() for activity in world.activities if self._hosts_programme(activity, programme)
            }
            self.held = self._learn(
                hosted, Sum(constant=free_hours), lambda fact: Sum(constant=fact in programme.gives)
            )
            self.clock = Sum(constant=until)
        owes = world.owes
        self.owed = {
            sponsor: Sum(constant=owes.months if owes and owes.sponsor == sponsor else 0) for sponsor in self.sponsors
        }
        self.owing = {sponsor: Sum(constant=bool(self.owed[sponsor].constant)) for sponsor in self.sponsors}
        self.served = {sponsor: Sum() for sponsor in self.sponsors}
        stages: list[Job | Study] = [*self.jobs, *self.studies]
        places = {self._stage_place(stage) for stage in stages}
        places |= {world.goal_job.place if world.goal_job else None, world.home}
        self.places = sorted(place for place in places if place)
        self.at: dict[str | None, Sum] = {place: Sum(constant=place == world.home) for place in [None, *self.places]}
        self.used = Sum(constant=1)

    def _position(self, position: int) -> None:
        """One stage, or nothing if none follows."""
        milp = self.milp
        work = {job.id: milp.choice() for job in self.jobs}
        study = [milp.choice() for _ in self.studies]
        side = [milp.choice() for _ in self.side_studies]
        used = total([*work.values(), *study])
        milp.at_most(used, self.used)
        self.used = used

        # The clock is a longest path of whole lengths, so that it need not be told to be whole.
        start = Sum().add(milp.column(0, self.horizon, whole=False))
        end = Sum().add(milp.column(0, self.horizon, whole=False))
        milp.at_most(self.clock, start)
        milp.at_most(start, end)

        # Rule 2: a study opens by its entries, starts in its intake and lasts its months.
        for choice, option in zip(study, self.studies, strict=True):
            self._implies(choice, conditions.both(option.entry, option.when), start)
            self.fees = self.fees + Sum().add(choice, option.fee)
        self._intakes(study, self.studies, start)
        # Rule 3: so does a job, with its essential requirements.
        for job in self.jobs:
            self._implies(work[job.id], conditions.both(job.entry, job.essential), start)
        lengths = [*((work[job.id], job.months) for job in self.jobs)]
        lengths += [(choice, option.months) for choice, option in zip(study, self.studies, strict=True)]
        lasts = Sum(dict(lengths))
        milp.at_most(start + lasts, end)
        # Rule 3: what runs alongside starts with the job or later, on the facts of the job's start.
        if side:
            milp.at_most(total(side), total(work.values()))
            side_start = Sum().add(milp.column(0, self.horizon, whole=False))
            milp.at_most(start, side_start)
            for choice, option in zip(side, self.side_studies, strict=True):
                self._implies(choice, conditions.both(option.entry, option.when), side_start)
                self.fees = self.fees + Sum().add(choice, option.fee)
                if option.contract:
                    at_sponsor = [work[job.id] for job in self.jobs if job.employer == option.contract.sponsor]
                    milp.at_most(Sum().add(choice), total(at_sponsor))
            self._intakes(side, self.side_studies, side_start)
            months = Sum({choice: option.months for choice, option in zip(side, self.side_studies, strict=True)})
            milp.at_most(side_start + months, end)

        self._contracts(used, work, study, side, start, end)
        self._move(work, study)

        # Rule 4: what the stage hosts, and what is held after it.
        programmes: dict[str, Sum] = {}
        for choice, option in [*zip(study, self.studies, strict=True), *zip(side, self.side_studies, strict=True)]:
            programmes.setdefault(option.programme, Sum()).add(choice)
        hours = Sum()
        for job in self.jobs:
            hours.add(work[job.id], job.free_hours)
        for programme, chosen in programmes.items():
            hours = hours + self.world.programmes[programme].free_hours * chosen
        hosted = {}
        for activity in self.world.activities:
            hosts = total(work[job.id] for job in self.jobs if job.id in activity.jobs)
            for programme, chosen in programmes.items():
                if self._hosts_programme(activity, self.world.programmes[programme]):
                    hosts = hosts + chosen
            if hosts.terms:
                hosted[activity] = milp.choice()
                milp.at_most(Sum().add(hosted[activity]), hosts)

        def given(fact: Atom) -> Sum:
            result = total(work[job.id] for job in self.jobs if fact in job.gives)
            for programme, chosen in programmes.items():
                if fact in self.world.programmes[programme].gives:
                    result = result + chosen
            return result

        self.held = self._learn(hosted, hours, given)
        self.clock = end

    def _learn(self, hosted: dict[Activity, int], hours: Sum, given: Callable[[Atom], Sum]) -> dict[Atom, Sum]:
        """Rule 4: activities within the free hours, each open by the start or by others; returns what is then held."""
        milp, before = self.milp, self.held
        for activity, choice in hosted.items():
            self.effort = self.effort + Sum().add(choice, activity.hours)
            self.fees = self.fees + Sum().add(choice, activity.fee)
        milp.at_most(total([]) + Sum({choice: activity.hours for activity, choice in hosted.items()}), hours)

        inside: dict[Atom, Sum] = {}

        def within(atom: Atom) -> Sum:
            if atom not in inside:
                teachers = [hosted[each] for each in self._first_teachers(atom) if each in hosted]
                inside[atom] = self._any(before.get(atom, Sum()) + total(teachers))
            return inside[atom]

        for activity, choice in hosted.items():
            self._require(choice, activity.entry, within, None)
        after = {}
        for fact in self.facts:
            teachers = [choice for activity, choice in hosted.items() if fact in activity.gives]
            after[fact] = self._any(before[fact] + total(teachers) + given(fact))
        return after

    def _contracts(
        self, used: Sum, work: dict[str, int], study: list[int], side: list[int], start: Sum, end: Sum
    ) -> None:
        """Rule 5. `owed` and `served` are bounded from below only: nothing gains by owing more."""
        milp, late = self.milp, self.late
        for sponsor in self.sponsors:
            at_sponsor = total(work[job.id] for job in self.jobs if job.employer == sponsor)
            signed, months, side_signed, side_months = Sum(), Sum(), Sum(), Sum()
            for choice, option in zip(study, self.studies, strict=True):
                if option.contract and option.contract.sponsor == sponsor:
                    signed.add(choice)
                    months.add(choice, option.contract.months)
            for choice, option in zip(side, self.side_studies, strict=True):
                if option.contract and option.contract.sponsor == sponsor:
                    side_signed.add(choice)
                    side_months.add(choice, option.contract.months)
            # While months are owed: a job at the sponsor, or one more contract with it.
            milp.at_most(used - at_sponsor - signed, 1 - self.owing[sponsor])
            # While they are served: another job at the sponsor, or the wait for the end of the service.
            milp.at_most(self.served[sponsor] - late * (at_sponsor + 1 - used), start)

            owed = Sum().add(milp.column(0, late, whole=False))
            milp.at_most(self.owed[sponsor] + months - late * at_sponsor, owed)
            owing = Sum().add(milp.choice())
            milp.at_most(owed, late * owing)

            served = Sum().add(milp.column(0, late, whole=False))
            milp.at_most(self.served[sponsor] + side_months, served)
            milp.at_most(start + self.owed[sponsor] + side_months - 2 * late * (1 - at_sponsor), served)
            milp.at_most(end + side_months - 2 * late * (1 - side_signed), served)
            self.owed[sponsor], self.owing[sponsor], self.served[sponsor] = owed, owing, served

    def _move(self, work: dict[str, int], study: list[int]) -> None:
        """Rule 6: a stage at another known place than where the student is."""
        arrive: dict[str, Sum] = {place: Sum() for place in self.places}
        stages: list[tuple[int, Job | Study]] = [(work[job.id], job) for job in self.jobs]
        stages += zip(study, self.studies, strict=True)
        for choice, stage in stages:
            if place := self._stage_place(stage):
                arrive[place].add(choice)
        self._arrive(arrive)

    def _arrive(self, arrive: dict[str, Sum]) -> None:
        if "moves" not in self.world.objectives and "moves" not in self.world.limits:
            return
        anywhere = sum(arrive.values(), Sum())
        for place, arriving in arrive.items():
            move = self.milp.share()
            self.milp.at_most(arriving - self.at[place] - self.at[None], Sum().add(move))
            self.moves = self.moves + Sum().add(move)
        after: dict[str | None, Sum] = {}
        for where, before in self.at.items():
            here = arrive.get(where, Sum()) if where else Sum()
            now = Sum().add(self.milp.share())
            self.milp.at_most(now, before + here)
            self.milp.at_most(now, 1 - (anywhere - here))
            after[where] = now
        self.at = after

    def _goal(self) -> None:
        """Rule 7."""
        world, milp = self.world, self.milp
        self.reached = Sum().add(milp.column(0, self.horizon, whole=True))
        milp.at_most(self.clock, self.reached)
        self.gap = Sum()
        employer = None
        if world.goal_job:
            job, certain = world.goal_job, milp.column(1, 1, whole=True)
            employer = job.employer
            self._implies(certain, job.entry, self.reached)
            for atom, weight in job.requires:
                if atom not in world.held:
                    self.gap = self.gap + weight * (1 - self.held[atom])
            if job.place:
                self._arrive({place: Sum(constant=place == job.place) for place in self.places})
        else:
            ways = [milp.choice() for _ in world.goal_studies]
            milp.equal(total(ways), 1)
            for choice, option in zip(ways, world.goal_studies, strict=True):
                self._implies(choice, option.entry, self.reached)
            self._intakes(ways, world.goal_studies, self.reached)
        for sponsor in self.sponsors:
            if sponsor != employer:
                milp.at_most(self.owing[sponsor], 0)
                milp.at_most(self.served[sponsor], self.reached)

    def _totals(self) -> None:
        sums = {
            "months": self.reached,
            "fees": self.fees,
            "gap": self.gap,
            "effort": self.effort,
            "moves": self.moves,
        }
        for name, limit in self.world.limits.items():
            self.milp.at_most(sums[name], limit)
        self.milp.objectives = [sums[name] for name in self.world.objectives]

    # What the rules are made of.

    def _stage_place(self, stage: Job | Study) -> str | None:
        if isinstance(stage, Job):
            return stage.place
        return None if stage.mode == "distance" else self.world.programmes[stage.programme].place

    def _hosts_programme(self, activity: Activity, programme: Programme) -> bool:
        return programme.kind in activity.kinds or programme.id in activity.programmes

    def _intakes(self, choices: list[int], options: Iterable[Study], start: Sum) -> None:
        """An option with an intake starts in one of its months: `starts` picks the month, and `start` is that one."""
        milp, calendar = self.milp, self.world.calendar
        bound = [(choice, option) for choice, option in zip(choices, options, strict=True) if option.intake]
        calendar_months = {month for _, option in bound for month in option.intake}
        starts = {
            month: milp.choice() for month in range(self.horizon + 1) if (calendar + month) % 12 + 1 in calendar_months
        }
        if not bound:
            return
        picked = total(starts.values())
        month = Sum({column: month for month, column in starts.items()})
        milp.at_most(picked, 1)
        milp.at_most(month, start)
        milp.at_most(start, month + self.horizon * (1 - picked))
        by_intake: dict[tuple[int, ...], Sum] = {}
        for choice, option in bound:
            by_intake.setdefault(tuple(sorted(option.intake)), Sum()).add(choice)
        for intake, chosen in by_intake.items():
            open_months = [column for month, column in starts.items() if (calendar + month) % 12 + 1 in intake]
            milp.at_most(chosen, total(open_months))

    def _implies(self, choice: int, condition: Condition, start: Sum) -> None:
        """If the choice is taken, the condition holds on what is held before the stage, in the month `start`."""
        self._require(choice, condition, lambda atom: self.held.get(atom, Sum()), start)

    def _require(self, choice: int, condition: Condition, facts: Facts, start: Sum | None) -> None:
        if isinstance(condition, Atom):
            known = self.world.known(condition)
            if known is True:
                return
            if isinstance(known, int) and known is not False:
                assert start is not None, "only what a student can wait for has an age"
                self.milp.at_most(Sum().add(choice, known), start)
            else:
                self.milp.at_most(Sum().add(choice), facts(condition) if known is None else 0)
        elif condition.least == len(condition.parts):
            for part in condition.parts:
                self._require(choice, part, facts, start)
        else:
            held = [self._holds(part, facts, start) for part in condition.parts]
            self.milp.at_most(Sum().add(choice, condition.least), sum(held, Sum()))

    def _holds(self, condition: Condition, facts: Facts, start: Sum | None) -> Sum:
        """At most 1, and at most 0 where the condition does not hold."""
        if isinstance(condition, Atom):
            known = self.world.known(condition)
            if known is None:
                return facts(condition)
            if isinstance(known, bool):
                return Sum(constant=known)
            # To lean on an age is a choice of its own: in parts it would hold too early.
            column = self.milp.choice()
            self._require(column, condition, facts, start)
            return Sum().add(column)
        # One part of "2 of …" must not count as half of it, and half the wait for an age as half of that.
        parted = 1 < condition.least < len(condition.parts)
        waits = any(atom.kind == "age" for atom in conditions.atoms(condition))
        column = self.milp.choice() if parted or waits else self.milp.share()
        self._require(column, condition, facts, start)
        return Sum().add(column)

    def _any(self, sources: Sum) -> Sum:
        """A fact that some source gives: 1 at most."""
        if not sources.terms:
            return Sum(constant=min(1.0, sources.constant))
        fact = Sum().add(self.milp.share())
        self.milp.at_most(fact, sources)
        return fact


def shortest_stage(world: World) -> int:
    """The fewest months that a stage can last."""
    lengths = [job.months for job in world.jobs] + [study.months for study in world.studies]
    return min(lengths, default=1)


def build(world: World) -> Routes:
    """The programme that covers all routes within the limit on months, with as many positions as fit in it."""
    horizon = world.limits["months"]
    spent = world.enrolled[1] if world.enrolled else 0
    positions = max(0, horizon - spent) // shortest_stage(world)
    return Routes(world, positions, horizon)
