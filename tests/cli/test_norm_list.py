"""`import --table normen` on the command line."""

from openpyxl import Workbook
from program import Program

HEADS = ("Aanbieder", "Zorgsoort", "Type", "Jaar", "Hoogte", "Besteed", "Stop van")


def test_that_the_list_of_norms_comes_in_and_again_changes_nothing(program: Program) -> None:
    book = Workbook()
    page = book.worksheets[0]
    page.append(HEADS)
    page.append(("Zorggroep Waal", "Begeleiding jeugd", "Bestedingsruimte", 2026, 1200000, 9, ""))
    page.append(("De Zonnehof", "VDB", "Instroomtarget", 2026, "46,5", "", ""))
    path = program.folder / "normering.xlsx"
    book.save(path)
    first = program.run("import", path, "--table", "normen", "--json")
    assert first.code == 3
    assert first.json["table"] == "normen"
    assert (first.json["rows"]["new"], first.json["rows"]["refused"]) == (1, 1)
    assert [one["code"] for one in first.json["findings"] if one["severity"] == "error"] == [
        "norm-not-whole"
    ]
    again = program.run("import", path, "--table", "normen", "--json")
    assert again.code == 0
    assert (again.json["rows"]["new"], again.json["rows"]["unchanged"]) == (0, 1)
