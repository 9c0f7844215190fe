"""What is known of a case for its letters: gathered once per meeting, as facts by name."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from casustafel.domain import asked as words
from casustafel.domain import terms
from casustafel.domain.actions import Action, ActionKind
from casustafel.domain.alike import grouped
from casustafel.domain.case_routing import referrer_of, route_from_text
from casustafel.domain.cases import Case, Client
from casustafel.domain.consent import Consent, kind_of, lacking
from casustafel.domain.errors import RuleError
from casustafel.domain.follow_up import Help, to_tell_again
from casustafel.domain.identifiers import masked_bsn
from casustafel.domain.norms import CareForm
from casustafel.domain.outcomes import AdjustmentKind, Contribution, Feedback, Landing, OutcomeKind
from casustafel.domain.papers import Facts, Table, kinds, label_of
from casustafel.domain.registers import Provider, School
from casustafel.domain.routing_facts import MEDICAL, RequestKind, Route, Trigger
from casustafel.domain.wording.catalogue import columns, term
from casustafel.domain.wording.phrases import word_triggers
from casustafel.outgoing.mail import address_in
from casustafel.pdf.styles import capital, joined, long_date, sentence, short_date
from casustafel.services.documents.house import House
from casustafel.services.documents.said import Said
from casustafel.services.following.feedback import lessened
from casustafel.storage.store import Reader

#: The letter that who referred gets, and how they are greeted; others are told everything.
REFERRER_KINDS: Mapping[str, str] = {
    "huisarts": "brief_huisarts",
    "jeugdarts": "brief_jeugdarts",
    "medisch_specialist": "brief_specialist",
    "gi": "brief_gi",
    "rechter": "brief_rechter",
}
#: Papers for who acts on an outcome: also when it is no more what they were told.
_TOLD_ANEW = ("brief_aanbieder", "toewijzingsregel", "brief_contractmanager")
_FLAGS: Mapping[OutcomeKind, tuple[str, ...]] = {
    OutcomeKind.GRANTED: ("grants", "gives"),
    OutcomeKind.GRANTED_ADJUSTED: ("grants", "gives", "adjusted"),
    OutcomeKind.REFUSED: ("no", "away"),
    OutcomeKind.ELSEWHERE: ("elsewhere", "away"),
    OutcomeKind.CHANGED: ("changed",),
    OutcomeKind.UNCHANGED: ("unchanged",),
    OutcomeKind.HELD_OVER: ("held",),
    OutcomeKind.OTHER: ("other",),
}
_STOPS = frozenset({Trigger.T1, Trigger.T2})
#: Under these names, too, it is noted at Terugkoppeling that who referred was told.
_TOLD_AS_REFERRER = ("Verwijzer", "Buurtteam Jeugd en Gezin", "Buurtteam Volwassenen", "Regieteam")
_TO_REFERRER = frozenset({"verwijzer", *REFERRER_KINDS})


class CasesToTell:
    """All that is known of some cases of one table."""

    def __init__(
        self,
        reader: Reader,
        house: House,
        cases: Sequence[Case],
        answers: Mapping[str, Mapping[str, object]] | None = None,
    ) -> None:
        self.house = house
        self._reader = reader
        self._answers = answers or {}
        ids = [case.id for case in cases]
        self.clients = reader.by_ids(Client, {case.client_id for case in cases})
        self.schools = reader.by_ids(School, {one.school_id for one in cases if one.school_id})
        self.providers = reader.by_ids(
            Provider, {one.provider_id for one in cases if one.provider_id}
        )
        self.landings = {one.case_id: one for one in reader.find(Landing, case_id=ids)}
        told = reader.find(Feedback, "told_on", "id", case_id=ids)
        self.told = grouped(told, lambda one: one.case_id)
        self.consents = grouped(reader.find(Consent, case_id=ids), lambda one: one.case_id)
        self.conditions = reader.find(Action, "id", case_id=ids, kind=ActionKind.CONDITION)

    def kinds_for(self, case: Case, said: Said) -> list[str]:
        """Return the letters of a case in the order in which they are told (domain.md §9)."""
        flags = _FLAGS[said.kind]
        referrer = referrer_of(case.referrer_type) or "overig"
        if said.kind is OutcomeKind.HELD_OVER:
            return ["bericht_wacht"] if referrer != "geen" else []
        found = ["brief_inwoner"]
        if referrer != "geen":
            found.append(REFERRER_KINDS.get(referrer, "brief_verwijzer"))
        if referrer == "huisarts" and _names_poh(case):
            found.append("brief_poh")
        final = "grants" in flags and not said.provisional
        holds = "away" in flags and referrer_of(case.referrer_type) in MEDICAL
        if case.provider_id and (holds or "changed" in flags or "grants" in flags):
            found.append("brief_aanbieder")
        if final:
            found.append("toewijzingsregel")
            if self.hits_stop(case, said):
                found.append("brief_contractmanager")
        found += [one for one in _TOLD_ANEW if one not in found and self._anew(case, said, one)]
        shares = bool(case.school_id) and bool(said.contributions) and not said.provisional
        if (case.school_id and final) or shares:
            found += [
                f"brief_{one}"
                for one in ("school", "stroomland")
                if final or self.consented(case, one)
            ]
        return found

    def _anew(self, case: Case, said: Said, code: str) -> bool:
        """Say whether who acts on an outcome was told one that does not stand any more."""
        told = self.told_before(case, said, kinds()[code].recipient)
        return told is not None and not said.provisional

    def lessened(self, case: Case, said: Said) -> bool:
        """Say whether help that runs becomes less by this (see `feedback.lessened`)."""
        now = Help(said.kind, said.until, said.adjustments)
        told = self.told.get(case.id, [])
        return not said.provisional and lessened(self._reader, case, said.key, now, told)

    def waits_for_letter(self, case: Case, said: Said, recipient: str) -> RuleError | None:
        """Return why who acts on an outcome waits: the resident has to know it first."""
        acts = recipient in ("aanbieder", "backoffice")
        if acts and self.lessened(case, said) and self.told_now(case, said, "inwoner") is None:
            return RuleError("feedback-resident-first", number=case.number)
        return None

    def consented(self, case: Case, recipient: str) -> bool:
        """Say whether whoever has to gave consent that a recipient hears its own part."""
        wanted = kind_of(label_of(recipient))
        given = [one for one in self.consents.get(case.id, ()) if kind_of(one.recipient) == wanted]
        born = self.clients[case.client_id].birth_date
        return not lacking(given, born, self.house.today, adult=case.law == "wmo")

    def hits_stop(self, case: Case, said: Said) -> bool:
        """Say whether it is about an exception to a toeleidingsstop."""
        route = _route(words.as_asked(case, said.asked or {}))
        return route is not None and bool(route.triggers & _STOPS)

    def told_before(self, case: Case, said: Said, recipient: str) -> Feedback | None:
        """Return what a recipient was told that does not stand any more."""
        again = to_tell_again(self.told.get(case.id, ()), said.key, provisional=said.provisional)
        return next((one for one in again if one.told_to in _names(recipient)), None)

    def told_now(self, case: Case, said: Said, recipient: str) -> Feedback | None:
        """Return when and how a recipient was told what stands."""
        for one in reversed(self.told.get(case.id, [])):
            same = one.outcome_id in (None, said.key) and one.provisional == said.provisional
            if same and one.told_to in _names(recipient):
                return one
        return None

    def address(self, case: Case, recipient: str) -> tuple[str, str]:
        """Return to whom a letter goes, and the e-mail address that is known."""
        if recipient in _TO_REFERRER:
            return case.referrer_name or label_of(recipient), address_in(case.referrer_contact)
        if recipient == "inwoner":
            return capital(self._resident(case)), ""
        if recipient == "aanbieder" and case.provider_id:
            return self.providers[case.provider_id].name, ""
        if recipient == "school" and case.school_id:
            return self.schools[case.school_id].name, ""
        return label_of(recipient), ""

    def _resident(self, case: Case) -> str:
        client = self.clients[case.client_id]
        name = _full_name(client)
        born = client.birth_date
        young = born is not None and (born.year + 16, born.month, born.day) > (
            self.house.today.year,
            self.house.today.month,
            self.house.today.day,
        )
        return f"de ouders of verzorgers van {name}" if young else name

    def facts(self, case: Case, said: Said, recipient: str) -> Facts:
        """Return all that may be told of a case; the matrix keeps what a recipient gets."""
        stood = words.as_asked(case, said.asked or {})
        values = self._of_case(stood) | self._of_outcome(stood, said)
        lessened = self.lessened(case, said)
        if lessened and (letter := self.told_now(case, said, "inwoner")) is not None:
            values["from"] = long_date(letter.told_on + timedelta(days=1))
        before = self.told_before(case, said, recipient)
        now = self.told_now(case, said, recipient)
        if before is not None:
            values |= {"told_before": before.said, "told_on": long_date(before.told_on)}
        shown = self.house.facts(
            values,
            *self._flags(stood, said),
            *(["before"] if before else []),
            *(["lessened"] if lessened else []),
            *(["consent"] if self.consented(case, recipient) else []),
            to=self.address(case, recipient)[0],
            known_as=_greeted(recipient),
            day=now.told_on if now else None,
        )
        return replace(shown, tables=self._tables(case, said, recipient))

    def of_request(self, case: Case, recipient: str, *flags: str, **values: str) -> Facts:
        """Return what may be told of a case that the table said nothing of."""
        return self.house.facts(
            self._of_case(case) | values,
            *flags,
            *(["ordered"] if case.ordered else []),
            *(["ranked"] if self.house.committee.selection is not None else []),
            to=self.address(case, recipient)[0],
            known_as=_greeted(recipient),
        )

    def _of_case(self, case: Case) -> dict[str, str]:
        client = self.clients[case.client_id]
        provider = self.providers.get(case.provider_id or "")
        route = _route(case)
        form = case.care_form
        product = " ".join(filter(None, (case.product_category, case.product_code)))
        amount = words.amount_asked(case)
        return {
            "number": case.number,
            "your_ref": case.sender_reference or "",
            "received": long_date(case.received),
            "form": term(CareForm(form), "nl") if form in set(CareForm) else form,
            "initials": client.short_name(),
            "born": str(client.birth_date.year) if client.birth_date else "onbekend",
            "client": _full_name(client),
            "birth_date": short_date(client.birth_date),
            "bsn": masked_bsn(client.bsn)
            or f"geen: {terms.NO_BSN.get(client.no_bsn_reason or '', 'onbekend')}",
            "provider": provider.name if provider else "",
            "refused_provider": provider.name if provider else "",
            "agb": (provider.agb or "") if provider else "",
            "referrer": case.referrer_name or terms.REFERRER_TYPE.get(case.referrer_type or "", ""),
            "asked": amount,
            "granted_asked": amount,
            "granted_product": product,
            "granted_goals": "; ".join(words.goals_asked(self._answers.get(case.id, {}))),
            "period": words.period_asked(case),
            "route": word_triggers(route.triggers, "nl") if route else "",
            "request_kind": terms.REQUEST_KIND.get(case.request_kind, case.request_kind),
            "dossier": case.dossier_number or "",
            "product": product,
            "allocation_number": str(case.allocation_number or ""),
        }

    def _of_outcome(self, case: Case, said: Said) -> dict[str, str]:
        style = self.house.style
        usual = style.direction_wmo if case.law == "wmo" else style.direction_youth
        advised = {one.kind: one.advised for one in said.adjustments}
        volume = advised.get(AdjustmentKind.INTENSITY) or words.amount_asked(case)
        labels = {one.code: one.label for one in self.house.committee.reasons}
        begins = _day(_begins(case, said.on))
        landing = self.landings.get(case.id)
        values = {
            "outcome": said.label,
            "plain": columns()["plain_outcome"].get(said.choice, said.label),
            "begins": begins,
            "said_on": long_date(said.on),
            "until": _day(said.until),
            "look_back": _day(said.look_back),
            "held_until": _day(said.held_until),
            "missing": joined(list(said.missing)) or "een lid van de commissie",
            "motivation": sentence(said.motivation),
            "reasons": joined([_within(labels.get(code, code)) for code in said.reasons]),
            "direction": said.transfer_to or (landing.place if landing else "") or usual,
            "transfer_on": _day(said.transfer_on),
            "volume": volume,
            "from": begins or long_date(said.on),
            "to": _day(said.until),
            "class_from": begins,
            "class_until": _day(said.until),
            # Of other help than was asked nobody says how much it is but its own part.
            "class_hours": volume if said.kind.grants else "",
        }
        if landing is not None:
            values |= {
                "help": landing.help,
                "help_place": landing.place,
                "help_from": _day(landing.begins_on),
                "caller": landing.calls,
                "caller_phone": landing.phone,
                "call_before": long_date(landing.call_before),
            }
        if said.urgent is not None:
            values |= {"urgent_why": said.urgent.reason, "decider": said.urgent.decider}
        return values

    def _flags(self, case: Case, said: Said) -> Iterable[str]:
        yield from _FLAGS[said.kind]
        medical = referrer_of(case.referrer_type) in MEDICAL
        told = {
            "provisional": said.provisional,
            "urgent": said.urgent is not None,
            "stop": self.hits_stop(case, said) and bool(case.provider_id),
            "medical": medical,
            "ordered": bool(case.ordered),
            "youth": case.law != "wmo",
            "ranked": self.house.committee.selection is not None,
        }
        yield from (flag for flag, holds in told.items() if holds)

    def _tables(self, case: Case, said: Said, recipient: str) -> dict[str, Table]:
        adjusted = tuple(
            (terms.ADJUSTMENT[one.kind], one.asked or "—", one.advised or "—")
            for one in said.adjustments
        )
        asked = tuple(
            (one.text, one.owner, short_date(one.due_on))
            for one in self.conditions
            if one.case_id == case.id and one.item_id == said.item_id
        )
        asked_now = "Nu" if self.house.committee.selection is not None else "Gevraagd"
        return {
            "adjustments": Table(("Aanpassing", asked_now, "Advies"), adjusted, (26, 35, 39)),
            "conditions": Table(("Voorwaarde", "Wie", "Uiterlijk"), asked, (56, 27, 17)),
            "contributions": _contributed(said.contributions),
            "own_part": _contributed(
                one for one in said.contributions if recipient in one.party.casefold()
            ),
        }


def _contributed(found: Iterable[Contribution]) -> Table:
    rows = tuple((one.party, one.task, one.hours or "—", short_date(one.until)) for one in found)
    return Table(("Wie", "Doet wat", "Uren per week", "Tot en met"), rows, (25, 40, 17, 18))


def _names(recipient: str) -> Sequence[str]:
    """Return under which names it is noted that a recipient was told."""
    own = label_of(recipient)
    return (own, *_TOLD_AS_REFERRER) if recipient in _TO_REFERRER else (own,)


def _names_poh(case: Case) -> bool:
    """Say whether a huisarts named the POH-J in the request: else they hear nothing (§9)."""
    said = f"{case.referrer_name} {case.referrer_contact} {case.remark}".casefold()
    return re.search(r"\bpoh\b|praktijkondersteuner", said) is not None


def _greeted(recipient: str) -> str:
    greeted: Mapping[str, str] = columns()["greeted"]
    return greeted.get(recipient, label_of(recipient).lower())


def _route(case: Case) -> Route | None:
    return route_from_text(case.route_reasons) if case.route_reasons else None


def _full_name(client: Client) -> str:
    first = client.initials or client.given_names
    return " ".join(filter(None, (first, client.prefix, client.surname))) or client.short_name()


def _begins(case: Case, said_on: date) -> date | None:
    """Return when the help begins: what is new never before it was advised."""
    new = case.request_kind in (RequestKind.NIEUW, RequestKind.OPNIEUW)
    return max(case.starts_on, said_on) if case.starts_on and new else case.starts_on


def _within(text: str) -> str:
    """Return a label as it stands within a sentence; an abbreviation stays as it is."""
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def _day(day: date | None) -> str:
    return long_date(day) if day else ""
