"""An invented fourth table with its framework: data only, as a municipality would write it."""

from typing import Any

COMMITTEE: dict[str, Any] = {
    "format": "casustafel-committee/1",
    "code": "ggz_uitstroom",
    "name": "Overleg GGZ-uitstroom",
    "short_name": "GGZ-uitstroom",
    "prefix": "GGZ",
    "noun": "het overleg",
    "position": 4,
    "laws": ["jeugd"],
    "care_forms": ["jeugd_ggz"],
    "minimum_members": 2,
    "seats": [
        {"code": "voorzitter", "label": "Voorzitter", "required": True},
        {"code": "behandelaar", "label": "Behandelaar", "required": True, "independent": True},
        {"code": "secretaris", "label": "Secretaris", "counts": False},
    ],
    "outcomes": [
        {"code": "afschalen", "label": "afschalen", "verb": "Afschalen", "kind": "other"},
        {
            "code": "aangehouden",
            "label": "aangehouden",
            "verb": "Aanhouden",
            "kind": "held_over",
            "needs_motivation": False,
        },
    ],
    "reasons": [{"code": "GU1", "label": "Doelen behaald", "kinds": ["other"]}],
    "adjustments": [],
    "points": [
        {"code": "why", "label": "Waarom uitstroom stokt", "needs": ["stuck_because"]},
        {"code": "since", "label": "Start bekend", "needs": ["case.starts_on"]},
    ],
    "queue_columns": ["number", "client", "waiting", "complete", "status"],
}

FRAMEWORK: dict[str, Any] = {
    "format": "casustafel-framework/1",
    "committee": "ggz_uitstroom",
    "title": "Afwegingskader GGZ-uitstroom",
    "version": 1,
    "state": "concept",
    "sections": [
        {
            "code": "request",
            "title": "Aanleiding",
            "stage": "request",
            "items": [
                {
                    "code": "stuck_because",
                    "text": "Waarom lukt uitstroom niet?",
                    "kind": "text",
                    "required": "agenda",
                }
            ],
        },
        {
            "code": "criteria",
            "title": "Afweging",
            "stage": "criteria",
            "items": [{"code": "can_step_down", "text": "Afschalen kan", "kind": "scale"}],
        },
    ],
}
