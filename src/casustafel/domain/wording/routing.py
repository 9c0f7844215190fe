"""Words for routes and their triggers, each put together from its reasons."""

from collections.abc import Iterable

from casustafel.domain.routing_facts import Route, Trigger
from casustafel.domain.wording.catalogue import word
from casustafel.domain.wording.shipped import Language


def word_route(route: Route, language: Language) -> str:
    """Return a route in one sentence, as the queue's detail pane shows it.

    "Toeleidingsstop op de verwijsdatum (13-11-2026), geen Regieteam of RET-advies → bespreking
    in de CPV nodig".
    """
    why = ", ".join(word(reason.code, reason.values, language).what for reason in route.reasons)
    what = word(f"route-decision-{route.decision.value.replace('_', '-')}", {}, language).what
    return f"{why[:1].upper()}{why[1:]} → {what}" if why else f"{what[:1].upper()}{what[1:]}"


def word_triggers(triggers: Iterable[Trigger], language: Language) -> str:
    """Return the triggers as the queue's column Aanleiding shows them, in the order T1 to T4."""
    return ", ".join(
        word(f"route-trigger-{trigger.value.lower()}", {}, language).what
        for trigger in sorted(triggers)
    )
