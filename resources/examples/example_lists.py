"""The rows of the three example lists, still clean: a list of {heading: value} each."""

import random
from datetime import date, timedelta
from typing import Any

from example_people import (
    KLEIN_BEGIN,
    KLEURRIJK,
    OOST,
    RIVIER,
    SCHOOLS,
    WAAL,
    ZONNEHOF,
    People,
    Person,
    Provider,
)
from example_texts import DAY_TREATMENT, SCHOOL, WMO, YOUTH, Request

Row = dict[str, Any]

FIRST_RECEIVED = date(2026, 9, 1)
LAST_RECEIVED = date(2026, 11, 20)
COUNTED_ON = date(2026, 11, 20)
CPV_ROWS, ZBO_ROWS, CARE_LINES, CLIENTS, HOUSEHOLDS = 40, 30, 120, 45, 38
_BJG = ("BJG", "Buurtteams Jeugd en Gezin")
_BTV = ("BTV", "Buurtteams Volwassenen")
_DOCTOR = ("Huisarts", "Huisartsenpraktijk De Proef")
_GI = ("GI", "Jeugdbescherming Voorbeeld")
_REGIETEAM = ("Regieteam", "Regieteam Voorbeeld")
_HOUR_RATE = 78
_ON_ADVICE = (10, 15, 20)
_CAME_IN_ALL_THE_SAME = (6, 8, 25)


def _person(person: Person) -> Row:
    prefix = f"{person.prefix} " if person.prefix else ""
    return {
        "BSN": person.bsn,
        "Achternaam": f"{prefix}{person.surname}",
        "Voorletters": person.initials,
        "Geboortedatum": person.born,
        "Postcode": person.postcode,
        "Wijk": person.district,
    }


def _provider(provider: Provider) -> Row:
    return {"Aanbieder": provider.name, "AGB": provider.agb}


def _texts(request: Request) -> Row:
    return {
        "Hulpvraag": request.question,
        "Doelen": request.goals,
        "Waarom deze aanbieder": request.why_this_provider,
        "Alternatieven": request.alternatives,
        "Basishulp": request.basic_help,
        "Onderbouwing omvang": request.volume,
        "Overdracht": request.transfer,
        "Visie inwoner": request.resident,
        "Plek nodig": request.place or None,
        "Onderwijs verkend": request.education or None,
        "APM geprobeerd": request.apm or None,
    }


def _informed(received: date, law: str) -> Row:
    """Return when a resident was told of the request, and on which ground it is judged."""
    return {
        "Geïnformeerd op": received - timedelta(days=3),
        "Grondslag": "Wmo 5.1.1" if law == "Wmo" else "Jeugdwet 7.4.0",
    }


