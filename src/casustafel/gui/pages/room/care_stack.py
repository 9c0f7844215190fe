"""The stack of care of a case: a time line that is painted and told, and its table."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from PySide6.QtCore import QObject, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget

from casustafel.domain import terms
from casustafel.domain.care import Course, by_law, course
from casustafel.domain.cases import CareLine
from casustafel.gui.tables import Column, RowTableModel, TableView
from casustafel.gui.theme import theme
from casustafel.gui.widgets.layout import below
from casustafel.gui.widgets.style import label
from casustafel.gui.words import count_of, day, number, tr

_ROW, _AXIS, _FOOT, _NAME, _SHOWN, _LEAST = 24, 22, 26, 250, 7, 56
_COLOURS = {"jeugd": "info_bar", "wmo": "good_bar"}


def euros(cents: int | None) -> str:
    """Return an amount in whole euros."""
    return f"€ {number(round(cents / 100))}" if cents is not None else ""


def hours(value: Decimal | None) -> str:
    """Return a number of hours without decimals."""
    return number(round(value)) if value is not None else ""


def product(line: CareLine) -> str:
    """Return what the help is called, with its code; the code alone where no name is known."""
    code = line.product_code or line.product_category or ""
    category = line.product_category or code[:2]
    name = terms.PRODUCT.get(f"{line.law}-{category}", "")
    return f"{name} ({code})" if name else code


def period(line: CareLine) -> str:
    """Return from when to when."""
    until = day(line.ends_on) if line.ends_on else "…"
    return f"{day(line.starts_on)} \N{EN DASH} {until}" if line.starts_on else ""


def _cost(line: CareLine) -> Decimal | None:
    return Decimal(line.annual_cents) / 100 if line.annual_cents is not None else None


class CareStackModel(RowTableModel[CareLine]):
    """One row per provision."""

    def __init__(self, parent: QObject | None = None) -> None:
        cost = tr("Kosten/jaar")
        columns: list[Column[CareLine]] = [
            Column("law", tr("Wet"), 68, lambda line: terms.LAW.get(line.law, line.law), firm=True),
            Column("product", tr("Product"), 130, product),
            Column("provider", tr("Aanbieder"), 108, self._provider),
            Column("period", tr("Van – tot"), 160, period, sort=lambda line: line.starts_on),
            Column(
                "hours",
                tr("Uren/jaar"),
                84,
                lambda line: line.annual_hours,
                show=lambda line: hours(line.annual_hours),
                right=True,
            ),
            Column("cost", cost, 98, _cost, show=lambda line: euros(line.annual_cents), right=True),
        ]
        super().__init__(columns, lambda line: line.id, parent)
        self.providers: Mapping[str, str] = {}

    def set_lines(self, lines: Sequence[CareLine], providers: Mapping[str, str]) -> None:
        """Show the provisions of a client, oldest first."""
        self.providers = providers
        self.set_rows(list(lines))

    def _provider(self, line: CareLine) -> str:
        return self.providers.get(line.provider_id or "", "")


class TimeLine(QWidget):
    """A bar per provision under an axis of years, with today, and how many run at once."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: Sequence[CareLine] = ()
        self._names: Mapping[str, str] = {}
        self._today = date.min
        self.course: Course | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Tijdlijn van de zorg"))

    def sizeHint(self) -> QSize:
        px = theme().px
        return QSize(px(360), px(_AXIS + _ROW * len(self._lines) + _FOOT))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(240), self.sizeHint().height())

    def show_lines(
        self, lines: Sequence[CareLine], providers: Mapping[str, str], today: date
    ) -> None:
        """Show provisions, those of a law together and the oldest first."""
        self._lines = sorted(lines, key=lambda one: (one.law, one.starts_on or date.max))
        self._names, self._today = providers, today
        self.course = course(lines, today)
        self.setAccessibleDescription(told(self.course, today))
        self.updateGeometry()
        self.update()

    def _said(self, line: CareLine) -> str:
        law = terms.LAW.get(line.law, line.law)
        parts = (law, self._names.get(line.provider_id or "", ""), product(line))
        return " · ".join(part for part in parts if part)

    def paintEvent(self, event: QPaintEvent) -> None:
        found, px = self.course, theme().px
        if found is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        names = min(px(_NAME), self.width() * 0.42)
        area = QRectF(names, px(_AXIS), self.width() - names - px(8), px(_ROW) * len(self._lines))
        self._paint_years(painter, area, found)
        for at, line in enumerate(self._lines):
            row = QRectF(0, area.top() + at * px(_ROW), area.right(), px(_ROW))
            self._paint_line(painter, row, area, found, line)
        self._paint_at_once(painter, area, found)
        self._paint_today(painter, area, found)

    def _paint_years(self, painter: QPainter, area: QRectF, found: Course) -> None:
        look, px = theme(), theme().px
        free, today = 0.0, area.left() + area.width() * found.at(self._today)
        for year in range(found.starts.year, found.ends.year + 1):
            x = area.left() + area.width() * max(0.0, found.at(date(year, 1, 1)))
            painter.setPen(QPen(look.colour("border"), 1))
            painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))
            text = str(year)
            if x >= free and x + px(30) < area.right() and abs(x + px(17) - today) > px(44):
                painter.setPen(look.colour("muted"))
                painter.drawText(QPointF(x + px(3), area.top() - px(7)), text)
                free = x + px(44)

    def _paint_line(
        self, painter: QPainter, row: QRectF, area: QRectF, found: Course, line: CareLine
    ) -> None:
        look, px = theme(), theme().px
        metrics = QFontMetricsF(painter.font())
        painter.setPen(look.colour("text"))
        name = QRectF(0, row.top(), area.left() - px(8), row.height())
        said = metrics.elidedText(self._said(line), Qt.TextElideMode.ElideRight, name.width())
        painter.drawText(name, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, said)
        if line.starts_on is None:
            return
        left = area.left() + area.width() * found.at(line.starts_on)
        right = area.left() + area.width() * found.at(line.ends_on or found.ends)
        bar = QRectF(left, row.top() + px(4), max(right - left, px(4)), row.height() - px(8))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour(_COLOURS.get(line.law, "neutral_bar")))
        painter.drawRoundedRect(bar, px(3), px(3))
        figures = " · ".join(
            part
            for part in (
                f"{hours(line.annual_hours)} u" if line.annual_hours is not None else "",
                euros(line.annual_cents),
            )
            if part
        )
        if (width := metrics.horizontalAdvance(figures) + px(8)) <= bar.width():
            painter.setPen(look.colour("surface"))
            painter.drawText(bar, Qt.AlignmentFlag.AlignCenter, figures)
            return
        painter.setPen(look.colour("text"))
        beside = bar.right() + px(4)
        if beside + width > area.right():
            beside = bar.left() - width
        box = QRectF(beside, row.top(), width, row.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, figures)

    def _paint_at_once(self, painter: QPainter, area: QRectF, found: Course) -> None:
        """Say below how many run at once; a stretch without care is hatched."""
        look, px = theme(), theme().px
        top = area.bottom() + px(4)
        painter.setPen(look.colour("muted"))
        name = QRectF(0, top, area.left() - px(8), px(18))
        painter.drawText(name, Qt.AlignmentFlag.AlignVCenter, tr("tegelijk"))
        for span in found.spans:
            left = area.left() + area.width() * found.at(span.starts)
            right = area.left() + area.width() * found.at(span.ends)
            box = QRectF(left, top, max(1.0, right - left), px(18))
            painter.setPen(Qt.PenStyle.NoPen)
            if span.count == 0:
                painter.setBrush(QBrush(look.colour("bad_bar"), Qt.BrushStyle.BDiagPattern))
            else:
                shade = QColor(look.colour("warn_bar"))
                shade.setAlphaF(min(0.75, 0.15 + 0.15 * (span.count - 1)))
                painter.setBrush(shade)
            painter.drawRect(box)
            if box.width() > px(14):
                painter.setPen(look.colour("text"))
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(span.count))

    def _paint_today(self, painter: QPainter, area: QRectF, found: Course) -> None:
        if not found.starts <= self._today <= found.ends:
            return
        look, px = theme(), theme().px
        x = area.left() + area.width() * found.at(self._today)
        pen = QPen(look.colour("bad_line"), px(2))
        pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawLine(QPointF(x, area.top() - px(4)), QPointF(x, area.bottom() + px(22)))
        painter.setPen(look.colour("text"))
        text = tr("vandaag")
        width = QFontMetricsF(painter.font()).horizontalAdvance(text)
        left = min(x - width / 2, area.right() - width)
        painter.fillRect(QRectF(left - px(2), 0, width + px(4), px(16)), look.colour("surface"))
        painter.drawText(QPointF(left, px(13)), text)


