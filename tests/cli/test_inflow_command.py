"""`import --table instroom` on the command line."""

from datetime import date

from openpyxl import Workbook
from program import Program

HEADS = ("Toewijzingnr", "AGB", "Aanbieder", "Zorgvorm", "Ingangsdatum")


def test_that_a_list_of_begun_care_comes_in_and_waits_for_its_ground(program: Program) -> None:
    """R1: from the command line it comes in marked; a row that cannot be matched exits with 3."""
    book = Workbook()
    page = book.worksheets[0]
    page.append(HEADS)
    page.append((7, "06999922", "Rivierzorg", "Begeleiding jeugd", date(2026, 11, 2)))
    path = program.folder / "instroom.xlsx"
    book.save(path)
    first = program.run("import", path, "--table", "instroom", "--json")
    assert first.code == 0
    assert "inflow-ground-missing" in {one["code"] for one in first.json["findings"]}
    assert program.run("import", path, "--table", "instroom", "--json").code == 0
    page.append((None, "", "Rivierzorg", "Begeleiding jeugd", date(2026, 11, 2)))
    book.save(path)
    assert program.run("import", path, "--table", "instroom").code == 3
    plan = program.run("import", path, "--table", "instroom", "--provider-plan", " ")
    assert plan.code == 2
    assert "controleplan" in plan.err
    made = program.run("template", "--table", "instroom", "--output", "leeg.xlsx")
    assert made.code == 0