def _received(index: int, count: int) -> date:
    """Spread the days of receipt evenly; a weekend moves to the Friday before."""
    span = (LAST_RECEIVED - FIRST_RECEIVED).days
    day = FIRST_RECEIVED + timedelta(days=index * span // (count - 1))
    return day - timedelta(days=max(0, day.weekday() - 4))


def _use(product: str, code: str, volume: float, unit: str, hours: float) -> Row:
    return {
        "Productcategorie": product,
        "Productcode": code,
        "Volume": volume,
        "Eenheid": unit,
        "Frequentie": "per week",
        "Uren p/w": hours,
    }


def _cpv_kind(index: int, draw: random.Random) -> tuple[Row, Request, tuple[int, int]]:
    """Return what is asked, its texts and the ages it is for: 24 youth, 8 Wmo, 8 VDB in forty."""
    if index % 5 == 3:
        provider = (KLEURRIJK, OOST)[index // 5 % 2]
        hours = draw.choice((2.0, 3.0, 3.5, 4.0))
        row = {"Wet": "Wmo", "Zorgvorm": "Wmo-begeleiding", "Trigger": "T1", **_provider(provider)}
        return row | _use("02", "02A15", hours, "uur", hours), WMO[index // 5 % 2], (24, 80)
    if index % 5 == 4:
        provider = (ZONNEHOF, KLEIN_BEGIN)[index // 5 % 2]
        parts = draw.choice((3, 4, 5))
        trigger = "T3" if parts * 4 > 18 else "T2"
        row = {"Wet": "Jeugdwet", "Zorgvorm": "VDB", "Trigger": trigger, **_provider(provider)}
        return row | _use("41", "41A03", parts, "dagdeel", parts * 4.0), DAY_TREATMENT[0], (2, 4)
    provider = (WAAL, RIVIER, OOST)[index % 3]
    hours = draw.choice((3.5, 4.0, 4.5, 5.0, 6.0, 7.5))
    row = {"Wet": "Jeugdwet", "Zorgvorm": "Begeleiding jeugd", "Trigger": "T1"}
    row |= _provider(provider) | _use("45", "45A48", hours, "uur", hours)
    return row, YOUTH[index % 3], (5, 16)


def _cpv_referrer(index: int, law: str) -> tuple[str, str]:
    if law == "Wmo":
        return _BTV
    special = {1: _REGIETEAM, 6: _DOCTOR, 12: _GI, 21: _REGIETEAM, 26: _DOCTOR, 31: _GI}
    return special.get(index, _BJG)


def _exemption(index: int, received: date) -> Row:
    """Return why a stop does not hit a request: three come on advice of the RET."""
    if index not in _ON_ADVICE:
        return {"Uitzondering": "Regieteam" if index in (1, 21) else "Geen"}
    return {
        "Uitzondering": "RET-advies",
        "Kenmerk RET": f"RET-2026-{30 + index}",
        "Datum RET": received - timedelta(days=9),
    }


def _allocation(index: int, kind: str) -> int | None:
    """Return a number where care was allocated already: not for a new request that must wait.

    Three came in all the same, which the contract manager asks about.
    """
    known = kind != "nieuw" or index in (1, *_ON_ADVICE, *_CAME_IN_ALL_THE_SAME)
    return 410200300 + index if known else None


def cpv() -> list[Row]:
    """Return forty requests to the CPV in the order of receipt."""
    draw, people = random.Random(451), People(452)
    rows = []
    for index in range(CPV_ROWS):
        asked, request, ages = _cpv_kind(index, draw)
        received = _received(index, CPV_ROWS)
        referrer = _cpv_referrer(index, asked["Wet"])
        starts = received + timedelta(days=draw.randint(21, 45))
        kind = ("nieuw", "nieuw", "verlenging", "nieuw", "ophoging")[index % 5]
        row = {
            "Kenmerk": f"{referrer[0].upper()}-2026-{1101 + 7 * index}",
            "Datum aanvraag": received,
            **_person(people.draw(*ages, received)),
            "Verwijzer type": referrer[0],
            "Verwijzer naam": referrer[1],
            "Soort aanvraag": kind,
            **_exemption(index, received),
            "Toewijzingnr": _allocation(index, kind),
            "Ingangsdatum": starts,
            "Einddatum": starts + timedelta(days=draw.choice((181, 272, 364))),
            "Spoed": "ja" if index in (9, 33) else "nee",
            **asked,
            **_texts(request),
            **_informed(received, asked["Wet"]),
        }
        rows.append(row)
    return rows


def zbo() -> list[Row]:
    """Return thirty requests for care in schools, in the order of receipt."""
    draw, people = random.Random(461), People(462)
    rows = []
    for index in range(ZBO_ROWS):
        school, request = SCHOOLS[index % len(SCHOOLS)], SCHOOL[index % len(SCHOOL)]
        provider = (WAAL, OOST, RIVIER)[index % 3]
        received = _received(index, ZBO_ROWS)
        referrer = {5: _GI, 11: _DOCTOR, 23: _GI}.get(index, _BJG)
        group = draw.randint(1, 8)
        hours = draw.choice((4.0, 5.0, 6.0, 7.5, 8.0, 10.0))
        row = {
            "Kenmerk": f"ZBO-AANVRAAG-{301 + index}",
            "Datum aanvraag": received,
            **_person(people.draw(group + 3, group + 3, received)),
            "Wet": "Jeugdwet",
            "Zorgvorm": "ZBO",
            "Soort aanvraag": ("nieuw", "nieuw", "verlenging")[index % 3],
            "Verwijzer type": referrer[0],
            "Verwijzer naam": referrer[1],
            **_provider(provider),
            **_use("45", "45A53", hours, "uur", hours),
            "Ingangsdatum": date(2027, 1, 11),
            "Einddatum": date(2027, 7, 16),
            "School": school.name,
            "BRIN": school.brin,
            "Groep": group,
            "Schoolbestuur": school.board,
            "Uren ZBO": hours,
            "Schooljaar": "2026-2027",
            "Contactpersoon": "kwaliteitscoördinator",
            "SWV-ondersteuning": "ja" if index % 4 else "nee",
            "Spoed": "ja" if index == 17 else "nee",
            "Hulpvraag": request.question,
            "Doelen": request.goals,
            "Ondersteuning school": request.support,
            "Taken ZBO": request.task,
            "Primair doel": request.primary_goal,
            "Inzet thuis": request.home,
            "Visie inwoner": request.resident,
            **_informed(received, "Jeugdwet"),
        }
        rows.append(row)
    return rows


def _lines_of(client: int) -> int:
    """Return how many care lines a client has: 30 clients two, 15 clients four; 120 in all."""
    return 4 if client % 3 == 0 else 2


def _care_line(client: int, line: int, adult: bool, draw: random.Random) -> Row:
    """Return one product of one client, with its hours and cost over 2026.

    Children have products of the Jeugdwet only, adults those of the Wmo.
    """
    residential = client in (4, 18, 33) and line == 1
    if residential:
        law, care_form, product, code = "Jeugdwet", "Overig", "43", "43A12"
    elif adult and line != 1:
        law, care_form, product, code = "Wmo", "Wmo-begeleiding", "02", "02A15"
    elif adult:
        law, care_form, product, code = "Wmo", "Overig", "07", "07A02"
    elif client % 9 in (1, 2) and line == 1:
        law, care_form, product, code = "Jeugdwet", "NDB", "41", "41A05"
    else:
        law, care_form, product, code = "Jeugdwet", "Begeleiding jeugd", "45", "45A48"
    starts = date(2025, 1, 6) + timedelta(days=7 * draw.randint(0, 50))
    ends = date(2026, 12, 31) if line else date(2027, 3, 28)
    hours = draw.choice((2.0, 3.5, 4.0, 6.0, 8.0, 10.5, 12.0, 16.0))
    annual = hours * 52
    declared = round(annual * draw.choice((0.72, 0.81, 0.88, 0.94)) * 10 / 12 * 4) / 4
    return {
        "Wet": law,
        "Zorgvorm": care_form,
        **_provider((WAAL, RIVIER, OOST, KLEURRIJK)[(client + line) % 4]),
        **_use(product, code, hours, "uur", hours),
        "Ingangsdatum": starts,
        "Einddatum": ends,
        "Jaaruren": annual,
        "Jaarbedrag (€)": round(annual * _HOUR_RATE, 2),
        "Verblijf j/n": "ja" if residential else "nee",
        "Periode": "2026 t/m oktober",
        "Gedeclareerde uren": declared,
        "Gedeclareerd bedrag": round(declared * _HOUR_RATE, 2),
    }


def _client_lines(client: int, person: Person, adult: bool, draw: random.Random) -> list[Row]:
    lines = [_care_line(client, line, adult, draw) for line in range(_lines_of(client))]
    schemes = 5 + client % 3 if client % 6 == 1 else client % 4
    # Of a household with many schemes one falls under the Participatiewet, beside its care.
    laws = len({line["Wet"] for line in lines}) + (schemes >= 5)
    shared = {
        "Huishoud-id": f"HH-{client % HOUSEHOLDS + 1:03d}",
        **_person(person),
        "Verwijzer type": "BTV" if adult else "BJG",
        "Aantal producten": len(lines),
        "Aantal wetten": laws,
        "Start eerste hulp": min(line["Ingangsdatum"] for line in lines),
        "Aanbieders": len({line["Aanbieder"] for line in lines}),
        "Regelingen": schemes,
        "Geldzorgen": ("nee", "ja", None)[client % 3],
    }
    return [shared | line for line in lines]


def doorbraak() -> list[Row]:
    """Return 120 care lines of 45 clients in 38 households, most hours a year first.

    The first two youths and the first adult also have a request at the CPV, so that the overlap
    of the tables has something to count.
    """
    draw, people, at_cpv = random.Random(471), People(472), People(452)
    known = [at_cpv.draw(*_cpv_ages(index), _received(index, CPV_ROWS)) for index in range(10)]
    clients = []
    for client in range(CLIENTS):
        adult = client % 4 == 3
        drawn = people.draw(*((26, 78) if adult else (6, 16)), COUNTED_ON)
        person = {0: known[5], 1: known[7], 3: known[8]}.get(client, drawn)
        clients.append(_client_lines(client, person, adult, draw))
    clients.sort(key=lambda lines: (-sum(line["Jaaruren"] for line in lines), lines[0]["BSN"]))
    rows = []
    for rank, lines in enumerate(clients, start=1):
        rows += [{"Rang": rank} | line for line in lines]
    for index, row in enumerate(rows):
        row["Toewijzingnr"] = 410300100 + index
    return rows


def _cpv_ages(index: int) -> tuple[int, int]:
    return {3: (24, 80), 4: (2, 4)}.get(index % 5, (5, 16))
