"""The end of a game: how well it went, what caused it, how much was luck, who did it, and what if."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from techrace.axes import GOALS
from techrace.explain import afterwards, by_mechanism, by_player, luck_of_the_draw
from techrace.explain.afterwards import told as told_afterwards
from techrace.explain.words import cause
from techrace.language import Language
from techrace.reckoning import DRAWS, REPLAYS, Ratings, honours, instead, ratings, usual
from techrace.record import Record
from techrace.session import seats
from techrace.story import headlines, reasons, told, turning_points
from techrace.terminal.paper import Paper, hanging
from techrace.terminal.screens import answered, named
from techrace.terminal.sitting import Sitting


@dataclass
class Debrief:
    """A game that is over, open to all."""

    sitting: Sitting
    paper: Paper
    tell: Language

    @cached_property
    def record(self) -> Record:
        """Return the whole game."""
        return seats.debrief(self.sitting.table)

    @cached_property
    def rated(self) -> Ratings:
        """Rate every seat against games of doctrines."""
        return ratings(self.record, usual(self.sitting.table, self.record))

    def seat(self, seat: str) -> list[str]:
        """Tell one seat how it did, why, and how much of it was luck."""
        tell, paper, record = self.tell, self.paper, self.record
        place = record.setting.index("states", seat)
        level, same_luck = float(self.rated.played[place]), float(self.rated.usual[place, 0])
        who = named(self.sitting.world, seat, tell)
        score, ahead = tell.number(level, 1), tell.change(level - same_luck, 1)
        beaten = float(self.rated.beaten[place])
        told_of: dict[str, str | int] = {"who": who, "score": score, "ahead": ahead, "share": tell.chance(beaten)}
        lines = hanging(paper, tell("play-score", games=REPLAYS, **told_of))
        figures = [f"{goal}[{seat}]" for goal in GOALS]
        how = by_mechanism(record, figures)
        luck = luck_of_the_draw(record, figures, draws=DRAWS)
        whose = by_player(record, figures)
        header = [tell("explain-goal"), tell("play-start"), tell("play-end"), tell("play-luckier"), tell("play-causes")]
        rows = [header]
        for g, goal in enumerate(GOALS):
            moved = ", ".join(f"{cause(n, tell)} {tell.change(100 * v, 1)}" for n, v in how.causes(g, 3)[:2])
            ends = (tell.number(100 * float(x[g])) for x in (how.before, how.after))
            rows.append([tell(f"explain-figure-{goal}"), *ends, tell.percent(float(luck.below[g])), moved])
        lines += ["", *(f"  {paper.cut(line, paper.width - 2)}" for line in paper.table(rows, right=(1, 2, 3)))]
        lines += hanging(paper, tell("play-luck-note", draws=DRAWS), "  ")
        lines += ["", tell("play-who")]
        for g, goal in enumerate(GOALS):
            parts = [(named(self.sitting.world, n, tell), v) for n, v in whose.causes(g, 4) if n != "other"]
            parts = [(n, v) for n, v in parts if abs(v) >= 0.001]
            said = ", ".join(f"{n} {tell.change(100 * v, 1)}" for n, v in parts) or tell("play-nobody")
            lines += hanging(paper, said, f"  {tell(f'explain-figure-{goal}')}: ")
        return lines

    def forecasts(self, seat: str) -> list[str]:
        """List how a seat's forecasts did beside the base rate, and what they come to."""
        tell, scores = self.tell, self.sitting.look(seat)["own"]["scores"]
        lines = [tell("play-forecasts")] if scores else []
        for s in (x for x in scores if x["given"]):
            question = self.sitting.world.questions[s["question"]]
            yes = tell("web-yes" if s["outcome"] else "web-no")
            values = {
                "came": yes if question.kind == "binary" else tell.number(s["outcome"], 1),
                "answer": answered(s["answer"], tell), "base": answered(s["base"], tell) if s["base"] else "?",
                "score": tell.number(s["score"], 2), "reference": tell.number(s["reference"], 2),
            }  # fmt: skip
            better = "good" if s["score"] < s["reference"] else "bad"
            said = tell(f"play-forecast-{better}", **values)
            about = tell("play-turn", turn=s["asked"] + 1)
            lines += hanging(self.paper, f"{tell.text(question.text)} → {said}", f"  {about} ", "    ")
        left_out = sum(not s["given"] for s in scores)
        if left_out:
            lines.append(f"  {tell('play-forecast-left-out', count=left_out)}")
        mine = next((h for h in honours(self.sitting.table.place.scores) if h.seat == seat), None)
        if mine:
            points = tell.change(100 * mine.skill, 1)
            said = tell("play-forecast-skill", points=points, asked=mine.asked, answers=mine.answers)
            lines += hanging(self.paper, said)
        if mine and mine.brier is not None and mine.base is not None:
            brier, base = tell.number(mine.brier, 2), tell.number(mine.base, 2)
            lines += hanging(self.paper, tell("play-forecast-brier", brier=brier, base=base))
        return lines

    def story(self) -> list[str]:
        """Tell the turning points of the game."""
        tell = self.tell
        lines = [tell("play-story")]
        for h in turning_points(headlines(self.record), 6):
            because = reasons(h, tell)
            text = f"{told(h, tell)} ({because})" if because else told(h, tell)
            lines += hanging(self.paper, text, f"  {tell('play-turn', turn=h.turn)} ")
        return lines

    def pledges(self) -> list[str]:
        """List what was promised in words, and what its maker ordered otherwise afterwards; people judge."""
        tell, made = self.tell, self.sitting.table.place.pledges
        lines = hanging(self.paper, tell("pledges-and-after")) if made else []
        for turn, pledge in made:
            who = named(self.sitting.world, pledge.seat, tell)
            first = f"  {tell('play-turn', turn=turn + 1)} {who}: "
            lines += hanging(self.paper, f"“{pledge.text}”", first, "    ")
            after = told_afterwards(afterwards(self.record, pledge.seat, turn), tell)
            lines += hanging(self.paper, after, "    ", "    ")
        return lines

    def instead(self, seat: str, turn: int, orders: dict[str, Any]) -> list[str]:
        """Play the game again with other orders of one seat from a turn on; the others repeat theirs.

        Raises:
            InputError: The turn or an order is impossible.
        """
        tell, figures = self.tell, [f"{goal}[{seat}]" for goal in GOALS]
        found = instead(self.sitting.table, self.record, seat, turn, orders, figures)
        rows = [[tell("explain-goal"), tell("explain-played"), tell("explain-changed"), tell("explain-difference")]]
        for g, goal in enumerate(GOALS):
            played, other = (100 * float(x[g, -1]) for x in (found.played, found.changed))
            rows.append([tell(f"explain-figure-{goal}"), tell.number(played, 1), tell.number(other, 1),
                         tell.change(other - played, 1)])  # fmt: skip
        lines = hanging(self.paper, tell("play-whatif", who=named(self.sitting.world, seat, tell), turn=turn))
        return [*lines, *(f"  {line}" for line in self.paper.table(rows, right=(1, 2, 3)))]


def questions(sitting: Sitting, tell: Language) -> Sequence[str]:
    """Return the questions that the world has for a debrief."""
    return [tell.text(q.text) for q in list(sitting.world.debrief.values())[:2]]
