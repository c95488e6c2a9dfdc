"""A case with one objective and without a clock, as a classical planning task in PDDL, for two planners.

Without intakes, ages and contracts a stage starts when the one before ends, so months add up as fees do, and the
least total is that of a cheapest plan. What is held only grows: where no activity matters the task is delete-free.
With activities a stage is entered, hosts what fits its free hours, and is left; only that comes and goes.
"""

from __future__ import annotations

import itertools
import logging
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import conditions
from conditions import Atom, Condition
from world import Activity, Job, Study, World


@dataclass(frozen=True)
class Action:
    """What must hold, what it adds, what it takes away, what it costs."""

    name: str
    needs: frozenset[str]
    adds: frozenset[str]
    removes: frozenset[str]
    cost: int


@dataclass(frozen=True)
class Stage:
    """A job, a study, or a job with a study alongside."""

    job: Job | None
    study: Study | None


class Task:
    """The planning task of a case."""

    def __init__(self, world: World) -> None:
        if len(world.objectives) != 1 or world.limits or world.owes or world.enrolled:
            raise ValueError("a planning task has one objective, no limits on totals, no obligation and no enrolment")
        self.world = world
        self.objective = world.objectives[0]
        # Activities take no time: for months alone those matter that open something, and they're in the task as well.
        self.actions = [action for stage in self._stages() for action in self._of_stage(stage)]
        self.actions += self._activities()
        self.actions += self._reach()

    def _stages(self) -> Iterator[Stage]:
        world = self.world
        if any(study.intake or study.contract for study in world.studies + world.goal_studies):
            raise ValueError("a planning task has no intakes and no contracts")
        yield from (Stage(None, study) for study in world.studies)
        for job in world.jobs:
            yield Stage(job, None)
            yield from (Stage(job, study) for study in world.studies if study.mode != "full-time")

    def _of_stage(self, stage: Stage) -> Iterator[Action]:
        """One action, or two where something is hosted in between."""
        world, job, study = self.world, stage.job, stage.study
        entries = [job.entry, job.essential] if job else []
        gives = set(job.gives) if job else set()
        free_hours, months, fees, hosts = (job.free_hours, job.months, 0, {f"at-{job.id}"}) if job else (0, 0, 0, set())
        if study:
            programme = world.programmes[study.programme]
            entries += [study.entry, study.when]
            gives |= programme.gives
            free_hours += programme.free_hours
            months, fees = max(months, study.months), study.fee
            hosts |= {f"at-{programme.id}"}
        cost = {"months": months, "fees": fees, "effort": 0}[self.objective]
        name = "-".join(
            [*([job.id] if job else []), *([study.programme, study.offering, str(study.months)] if study else [])]
        )
        held = frozenset(map(fact, gives))
        ways = list(self._ways(conditions.both(*entries)))
        if not world.activities:
            for number, way in enumerate(ways):
                yield Action(f"take-{name}-{number}", way, held, frozenset(), cost)
            return
        inside, hours = f"in-{name}", f"hours-{free_hours}"
        for number, way in enumerate(ways):
            adds = frozenset({inside, hours, *hosts})
            yield Action(f"enter-{name}-{number}", way | {"idle"}, adds, frozenset({"idle"}), cost)
        removes = frozenset({inside, *hosts, *self._hours()})
        yield Action(f"leave-{name}", frozenset({inside}), held | {"idle"}, removes, 0)

    def _hours(self) -> list[str]:
        """Free hours left, whatever they can be."""
        most = sum(sorted([job.free_hours for job in self.world.jobs])[-1:])
        most += max((programme.free_hours for programme in self.world.programmes.values()), default=0)
        return [f"hours-{hours}" for hours in range(0, most + 1, self._unit())]

    def _unit(self) -> int:
        """All hours are multiples of ten."""
        hours = [activity.hours for activity in self.world.activities] + [job.free_hours for job in self.world.jobs]
        hours += [programme.free_hours for programme in self.world.programmes.values()]
        if any(each % 10 for each in hours):
            raise ValueError("a planning task counts hours in tens")
        return 10

    def _activities(self) -> Iterator[Action]:
        hours = self._hours() if self.world.activities else []
        left = [int(each.removeprefix("hours-")) for each in hours]
        for activity in self.world.activities:
            cost = {"months": 0, "fees": activity.fee, "effort": activity.hours}[self.objective]
            number = itertools.count()
            for way, host, before in itertools.product(self._ways(activity.entry), self._hosts(activity), left):
                if before < activity.hours:
                    continue
                spent, rest = f"hours-{before}", f"hours-{before - activity.hours}"
                adds = frozenset(map(fact, activity.gives)) | {rest}
                needs = way | {f"at-{host}", spent}
                removes = frozenset({spent} - {rest})
                yield Action(f"do-{activity.id}-{next(number)}", needs, adds, removes, cost)

    def _hosts(self, activity: Activity) -> list[str]:
        world = self.world
        programmes = [
            each.id
            for each in world.programmes.values()
            if each.kind in activity.kinds or each.id in activity.programmes
        ]
        return programmes + [job.id for job in world.jobs if job.id in activity.jobs]

    def _reach(self) -> Iterator[Action]:
        world = self.world
        entries = [world.goal_job.entry] if world.goal_job else [study.entry for study in world.goal_studies]
        idle = {"idle"} if world.activities else set()
        for number, way in enumerate(way for entry in entries for way in self._ways(entry)):
            yield Action(f"reach-{number}", way | idle, frozenset({"reached"}), frozenset(), 0)

    def _ways(self, condition: Condition) -> Iterator[frozenset[str]]:
        """The sets of facts that open a condition, as far as the student does not hold them."""
        for way in conditions.alternatives(condition):
            known = {atom: self.world.known(atom) for atom in way}
            if any(value is not None and not isinstance(value, bool) for value in known.values()):
                raise ValueError("a planning task has no age to wait for")
            if False not in known.values():
                yield frozenset(fact(atom) for atom in way if known[atom] is None)

    def domain(self, costs: bool) -> str:
        """The domain file; where every action costs the same, without costs."""
        used = {each for action in self.actions for each in action.needs | action.adds | action.removes}
        predicates = " ".join(f"({name})" for name in sorted(used | {"idle", "reached"}))
        lines = ["(define (domain routes)", "  (:requirements :strips)", f"  (:predicates {predicates})"]
        if costs:
            lines[1] = "  (:requirements :strips :action-costs)"
            lines.append("  (:functions (total-cost) - number)")
        for action in self.actions:
            effects = [f"({each})" for each in sorted(action.adds)]
            effects += [f"(not ({each}))" for each in sorted(action.removes - action.adds)]
            effects += [f"(increase (total-cost) {action.cost})"] if costs else []
            needs = " ".join(f"({each})" for each in sorted(action.needs))
            lines.append(f"  (:action {action.name} :parameters ()")
            lines.append(f"    :precondition (and {needs})")
            lines.append(f"    :effect (and {' '.join(effects)}))")
        return "\n".join([*lines, ")", ""])

    def problem(self, costs: bool) -> str:
        """The problem file."""
        start = " ".join(["(idle)"] + (["(= (total-cost) 0)"] if costs else []))
        metric = " (:metric minimize (total-cost))" if costs else ""
        return f"(define (problem route) (:domain routes) (:init {start}) (:goal (and (reached))){metric})\n"


