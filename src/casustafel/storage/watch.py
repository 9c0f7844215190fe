"""What people fill in is not overwritten by somebody who saw something else there."""

from collections.abc import Mapping

from casustafel.domain import (
    advice,
    cases,
    meetings,
    minutes,
    norms,
    outcomes,
    people,
    registers,
    stops,
)
from casustafel.domain.actions import Action
from casustafel.domain.consent import Consent
from casustafel.domain.errors import ConflictError, FieldName
from casustafel.domain.involved import Involvement
from casustafel.storage.store import Changes, fields_of, key_of

#: The fields that people fill in on a screen, of each type that has any. Of these a use case says
#: which it overwrites and which follow by rule; kept beside the forms by a test.
SHOWN: dict[type, frozenset[str]] = {
    Action: frozenset({"text", "owner", "due_on", "proof", "kind"}),
    advice.Advice: frozenset({"remark"}),
    advice.AdviceAnswer: frozenset({"value", "note"}),
    advice.LearningPoint: frozenset({"theme", "text", "tags"}),
    cases.CaseAnswer: frozenset({"value"}),
    cases.Client: frozenset(fields_of(cases.Client)) - {"id", "household_id", "search_name", "key"},
    cases.Case: frozenset(fields_of(cases.Case))
    - cases.NOT_TYPED
    # Numbers of a list that no form shows, and what a case is made with.
    - {"phase", "rank", "measure", "annual_cents", "previous_case_id"},
    Consent: frozenset(fields_of(Consent)) - {"id", "case_id"},
    Involvement: frozenset({"part", "why"}),
    meetings.AgendaItem: frozenset({"notes", "budget", "starts"}),
    meetings.Attendance: frozenset({"presence", "substitute", "arrived", "left"}),
    meetings.CommitteeAnswer: frozenset({"value", "note"}),
    meetings.Invitee: frozenset({"present"}),
    meetings.Meeting: frozenset({"held_on", "starts", "ends", "place"}),
    meetings.Member: frozenset(fields_of(meetings.Member)) - {"id", "committee"},
    minutes.ItemText: frozenset({"text"}),
    norms.Norm: frozenset(fields_of(norms.Norm)) - {"id"},
    outcomes.FormalDecision: frozenset(fields_of(outcomes.FormalDecision)) - {"id", "case_id"},
    outcomes.Landing: frozenset(fields_of(outcomes.Landing))
    - {"id", "case_id", "action_id", "landed", "landed_on"},
    people.Person: frozenset({"team"}),
    registers.Provider: frozenset({"name", "agb", "active"}),
    stops.Toeleidingsstop: frozenset(
        {"starts_on", "ends_on", "remark", "forecast_on", "forecast_next_stop"}
    ),
}

#: A field that people fill in: its type and its name; a type alone means all of them.
Field = tuple[type, str]


class Watch:
    """What one use case overwrites of what people fill in, and what its writer saw of that.

    `saw` is by field; a field that was never looked at is left out. `whole` is the value that was
    shown, when that is what the writer gave. `sets` follow by rule and are compared with nothing.
    """

    def __init__(
        self,
        name: str,
        overwrites: Mapping[str, type],
        sets: frozenset[Field | type],
        saw: Mapping[str, object],
        whole: object = None,
    ) -> None:
        self.name = name
        self._overwrites = overwrites
        self._sets = sets
        self._saw = saw
        self._whole = whole

    def changing(self, before: object, changes: Changes) -> None:
        """Raise ConflictError when a field is neither as it was seen nor as it becomes.

        A field that people fill in and that was not declared is a fault of the program.
        """
        kind = type(before)
        shown = SHOWN.get(kind)
        if shown is None or kind in self._sets:
            return
        whole = type(self._whole) is kind and key_of(before) == key_of(self._whole)
        for name in shown & changes.keys():
            stands, new = changes[name]
            if whole:
                self._compare(name, getattr(self._whole, name), stands, new)
            elif self._overwrites.get(name) is kind:
                self._compare(name, self._saw.get(name, stands), stands, new)
            else:
                declared = (kind, name) in self._sets
                assert declared, f"{self.name} overwrites {kind.__name__}.{name} undeclared"

    def adding(self, value: object) -> None:
        """Raise ConflictError when something was seen where nothing stands any more."""
        for name, kind in self._overwrites.items():
            if kind is type(value) and self._saw.get(name) not in _NOTHING:
                self._compare(name, self._saw[name], None, getattr(value, name))

    def _compare(self, name: str, seen: object, stands: object, new: object) -> None:
        if stands not in (seen, new) and not (stands in _NOTHING and seen in _NOTHING):
            raise ConflictError("field-changed-meanwhile", field=FieldName(name))


#: How an empty field is kept: a row that is not there counts as one with empty fields.
_NOTHING: tuple[object, ...] = (None, "", (), [], {})
