"""Bewaren: terms, lists to destroy with their statements, legal holds, and requests of persons."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from casustafel.domain.local_time import local_day
from casustafel.domain.retention import (
    Destruction,
    LegalHold,
    PersonRequest,
    Proposal,
    RecordKind,
    RequestKind,
)
from casustafel.domain.terms import field_words
from casustafel.domain.wording.catalogue import label as term
from casustafel.gui.dialogs.ask import sure
from casustafel.gui.dialogs.fields import Form, With
from casustafel.gui.files import pick, unsealed
from casustafel.gui.lists import Act, ListTab, TabsPage
from casustafel.gui.page import Context, Page
from casustafel.gui.tables import Column
from casustafel.gui.theme import Tone
from casustafel.gui.words import count_of, day, tr
from casustafel.gui.work import Change
from casustafel.services.upkeep import requests, retention
from casustafel.services.upkeep.retention import Due, RuleLine

CHANGED = (Change("retention"),)


def term_words(given: Any) -> str:
    """Return a term in words, of a proposal or of a rule."""
    if given.permanent:
        return tr("blijvend")
    years = tr("{n} jaar").format(n=given.years) if given.years else ""
    some = count_of(given.days, tr("1 dag"), tr("{n} dagen")) if given.days else ""
    return " ".join(part for part in (years, some) if part)


def rule_columns() -> list[Column[RuleLine]]:
    """Return what is shown of each kind of record: what was confirmed, else what is proposed."""

    def given(row: RuleLine) -> Any:
        return row.rule or row.proposal

    def open_(row: RuleLine) -> bool:
        return row.rule is None

    return [
        Column("table", tr("Commissie"), 120, lambda row: row.table),
        Column("kind", tr("Soort"), 260, lambda row: term(row.kind), bold=lambda _row: True),
        Column("category", tr("Selectielijst"), 110, lambda row: given(row).category, muted=open_),
        Column("term", tr("Termijn"), 130, lambda row: term_words(given(row)), muted=open_),
        Column("reference", tr("Bevestigd met"), 160, _reference, tone=_confirmed),
    ]


def _reference(row: RuleLine) -> str:
    return row.rule.reference if row.rule else tr("nog niet bevestigd")


def _confirmed(row: RuleLine) -> Tone:
    return Tone.GOOD if row.rule else Tone.WARN


def rule_form(parent: QWidget, row: RuleLine) -> Form:
    """Ask what the archivist confirmed."""
    given: Any = row.rule or row.proposal

    def made(reference: str, **said: Any) -> tuple[Proposal, str]:
        return Proposal(**said), reference

    words = {"kind": term(row.kind), "table": row.table}
    return Form.of("retention-term", parent, given, words=words, makes=made)


class RulesTab(ListTab[RuleLine]):
    """Each kind of record of each table."""

    writes = CHANGED

    def __init__(self, page: Page) -> None:
        super().__init__(
            page,
            tr("Bewaartermijnen"),
            "retention-rules",
            rule_columns(),
            lambda row: f"{row.committee}:{row.kind}",
            acts=(Act(tr("Termijn bevestigen…"), self._confirm, opens=True, kind="primary"),),
        )

    def reload(self) -> None:
        """Read the terms."""
        self.read(retention.rules, self.show_rows)

    def _confirm(self, row: RuleLine) -> None:
        self.ask(
            rule_form(self, row),
            lambda uow, made: retention.confirm(uow, row.committee, row.kind, *made),
        )


@dataclass(frozen=True, slots=True)
class GoneLine:
    """A line of the second tab: what is due, a hold, a list that waits, or a statement."""

    key: str
    state: str
    what: str
    count: int
    on: date | None
    who: str
    tone: Tone
    destruction: Destruction | None = None
    hold: LegalHold | None = None


def gone_columns() -> list[Column[GoneLine]]:
    """Return what is shown of what goes, waits, went or stays."""
    return [
        Column("state", tr("Stand"), 170, lambda row: row.state, tone=lambda row: row.tone),
        Column("what", tr("Wat"), 320, lambda row: row.what),
        Column("count", tr("Aantal"), 80, lambda row: row.count, right=True),
        Column("on", tr("Op"), 110, lambda row: row.on),
        Column("who", tr("Wie"), 240, lambda row: row.who),
    ]


def _due_line(one: Due) -> GoneLine:
    said = f"{term(RecordKind(one.line.kind))} · {one.line.category}"
    return GoneLine(
        one.ids[0],
        tr("termijn voorbij"),
        f"{one.line.number} · {said}" if one.line.number else said,
        one.line.count,
        None,
        "",
        Tone.NEUTRAL,
    )


def _list_line(one: Destruction) -> GoneLine:
    count = sum(line.count for line in one.lines)
    if one.approved_at is None:
        who = tr("voorgesteld door {name}").format(name=one.proposed_by)
        state, tone = tr("wacht op een tweede"), Tone.WARN
        return GoneLine(
            one.id, state, tr("Lijst"), count, local_day(one.proposed_at), who, tone, one
        )
    who = tr("{first} en {second}").format(first=one.proposed_by, second=one.approved_by)
    until = day(one.out_of_backups_on) if one.out_of_backups_on else ""
    said = tr("Uit alle reservekopieën uiterlijk {day}").format(day=until)
    done = local_day(one.approved_at)
    return GoneLine(one.id, tr("vernietigd"), said, count, done, who, Tone.GOOD, one)


def _hold_line(held: LegalHold, number: str) -> GoneLine:
    said = f"{number} · {held.reason}"
    state = tr("blijft bewaard")
    return GoneLine(held.id, state, said, 1, held.since, held.set_by, Tone.INFO, hold=held)


class GoneTab(ListTab[GoneLine]):
    """What may go, the lists and statements, and what stays."""

    writes = (*CHANGED, Change("case"))

    def __init__(self, page: Page) -> None:
        def waits(rows: Sequence[GoneLine]) -> bool:
            found = rows[0].destruction
            return found is not None and found.approved_at is None

        super().__init__(
            page,
            tr("Vernietigen"),
            "retention-gone",
            gone_columns(),
            lambda row: row.key,
            acts=(
                Act(tr("Bewaren wegens bezwaar…"), page=self._hold),
                Act(tr("Bewaarplicht opheffen"), self._lift, when=lambda rows: bool(rows[0].hold)),
                Act(tr("Goedkeuren en vernietigen…"), self._approve, when=waits),
                Act(tr("Lijst voorstellen"), page=self._propose, kind="primary"),
            ),
        )

    def reload(self) -> None:
        """Read what is due, the lists and the holds."""

        def read(reader: Any) -> list[GoneLine]:
            lines = [_list_line(one) for one in retention.destructions(reader)]
            lines += [_due_line(one) for one in retention.due(reader)]
            return lines + [_hold_line(*one) for one in retention.holds(reader)]

        self.read(read, self.show_rows)

    def _propose(self) -> None:
        self.write(retention.propose)

    def _approve(self, row: GoneLine) -> None:
        found = row.destruction
        title = tr("Goedkeuren en vernietigen")
        said = count_of(row.count, tr("1 regel gaat"), tr("{n} regels gaan"))
        words = tr("{said} voorgoed weg, ook uit de zoekindex. Dit kan niet terug.")
        if found is not None and sure(self, title, words.format(said=said), tr("Vernietigen")):
            self.write(lambda uow: retention.approve(uow, found.id))

    def _lift(self, row: GoneLine) -> None:
        if (held := row.hold) is not None:
            self.write(lambda uow: retention.lift(uow, held.id))

    def _hold(self) -> None:
        self.ask(Form.of("hold", self), lambda uow, said: retention.hold(uow, *said.values()))


def request_columns() -> list[Column[PersonRequest]]:
    """Return what is shown of each request."""
    return [
        Column("kind", tr("Vraagt om"), 190, lambda row: term(row.kind), bold=lambda _row: True),
        Column("asker", tr("Wie"), 170, lambda row: row.asker),
        Column("capacity", tr("Hoedanigheid"), 150, lambda row: row.capacity),
        Column("number", tr("Casus"), 130, lambda row: row.number),
        Column("due", tr("Antwoord voor"), 120, lambda row: row.due_on),
        Column("answered", tr("Beantwoord"), 110, lambda row: row.answered_on),
        Column("answer", tr("Antwoord"), 200, lambda row: row.answer),
    ]


def _to_rectify(rows: Sequence[PersonRequest]) -> bool:
    return rows[0].kind is RequestKind.RECTIFY and bool(rows[0].number)


class RequestsTab(ListTab[PersonRequest]):
    """The register of requests, and the package that gives access."""

    writes = CHANGED

    def __init__(self, page: Page) -> None:
        text = tr("Cliëntverklaring toevoegen…")
        super().__init__(
            page,
            tr("Verzoeken van betrokkenen"),
            "retention-requests",
            request_columns(),
            lambda row: row.id,
            acts=(
                Act(tr("Inzagepakket…"), self._package, when=lambda rows: bool(rows[0].number)),
                Act(tr("Rectificeren…"), self._rectify, when=_to_rectify),
                Act(text, self._attach, when=lambda rows: bool(rows[0].number)),
                Act(tr("Beantwoorden…"), self._answer, opens=True),
                Act(tr("Nieuw verzoek…"), page=self._record, kind="primary"),
            ),
        )

    def reload(self) -> None:
        """Read the register."""
        self.read(requests.listed, self.show_rows)

    def _record(self) -> None:
        form = Form.of("request", self, kind=RequestKind)
        self.ask(form, lambda uow, said: requests.record(uow, **said))

    def _answer(self, row: PersonRequest) -> None:
        form = Form.of("request-answer", self, row)
        self.ask(form, lambda uow, said: requests.answer(uow, row.id, *said.values()))

    def _attach(self, row: PersonRequest) -> None:
        self.ask(
            Form.of("statement", self, words={"number": row.number}),
            lambda uow, said: requests.attach(uow, row.id, said["text"]),
            changes=(*CHANGED, Change("case")),
            said=tr("De verklaring staat bij de casus."),
        )

    def _rectify(self, row: PersonRequest) -> None:
        named = [(name, field_words((name,)) or name) for name in requests.RECTIFIED]

        def on_a_day(form: Form) -> bool:
            return bool(form.value("name") == "birth_date")

        text = With(when=lambda form: not on_a_day(form))
        form = Form.of("rectify", self, name=named, text=text, day=With(when=on_a_day))
        self.ask(
            form,
            lambda uow, said: requests.rectify(
                uow, row.id, said["name"], said.get("day") or said.get("text") or ""
            ),
            changes=(*CHANGED, Change("case")),
        )

    def _package(self, row: PersonRequest) -> None:
        names = tr("Inzagepakket"), f"inzage-{row.number.lower()}.pdf", tr("PDF (*.pdf)")
        settings = self.page.context.settings
        if (target := pick(self, *names, settings=settings, folder="lists/folder")) is not None:
            self.write(
                lambda uow: requests.access_package(uow, row.number, target),
                lambda _done: self.page.say(unsealed(target), Tone.GOOD),
            )


class RetentionPage(TabsPage):
    """Three lists for who answers for what is kept."""

    about = frozenset({"retention", "case"})

    def __init__(self, context: Context) -> None:
        super().__init__(context, tr("Bewaren"))
        self.lay_out(
            tr("Onderdelen"),
            (RulesTab(self), tr("Termijnen")),
            (GoneTab(self), tr("Vernietigen")),
            (RequestsTab(self), tr("Verzoeken")),
        )
