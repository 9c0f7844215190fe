"""Write the tables of docs/import.md from the code: `python tests/excel/write_import_page.py`."""

from pathlib import Path

from casustafel.domain.findings import SEVERITIES, Severity
from casustafel.domain.wording.catalogue import texts
from casustafel.excel.columns import CPV, DOORBRAAK, INFLOW, NORMS, NUMBERS, ZBO, ColumnSet

PAGE = Path(__file__).parents[2] / "docs" / "import.md"
_ORDER = (Severity.ERROR, Severity.WARNING, Severity.NOTICE)


def _codes() -> list[str]:
    lines = ["| Code | Severity | What is said |", "|---|---|---|"]
    for code in sorted(SEVERITIES, key=lambda one: (_ORDER.index(SEVERITIES[one]), one)):
        entry = texts("en")[code]
        said = [
            part if isinstance(part, str) else part["other"]
            for part in (entry["what"], entry.get("do", ""))
        ]
        lines.append(f"| `{code}` | {SEVERITIES[code]} | {' '.join(said).strip()} |")
    return lines


def _columns() -> list[str]:
    sets = (("CPV", CPV), ("ZBO", ZBO), ("Doorbraak", DOORBRAAK), ("Normen", NORMS))
    sets += (("Instroom", INFLOW), ("Cijfers", NUMBERS))
    lines = ["| Column | Kind | Also known as | Lists |", "|---|---|---|---|"]
    seen: set[str] = set()
    for _, columns in sets:
        for field in columns.fields:
            if field.label in seen:
                continue
            seen.add(field.label)
            kind = f"{field.kind}, needed" if field.needed else field.kind
            names = ", ".join(field.synonyms)
            lists = ", ".join(name for name, one in sets if _has(one, field.label))
            lines.append(f"| {field.label} | {kind} | {names} | {lists} |")
    return lines


def _has(columns: ColumnSet, label: str) -> bool:
    return any(field.label == label for field in columns.fields)


def page(text: str) -> str:
    """Return the page with its tables made anew."""
    for name, lines in (("codes", _codes()), ("columns", _columns())):
        start, end = f"<!-- {name} -->", f"<!-- end of {name} -->"
        before, rest = text.split(start)
        _, after = rest.split(end)
        text = "\n".join((before + start, "", *lines, "", end + after))
    return text


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
