"""The reasons a route may give, each with the place in the seeds it rests on.

The numbers between brackets are those of the founding documents; "inferred" marks what no seed
says and a setting may change. The words are in `resources/wording`.
"""

from casustafel.domain.routing_facts import Reason

_ANNEX = "[002] bijlage 1"
_CPV = "[002] §1.5"
_NORMS = "[002] §1.4"
_ZBO = "[002] 3.A1"
_VDB = "[002] 3.B3"
_INFLOW_VDB = "[002] 3.B1"
_DOORBRAAK = "[002] 2.D1"
_ORDERED = "Jeugdwet 3.5, 2.4"
_INFERRED = "inferred"

SOURCES: dict[str, str] = {
    "route-stop-bestedingsruimte": f"{_CPV}, {_ANNEX}",
    "route-stop-instroomtarget": f"{_CPV}, {_ANNEX}, {_INFLOW_VDB}",
    "route-no-exemption": _CPV,
    "route-ret-without-reference": _CPV,
    "route-ret-after-day": _CPV,
    "route-ret-date-unknown": _CPV,
    "route-exempt-regieteam": f"{_CPV}, {_ANNEX}",
    "route-exempt-ret": _CPV,
    "route-exemption-not-for-norm": f"{_CPV}, {_VDB}",
    "route-no-inflow": f"{_ANNEX}, {_INFERRED}",
    "route-kind-assumed": _INFERRED,
    "route-no-stop": _CPV,
    "route-hours-above-norm": _VDB,
    "route-opening-above-norm": _VDB,
    "route-vdb-within-norm": _VDB,
    "route-opening-assumed": f"{_VDB}, {_INFERRED}",
    "route-cpv-not-yet": _CPV,
    "route-outside-cpv": _NORMS,
    "route-care-form-other": _CPV,
    "route-crisis": "contractstandaard Wmo v1.3 art. 1.5",
    "route-ordered-bypass": _INFERRED,
    "route-ordered-not-refused": _ORDERED,
    "route-gi-to-be-asked": _ORDERED,
    "route-zbo": _ZBO,
    "route-zbo-with-stop": _ZBO,
    "route-zbo-special": _ZBO,
    "route-zbo-secondary": f"{_ZBO}, {_INFERRED}",
    "route-zbo-not-yet": _ZBO,
    "route-zbo-ended": _ZBO,
    "route-missing-day": _INFERRED,
    "route-missing-care-form": _ANNEX,
    "route-missing-provider": _CPV,
    "route-missing-kind": f"{_ANNEX}, {_INFERRED}",
    "route-missing-hours": _VDB,
    "route-missing-opening": _VDB,
    "route-missing-school": _ZBO,
    "route-missing-law": _DOORBRAAK,
    "route-missing-residential": _DOORBRAAK,
    "route-missing-money-worries": _DOORBRAAK,
    "route-missing-laws": _DOORBRAAK,
    "route-missing-legal-ground": f"{_DOORBRAAK}, {_INFERRED}",
    "route-law-differs": _ANNEX,
    "route-doorbraak-top": _DOORBRAAK,
    "route-doorbraak-below-top": _DOORBRAAK,
    "route-doorbraak-no-rank": _DOORBRAAK,
    "route-doorbraak-residential": _DOORBRAAK,
    "route-doorbraak-after-residential": _DOORBRAAK,
    "route-doorbraak-schemes": _DOORBRAAK,
    "route-doorbraak-few-schemes": _DOORBRAAK,
    "route-doorbraak-no-money-worries": _DOORBRAAK,
    "route-doorbraak-few-laws": _DOORBRAAK,
    "route-doorbraak-signal": _INFERRED,
}


def because(code: str, **values: object) -> Reason:
    """Return the reason with its source. Raises KeyError for a code that is not listed here."""
    return Reason(code, values, SOURCES[code])
