"""Leerpunten: read, mended, tagged and taken away."""

from collections.abc import Callable
from typing import Any

from casustafel.domain.local_time import local_day
from casustafel.domain.people import Right
from casustafel.gui.lists import Act, ListPage, MenuOf, SearchOf
from casustafel.gui.page import Context
from casustafel.gui.pages.learning.asking import learning_form
from casustafel.gui.pages.taking_back import put_back, undo_of
from casustafel.gui.tables import Column
from casustafel.gui.words import count_of, tr
from casustafel.gui.work import Change
from casustafel.services.definitions import learning
from casustafel.services.definitions.learning import LearningDesk, LearningLine


def columns() -> list[Column[LearningLine]]:
    """Return what is shown of each learning point."""
    return [
        Column("day", tr("Dag"), 92, lambda row: local_day(row.point.at)),
        Column("theme", tr("Thema"), 230, lambda row: row.theme, bold=lambda _row: True),
        Column("text", tr("Leerpunt"), 430, _text, tip=_text),
        Column("tags", tr("Labels"), 170, lambda row: ", ".join(row.point.tags)),
        Column("number", tr("Casus"), 120, lambda row: row.number),
    ]


def _text(row: LearningLine) -> str:
    return " ".join(row.point.text.split())


class LearningPage(ListPage[LearningLine, LearningDesk]):
    """What the table learnt, newest first."""

    about = frozenset({"meeting", "learning"})
    writes = (Change("learning"),)

    def __init__(self, context: Context) -> None:
        super().__init__(context, tr("Leerpunten"))
        self._desk = LearningDesk((), {}, ())
        themes: MenuOf[LearningLine] = MenuOf(
            "theme", tr("Thema"), tr("Alle thema's"), lambda row: (row.point.theme, row.theme)
        )
        self.show_list(
            "learning",
            columns(),
            lambda row: row.point.id,
            menus=(themes,),
            search=SearchOf(tr("Zoek in leerpunten"), learning.matching),
            acts=(
                Act(
                    tr("Thema's en kaders"),
                    page=lambda: self.frame.open("board"),
                    may=lambda: self.frame.has("board"),
                ),
                Act(tr("Weghalen"), self._remove, "Del", tr("Leerpunt weghalen")),
                Act(
                    tr("Naar casus"),
                    lambda row: self.frame.open("case", row.point.case_id or ""),
                    "Ctrl+Return",
                    tr("Naar de casus van het leerpunt"),
                    when=lambda rows: rows[0].point.case_id is not None,
                    may=lambda: self.frame.has("case"),
                ),
                Act(tr("Wijzigen…"), self._edit, "F2", tr("Leerpunt wijzigen"), opens=True),
                Act(tr("Nieuw leerpunt"), page=self._add, keys="Ctrl+N", kind="primary"),
            ),
            may=lambda: self.context.may(Right.RUN_MEETINGS),
        )

    def reading(self) -> Callable[[Any], LearningDesk]:
        committee = self.context.committee
        return lambda reader: learning.desk(reader, committee)

    def show_answer(self, answer: LearningDesk) -> None:
        self._desk = answer
        self.pane.show_rows(answer.lines)
        words = count_of(len(answer.lines), tr("1 leerpunt"), tr("{n} leerpunten"))
        self.set_title(tr("Leerpunten"), words)

    def _add(self) -> None:
        committee, desk = self.context.committee, self._desk
        self.ask(
            learning_form(self, desk.themes, tags=desk.tags),
            lambda uow, new: learning.add(uow, committee, **new),
            f"learning:{committee}",
            said=tr("Het leerpunt is toegevoegd."),
            undo=undo_of(),
        )

    def _edit(self, row: LearningLine) -> None:
        point, desk = row.point, self._desk
        self.ask(
            learning_form(self, {point.theme: row.theme, **desk.themes}, point, desk.tags),
            lambda uow, new: learning.change(uow, point, **new),
            f"learning:{point.id}",
            said=tr("Het leerpunt is gewijzigd."),
            undo=undo_of(point),
        )

    def _remove(self, row: LearningLine) -> None:
        key, said = row.point.id, tr("Het leerpunt is weggehaald.")
        self.write(lambda uow: learning.delete(uow, key), said=said, undo=put_back)
