"""The shape of one entry of the catalogue."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wording:
    """Two sentences per language: what is wrong, and what to do (may be empty for a notice)."""

    nl: tuple[str, str]
    en: tuple[str, str]