def fact(atom: Atom) -> str:
    """Its name in PDDL."""
    return f"{atom.kind}-{atom.id}-{atom.number}"


def fast_downward(task: Task, folder: Path) -> int | None:
    """The cost of a cheapest plan, by A* with landmark cuts; None where there is no plan."""
    folder.mkdir(parents=True, exist_ok=True)
    domain, problem, plan = folder / "domain.pddl", folder / "problem.pddl", folder / "plan"
    domain.write_text(task.domain(costs=True))
    problem.write_text(task.problem(costs=True))
    plan.unlink(missing_ok=True)
    # The package is there for the planner that it brings along; to import it would ask for a framework.
    package = find_spec("up_fast_downward")
    if package is None or package.origin is None:
        raise RuntimeError("up-fast-downward is not installed")
    driver = Path(package.origin).parent / "downward" / "fast-downward.py"
    command = [sys.executable, str(driver), "--plan-file", str(plan), "--sas-file", str(folder / "output.sas")]
    command += ["--search-time-limit", "60s"]
    # Facts without parameters have no invariants worth looking for.
    command += [str(domain), str(problem), "--translate-options", "--invariant-generation-max-time", "0"]
    command += ["--search-options", "--search", "astar(lmcut())"]
    run = subprocess.run(command, check=False, capture_output=True, text=True)
    # 0 is a plan that is proved to be cheapest; 10 to 12 say that the search space holds none.
    if run.returncode in (10, 11, 12):
        return None
    cost = re.search(r"; cost = (\d+)", plan.read_text()) if run.returncode == 0 else None
    if not cost:
        raise RuntimeError(f"Fast Downward stopped with {run.returncode}: {run.stdout[-2000:]}{run.stderr[-2000:]}")
    return int(cost[1])


def pyperplan(task: Task, folder: Path) -> int | None:
    """The length of a shortest plan, by A* with landmark cuts; None where there is no plan."""
    from pyperplan import grounding
    from pyperplan.heuristics.lm_cut import LmCutHeuristic
    from pyperplan.pddl.parser import Parser
    from pyperplan.search import astar_search

    logging.getLogger().setLevel(logging.WARNING)
    folder.mkdir(parents=True, exist_ok=True)
    domain, problem = folder / "domain.pddl", folder / "problem.pddl"
    domain.write_text(task.domain(costs=False))
    problem.write_text(task.problem(costs=False))
    parser = Parser(str(domain), str(problem))
    ground = grounding.ground(parser.parse_problem(parser.parse_domain()))
    plan = astar_search(ground, LmCutHeuristic(ground))
    return None if plan is None else len(plan)
