"""Learning points: what a table learns from a case, by theme, without personal data."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from casustafel.domain import terms
from casustafel.domain.advice import LearningPoint
from casustafel.domain.cases import Case, Client
from casustafel.domain.committees import Committee
from casustafel.domain.errors import RuleError, UsageError
from casustafel.domain.ids import new_id
from casustafel.domain.leaks import leaks, names_in
from casustafel.services import places
from casustafel.services.definitions import tables
from casustafel.services.readable import readable_of, require_readable
from casustafel.services.use_case import Reader, Reading, Right, UnitOfWork, part, read, use_case
from casustafel.storage.folding import fold, searched


@dataclass(frozen=True, slots=True)
class LearningLine:
    """A learning point with its theme in words and the number of its case, if it has one."""

    point: LearningPoint
    theme: str
    number: str


@dataclass(frozen=True, slots=True)
class LearningDesk:
    """What a table learnt, newest first; `tags` are those that were used before."""

    lines: tuple[LearningLine, ...]
    themes: dict[str, str]
    tags: tuple[str, ...]


def themes_of(table: Committee) -> dict[str, str]:
    """Return the themes of a table in words, by code: its own, else the usual ones."""
    return {one.code: one.label for one in table.themes} or dict(terms.THEME)


def theme_words(themes: Mapping[str, str], code: str) -> str:
    """Return a theme in words: that of the table, else the usual one."""
    return themes.get(code) or terms.THEME.get(code, code)


@read(Right.READ_CASES, at=places.table)
def desk(reader: Reading, committee: str) -> LearningDesk:
    """Return what a table learnt, but of cases in which this person takes no part."""
    themes = themes_of(tables.committee(reader, committee))
    found = reader.find(LearningPoint, "-at", "id", committee=committee)
    about = reader.by_ids(Case, [one.case_id for one in found if one.case_id])
    numbers = {case.id: case.number for case in readable_of(reader, list(about.values()))}
    lines = tuple(
        LearningLine(one, theme_words(themes, one.theme), numbers.get(one.case_id or "", ""))
        for one in found
        if one.case_id is None or one.case_id in numbers
    )
    tags = sorted({tag for line in lines for tag in line.point.tags}, key=str.casefold)
    return LearningDesk(lines, themes, tuple(tags))


def matching(lines: Sequence[LearningLine], text: str) -> Sequence[LearningLine]:
    """Return the learning points with a text in what they say, their theme or their tags."""
    wanted = searched(text)
    return [
        line
        for line in lines
        if wanted in fold(" ".join((line.point.text, line.theme, *line.point.tags)))
    ]


@use_case(Right.RUN_MEETINGS, at=places.table)
def add(
    uow: UnitOfWork,
    committee: str,
    theme: str,
    text: str,
    *,
    tags: tuple[str, ...] = (),
    case_id: str | None = None,
) -> LearningPoint:
    """Write down what was learned. Raises UsageError without text or for an unknown theme;
    RuleError for a case of another table, or when the text points at somebody.
    """
    require_readable(uow, [case_id] if case_id else [])
    case = uow.get(Case, case_id) if case_id else None
    if case is not None and case.committee != committee:
        raise RuleError("case-of-other-table", number=case.number)
    made = LearningPoint(
        id=new_id(),
        committee=committee,
        theme=theme,
        text=text.strip(),
        at=uow.clock(),
        case_id=case_id,
        tags=_clean(tags),
    )
    _check(uow, made)
    uow.add(made)
    return uow.log("learning-point-added", made, committee=committee, theme=theme)


@use_case(Right.RUN_MEETINGS, at=places.shown_point)
def change(
    uow: UnitOfWork, before: LearningPoint, theme: str, text: str, tags: tuple[str, ...] = ()
) -> LearningPoint:
    """Mend a learning point, or tag it otherwise. Raises as `add` does."""
    after = replace(before, theme=theme, text=text.strip(), tags=_clean(tags))
    _check(uow, after)
    uow.log("learning-point-changed", before, uow.change(before, after))
    return after


@use_case(Right.RUN_MEETINGS, at=places.learning_point)
def delete(uow: UnitOfWork, point: LearningPoint) -> LearningPoint:
    """Take away a learning point that was written down by mistake; return it."""
    uow.delete(LearningPoint, id=point.id)
    return uow.log("learning-point-deleted", point)


def _clean(tags: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(tag.strip() for tag in tags if tag.strip()))


def _check(reader: Reader, point: LearningPoint) -> None:
    """Refuse a point without text or known theme, and one that points at somebody."""
    themes = themes_of(tables.committee(reader, point.committee))
    if (point.theme not in themes and point.theme not in terms.THEME) or not point.text:
        raise UsageError("learning-point-incomplete")
    text = " ".join([point.text, *point.tags])
    found = leaks(text, names_known(reader, [point.case_id] if point.case_id else [], text))
    if found:
        raise RuleError("learning-point-names", found=", ".join(found))


@part
def names_known(reader: Reader, case_ids: Collection[str], text: str) -> set[str]:
    """Return the names of the clients of cases, and of any client who is named in a text."""
    words = [fold(word) for word in names_in(text)]
    known = {one.surname for one in reader.find(Client, search_name=words)} if words else set()
    cases = reader.by_ids(Case, case_ids).values()
    for client in reader.by_ids(Client, {case.client_id for case in cases}).values():
        known |= {client.surname, client.given_names}
    return known
