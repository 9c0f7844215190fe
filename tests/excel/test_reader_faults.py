"""What the readers below us trip over is answered in words too."""

import os
import struct
import zipfile
from pathlib import Path
from typing import Any

import pytest
import python_calamine
from written_lists import ANNA, read, workbook

import binary_workbook
from casustafel.domain.errors import FileError
from casustafel.excel.quiet import without_panics


class PanicException(BaseException):
    """Stands for the one of calamine, which cannot be imported."""


def _list(tmp_path: Path) -> Path:
    return workbook(
        tmp_path / "lijst.xlsx", ["BSN", "Achternaam", "Postcode"], [ANNA, "Roos", "6511AB"]
    )


def test_that_a_panic_of_the_reader_is_a_damaged_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def panic(*_: Any) -> None:
        raise PanicException("range end index 2 out of range")

    path = _list(tmp_path)
    monkeypatch.setattr(python_calamine, "CalamineWorkbook", type("W", (), {"from_path": panic}))
    with pytest.raises(FileError) as caught:
        read(path)
    assert caught.value.code == "file-cut-off"


def test_that_a_real_panic_is_told_in_words_and_prints_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def shared_text_that_is_missing(column: int, _value: object) -> bytes:
        return binary_workbook._record(7, struct.pack("<III", column, 0, 300))

    monkeypatch.setattr(binary_workbook, "_cell", shared_text_that_is_missing)
    path = binary_workbook.write(tmp_path / "lijst.xlsb", "Lijst", [["BSN", "Achternaam"]])
    with pytest.raises(FileError) as caught:
        read(path)
    assert caught.value.code == "file-cut-off"
    assert type(caught.value.__cause__).__name__ == "PanicException"
    assert capfd.readouterr().err == ""


def test_that_other_words_on_the_error_stream_are_given_on(
    capfd: pytest.CaptureFixture[str],
) -> None:
    with without_panics(), without_panics():
        os.write(2, b"a warning of somebody else\n")
    os.write(2, b"and a later one\n")
    assert capfd.readouterr().err == "a warning of somebody else\nand a later one\n"


def test_that_a_user_who_stops_the_program_is_not_taken_for_damage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: Any) -> None:
        raise KeyboardInterrupt

    path = _list(tmp_path)
    stopped = type("W", (), {"from_path": interrupt})
    monkeypatch.setattr(python_calamine, "CalamineWorkbook", stopped)
    with pytest.raises(KeyboardInterrupt):
        read(path)


def test_that_an_opendocument_file_without_its_list_of_parts_is_cut_off(tmp_path: Path) -> None:
    path = tmp_path / "lijst.ods"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        file.writestr("content.xml", "<office:document-content/>")
    with pytest.raises(FileError) as caught:
        read(path)
    assert caught.value.code == "file-cut-off"
