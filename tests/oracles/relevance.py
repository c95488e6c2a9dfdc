"""A case without what no route to its goal needs: what makes an integer programme of a whole region possible.

For timing alone: the comparisons of `run.py` leave every case as it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import conditions
from conditions import Atom, Condition
from world import Activity, Study, World


def narrowed(world: World) -> World:
    """Keeps what can ever be opened and gives, or leads to, something that the goal asks for."""
    world = _openable(world)
    wanted: set[Atom] = set()
    sponsors: set[str] = {world.owes.sponsor} if world.owes else set()
    goals = [study.entry for study in world.goal_studies]
    if world.goal_job:
        goals.append(world.goal_job.entry)
        if "gap" in [*world.objectives, *world.limits]:
            wanted |= {atom for atom, _ in world.goal_job.requires}
    _ask(world, goals, wanted)

    studies: set[Study] = set()
    jobs: set[str] = set()
    activities: set[str] = set()
    size = -1
    while size != (size := len(wanted) + len(studies) + len(jobs) + len(activities) + len(sponsors)):
        for activity in world.activities:
            if activity.gives & wanted:
                activities.add(activity.id)
                _ask(world, [activity.entry], wanted)
        hosted = [activity for activity in world.activities if activity.id in activities]
        # Of a job and a study alongside each lends its free hours to what the other hosts.
        lends = any(study.mode != "full-time" for study in world.studies) and bool(hosted)
        for study in world.studies:
            programme = world.programmes[study.programme]
            hosts = any(_hosts(activity, programme.id, programme.kind) for activity in hosted)
            lent = lends and study.mode != "full-time" and programme.free_hours > 0
            if programme.gives & wanted or hosts or lent:
                studies.add(study)
                _ask(world, [study.entry, study.when], wanted)
                if study.contract and study.contract.months:
                    sponsors.add(study.contract.sponsor)
        for job in world.jobs:
            hosts = any(job.id in activity.jobs for activity in hosted)
            if job.gives & wanted or hosts or job.employer in sponsors or (lends and job.free_hours > 0):
                jobs.add(job.id)
                _ask(world, [job.entry, job.essential], wanted)
    return replace(
        world,
        studies=[study for study in world.studies if study in studies],
        jobs=[job for job in world.jobs if job.id in jobs],
        activities=[activity for activity in world.activities if activity.id in activities],
    )


def _openable(world: World) -> World:
    """Keeps what opens for a student with all the time, hours and money there are."""
    held = set(world.held)
    if world.enrolled:
        held |= world.enrolled[0].gives
    size = -1
    while size != (size := len(held)):
        for activity in world.activities:
            if _holds(world, activity.entry, held):
                held |= activity.gives
        for study in world.studies:
            if _holds(world, study.entry, held):
                held |= world.programmes[study.programme].gives
        for job in world.jobs:
            if _holds(world, conditions.both(job.entry, job.essential), held):
                held |= job.gives
    return replace(
        world,
        activities=[each for each in world.activities if _holds(world, each.entry, held)],
        studies=[each for each in world.studies if _holds(world, conditions.both(each.entry, each.when), held)],
        jobs=[each for each in world.jobs if _holds(world, conditions.both(each.entry, each.essential), held)],
    )


def _holds(world: World, condition: Condition, held: set[Atom]) -> bool:
    if isinstance(condition, Atom):
        known = world.known(condition)
        return condition in held if known is None else known is not False
    return sum(_holds(world, part, held) for part in condition.parts) >= condition.least


def _ask(world: World, entries: Iterable[Condition], wanted: set[Atom]) -> None:
    for entry in entries:
        wanted |= {atom for atom in conditions.atoms(entry) if world.known(atom) is None}


def _hosts(activity: Activity, programme: str, kind: str) -> bool:
    return kind in activity.kinds or programme in activity.programmes
