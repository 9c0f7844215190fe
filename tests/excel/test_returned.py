"""The user's workbook comes back with what was found in it, ready to mend."""

import io
from dataclasses import dataclass
from pathlib import Path

import hostile
import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from casustafel.assets import asset
from casustafel.domain.findings import Finding, Severity, found
from casustafel.domain.wording import word
from casustafel.excel.returned import FINDINGS_SHEET, annotate

RED, AMBER = "00F8CBC6", "00FCE8B2"
LIST = "Aanvragen CPV"


@dataclass(frozen=True)
class Place:
    """A column of a list, as the reader tells it."""

    index: int
    header: str


COLUMNS = (Place(2, "BSN"), Place(5, "Geboortedatum"), Place(14, "AGB"), Place(38, "Opmerking"))
FINDINGS = (
    found(19, "BSN", "bsn", "bsn-elfproef"),
    found(10, "AGB", "agb", "agb-zero-mended"),
    found(31, "Opmerking", "remark", "cell-error", text="#N/B"),
    found(0, "Geboortedatum", "birth_date", "date-order-assumed", order="dmy"),
    found(12, "", "", "identity-missing"),
)


def _loaded(data: bytes, sheet: str = LIST) -> Worksheet:
    page = load_workbook(io.BytesIO(data))[sheet]
    assert isinstance(page, Worksheet)
    return page


def _returned(path: Path | None, findings: tuple[Finding, ...] = FINDINGS) -> bytes:
    return annotate(path, LIST, 4, COLUMNS, findings, [])


@pytest.fixture
def example() -> Path:
    return asset("resources", "examples", "cpv.xlsx")


def test_that_refused_and_warned_cells_are_coloured_and_say_what_to_do(example: Path) -> None:
    page = _loaded(_returned(example))
    assert page["C19"].fill.start_color.rgb == RED
    assert page["O10"].fill.start_color.rgb == AMBER
    assert page["A12"].fill.start_color.rgb == RED
    message = word("bsn-elfproef", {}, "nl")
    assert page["C19"].comment.text == f"{message.what}\n{message.do}"
    assert page["C20"].comment is None
    assert page["C20"].fill.fill_type is None


def test_that_all_values_stay_where_they_are(example: Path) -> None:
    before = [[cell.value for cell in row] for row in _loaded(example.read_bytes()).iter_rows()]
    after = [[cell.value for cell in row] for row in _loaded(_returned(example)).iter_rows()]
    assert after == before


def test_that_a_sheet_lists_every_finding_in_words(example: Path) -> None:
    page = _loaded(_returned(example), FINDINGS_SHEET)
    rows = list(page.iter_rows(min_row=3, values_only=True))
    assert rows[0] == ("Rij", "Kolom", "Soort", "Wat is er?", "Wat kunt u doen?")
    order = tuple(Severity)
    assert [(row[0], row[1] or "") for row in rows[1:]] == [
        (finding.row or None, finding.column)
        for finding in sorted(FINDINGS, key=lambda one: order.index(Severity(one.severity)))
    ]
    assert all(row[3] and row[4] for row in rows[1:])


def test_that_a_finding_leads_to_its_cell_on_the_list(example: Path) -> None:
    page = _loaded(_returned(example), FINDINGS_SHEET)
    links = {cell.value: cell.hyperlink.location for (cell,) in page["A4:A8"] if cell.hyperlink}
    assert links[19] == "'Aanvragen CPV'!C19"
    assert links[12] == "'Aanvragen CPV'!A12"
    assert len(links) == 4


def test_that_the_list_is_shown_first_when_the_workbook_opens(example: Path) -> None:
    book = load_workbook(io.BytesIO(_returned(example)))
    assert book.active.title == LIST
    assert book.sheetnames == [LIST, FINDINGS_SHEET]


def test_that_a_second_round_takes_away_the_marks_of_the_first(
    example: Path, tmp_path: Path
) -> None:
    first = tmp_path / "eerste.xlsx"
    first.write_bytes(_returned(example))
    second = _returned(first, FINDINGS[1:2])
    page = _loaded(second)
    assert page["C19"].comment is None
    assert page["C19"].fill.fill_type is None
    assert page["O10"].comment is not None
    assert load_workbook(io.BytesIO(second)).sheetnames == [LIST, FINDINGS_SHEET]


def test_that_a_comment_of_the_user_is_kept_below_ours(tmp_path: Path) -> None:
    path = tmp_path / "eigen.xlsx"
    book = Workbook()
    book.active.title = LIST
    book.active["C19"] = "999900014"
    book.active["C19"].comment = Comment("Nagevraagd bij het team", "Secretaris")
    book.active["D2"] = "zonder bevinding"
    book.active["D2"].comment = Comment("Blijft staan", "Secretaris")
    book.save(path)
    page = _loaded(_returned(path))
    assert page["C19"].comment.text.endswith("\n\nNagevraagd bij het team")
    assert page["D2"].comment.text == "Blijft staan"


