"""Plainly invented persons and organisations for the example lists.

BSNs come from the test range 999900006..999999990 only, which is never issued. The letters SA, SD
and SS do not occur in Dutch postcodes, so that no address here can exist.
"""

import random
from dataclasses import dataclass
from datetime import date, timedelta

TEST_BSN_FIRST = 999900006
TEST_BSN_LAST = 999999990
DISTRICTS = ("Dukenburg", "Lindenholt", "Nijmegen-Noord", "Oud-West", "Zuid", "Midden", "Oost")
_ADJECTIVES = ("Zilver", "Regen", "Zonne", "Wolken", "Klaver", "Meidoorn", "Ster", "Wilgen")
_NOUNS = ("roos", "brug", "kamp", "tak", "laan", "veer", "bloem", "toren")
_PREFIXES = ("", "", "", "", "van", "van der", "de")
_INITIALS = "ABCDEFGHIJKLMNPRSTVW"
_GIVEN = ("Noor", "Sami", "Lotte", "Milan", "Yara", "Jip", "Amina", "Teun", "Fien", "Bram")


@dataclass(frozen=True)
class Provider:
    """A provider of care; `agb` has eight digits, the first of which is a zero Excel loses."""

    name: str
    agb: str


WAAL = Provider("Zorggroep Waal", "06999911")
RIVIER = Provider("Rivierzorg", "06999922")
OOST = Provider("Steunpunt Oost", "06999933")
ZONNEHOF = Provider("De Zonnehof", "06999944")
KLEIN_BEGIN = Provider("Klein Begin", "06999955")
KLEURRIJK = Provider("Kleurrijk Wonen", "06999966")


@dataclass(frozen=True)
class School:
    """A school for regular primary education, with its BRIN and the number of the location."""

    name: str
    brin: str
    board: str


SCHOOLS = (
    School("De Zevensprong", "99AB00", "Stichting Voorbeeldscholen"),
    School("'t Klinkertje", "99AC00", "Stichting Voorbeeldscholen"),
    School("De Vlinderboom", "99AD01", "Stichting Voorbeeldscholen"),
    School("Het Kompasje", "99AE00", "Vereniging De Leerbrug"),
    School("De Wilgentoren", "99AF00", "Vereniging De Leerbrug"),
)


@dataclass(frozen=True)
class Person:
    """An invented resident."""

    bsn: str
    surname: str
    prefix: str
    initials: str
    given_names: str
    born: date
    postcode: str
    house_number: int
    district: str


def passes_the_proof(number: int) -> bool:
    """Tell whether nine digits pass the elfproef of the BSN (weights 9..2 and -1)."""
    digits = [int(digit) for digit in f"{number:09d}"]
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(w * d for w, d in zip(weights, digits, strict=True)) % 11 == 0


class People:
    """Draws persons one by one; the same seed gives the same persons, none of them twice."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._numbers = [n for n in range(TEST_BSN_FIRST, TEST_BSN_LAST + 1) if passes_the_proof(n)]
        self._random.shuffle(self._numbers)
        self._surnames = [first + last for first in _ADJECTIVES for last in _NOUNS]
        self._random.shuffle(self._surnames)

    def draw(self, youngest: int, oldest: int, on: date) -> Person:
        """Return a person whose age on that day lies between the two, both in whole years."""
        draw = self._random
        surname = self._surnames.pop()
        self._surnames.insert(0, surname)
        age_in_days = draw.randint(youngest * 366 + 1, oldest * 365 + 364)
        letters = "".join(f"{draw.choice(_INITIALS)}." for _ in range(draw.choice((1, 1, 2))))
        return Person(
            bsn=str(self._numbers.pop()),
            surname=surname,
            prefix=draw.choice(_PREFIXES),
            initials=letters,
            given_names=draw.choice(_GIVEN),
            born=on - timedelta(days=age_in_days),
            postcode=f"65{draw.randint(11, 46)} {draw.choice(('SA', 'SD', 'SS'))}",
            house_number=draw.randint(1, 240),
            district=draw.choice(DISTRICTS),
        )
