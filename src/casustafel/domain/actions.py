"""Actions, conditions, evaluations and transfers: what has to happen after the meeting."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from casustafel.domain.sizes import Text20, Text200


class ActionKind(StrEnum):
    """What sort of promise it is; conditions come back until they are met."""

    ACTION = "action"
    CONDITION = "condition"
    EVALUATION = "evaluation"
    TRANSFER = "transfer"
    INTERVENTION = "intervention"
    """What the Doorbraakteam lets somebody do about running help."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """Something that somebody does before a day.

    `owner` is a role or organisation, never a name of a person. `proof` says for a condition
    what shows that it is met.
    """

    id: str
    committee: Text20
    text: str
    owner: Text200
    kind: ActionKind = ActionKind.ACTION
    due_on: date | None = None
    proof: str = ""
    meeting_id: str | None = None
    item_id: str | None = None
    case_id: str | None = None
    done_at: datetime | None = None
    done_note: str = ""
    sequence: int = 0
