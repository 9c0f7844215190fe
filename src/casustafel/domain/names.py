"""Dutch names: the prefix (tussenvoegsel) before a surname."""

PREFIXES = (
    "van der", "van den", "van de", "van het", "van 't", "van", "von", "de la", "de", "den",
    "der", "ten", "ter", "te", "in 't", "in de", "in den", "in het", "op de", "op den", "op 't",
    "op het", "uit de", "uit den", "uit het", "el", "al", "la", "le", "du", "da", "dos", "di", "'t",
)  # fmt: skip
_BY_LENGTH = sorted(PREFIXES, key=len, reverse=True)


def split_prefix(text: str) -> tuple[str, str]:
    """Return the prefix (tussenvoegsel) in lower case and what follows it."""
    if " " not in text:
        return "", text
    lowered = text.casefold()
    for prefix in _BY_LENGTH:
        if lowered.startswith(prefix + " "):
            return prefix, text[len(prefix) + 1 :].strip()
    return "", text
