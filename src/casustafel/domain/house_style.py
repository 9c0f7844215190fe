"""How the papers of a municipality look, and what it may say on them itself (settings).

Salutation, sender and free text may hold placeholders; what somebody can do after an outcome is
fixed and stands in `resources/documents`.
"""

import base64
import binascii
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from casustafel.domain.errors import FieldName, RuleError
from casustafel.domain.plain import AS_IT_IS
from casustafel.domain.sizes import Text20, Text40, Text120, Text200, Whole, check, sizes_of

#: Under this name it is kept.
SETTING = "house_style"
#: What may stand in a text of the municipality, in braces.
PLACEHOLDERS = ("ontvanger", "commissie", "afkorting", "gemeente", "kenmerk", "datum")
#: The texts in which they may stand.
WITH_PLACEHOLDERS = ("sender", "salutation", "free_text", "support", "confidant", "complaints")
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
#: Text on white asks this contrast (WCAG 2.1, 1.4.3).
_CONTRAST = 4.5
#: A logo of more bytes than this makes every letter too heavy to send.
_LARGEST_LOGO = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseStyle:
    """The choices of a municipality. `logo` is a PNG or JPEG in base64.

    `phone` is the one number on every letter; letters wait until it is there. `direction_youth`
    and `direction_wmo` have the regie where an outcome names nobody.
    """

    logo: Whole = ""
    colour: Text20 = ""
    classification: Text40 = "Vertrouwelijk"
    sender: Text120 = "Secretariaat {afkorting}"
    phone: Text40 = ""
    salutation: Text120 = "Beste {ontvanger},"
    free_text: str = ""
    support: Text200 = "MEE Gelderse Poort, de Kentering of stichting BWN"
    confidant: Text200 = "Jeugdstem"
    complaints: Text200 = "bij {gemeente}"
    direction_youth: Text120 = "Buurtteam Jeugd en Gezin"
    direction_wmo: Text120 = "Buurtteam Volwassenen"

    @property
    def picture(self) -> bytes | None:
        """The logo as a file; None without one. Raises RuleError('house-logo')."""
        try:
            return base64.b64decode(self.logo, validate=True) if self.logo else None
        except binascii.Error as error:
            raise RuleError("house-logo") from error


def from_plain(plain: object) -> HouseStyle:
    """Return what was kept; what this version does not know is left out."""
    known = {one.name for one in fields(HouseStyle)}
    kept: Mapping[str, Any] = plain if isinstance(plain, Mapping) else {}
    return AS_IT_IS.typed({name: kept[name] for name in known & kept.keys()}, HouseStyle)


def check_style(style: HouseStyle) -> None:
    """Raise RuleError for a text with an unknown placeholder, or a colour that is not read well.

    That the logo is a picture is seen where pictures are read.
    """
    check(sizes_of(HouseStyle), {one.name: getattr(style, one.name) for one in fields(style)})
    for name in WITH_PLACEHOLDERS:
        for found in _PLACEHOLDER.findall(getattr(style, name)):
            if found not in PLACEHOLDERS:
                known = ", ".join(f"{{{one}}}" for one in PLACEHOLDERS)
                raise RuleError(
                    "house-placeholder", field=FieldName(name), found=found, known=known
                )
    if style.colour and not _COLOUR.fullmatch(style.colour):
        raise RuleError("house-colour", colour=style.colour)
    if style.colour and _contrast(style.colour) < _CONTRAST:
        raise RuleError("house-colour-light", colour=style.colour)
    if len(style.picture or b"") > _LARGEST_LOGO:
        raise RuleError("house-logo-large")


def _contrast(colour: str) -> float:
    """Return the contrast of a colour with white (WCAG 2.1)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts
    )
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
