"""What is written when a field of a case is left, and what is shown of it before it is read anew.

The case that was shown goes along as the expected old value, so that two people who change
different fields both win, and the second on the same field is asked (design.md, Edits).
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from casustafel.domain.cases import Case, Client
from casustafel.services.case import case_fields, cases
from casustafel.services.case.case_desk import CasePage
from casustafel.services.case.cases import CaseView
from casustafel.services.use_case import seen


def keeping(
    shown: CasePage, kind: str, name: str, value: object, reason: str = ""
) -> Callable[[Any], object]:
    """Return the task that keeps a value; `kind` is case, client or answer.

    `reason` says why a case that is settled is mended.
    """
    view = shown.view

    def task(uow: Any) -> object:
        if kind == "answer":
            at = seen(view.case.id, value=view.answers.get(name))
            return cases.answer(uow, at, name, value, reason=reason)
        if kind == "client":
            return case_fields.edit_client_field(
                uow, view.case.id, view.client, name, value, reason=reason
            )
        if name == "provider":
            return case_fields.set_provider(uow, view.case, str(value or ""), reason=reason)
        if name == "school":
            return case_fields.set_school(uow, view.case, str(value or ""), reason=reason)
        return case_fields.edit_field(uow, view.case, name, value, reason=reason)

    return task


def with_kept(shown: CasePage, name: str, kept: object) -> CasePage:
    """Return what is shown with what a task of `keeping` gave back, until it is read anew."""
    return replace(shown, detail=replace(shown.detail, view=_view(shown.view, name, kept)))


def _view(view: CaseView, name: str, kept: object) -> CaseView:
    if isinstance(kept, Case):
        return replace(view, case=kept)
    if isinstance(kept, Client):
        return replace(view, client=kept)
    return replace(view, answers={**view.answers, name: kept})