@pytest.mark.parametrize("text", ["=cmd|'/c calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "\t=1"])
def test_that_a_text_that_looks_like_a_formula_comes_back_as_text(
    text: str, tmp_path: Path
) -> None:
    path = tmp_path / "gevaar.xlsx"
    book = Workbook()
    book.active.title = LIST
    book.active["A5"].value = text
    book.active["A5"].data_type = "s"
    book.save(path)
    own = _loaded(_returned(path))["A5"]
    fresh = _loaded(annotate(None, LIST, 4, COLUMNS, (), [(5, [text])]))["A5"]
    for cell in (own, fresh):
        assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)


def test_that_formulas_become_their_result_and_commands_in_names_are_left_out(
    tmp_path: Path,
) -> None:
    path = tmp_path / "formules.xlsx"
    sheet = b'<row r="5"><c r="A5"><f>cmd|\'/c calc\'!A0</f><v>7</v></c></row>'
    workbook = (
        f'<workbook xmlns="{hostile.MAIN}" xmlns:r="http://schemas.openxmlformats.org/'
        'officeDocument/2006/relationships"><sheets>'
        f'<sheet name="{LIST}" sheetId="1" r:id="rId1"/></sheets><definedNames>'
        "<definedName name=\"boos\">cmd|'/c calc'!A0</definedName>"
        "</definedNames></workbook>"
    ).encode()
    book = hostile.with_parts({"xl/workbook.xml": workbook}, hostile.with_sheet(sheet))
    path.write_bytes(book)
    data = _returned(path)
    page = _loaded(data)
    assert (page["A5"].value, page["A5"].data_type) == (7, "n")
    assert not load_workbook(io.BytesIO(data)).defined_names
    assert b"calc" not in b"".join(hostile.parts_of(data).values())


def test_that_a_list_of_another_format_comes_back_as_a_fresh_workbook() -> None:
    rows = [(4, ["Kenmerk", "x", "BSN"]), (19, ["K1", None, "999900014"]), (20, [1.5, True, ""])]
    page = _loaded(annotate(None, "Blad/1", 4, COLUMNS, FINDINGS[:1], rows), "Blad_1")
    assert page["C4"].value == "BSN"
    assert page["C19"].fill.start_color.rgb == RED
    assert (page["A20"].value, page["B20"].value, page["C20"].value) == (1.5, True, None)


def test_that_a_file_that_cannot_be_written_back_makes_a_fresh_workbook(tmp_path: Path) -> None:
    path = tmp_path / "lijst.csv"
    path.write_text("BSN;Naam\n999900014;x\n", encoding="utf-8")
    rows = [(1, ["BSN", "Naam"]), (2, ["999900014", "x"])]
    page = _loaded(annotate(path, "lijst", 1, (Place(0, "BSN"),), (), rows), "lijst")
    assert page["A2"].value == "999900014"


def test_that_a_finding_in_merged_cells_goes_to_the_cell_that_shows_them(tmp_path: Path) -> None:
    path = tmp_path / "samengevoegd.xlsx"
    book = Workbook()
    book.active.title = LIST
    book.active["B19"] = "999900014"
    book.active.merge_cells("B19:D19")
    book.save(path)
    page = _loaded(_returned(path, FINDINGS[:1]))
    assert page["B19"].comment is not None


def test_that_the_kind_of_a_finding_agrees_with_what_became_of_its_row(example: Path) -> None:
    """L17: errors first; no row is told as taken and as left out."""
    findings = (
        found(9, "AGB", "agb", "agb-zero-mended"),
        found(10, "AGB", "agb", "agb-zero-mended"),
        found(10, "BSN", "bsn", "bsn-elfproef"),
        Finding(20, "", "", Severity.WARNING, "row-duplicate", {"first": 9}),
        found(20, "AGB", "agb", "agb-zero-mended"),
        found(0, "Kleur", "", "column-twice", column="Kleur"),
        found(9, "Opmerking", "remark", "name-split"),
    )
    page = _loaded(_returned(example, findings), FINDINGS_SHEET)
    told = [(row[0].value, row[2].value) for row in page.iter_rows(min_row=4, max_row=10)]
    assert told == [
        (10, "Fout: rij niet ingelezen"),
        (9, "Let op: rij wel ingelezen"),
        (10, "Let op: rij niet ingelezen"),
        (20, "Dubbel: rij niet nog eens ingelezen"),
        (20, "Let op"),
        (None, "Let op"),
        (9, "Ter informatie"),
    ]


def test_that_what_needs_nothing_is_told_once_for_all_rows(example: Path) -> None:
    """L17: sixty lines of one remark drowned fourteen errors."""
    findings = [found(row, "Opmerking", "remark", "name-split") for row in range(9, 20)]
    page = _loaded(_returned(example, (*findings, FINDINGS[0])), FINDINGS_SHEET)
    assert [row[0].value for row in page.iter_rows(min_row=4)] == [19, 9]
    assert str(page["D5"].value).endswith("Zo ook in 10 andere rijen.")
