"""What a list shows as a whole: another table's columns, no rows, letters read wrongly."""

from datetime import date
from pathlib import Path

import pytest

from casustafel.assets import asset
from casustafel.domain.findings import Finding
from casustafel.excel.case_list import CaseList, read_case_list
from casustafel.excel.columns import columns_for
from casustafel.excel.remarks import remark
from casustafel.excel.templates import template

TODAY = date(2026, 11, 26)
TABLES = ("cpv", "zbo", "doorbraak", "normen")
HEAD = "BSN;Achternaam;Geboortedatum;Aanbieder;Zorgvorm"


def read(path: Path, table: str, *, known: bool = False) -> CaseList:
    given = read_case_list(path, columns_for(table), today=TODAY)
    remark(given, table, known=known)
    return given


def written(folder: Path, *lines: str, head: str = HEAD, name: str = "l.csv") -> Path:
    path = folder / name
    path.write_bytes("\n".join([head, *lines]).encode("utf-8"))
    return path


def said(given: CaseList, code: str) -> list[Finding]:
    return [one for one in given.findings if one.code == code]


def seems(given: CaseList) -> list[object]:
    return [one.values["code"] for one in said(given, "list-of-other-table")]


@pytest.mark.parametrize("table", ["cpv", "zbo", "doorbraak", "eigen"])
@pytest.mark.parametrize("made", ["cpv", "zbo", "doorbraak"])
def test_that_an_example_list_is_known_for_another_tables_and_for_no_other(
    made: str, table: str
) -> None:
    given = read(asset("resources", "examples", f"{made}.xlsx"), table)
    # A table of the municipality's own takes the columns of the CPV.
    fits = made == table or (table == "eigen" and made == "cpv")
    assert seems(given) == ([] if fits else [made])


@pytest.mark.parametrize("made", TABLES)
def test_that_an_empty_template_belongs_to_its_own_table_and_is_said_to_have_no_rows(
    made: str, tmp_path: Path
) -> None:
    path = tmp_path / "leeg.xlsx"
    path.write_bytes(template(columns_for(made)))
    given = read(path, made)
    assert seems(given) == []
    assert len(said(given, "list-without-rows")) == 1


def test_that_a_list_of_norms_is_known_among_cases_and_a_list_of_cases_among_norms(
    tmp_path: Path,
) -> None:
    norms = "Aanbieder;AGB;Zorgsoort;Type;Jaar;Hoogte"
    path = written(tmp_path, "Waal;;VDB;Instroomtarget;2026;12", head=norms)
    assert seems(read(path, "cpv")) == ["normen"]
    assert seems(read(asset("resources", "examples", "zbo.xlsx"), "normen")) == ["zbo"]


def test_that_the_warning_names_the_table_and_the_columns_that_tell(tmp_path: Path) -> None:
    head = HEAD + ";School;BRIN;Groep"
    path = written(tmp_path, "999900006;V;1-2-2014;Waal;ZBO;A;99AB00;4", head=head)
    (one,) = said(read(path, "cpv"), "list-of-other-table")
    assert one.severity == "warning"
    assert one.values["to"] == "de ZBO-commissie"
    assert one.values["columns"] == "School, BRIN, Groep"


@pytest.mark.parametrize(
    ("head", "table"),
    [
        (HEAD + ";School", "cpv"),  # one column may stand anywhere
        (HEAD + ";School;Groep;Trigger;Openstelling weken;Datum CPV", "cpv"),
        (HEAD + ";School;BRIN;Trigger;Uitzondering;RET-kenmerk", "zbo"),
        (HEAD + ";Jaar;Type;Bedrag", "cpv"),  # a list of people is no list of norms
    ],
)
def test_that_a_few_columns_of_another_table_do_not_make_a_list_one_of_it(
    head: str, table: str, tmp_path: Path
) -> None:
    given = read(written(tmp_path, "999900006;V;1-2-2014;Waal;VDB", head=head), table)
    assert seems(given) == []


def test_that_a_list_whose_columns_were_chosen_here_before_belongs_here(tmp_path: Path) -> None:
    path = written(tmp_path, "999900006;V;1-2-2014;Waal;ZBO", head=HEAD + ";School;BRIN;Groep")
    assert seems(read(path, "cpv", known=True)) == []


def test_that_a_header_with_blank_rows_alone_is_said_to_have_no_rows(tmp_path: Path) -> None:
    (one,) = said(read(written(tmp_path, ";;;;", ";;;;"), "cpv"), "list-without-rows")
    assert (one.row, one.severity) == (0, "warning")
    full = written(tmp_path, "999900006;V;1-2-2014;Waal;VDB", name="vol.csv")
    assert said(read(full, "cpv"), "list-without-rows") == []


def test_that_letters_of_a_file_that_mixes_encodings_are_told_in_their_cells(
    tmp_path: Path,
) -> None:
    lines = [
        HEAD.encode() + b";Hulpvraag;Doelen",
        "999900006;Zoë;1-2-2014;Waal;VDB;gewoon;".encode(),
        "999900018;Zoë;1-2-2014;Waal;VDB;één;".encode("cp1252"),
        "999900031;Jansen;1-2-2014;Waal;VDB;zelf’s;hij’s".encode(),
        "999900043;Jansen;1-2-2014;Waal;VDB;;",
    ]
    path = tmp_path / "gemengd.csv"
    path.write_bytes(b"\n".join(one if isinstance(one, bytes) else one.encode() for one in lines))
    given = read(path, "cpv")
    found = [
        (row.row, one.column, one.severity, one.values["seen"])
        for row in given.rows
        for one in row.findings
        if one.code == "letters-misread"
    ]
    assert found == [
        (2, "Achternaam", "warning", "Ã«"),
        (4, "Hulpvraag", "warning", "â€™"),
        (4, "Doelen", "warning", "â€™"),
    ]
    assert not any(row.refused for row in given.rows)


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_that_a_list_in_one_encoding_has_no_misread_letters(encoding: str, tmp_path: Path) -> None:
    names = ["Ångström", "Àgnès d’Été", "Señor “São” – Ÿ", "Ærø Œuvre €5"]
    names += [] if encoding == "cp1252" else ["Çelik Şahin"]
    lines = [f"999900006;{name};1-2-2014;Waal;VDB" for name in names]
    path = tmp_path / "l.csv"
    path.write_bytes("\n".join([HEAD, *lines]).encode(encoding))
    given = read(path, "cpv")
    assert len(given.rows) == len(lines)
    assert not [one for row in given.rows for one in row.findings if one.code == "letters-misread"]