def told(found: Course | None, today: date) -> str:
    """Return in words what the time line shows."""
    if found is None:
        return tr("Van geen voorziening is bekend wanneer zij begon.")
    said = [
        tr("Van {first} tot {last}, vandaag is {today}.").format(
            first=day(found.starts), last=day(found.ends), today=day(today)
        ),
        tr("Hoogstens {n} tegelijk.").format(n=found.most),
    ]
    for gap in found.gaps:
        words = tr("Zonder hulp van {first} tot en met {last}.")
        said.append(words.format(first=day(gap.starts), last=day(gap.ends)))
    return " ".join(said)


class CareStack(QWidget):
    """Sums per law, the time line, and the table with the same."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = CareStackModel(self)
        self._sum = label("", "label", wrap=True)
        self._sum.setMinimumWidth(1)
        self.line = TimeLine()
        self._lines = QScrollArea(self)
        self._lines.setWidgetResizable(True)
        self._lines.setWidget(self.line)
        self._lines.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._lines.setObjectName("timeLine")
        self._lines.setAccessibleName(tr("Tijdlijn van de zorg"))
        self.table = TableView(self.model, tr("Zorgstapel"), parent=self)
        below(self._sum, (self._lines, 2), (self.table, 1), gap=6, edges=(0, 8, 0, 0), of=self)

    def show_lines(
        self, lines: Sequence[CareLine], providers: Mapping[str, str], today: date
    ) -> None:
        """Show the provisions and their sums."""
        self.model.set_lines(lines, providers)
        self._sum.setText(care_words(lines, providers))
        self.line.show_lines(lines, providers, today)
        rows = min(len(lines), _SHOWN)
        height = theme().px(_AXIS + _ROW * rows + _FOOT) + 2 * self._lines.frameWidth()
        self._lines.setVisible(self.line.course is not None)
        self._lines.setMinimumHeight(min(height, theme().px(_LEAST)))
        self._lines.setMaximumHeight(height)


def care_words(lines: Sequence[CareLine], providers: Mapping[str, str]) -> str:
    """Return hours and cost per law, and the providers; nothing without care."""
    if not lines:
        return ""
    by = dict.fromkeys(providers.get(line.provider_id or "", "") for line in lines)
    sums = [
        tr("{law} {hours} uur en {cost} per jaar").format(
            law=terms.LAW.get(law, law),
            hours=hours(sum((line.annual_hours or Decimal(0) for line in some), Decimal(0))),
            cost=euros(sum(line.annual_cents or 0 for line in some)),
        )
        for law, some in by_law(lines).items()
    ]
    parts = (
        count_of(len(lines), tr("1 voorziening"), tr("{n} voorzieningen")),
        *sums,
        ", ".join(filter(None, by)),
    )
    return " · ".join(filter(None, parts))
