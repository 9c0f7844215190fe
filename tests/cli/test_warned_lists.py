"""A list that is odd as a whole comes in all the same, and the command says what is odd."""

from pathlib import Path

from program import Program

from casustafel.assets import asset


def test_that_a_zbo_list_at_the_cpv_is_warned_of_and_comes_in(program: Program) -> None:
    path = asset("resources", "examples", "zbo.xlsx")
    ended = program.run("import", path, "--table", "cpv", "--dry-run")
    assert "  list: warning: This looks like a list for another table: columns such as" in ended.out
    assert "Import it with --table zbo" in ended.out
    right = program.run("import", path, "--table", "zbo", "--json")
    assert "list-of-other-table" not in right.out
    assert right.json["rows"]["new"] > 0


def test_that_a_list_with_only_a_header_is_answered_in_a_sentence(
    program: Program, tmp_path: Path
) -> None:
    path = tmp_path / "leeg.csv"
    path.write_text("BSN;Achternaam;Geboortedatum;Aanbieder\n", "utf-8")
    ended = program.run("import", path, "--table", "cpv")
    assert ended.code == 0
    assert "The list has a header but no rows: there is nothing to import." in ended.out
    assert "Put a request on each row below the header" in ended.out


def test_that_letters_of_a_list_that_mixes_encodings_are_told_at_their_row(
    program: Program, tmp_path: Path
) -> None:
    path = tmp_path / "gemengd.csv"
    head, born = "BSN;Achternaam;Geboortedatum;Aanbieder\n", ";13-01-2014;Zorggroep Waal\n"
    one, other = f"999900006;Zoë{born}", f"999900018;Zoë{born}"
    path.write_bytes((head + one).encode("utf-8") + other.encode("cp1252"))
    ended = program.run("import", path, "--table", "cpv")
    assert ended.code == 0
    said = "  row 2, Achternaam: warning: This cell holds letters that were read in the wrong"
    assert said in ended.out
    assert "  row 3, Achternaam: warning: This cell holds letters" not in ended.out
