"""What the activities of one stage can close of a gap: a weighted set multicover within free hours."""

from __future__ import annotations

import conditions
from milp import Milp, Sum
from world import World


def build(world: World) -> Milp:
    """The programme of a student who has nothing but the rest of a stage before the goal, activities without entries."""
    if not (world.enrolled and world.goal_job) or world.jobs or world.studies or world.owes:
        raise ValueError("a cover is about the activities of one stage")
    if any(activity.entry != conditions.ALWAYS for activity in world.activities):
        raise ValueError("a cover has no entries")
    if world.goal_job.entry != conditions.ALWAYS:
        raise ValueError("a cover has an open goal")
    milp = Milp()
    programme, until, free_hours = world.enrolled
    chosen = {
        activity: milp.choice()
        for activity in world.activities
        if programme.kind in activity.kinds or programme.id in activity.programmes
    }
    sums = {
        "months": Sum(constant=until),
        "fees": Sum({choice: activity.fee for activity, choice in chosen.items()}),
        "gap": Sum(),
        "effort": Sum({choice: activity.hours for activity, choice in chosen.items()}),
        "moves": Sum(),
    }
    milp.at_most(sums["effort"], free_hours)
    for atom, weight in world.goal_job.requires:
        if atom in world.held or atom in programme.gives:
            continue
        missing = milp.share()
        given = Sum({choice: 1 for activity, choice in chosen.items() if atom in activity.gives})
        milp.at_most(1 - given, Sum().add(missing))
        sums["gap"].add(missing, weight)
    for name, limit in world.limits.items():
        milp.at_most(sums[name], limit)
    milp.objectives = [sums[name] for name in world.objectives]
    return milp
