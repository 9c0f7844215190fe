"""The stack of care of a Doorbraak case: who gives what, how much, and when, on one time line."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QVBoxLayout, QWidget

from casustafel.domain import terms
from casustafel.domain.cases import CareLine
from casustafel.gui.tables import Cell, Column, RowTableModel, TableView
from casustafel.gui.tables.delegate import CellDelegate
from casustafel.gui.theme import theme
from casustafel.gui.widgets.style import label
from casustafel.gui.words import count_of, day, number, tr

_TIME_LINE = 6


def euros(cents: int | None) -> str:
    """Return an amount in whole euros."""
    return f"€ {number(round(cents / 100))}" if cents is not None else ""


def hours(value: Decimal | None) -> str:
    """Return a number of hours without decimals."""
    return number(round(value)) if value is not None else ""


def _product(line: CareLine) -> str:
    return line.product_code or line.product_category or ""


def _period(line: CareLine) -> str:
    until = day(line.ends_on) if line.ends_on else "…"
    return f"{day(line.starts_on)} \N{EN DASH} {until}" if line.starts_on else ""


def _cost(line: CareLine) -> Decimal | None:
    return Decimal(line.annual_cents) / 100 if line.annual_cents is not None else None


class CareStackModel(RowTableModel[CareLine]):
    """One row per provision."""

    def __init__(self, parent: QObject | None = None) -> None:
        columns = [
            Column("law", tr("Wet"), 68, lambda line: terms.LAW.get(line.law, line.law), firm=True),
            Column("product", tr("Product"), 70, _product),
            Column("provider", tr("Aanbieder"), 108, self._provider),
            Column("period", tr("Van – tot"), 160, _period, sort=lambda line: line.starts_on),
            Column(
                "hours",
                tr("Uren/jaar"),
                84,
                lambda line: line.annual_hours,
                show=lambda line: hours(line.annual_hours),
                right=True,
            ),
            Column(
                "cost",
                tr("Kosten/jaar"),
                98,
                _cost,
                show=lambda line: euros(line.annual_cents),
                right=True,
            ),
            Column(
                "line",
                tr("Tijdlijn"),
                96,
                _period,
                show=lambda line: Cell("", spoken=_period(line)),
                sortable=False,
            ),
        ]
        super().__init__(columns, lambda line: line.id, parent)
        self.providers: Mapping[str, str] = {}
        self._from, self._days = date(2026, 1, 1), 1

    def set_lines(self, lines: Sequence[CareLine], providers: Mapping[str, str]) -> None:
        """Show the provisions of a client, oldest first."""
        self.providers = providers
        starts = [line.starts_on for line in lines if line.starts_on]
        ends = [line.ends_on for line in lines if line.ends_on]
        if starts:
            self._from = min(starts)
            self._days = max(1, (max([*ends, *starts]) - self._from).days)
        self.set_rows(list(lines))

    def _provider(self, line: CareLine) -> str:
        return self.providers.get(line.provider_id or "", "")

    def reach(self, at: int) -> tuple[float, float] | None:
        """Return where a provision begins and ends on the time line, from 0 to 1."""
        row = self.row_at(at)
        if row is None or row.starts_on is None:
            return None
        begin = (row.starts_on - self._from).days / self._days
        end = (row.ends_on - self._from).days / self._days if row.ends_on else 1.0
        return max(0.0, begin), min(1.0, max(end, begin + 0.01))


class TimeLineDelegate(CellDelegate):
    """Paints the last column as a bar from begin to end."""

    def __init__(self, model: CareStackModel, parent: QObject | None = None) -> None:
        super().__init__(model, parent)
        self._spans = model

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().paint(painter, option, index)
        span = self._spans.reach(index.row()) if index.column() == _TIME_LINE else None
        if span is None:
            return
        look = theme()
        area = QRectF(option.rect).adjusted(look.px(8), 0, -look.px(8), 0)
        height = look.px(8)
        top = area.center().y() - height / 2
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("info_bar"))
        width = area.width() * (span[1] - span[0])
        bar = QRectF(area.x() + area.width() * span[0], top, max(width, height), height)
        painter.drawRoundedRect(bar, height / 2, height / 2)
        painter.restore()


class CareStack(QWidget):
    """The table with its sum."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, theme().px(8), 0, 0)
        self.model = CareStackModel(self)
        self.table = TableView(self.model, tr("Zorgstapel"), parent=self)
        self.table.setItemDelegate(TimeLineDelegate(self.model, self.table))
        self._sum = label("", "label")
        layout.addWidget(self._sum)
        layout.addWidget(self.table, 1)

    def show_lines(self, lines: Sequence[CareLine], providers: Mapping[str, str]) -> None:
        """Show the provisions and their sum."""
        self.model.set_lines(lines, providers)
        spent = sum(line.annual_cents or 0 for line in lines)
        given = sum((line.annual_hours or Decimal(0) for line in lines), Decimal(0))
        laws = len({line.law for line in lines})
        self._sum.setText(
            tr("{provisions}, {hours} uur en {cost} per jaar, {laws}").format(
                provisions=count_of(len(lines), tr("1 voorziening"), tr("{n} voorzieningen")),
                hours=hours(given),
                cost=euros(spent),
                laws=count_of(laws, tr("1 wet"), tr("{n} wetten")),
            )
        )
