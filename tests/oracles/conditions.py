"""The condition language of the design, section 3, as a tree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

TOKEN = re.compile(r"\s*(>=|[(),]|[a-z0-9][a-z0-9._-]*)")


@dataclass(frozen=True)
class Atom:
    """One thing to hold: a competency's level, a credential, a tenure, an age or an attested fact."""

    kind: str
    """`level`, `holds`, `worked`, `age` or `attests`."""
    id: str
    """Empty for an age."""
    number: int = 0
    """The level or the years."""


@dataclass(frozen=True)
class Count:
    """At least `least` of `parts`; `and` asks for all of them, `or` for one."""

    least: int
    parts: tuple[Condition, ...]


Condition = Atom | Count

ALWAYS = Count(0, ())


def parse(text: str | None) -> Condition:
    """The condition of an entry; an absent one always holds."""
    if text is None:
        return ALWAYS
    tokens = _Tokens(text)
    condition = _any_of(tokens)
    if tokens.peek():
        raise ValueError(f"{tokens.peek()!r} is left over in {text!r}")
    return condition


def both(*conditions: Condition) -> Condition:
    """All of these."""
    return Count(len(conditions), conditions)


def atoms(condition: Condition) -> Iterator[Atom]:
    """Every atom, wherever it stands."""
    if isinstance(condition, Atom):
        yield condition
    else:
        for part in condition.parts:
            yield from atoms(part)


def needed(condition: Condition) -> Iterator[Atom]:
    """The atoms without which the condition can't hold, as far as `and` shows them."""
    if isinstance(condition, Atom):
        yield condition
    elif condition.least == len(condition.parts):
        for part in condition.parts:
            yield from needed(part)


def alternatives(condition: Condition) -> list[frozenset[Atom]]:
    """The disjunctive normal form: sets of atoms, each of which is enough; no set includes another."""
    if isinstance(condition, Atom):
        return [frozenset([condition])]
    # ways[n]: the sets that make n of the parts so far hold.
    ways: list[list[frozenset[Atom]]] = [[] for _ in range(condition.least + 1)]
    ways[0].append(frozenset())
    for part in condition.parts:
        sets = alternatives(part)
        for count in range(condition.least, 0, -1):
            ways[count] += [before | more for before in ways[count - 1] for more in sets]
    distinct = set(ways[condition.least])
    return sorted((way for way in distinct if not any(less < way for less in distinct)), key=sorted_atoms)


def sorted_atoms(way: frozenset[Atom]) -> list[tuple[str, str, int]]:
    """An order for sets, which have none of their own."""
    return sorted((atom.kind, atom.id, atom.number) for atom in way)


class _Tokens:
    def __init__(self, text: str) -> None:
        self.found = TOKEN.findall(text)
        if "".join(self.found) != "".join(text.split()):
            raise ValueError(f"not a condition: {text!r}")
        self.next = 0

    def peek(self, ahead: int = 0) -> str:
        place = self.next + ahead
        return self.found[place] if place < len(self.found) else ""

    def take(self, expected: str | None = None) -> str:
        token = self.peek()
        if not token or expected not in (None, token):
            raise ValueError(f"{expected or 'more'} expected, {token!r} found")
        self.next += 1
        return token


def _any_of(tokens: _Tokens) -> Condition:
    parts = [_all_of(tokens)]
    while tokens.peek() == "or":
        tokens.take()
        parts.append(_all_of(tokens))
    return parts[0] if len(parts) == 1 else Count(1, tuple(parts))


def _all_of(tokens: _Tokens) -> Condition:
    parts = [_atom(tokens)]
    while tokens.peek() == "and":
        tokens.take()
        parts.append(_atom(tokens))
    return parts[0] if len(parts) == 1 else both(*parts)


def _atom(tokens: _Tokens) -> Condition:
    word = tokens.take()
    if word == "(":
        inner = _any_of(tokens)
        tokens.take(")")
        return inner
    if tokens.peek() == "of":
        tokens.take()
        tokens.take("(")
        parts = [_any_of(tokens)]
        while tokens.peek() == ",":
            tokens.take()
            parts.append(_any_of(tokens))
        tokens.take(")")
        return Count(int(word), tuple(parts))
    if tokens.peek() == ">=":
        tokens.take()
        return Atom("level", word, int(tokens.take()))
    tokens.take("(")
    argument = tokens.take()
    tokens.take(")")
    return Atom("age", "", int(argument)) if word == "age" else Atom(word, argument)
