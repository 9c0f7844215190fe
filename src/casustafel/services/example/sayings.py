"""What the tables of the example say of their cases. All invented."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from casustafel.domain.cases import Case, Phase
from casustafel.domain.outcomes import Adjustment, AdjustmentKind, Contribution, Vote
from casustafel.services.case import cases as use_cases
from casustafel.services.meeting.outcome_input import OutcomeInput
from casustafel.services.use_case import unseen

if TYPE_CHECKING:
    from casustafel.services.example.work import Opened

K = AdjustmentKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """One way in which a table treats a case; days count from the meeting."""

    choice: str
    note: str
    minutes: float
    reasons: tuple[str, ...] = ()
    motivation: str = ""
    answers: Mapping[str, object] = field(default_factory=dict)
    adjustments: tuple[tuple[AdjustmentKind, str], ...] = ()
    valid_days: int | None = None
    evaluation_days: int | None = None
    transfer_to: str = ""
    contributions: tuple[tuple[str, str, str, int, str], ...] = ()
    vote: Vote = Vote.CONSENSUS
    dissent: str = ""
    promises: tuple[tuple[str, str, int], ...] = ()

    def outcome(self, day: date, case: Case) -> OutcomeInput:
        """Return what the chair fills in for a case on the day of the meeting."""
        asked = {
            K.INTENSITY: f"{case.hours_per_week} uur per week".replace(".", ",")
            if case.hours_per_week is not None
            else "niet ingevuld",
            K.DURATION: f"tot en met {case.ends_on:%d-%m-%Y}" if case.ends_on else "niet ingevuld",
        }
        return OutcomeInput(
            choice=self.choice,
            reasons=self.reasons,
            motivation=self.motivation,
            adjustments=tuple(
                Adjustment(kind=kind, asked=asked.get(kind, "niet gepland"), advised=advised)
                for kind, advised in self.adjustments
            ),
            contributions=tuple(
                Contribution(
                    party=party, task=task, hours=hours, until=day + timedelta(days=days), law=law
                )
                for party, task, hours, days, law in self.contributions
            ),
            vote=self.vote,
            dissent=self.dissent,
            valid_until=_later(day, self.valid_days),
            evaluation_on=_later(day, self.evaluation_days),
            transfer_to=self.transfer_to,
            transfer_on=_later(day, self.valid_days) if self.transfer_to else None,
        )


def _later(day: date, days: int | None) -> date | None:
    return None if days is None else day + timedelta(days=days)


def _all(value: object, *codes: str) -> dict[str, object]:
    return dict.fromkeys(codes, value)


_CPV = ("c1_specific_care", "c2_no_alternative", "c3_basic_help_unfit", "c4_goals")
_ZBO = ("z1_youth_act", "z3_school_support_used", "z5_family", "z8_better_place")

SAYINGS: dict[str, tuple[Saying, ...]] = {
    "cpv": (
        Saying(
            choice="toegekend",
            note="De commissie ziet geen alternatief dat op tijd beschikbaar is.",
            minutes=6,
            reasons=("TK4",),
            valid_days=182,
            answers={**_all("ja", *_CPV), "c5_proportional": "ja", "c6_transfer": "ja"},
        ),
        Saying(
            choice="toegekend_met_aanpassing",
            note=(
                "De commissie ziet dat begeleiding nodig blijft zolang de nieuwe dagstructuur "
                "niet staat. Basishulp kan daarna overnemen als de gezinswerker op tijd aansluit."
            ),
            minutes=9,
            reasons=("TK1", "TK4"),
            motivation=(
                "De nodige expertise is alleen bij deze aanbieder tijdig beschikbaar. "
                "Een kortere duur met een warme overdracht past beter bij de doelen."
            ),
            answers={**_all("ja", *_CPV), "c5_proportional": "deels", "c6_transfer": "nee"},
            adjustments=(
                (K.INTENSITY, "3 uur per week"),
                (K.DURATION, "13 weken"),
                (K.TRANSFER_MANNER, "warme overdracht naar het Buurtteam"),
            ),
            valid_days=91,
            evaluation_days=84,
            transfer_to="BJG",
            promises=(("Startgesprek met de gezinswerker plannen", "BJG", 21),),
        ),
        Saying(
            choice="afgewezen",
            note="Basishulp van het Buurtteam is passend en direct beschikbaar.",
            minutes=7,
            reasons=("AF1",),
            motivation="Het Buurtteam kan de gevraagde hulp zelf bieden, tot 3 uur per week.",
            answers={"c1_specific_care": "nee", "c2_no_alternative": "nee", "c4_goals": "deels"},
            promises=(("Aanmelding bij het Buurtteam bevestigen", "Verwijzer", 7),),
        ),
        Saying(
            choice="aangehouden",
            note="De onderbouwing van de omvang ontbreekt; de verwijzer licht die toe.",
            minutes=5,
            answers={"c5_proportional": "nee"},
        ),
        Saying(
            choice="toegekend",
            note="Continuïteit is hier van belang; de overdracht is goed voorbereid.",
            minutes=6,
            reasons=("TK5",),
            motivation="Wisselen van aanbieder zet de behaalde doelen op het spel.",
            answers=_all("ja", *_CPV),
            valid_days=182,
            vote=Vote.DISSENT,
            dissent="Een lid vindt dat het Buurtteam de helft van de uren kan overnemen.",
        ),
    ),
    "zbo": (
        Saying(
            choice="toegekend",
            note="De schoolgang loopt gevaar zonder hulp bij verzorging en prikkels.",
            minutes=18,
            motivation="De vraag valt onder de Jeugdwet en de school doet al wat zij kan.",
            reasons=("ZT1", "ZT3"),
            answers=_all("ja", *_ZBO, "z2_primarily_education", "z4_proportional"),
            contributions=(
                ("Zorgaanbieder", "Begeleiding in de klas bij overgangen", "4", 182, "jeugdwet"),
                ("School", "Vaste werkplek en dagstructuur", "2", 182, "onderwijs"),
                ("BJG", "Gezinsgesprek, eens per twee weken", "1", 91, "jeugdwet"),
            ),
            valid_days=182,
            evaluation_days=84,
        ),
        Saying(
            choice="toegekend_met_aanpassing",
            note="Afbouw in stappen, samen met de intern begeleider.",
            minutes=20,
            reasons=("ZT1",),
            motivation="Minder uren is genoeg nu de klas met een dagritme werkt.",
            answers={**_all("ja", *_ZBO), "z4_proportional": "deels", "z7_phase_out": "nee"},
            adjustments=(
                (K.INTENSITY, "3 uur per week"),
                (K.TRANSFER_TIMING, "na de voorjaarsvakantie"),
            ),
            contributions=(
                ("Zorgaanbieder", "Begeleiding in de klas, afbouwend", "3", 120, "jeugdwet"),
            ),
            valid_days=120,
        ),
        Saying(
            choice="onderwijs",
            note="De ondersteuning is in de eerste plaats op het onderwijsprogramma gericht.",
            minutes=19,
            reasons=("ZO1",),
            motivation="Extra ondersteuning via Stroomland is hier de passende weg.",
            answers={"z2_primarily_education": "nee", "z3_school_support_used": "nee"},
            promises=(("Arrangement aanvragen", "Stroomland", 14),),
        ),
        Saying(
            choice="voorveld",
            note="Een groepsaanbod op school past beter.",
            minutes=15,
            reasons=("ZO3",),
            motivation="Een collectieve oplossing in de klas is mogelijk en direct beschikbaar.",
            answers={"z6_collective": "nee"},
        ),
    ),
    "doorbraak": (
        Saying(
            choice="extensiveren",
            note="Drie aanbieders werken aan dezelfde doelen; een regievoerder is genoeg.",
            minutes=24,
            reasons=("DB2",),
            motivation="Door samen te werken aan één plan kan de inzet omlaag.",
            answers={
                "q1_chances": "hoog",
                "q2_together": "hoog",
                "q3_alternatives": "midden",
                "good_enough": "Een vaste begeleider en school zonder verzuim.",
                "intervention": [{"what": "Eén plan met één regievoerder", "owner": "BJG"}],
            },
            adjustments=((K.INTENSITY, "de helft van de uren na drie maanden"),),
            evaluation_days=91,
            promises=(("Eén plan maken met alle aanbieders", "BJG", 28),),
        ),
        Saying(
            choice="alternatief_niet_zorg",
            note="Rust in de geldzaken haalt meer weg dan meer begeleiding.",
            minutes=22,
            reasons=("DB4", "DB5"),
            motivation="Schuldhulp en een vaste plek bij het jongerenwerk gaan voor.",
            answers={
                "q3_alternatives": "hoog",
                "q4_focus": "laag",
                "good_enough": "De vaste lasten zijn betaald en er is een vaste plek overdag.",
                "intervention": [{"what": "Schuldhulp en jongerenwerk", "owner": "BTV"}],
            },
            evaluation_days=182,
            promises=(("Aanmelden bij schuldhulp", "BTV", 14),),
        ),
        Saying(
            choice="geen_wijziging",
            note="De huidige inzet is nodig voor de veiligheid.",
            minutes=20,
            reasons=("DB7",),
            motivation="Extensiveren is nu niet verantwoord.",
            answers={"q1_chances": "laag", "q4_focus": "hoog"},
            evaluation_days=91,
        ),
    ),
}

_PRESCAN: dict[str, object] = {
    "promising": "ja",
    "promising_why": "Meerdere aanbieders met overlappende doelen.",
    "after_residential": False,
    "care_stack_seen": True,
    "ground": "Inwoner geïnformeerd door de casushouder; Jeugdwet 7.4.0.",
    "case_holder": "Gezinswerker, BJG",
}


def prescan(workspace: "Opened", count: int) -> None:
    """Do the pre-scan of the first cases of the frozen list, so that they get ready."""
    with workspace.reading() as reader:
        listed = reader.find(Case, "rank", "law", committee="doorbraak", phase=Phase.PRE_SCAN)
    for case in listed[:count]:
        for item, value in _PRESCAN.items():
            with workspace.writing() as uow:
                use_cases.answer(uow, unseen(case.id), item, value)
