"""The Dutch words for the program's own codes, as they stand in columns, on paper and in the log.

Those of a kind of value are its labels (`wording.catalogue`); others stand in
`resources/wording/columns.toml`. They are read when the first word is asked for.
"""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cached_property
from typing import TypeVar

from casustafel.domain.cases import CaseStatus, Phase
from casustafel.domain.meetings import MeetingState, Presence
from casustafel.domain.minutes import MinutesState
from casustafel.domain.norms import Law, NormUnit
from casustafel.domain.outcomes import AdjustmentKind, Vote
from casustafel.domain.routing_facts import RequestKind
from casustafel.domain.wording.catalogue import columns, label

E = TypeVar("E", bound=str)


class _Words(Mapping[E, str]):
    """The words of one table of the file, or the labels of a kind of value when it has no table."""

    def __init__(self, kind: type[E], table: str = "") -> None:
        self._kind = kind
        self._table = table

    @cached_property
    def _words(self) -> Mapping[E, str]:
        if self._table:
            return {self._kind(code): word for code, word in columns()[self._table].items()}
        assert issubclass(self._kind, StrEnum)
        return {value: label(value) for value in self._kind}

    def __getitem__(self, code: E) -> str:
        return self._words[code]

    def __iter__(self) -> Iterator[E]:
        return iter(self._words)

    def __len__(self) -> int:
        return len(self._words)


STATUS = _Words(CaseStatus)
STATUS_IN_LIST = _Words(CaseStatus, "case-in-list")
ADVICE_STATE: Mapping[str, str] = _Words(str, "advice-state")
FOLLOW_UP_STEP: Mapping[str, str] = _Words(str, "follow-up-step")
FINDING: Mapping[str, str] = _Words(str, "finding")
ROW_COUNT: Mapping[str, str] = _Words(str, "row-count")
ROW_COUNTED: Mapping[str, str] = _Words(str, "row-counted")
ROW_STATE: Mapping[str, str] = _Words(str, "row-state")
PHASE = _Words(Phase)
VOTE = _Words(Vote)
MEETING_STATE = _Words(MeetingState)
MINUTES_STATE = _Words(MinutesState)
ADJUSTMENT = _Words(AdjustmentKind, "adjustment")
NORM_UNIT = _Words(NormUnit, "norm-unit")
NORM_SPENT = _Words(NormUnit, "norm-spent")
NORM_STEP: Mapping[str, str] = _Words(str, "norm-step")
STOP_STEP: Mapping[str, str] = _Words(str, "stop-step")
STOP_HISTORY: Mapping[str, str] = _Words(str, "stop-history")
PRESENCE = _Words(Presence, "presence")
#: By the code that a case holds, which may be none of the program's values.
LAW: Mapping[str, str] = _Words(Law)
REQUEST_KIND: Mapping[str, str] = _Words(RequestKind)
CARE_FORM = _Words(str, "care_form")
#: By law and category, as "jeugd-45" (iJw JZ020, iWmo WMO020).
PRODUCT: Mapping[str, str] = _Words(str, "product")
CONTRIBUTION_LAW = _Words(str, "contribution_law")
REFERRER_TYPE = _Words(str, "referrer_type")
DELIVERY = _Words(str, "delivery")
UNIT = _Words(str, "unit")
FREQUENCY = _Words(str, "frequency")
TRIGGER = _Words(str, "trigger")
ROUTE = _Words(str, "route")
CHANNEL = _Words(str, "channel")
NO_BSN = _Words(str, "no_bsn")
BSN_REASON = _Words(str, "bsn_reason")
THEME = _Words(str, "theme")

#: What was done, about what, and which fields changed, as the log says it.
LOG_ACTIONS = _Words(str, "log-actions")
LOG_SUBJECTS = _Words(str, "log-subjects")
LOG_FIELDS = _Words(str, "log-fields")


def action_words(code: str) -> str:
    """Return what was done in Dutch; the code itself for one of a newer version."""
    return LOG_ACTIONS.get(code, code)


def subject_words(kind: str) -> str:
    """Return what it was about in Dutch; the code itself for one of a newer version."""
    return LOG_SUBJECTS.get(kind, kind)


def field_words(fields: tuple[str, ...]) -> str:
    """Return the fields that changed, in Dutch and by name; internal ones are left out."""
    return ", ".join(sorted({LOG_FIELDS[name] for name in fields if name in LOG_FIELDS}))
