"""What of a case decides which items of a framework apply to it."""

from casustafel.domain.case_routing import referrer_of, route_from_text
from casustafel.domain.cases import Case
from casustafel.domain.frameworks import Facts
from casustafel.domain.routing_facts import Trigger


def facts_of(case: Case) -> Facts:
    """Return the facts of a case: its law, form of care, kind of referrer and triggers.

    The triggers are those of its route; while it has none, the one its list gave.
    """
    if case.route_reasons:
        triggers = frozenset(map(str, route_from_text(case.route_reasons).triggers))
    else:
        triggers = frozenset({case.list_trigger or ""} & set(Trigger))
    referrer = referrer_of(case.referrer_type)
    return Facts(
        law=case.law,
        care_form=case.care_form,
        referrer_type=referrer.value if referrer else None,
        triggers=triggers,
    )
