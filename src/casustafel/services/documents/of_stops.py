"""What papers about a toeleidingsstop say: notices at its start and lifting, and its dossier."""

from dataclasses import replace
from datetime import date

from casustafel.domain.norms import Norm
from casustafel.domain.papers import Facts, Table
from casustafel.domain.registers import Provider
from casustafel.domain.stops import Toeleidingsstop
from casustafel.domain.wording.catalogue import label, term
from casustafel.domain.wording.phrases import amount, spent
from casustafel.domain.wording.stop_notices import lifting_text, start_text, with_contact
from casustafel.pdf.styles import long_date, short_date
from casustafel.services.documents.house import House
from casustafel.services.use_case import Reader, part


def notice_kind(stop: Toeleidingsstop) -> str:
    """Return which notice fits a stop that was imposed."""
    return "bericht_opheffing" if stop.ends_on else "bericht_stop"


@part
def of_stop(reader: Reader, house: House, stop: Toeleidingsstop) -> Facts:
    """Return what a notice and the dossier of a stop say; neither holds anything of a client."""
    provider = reader.get(Provider, stop.provider_id)
    norm = reader.first(Norm, id=stop.norm_id) if stop.norm_id else None
    text = ""
    if stop.ends_on is not None:
        text = lifting_text(provider.name, stop.care_form, stop.ends_on)
    elif stop.starts_on is not None:
        text = start_text(provider.name, stop.care_form, stop.kind, stop.starts_on)
    values = {
        "provider": provider.name,
        "stop_form": term(stop.care_form, "nl"),
        "stop_kind": label(stop.kind),
        "stop_from": long_date(stop.starts_on) if stop.starts_on else "",
        "stop_until": long_date(stop.ends_on) if stop.ends_on else "",
        "forecast": _forecast(stop),
        "notice": _letter(text, house),
    }
    rows = _steps(stop, norm)
    shown = house.facts(values, *([] if rows else ["no_steps"]), to="Alle verwijzers")
    steps = Table(("Stap", "Wanneer", "Wat"), rows, (34, 18, 48))
    return replace(shown, tables={"steps": steps})


def _letter(text: str, house: House) -> str:
    """Return a notice as it stands in a letter: the subject is its title, the number is known."""
    body = text[text.find("Beste verwijzer") :].strip()
    return with_contact(body, house.style.phone, house.facts({}).values["sender"])


def _forecast(stop: Toeleidingsstop) -> str:
    if stop.forecast_on is None:
        return ""
    expected = stop.forecast_next_stop
    said = f"nieuwe stop verwacht op {long_date(expected)}" if expected else "geen nieuwe verwacht"
    return f"{long_date(stop.forecast_on)}: {said}"


def _steps(stop: Toeleidingsstop, norm: Norm | None) -> tuple[tuple[str, str, str], ...]:
    """Return what was recorded on the way to a stop and out of it ([002] bijlage 1), by day."""
    found: list[tuple[str, date | None, str]] = []
    if norm is not None:
        found = [
            ("Aankondiging", norm.announced_on, ""),
            ("Zienswijze van de aanbieder", norm.views_on, ""),
            (
                "Hoogte vastgesteld",
                norm.decided_on,
                norm.height_why or amount(norm.amount, norm.unit),
            ),
            ("Plan monitoring en gevolgen", norm.monitoring_on, ""),
            ("Stand", norm.spent_on, spent(norm)),
            ("Melding bij de drempel", norm.notice_on, ""),
            ("Analysegesprek", norm.analysis_on, norm.analysis_with),
            ("Conclusie", norm.analysis_on, label(norm.conclusion) if norm.conclusion else ""),
            ("Plan van aanpak van de aanbieder", norm.plan_on, ""),
        ]
    found += [
        ("Toeleidingsstop opgelegd", stop.starts_on, label(stop.kind)),
        ("Prognose", stop.forecast_on, _forecast(stop)),
        ("Toeleidingsstop opgeheven", stop.ends_on, "eerste dag zonder stop"),
    ]
    known = [(what, day, said) for what, day, said in found if day is not None]
    rows = [(what, short_date(day), said or "—") for what, day, said in known]
    if norm is not None and norm.dossier:
        rows.append(("Verder in het dossier", "—", norm.dossier))
    return tuple(rows)
