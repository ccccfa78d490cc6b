"""The game at a keyboard: read a command, carry it out, show what came of it, say what can be typed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import Enum, auto
from pathlib import Path
from shlex import quote
from time import time
from typing import Any, Literal

from techrace import report
from techrace.axes import GOALS
from techrace.errors import InputError, meant, placed, unknown
from techrace.explain.changes import STANDING
from techrace.inquiry import account
from techrace.language import Language, sentence, spoken_here
from techrace.notation import BY_NAME, own_axes
from techrace.orders import LINES
from techrace.session import commands as c
from techrace.session.events import Answer, Plan
from techrace.session.refusals import Refusal
from techrace.session.store import data_folder
from techrace.setting import Setting
from techrace.terminal import answers
from techrace.terminal.debrief import Debrief, questions
from techrace.terminal.paper import Keyboard, Paper, fitted, hanging, squeezed
from techrace.terminal.screens import TRAYS, Screens, named, tray_of
from techrace.terminal.sitting import Overtaken, Sitting, why_not

LONGEST = 400
"""Characters of a command that are read."""


class Next(Enum):
    """What a command leads to."""

    AGAIN = auto()  # the same seat goes on
    DONE = auto()  # the seat has submitted
    BACK = auto()  # a turn was taken back
    QUIT = auto()


class Quit(Exception):  # noqa: N818 - no error: somebody has had enough for today
    """Leave the game; everything is saved."""


class Game:
    """A game at a keyboard."""

    def __init__(
        self, sitting: Sitting, keys: Keyboard, paper: Callable[[], Paper], tell: Language, say: Callable[[str], None]
    ) -> None:
        """Sit down.

        Args:
            sitting: The session and its seats.
            keys: Where commands come from.
            paper: Finds out what can be shown now; a window may be resized at any time.
            tell: The language.
            say: Prints.
        """
        self.sitting, self.keys, self.paper, self.tell, self._say = sitting, keys, paper, tell, say
        self.seat = sitting.mine[0]
        self._before: list[Plan] = []
        self._news: list[str] = []  # what happened to the game itself, told once the screen is clear

    # ---------------------------------------------------------------- the course of a game

    def play(self) -> None:
        """Play until the end or until somebody quits."""
        try:
            while not self.sitting.table.ended:
                try:
                    self.turn()
                except Overtaken as overtaken:
                    self._news = [self.tell("play-overtaken", why=self.tell.say(overtaken.why))]
            self.debrief()
        except (Quit, EOFError):
            self.leave()

    def turn(self) -> None:
        """Let every seat here play its turn, and play the turn.

        Raises:
            Overtaken: Something could not be kept.
            Quit: Somebody has had enough.
        """
        if not all(self.hand(seat) for seat in self.sitting.mine if seat not in self.sitting.table.submitted):
            return
        if self.sitting.searching:
            self.say("play-searching")
        refusal = self.sitting.resolve()
        if refusal:
            self.show(why_not(refusal, self.tell))
            raise Quit
        if not self.sitting.table.ended:
            self._news = [self.tell("play-resolved", turn=self.sitting.table.place.turn)]

    def leave(self) -> None:
        """Say how to come back, from wherever and in whatever language one plays."""
        elsewhere = "" if self.sitting.folder == data_folder() else f" --data {quote(str(self.sitting.folder))}"
        lang = "" if self.tell.code == spoken_here() else f" --lang {self.tell.code}"
        self._say(self.tell("play-saved", again=f"techrace play --resume {self.sitting.id}{elsewhere}{lang}"))

    def hand(self, seat: str) -> bool:
        """Let one seat play its turn; say whether it has submitted."""
        self.seat, self._before = seat, []
        if len(self.sitting.mine) > 1:
            self.keys.clear()
            self.say("play-handover", who=self.name(seat))
            self.keys.wait(self.tell("play-enter"))
        self.keys.clear()
        self.brief()
        while True:
            match self.command(self.keys.ask()):
                case Next.DONE:
                    return True
                case Next.BACK:
                    return False
                case Next.QUIT:
                    raise Quit
                case Next.AGAIN:
                    continue

    def command(self, line: str) -> Next:
        """Carry out one command; what is wrong with it is told, never raised."""
        word, _, rest = line[:LONGEST].strip().partition(" ")
        try:
            return self.obey(word.lower().rstrip(":"), rest.strip())
        except InputError as error:
            self.show(map(self.tell.say, error.problems))
        return Next.AGAIN

    def obey(self, word: str, rest: str) -> Next:  # noqa: C901, PLR0912 - a flat list: one case a command
        """Find what a word means.

        Raises:
            InputError: The command cannot be carried out, with the reason.
        """
        match ALIASES.get(word, word):
            case "":
                self.hint()
            case "brief":
                self.brief()
            case "cards" | "orders":
                self.orders(rest)
            case "forecast":
                self.forecast(rest)
            case "advice":
                self.show(answers.advice(self.sitting, self.seat, self.paper(), self.tell))
            case "propose":
                self.propose(rest)
            case "sign" | "decline" | "withdraw" as act:
                self.answer(act, rest)
            case "pledge":
                self.pledge(rest)
            case look if look in LOOKS:
                self.look(look, rest)
            case "instead":
                raise InputError(self.tell("play-instead-later"))
            case "set":
                self.set(rest.split())
            case "play":
                self.pick(rest.split())
            case "drop":
                self.drop(rest.split())
            case "undo":
                self.undo()
            case "back":
                return self.back()
            case "save":
                self.say("play-kept", id=self.sitting.id)
            case "submit":
                return self.submit()
            case "quit":
                return Next.QUIT
            case tray if tray in TRAYS and self.dials and not rest:
                self.orders(tray)
            case number if number.isdigit() and not self.dials:
                self.pick([number, *rest.split()])
            case lever if self.dials and (lever in BY_NAME or lever in LINES):
                self.set([lever, *rest.split()])
            case _:
                known = (*COMMANDS, *TRAYS, *BY_NAME, *LINES) if self.dials else COMMANDS
                near = meant(word, known)
                said = "play-unknown-near" if near else "play-unknown"
                self.show([self.tell(said, word=word[:40], near=near)])
        return Next.AGAIN

    def look(self, word: str, rest: str) -> None:
        """Show something, during the game or after it.

        Raises:
            InputError: It does not exist, or nobody may know it yet.
        """
        world = self.sitting.world
        match word:
            case "deals":
                self.deals()
            case "board":
                self.show(self.screens(since=0).board(self.path()))
            case "map":
                self.show(self.screens().map())
            case "secrets":
                self.show(self.screens().secrets())
            case "others":
                self.show(self.screens().others(self.below("")))
            case "why":
                self.needs(word, rest, (*GOALS, *world.layers))
                self.show(answers.why(self.sitting, self.seat, rest, self.paper(), self.tell))
            case "source":
                self.needs(word, rest, (*world.layers, *world.states))
                self.show(answers.source(self.sitting, self.seat, rest, self.paper(), self.tell))
            case _:
                self.help(rest)

    def needs(self, word: str, rest: str, allowed: Iterable[str]) -> None:
        """Refuse a command that says nothing about what it is of.

        Raises:
            InputError: Nothing is said, with what may be.
        """
        names = list(allowed)
        if not rest:
            told = {"word": word, "first": next(iter(names), "…"), "allowed": ", ".join(names) or "0"}
            raise InputError(self.tell("play-of-what" if names else "play-of-nothing", **told))

    # ---------------------------------------------------------------- what is shown

    @property
    def dials(self) -> bool:
        """Say whether the seat turns every dial itself; else it plays cards."""
        return self.sitting.table.seats[self.seat].depth == "full"

    @property
    def setting(self) -> Setting:
        """Return the public constants of the coming turn."""
        return answers.setting_of(self.sitting)

    def name(self, entry: str) -> str:
        """Name an entry of the world."""
        return named(self.sitting.world, entry, self.tell)

    def screens(self, since: int | None = None) -> Screens:
        """Return the screens of the seat that plays."""
        return Screens(self.sitting.look(self.seat, since=since), self.setting, self.paper(), self.tell)

    def path(self) -> list[Any]:
        """Return what the seat has seen of the figures, turn by turn."""
        figures: list[Any] = self.sitting.look(self.seat, since=0)["figures"]
        return figures

    def show(self, lines: Iterable[str], hint: str = "") -> None:
        """Print a screen; it ends with what can be typed."""
        paper = self.paper()
        fitting = [part for line in lines for part in fitted(paper, line)]
        self._say(paper.shown(squeezed(paper, fitting, self.below(hint))))
        self.hint(hint)

    def print(self, lines: Iterable[str]) -> None:
        """Print lines, broken where they are too wide."""
        paper = self.paper()
        self._say(paper.shown(part for line in lines for part in fitted(paper, line)))

    def say(self, message: str, **values: str | int) -> None:
        """Print one message."""
        self._say(self.paper().shown(hanging(self.paper(), self.tell(message, **values))))

    def hint(self, hint: str = "") -> None:
        """Say what can be typed."""
        self._say("\n" + self.paper().shown(map(self.paper().dim, self.hints(hint))))

    def hints(self, hint: str) -> list[str]:
        """Return what can be typed; examples are of the world that is played."""
        usual = "play-hint-over" if self.sitting.table.ended else f"play-hint-{'full' if self.dials else 'cards'}"
        return hanging(self.paper(), self.tell(hint or usual, **self.examples()))

    def below(self, hint: str) -> int:
        """Count the lines beneath a screen: a blank one, what can be typed, and the line to type in."""
        return len(self.hints(hint)) + 2

    def examples(self) -> dict[str, str | int]:
        """Name what this seat may ask about or do: its strongest layer, whom it got on with least, a turn gone by."""
        start, names = self.setting.start, self.setting.names
        me = self.setting.index("states", self.seat)
        liked = [(float(start.relations[me, i, 0]), name) for i, name in enumerate(names["states"]) if i != me]
        return {
            "layer": names["layers"][int(start.layer_share[:, me, 0].argmax())],
            "rival": min(liked)[1] if liked else self.seat,
            "whose": f"{self.seat} " if len(self.sitting.mine) > 1 else "",
            "turn": min(2, self.sitting.table.place.turn),
        }

    def brief(self) -> None:
        """Show what happened and where the seat stands."""
        found = self.sitting.ask(self.seat, account)
        table = self.sitting.table
        news: list[str] = []
        if found:
            news = self.sitting.ask(self.seat, lambda record, seat: answers.news(record, self.tell, seat))
        waiting = [p.id for p in table.place.pacts.values() if self.seat in p.terms and self.seat not in p.signed]
        waiting = [p for p in waiting if not table.place.pacts[p].left]
        first, self._news = [x for text in self._news for x in hanging(self.paper(), text)], []
        last = ["", self.tell("play-waiting", pacts=", ".join(waiting))] if waiting else []
        below = self.below("") + len(first) + len(last)
        self.show([*first, *self.screens().brief(found["figures"] if found else {}, news, below), *last])

    def help(self, word: str) -> None:
        """Explain a command, a lever, a card or a word of the world.

        Raises:
            InputError: The word is unknown.
        """
        word, tell, paper = word.lower(), self.tell, self.paper()
        hand = list(self.sitting.world.states[self.seat].cards)
        glossary = self.sitting.world.glossary
        commands = tell("play-help-full" if self.dials else "play-help-cards", **self.examples()).splitlines()
        about = [x for x in commands if ALIASES.get(word, word) in x[:16].replace(",", " ").split()]
        if not word:
            self.show(commands)
        elif about and word not in LINES and word not in BY_NAME:
            self.show(about)
        elif word.isdigit() and 0 < int(word) <= len(hand):
            self.show(self.screens().card(hand[int(word) - 1]))
        elif word in hand:
            self.show(self.screens().card(word))
        elif word in BY_NAME:
            lever = BY_NAME[word]
            of = " ".join(f"[{' | '.join(self.setting.names[a])}]" for a in own_axes(lever))
            lines = [paper.bold(f"{word}: {tell(f'explain-lever-{word}')}")]
            lines += hanging(paper, tell(f"play-lever-{word}"), "  ")
            lines += hanging(paper, tell(f"play-but-{word}"), f"  {tell('play-but')} ")
            lines += hanging(paper, f"{word} {of} 0-100" if of else f"{word} 0-100", f"  {tell('play-write')} ")
            lines += self.screens().stands(word, self.sitting.plan(self.seat).orders)
            self.show([*lines, f"  {tell('play-delay', turns=lever.delay)}"])
        elif word in LINES:
            lines = [paper.bold(word), *hanging(paper, tell(f"play-line-{word}"), "  ")]
            lines += hanging(paper, tell("play-but-spend"), f"  {tell('play-but')} ")
            delay = tell("play-delay", turns=BY_NAME["spend"].delay)
            self.show([*lines, f"  {tell('play-write')} {word} 0-100", f"  {delay}"])
        elif word in self.sitting.world.treaties:
            self.show(self.screens().form(word), "play-hint-deals")
        elif word in glossary:
            self.show(hanging(paper, tell.text(glossary[word]), f"{word}: ", "  "))
        elif self.name(word) != word:
            self.show([f"{word}: {self.name(word)}"])
        else:
            raise InputError(
                unknown("word", word, [*BY_NAME, *LINES, *hand, *self.sitting.world.treaties, *glossary, *COMMANDS])
            )

    # ---------------------------------------------------------------- orders

    def orders(self, rest: str) -> None:
        """Show the hand, or a tray of levers."""
        screens, plan = self.screens(), self.sitting.plan(self.seat)
        if not self.dials:
            self.show(screens.cards(plan, self.below("play-hint-hand")), "play-hint-hand")
            return
        tray = rest if rest in TRAYS else TRAYS[0]
        self.show(screens.tray(tray, plan.orders, self.sitting.moves(self.seat, plan)))

    def keep(self, plan: Plan) -> bool:
        """Save a draft, or say why it is refused."""
        before = self.sitting.plan(self.seat)
        refusal = self.sitting.save(self.seat, plan)
        if refusal:
            self.show([self.tell("play-not-changed"), *self.why_not(refusal)])
            return False
        self._before.append(before)
        return True

    def why_not(self, refusal: Refusal) -> list[str]:
        """Say why, with cards called by their names."""
        hand = self.sitting.world.states[self.seat].cards
        values = {k: self.tell.text(hand[v].name) if v in hand else v for k, v in refusal.values.items()}
        named_ = tuple(self.tell.text(hand[x].name) if x in hand else x for x in refusal.allowed)
        return why_not(Refusal(refusal.code, named_, values, refusal.problems), self.tell, self.name)

    def pick(self, words: list[str]) -> None:
        """Choose cards, or put them back.

        Raises:
            InputError: There is no such card.
        """
        self._toggle("cards", words)

    def drop(self, words: list[str]) -> None:
        """Give up cards in force, or keep them after all.

        Raises:
            InputError: There is no such card.
        """
        self._toggle("drop", words)

    def _toggle(self, part: Literal["cards", "drop"], words: list[str]) -> None:
        """Add cards to a part of the plan, or take out those that are in it."""
        plan = self.sitting.plan(self.seat)
        listed = list(getattr(plan, part))
        for card in self._cards(words):
            listed.remove(card) if card in listed else listed.append(card)
        if self.keep(plan.model_copy(update={part: tuple(listed)})):
            self.orders("")

    def _cards(self, words: list[str]) -> list[str]:
        hand = list(self.sitting.world.states[self.seat].cards)
        found = []
        for word in words:
            if word.isdigit() and 0 < int(word) <= len(hand):
                found.append(hand[int(word) - 1])
            elif word in hand:
                found.append(word)
            else:
                raise InputError(self.tell("play-no-card", word=word[:40], count=len(hand)))
        if self.dials or not found:
            raise InputError(self.tell("play-no-card", word=" ".join(words)[:40] or "?", count=len(hand)))
        return found

    def set(self, words: list[str]) -> None:
        """Turn a dial.

        Raises:
            InputError: It cannot be read.
        """
        if not self.dials:
            raise InputError(self.tell("play-cards-only"))
        plan = self.sitting.plan(self.seat)
        order = dial(words, self.setting)
        if self.keep(plan.model_copy(update={"orders": merged(plan.orders, order)})):
            self.orders(next(tray_of(BY_NAME[name]) for name in order))

    def undo(self) -> None:
        """Take back the last change of the draft."""
        if not self._before:
            self.show([self.tell("play-nothing-to-undo")])
            return
        refusal = self.sitting.save(self.seat, self._before.pop())
        if refusal:
            self.show(self.why_not(refusal))
        else:
            self.orders("")

    def back(self) -> Next:
        """Take back the last turn, with all that came of it."""
        refusal = self.sitting.act(c.Undo(at=time()))
        if refusal:
            self.show(why_not(refusal, self.tell))
            return Next.AGAIN
        return Next.BACK

    def submit(self) -> Next:
        """Commit the orders of this turn."""
        refusal = self.sitting.submit(self.seat)
        if refusal:
            self.show(self.why_not(refusal))
            return Next.AGAIN
        self.keys.clear()
        return Next.DONE

    # ---------------------------------------------------------------- deals and forecasts

    def deals(self, refusal: Refusal | None = None) -> None:
        """Show pacts and forms, or why one was refused."""
        hint = "" if self.sitting.table.ended else "play-hint-deals"
        self.show(self.why_not(refusal) if refusal else self.screens().deals(self.below(hint)), hint)

    def propose(self, rest: str) -> None:
        """Propose a pact: a form of the world, with all of its parties or with those named.

        Raises:
            InputError: There is no such form, or it is not for this seat.
        """
        forms = {k: t for k, t in self.sitting.world.treaties.items() if self.seat in t.terms and len(t.terms) > 1}
        self.needs("propose", rest, forms)
        form, *partners = rest.split()
        if form not in forms:
            raise InputError(unknown("form", form, forms))
        parties = forms[form].terms
        for partner in partners:
            if partner not in parties:
                raise InputError(unknown("partner", partner, [p for p in parties if p != self.seat]))
        chosen = {s: dict(t) for s, t in parties.items() if s == self.seat or not partners or s in partners}
        number = sum(p.form == form for p in self.sitting.table.place.pacts.values()) + 1
        pact, me = f"{form}-{number}", {"by": self.seat, "seat": self.seat, "at": time()}
        refusal = self.sitting.act(c.ProposePact(pact=pact, form=form, terms=chosen, **me))
        if refusal is None and self.seat not in self.sitting.table.place.pacts[pact].signed:
            refusal = self.sitting.act(c.SignPact(pact=pact, **me))
        self.deals(refusal)

    def pledge(self, text: str) -> None:
        """Promise something in words, in sight of all.

        Raises:
            InputError: Nothing is said.
        """
        if not text:
            raise InputError(self.tell("play-pledge"))
        self.deals(self.sitting.act(c.MakePledge(by=self.seat, seat=self.seat, at=time(), text=text)))

    def answer(self, act: str, pact: str) -> None:
        """Sign, decline or leave a pact; what leaving costs is told before it is done.

        Raises:
            InputError: No pact is named.
        """
        self.needs(act, pact, [p.id for p in self.sitting.table.place.pacts.values() if self.seat in p.terms])
        pact, _, sure = pact.partition(" ")
        held = self.sitting.table.place.pacts.get(pact)
        if act == "withdraw" and held and held.holds and not held.left and self.seat in held.terms and sure != "now":
            cost = next(p for p in self.sitting.look(self.seat)["pacts"] if p["pact"] == pact)["leaving"][self.seat]
            sentences = f"{self.screens().leaving(cost)} {self.tell('play-leave-now', pact=pact)}"
            self.show(hanging(self.paper(), sentences), "play-hint-deals")
            return
        told = {"kind": f"{act} pact", "pact": pact, "seat": self.seat, "by": self.seat, "at": time()}
        refusal = self.sitting.act(c.command(told))
        self.deals(refusal)

    def forecast(self, rest: str) -> None:
        """Show the questions, or answer one.

        Raises:
            InputError: The answer cannot be read.
        """
        words = rest.split()
        asked = list(self.sitting.look(self.seat)["own"]["questions"].items())
        if words:
            if not words[0].isdigit() or not 0 < int(words[0]) <= len(asked):
                raise InputError(self.tell("play-no-question", count=len(asked)))
            name, question = asked[int(words[0]) - 1]
            numbers = [number(w) for w in words[1:]]
            binary = question["kind"] == "binary"
            if len(numbers) != (1 if binary else 3) or (binary and not 0 <= numbers[0] <= 100):
                key = "play-answer-binary" if binary else "play-answer-number"
                raise InputError(self.tell(key, n=int(words[0])))
            keys = dict(zip(("low", "middle", "high"), numbers, strict=False))
            answer = Answer(probability=numbers[0] / 100) if binary else Answer(**keys)
            told = c.GiveForecast(by=self.seat, seat=self.seat, at=time(), question=name, answer=answer)
            refusal = self.sitting.act(told)
            if refusal:
                self.show(self.why_not(refusal))
                return
        self.show(self.screens().questions())

    # ---------------------------------------------------------------- the end

    def debrief(self) -> None:
        """Open all secrets, and answer what-ifs until everybody has had enough."""
        tell, paper = self.tell, self.paper()
        self.say("play-over")
        over = Debrief(self.sitting, paper, tell)
        for seat in self.sitting.mine:
            self.seat = seat
            self.print(["", *over.seat(seat)])
            self.keys.wait(tell("play-enter"))
            forecasts = over.forecasts(seat)
            if forecasts:
                self.print(["", *forecasts])
                self.keys.wait(tell("play-enter"))
        self.print(["", *over.story()])
        self.print(["", *pledges] if (pledges := over.pledges()) else [])
        page = Path(f"{self.sitting.id}.html")
        try:
            report.write(over.record, page, tell.code, par=over.rated.par)
            self.print(["", tell("play-report", path=str(page))])
        except OSError as error:  # a folder that is not ours; the game is on disk all the same
            self.print(["", f"{page}: {error.strerror}"])
        for text in questions(self.sitting, tell):
            self.print(hanging(paper, text, "? "))
        self.hint()
        while self.looking_back(over, self.keys.ask()):
            pass

    def looking_back(self, over: Debrief, line: str) -> bool:
        """Answer a question about a game that is over; say whether more may be asked."""
        word, _, rest = line[:LONGEST].strip().partition(" ")
        over.paper = self.paper()
        try:
            match ALIASES.get(word.lower(), word.lower()):
                case "quit":
                    return False
                case "instead":
                    self.show(self.instead(over, rest.split()))
                case "help" | "":
                    self.hint()
                case look if look in LOOKS:
                    self.look(look, rest.strip())
                case _:
                    raise InputError(self.tell("play-over-unknown", word=word[:40]))  # noqa: TRY301 - told as the rest
        except InputError as error:
            self.show(map(self.tell.say, error.problems))
        return True

    def instead(self, over: Debrief, words: list[str]) -> list[str]:
        """Answer: what if the seat had given another order from a turn on?

        Raises:
            InputError: The question cannot be read.
        """
        if words and words[0] in self.sitting.mine:
            self.seat, words = words[0], words[1:]
        if len(words) < 2 or not words[0].isdigit():
            raise InputError(self.tell("play-instead", **self.examples()))
        turn, order, last = int(words[0]), words[1:], self.sitting.table.place.turn
        if not 1 <= turn <= last:
            raise InputError(placed(f"whatif {turn}", sentence("error-game-turns", last=str(last))))
        if order == [STANDING]:
            return over.instead(self.seat, turn, dict.fromkeys(BY_NAME, STANDING))
        return over.instead(self.seat, turn, dial(order, self.setting))


ALIASES = {
    "b": "brief", "c": "cards", "o": "orders", "f": "forecast", "h": "help", "?": "help", "q": "quit", "s": "submit",
    "w": "why", "exit": "quit", "done": "submit", "forecasts": "forecast", "pacts": "deals", "leave": "withdraw",
    "whatif": "instead", "보고": "brief", "카드": "cards", "명령": "orders", "예측": "forecast", "도움말": "help",
    "끝": "quit", "제출": "submit", "협상": "deals", "조언": "advice", "지도": "map", "상황판": "board",
    "저장": "save", "취소": "undo", "왜": "why", "상대": "others", "출처": "source", "제안": "propose", "서명": "sign",
    "공약": "pledge",
}  # fmt: skip
"""Short words, and words of other languages, for commands."""

LOOKS = ("deals", "board", "map", "secrets", "others", "why", "source", "help")
"""Commands that only show something, also after the end."""

COMMANDS = (
    "brief", "cards", "orders", "forecast", "advice", "deals", "propose", "sign", "decline", "withdraw", "pledge",
    "board", "map", "others", "secrets", "why", "source", "help", "set", "play", "drop", "undo", "back", "save",
    "submit", "quit",
)  # fmt: skip


def number(word: str) -> float:
    """Read a number, with or without a per cent sign.

    Raises:
        InputError: It is none.
    """
    try:
        value = float(word.rstrip("%"))
    except ValueError:
        value = float("nan")
    if not abs(value) < 1e9:
        raise InputError(sentence("error-number", word=word[:40] or "?"))
    return value


def dial(words: list[str], setting: Setting) -> dict[str, Any]:
    """Read a dial as it is typed, in percent: ``frontier 30``, ``tariff china 25``, ``control china hbm 90``.

    Raises:
        InputError: It names no lever, or not what the lever is of.
    """
    name = words[0].lower() if words else ""
    if name in LINES:
        name, words = "spend", ["spend", *words]
    if name not in BY_NAME:
        raise InputError(unknown("lever", name, [*LINES, *BY_NAME]))
    *ids, last = words[1:] or [""]
    axes = own_axes(BY_NAME[name])
    if len(ids) > len(axes):
        told = {"name": name, "wanted": str(len(axes)), "given": str(len(ids))}
        raise InputError(sentence("error-dial-names", **told))
    value: Any = number(last) / 100.0
    lever = BY_NAME[name]
    if not lever.low <= value <= lever.high:
        low, high = f"{100 * lever.low:g}", f"{100 * lever.high:g}"
        raise InputError(sentence("error-percent", word=last[:40], low=low, high=high))
    for axis, entry in reversed(list(zip(axes, ids, strict=False))):
        if entry.lower() not in setting.names[axis]:
            raise InputError(placed(name, unknown(axis.removesuffix("s"), entry, setting.names[axis])))
        value = {entry.lower(): value}
    return {name: value}


def merged(orders: Any, more: Any) -> Any:
    """Lay an order on top of others; what it does not mention stays."""
    if not isinstance(orders, dict) or not isinstance(more, dict):
        return more
    return {**orders, **{k: merged(orders[k], v) if k in orders else v for k, v in more.items()}}
