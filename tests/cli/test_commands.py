"""The command line, as others rely on it: what it prints, and how it ends."""

import importlib
import os
import re
import signal
import stat
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import Workbook
from program import PASSPHRASE, Program
from sqlalchemy import text

from casustafel import bootstrap
from casustafel.assets import asset
from casustafel.bootstrap import EXAMPLE_PASSPHRASE
from casustafel.cli.app import run
from casustafel.services.upkeep import upkeep
from filled_forms import WHOLE, fill

EXAMPLES = asset("resources", "examples")
KEYS = {
    "file",
    "sheet",
    "header_row",
    "table",
    "rows",
    "columns",
    "unmapped",
    "overlap",
    "findings",
}
QUEUE = {
    "case_number",
    "table",
    "status",
    "route",
    "reason",
    "care_form",
    "provider",
    "referrer",
    "received",
    "days_waiting",
    "completeness",
}


def sentences(text: str) -> int:
    return len(re.findall(r"[.!?](?:\s|$)", text.strip()))


@pytest.mark.parametrize(("table", "rows"), [("cpv", 40), ("zbo", 30), ("doorbraak", 120)])
def test_that_an_example_list_comes_in_with_counts_that_add_up(
    program: Program, table: str, rows: int
) -> None:
    ended = program.run("import", EXAMPLES / f"{table}.xlsx", "--table", table, "--json")
    answer = ended.json
    counts = answer["rows"]
    assert set(answer) >= KEYS
    assert counts["read"] == rows
    assert counts["read"] == sum(
        counts[name] for name in ("new", "updated", "unchanged", "duplicate", "refused")
    )
    assert ended.code == (3 if counts["refused"] else 0)
    refused = {f["row"] for f in answer["findings"] if f["severity"] == "error"}
    assert len(refused) == counts["refused"]
    assert all(
        set(f) == {"row", "column", "field", "severity", "code", "message"}
        for f in answer["findings"]
    )


def test_that_the_same_file_again_changes_nothing(program: Program) -> None:
    first = program.run("import", EXAMPLES / "cpv.xlsx", "--table", "cpv", "--json").json
    before = program.run("queue", "--table", "cpv", "--json").out
    again = program.run("import", EXAMPLES / "cpv.xlsx", "--table", "cpv", "--json")
    assert again.code == 0
    assert again.json["rows"]["new"] == again.json["rows"]["updated"] == 0
    assert again.json["rows"]["unchanged"] == first["rows"]["new"]
    assert program.run("queue", "--table", "cpv", "--json").out == before


def test_that_a_dry_run_says_the_same_and_changes_nothing(program: Program) -> None:
    arguments = ("import", EXAMPLES / "cpv.xlsx", "--table", "cpv", "--json")
    dry = program.run(*arguments, "--dry-run")
    assert program.run("queue", "--table", "cpv", "--json").json == []
    assert program.run(*arguments).json["rows"] == dry.json["rows"]


def test_that_ctrl_c_ends_an_import_cleanly_and_keeps_nothing(
    program: Program, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(*_given: object) -> None:
        # Who starts tests in the background lets them ignore the signal.
        signal.signal(signal.SIGINT, signal.default_int_handler)
        signal.raise_signal(signal.SIGINT)  # all is written by now, nothing is committed

    monkeypatch.setenv("CASUSTAFEL_DATABASE", str(program.database))
    monkeypatch.setenv("CASUSTAFEL_PASSPHRASE", PASSPHRASE)
    module = importlib.import_module("casustafel.services.importing.run")
    monkeypatch.setattr(module, "_finish", interrupted)
    assert run(["import", str(EXAMPLES / "cpv.xlsx"), "--table", "cpv"]) == 130
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.strip() == "Stopped. What was not finished was not kept."
    assert program.run("queue", "--table", "cpv", "--json").json == []
    assert "130" in program.run("--help").out


def test_that_a_client_at_two_tables_is_counted(program: Program, tmp_path: Path) -> None:
    head = "Kenmerk;BSN;Achternaam;Geboortedatum;School;BRIN"
    lines = f"{head}\nK1;999900006;Roos;03-04-2015;De Boom;99AB00\n"
    (tmp_path / "een.csv").write_text(lines, "utf-8")
    (tmp_path / "twee.csv").write_text(lines.replace("K1", "Z1"), "utf-8")
    assert program.run("import", tmp_path / "een.csv", "--table", "cpv").code == 0
    answer = program.run("import", tmp_path / "twee.csv", "--table", "zbo", "--dry-run", "--json")
    assert answer.json["overlap"] == {"cpv": 1}


def test_that_the_queue_says_what_others_rely_on_oldest_first(demo: Program) -> None:
    listed = demo.run("queue", "--table", "cpv", "--json", CASUSTAFEL_PASSPHRASE=EXAMPLE_PASSPHRASE)
    cases = listed.json
    assert cases
    assert all(set(case) >= QUEUE for case in cases)
    assert [case["received"] for case in cases] == sorted(case["received"] for case in cases)
    assert all(re.fullmatch(r"CPV-\d{4}-\d{4,}", case["case_number"]) for case in cases)
    assert all(set(case["completeness"]) == {"met", "of"} for case in cases)
    ready = demo.run(
        "queue", "--table", "cpv", "--status", "ready", "--json",
        CASUSTAFEL_PASSPHRASE=EXAMPLE_PASSPHRASE,
    ).json  # fmt: skip
    assert ready
    assert {case["status"] for case in ready} == {"ready"}


def test_that_minutes_and_an_extract_are_written_as_pdf(demo: Program, tmp_path: Path) -> None:
    passphrase = {"CASUSTAFEL_PASSPHRASE": EXAMPLE_PASSPHRASE}
    meetings = demo.run("meetings", "--table", "cpv", "--json", **passphrase).json
    held = next(meeting for meeting in meetings if meeting["minutes"] == "adopted")
    whole = tmp_path / "notulen.pdf"
    assert demo.run("minutes", held["meeting"], "--output", whole, **passphrase).code == 0
    assert whole.read_bytes().startswith(b"%PDF-1.7")
    assert demo.run("check", whole, **passphrase).code == 0
    whole.write_bytes(whole.read_bytes() + b" ")
    assert demo.run("check", whole, **passphrase).code == 7


def test_that_the_demo_tells_what_it_made_and_never_overwrites(demo: Program) -> None:
    said = (demo.folder / "gezegd.txt").read_text("utf-8")
    assert EXAMPLE_PASSPHRASE in said
    assert str(Path("voorbeeld") / "casustafel.db") in said
    assert len(list((demo.folder / "voorbeeld").glob("*_notulen_*.pdf"))) == 3
    again = demo.run("demo", "voorbeeld", "--no-window")
    assert again.code == 2
    assert "--database" in again.err


def test_that_the_demo_without_a_screen_says_so_and_ends_well(tmp_path: Path) -> None:
    ended = Program(tmp_path).run("demo")
    assert ended.code == 0
    assert "no screen" in ended.out


def test_that_the_database_shows_no_name_to_who_has_no_key(demo: Program) -> None:
    content = b"".join(
        path.read_bytes() for path in demo.database.parent.iterdir() if path.suffix != ".pdf"
    )
    assert len(content) > 100_000
    for word in (b"Meidoorn", b"Zorggroep", b"Voorzitter", b"CPV-2026", b"SQLite format"):
        assert word not in content


@pytest.mark.parametrize(
    ("arguments", "environment", "code"),
    [
        (("queue", "--table", "cpv"), {"CASUSTAFEL_PASSPHRASE": "verkeerd"}, 5),
        (("queue", "--table", "cpv"), {"CASUSTAFEL_PASSPHRASE": ""}, 5),
        (("queue", "--table", "cpv"), {"CASUSTAFEL_DATABASE": "/nergens/is.db"}, 5),
        (("queue", "--table", "xyz"), {}, 2),
        (("queue",), {}, 2),
        (("queue", "--table", "cpv", "--status", "klaar"), {}, 2),
        (("vergeet",), {}, 2),
        (("queue", "--table", "cpv"), {"CASUSTAFEL_PERSON": "Niemand"}, 5),
        (("import", "er-is-geen.xlsx", "--table", "cpv"), {}, 4),
        (("minutes", "CPV-2020-01-01", "--output", "x.pdf"), {}, 2),
        (("restore", "er-is-geen.backup"), {}, 4),
        (("queue", "--table", "cpv", "--passphrase-file", "er-is-geen.txt"), {}, 4),
        ((), {}, 2),
    ],
)
def test_that_what_is_wrong_is_said_in_words_with_the_right_exit_code(
    program: Program, arguments: tuple[str, ...], environment: dict[str, str], code: int
) -> None:
    ended = program.run(*arguments, **environment)
    assert ended.code == code, ended.err
    assert ended.out == ""
    assert 1 <= sentences(ended.err) <= 3, ended.err


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("leeg.xlsx", b""),
        ("afgekapt.xlsx", b"PK\x03\x04" + b"\x00" * 200),
        ("tekst.xlsx", b"Dit is gewone tekst zonder lijst.\n" * 5),
        ("beeld.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4),
    ],
)
def test_that_a_file_that_is_no_list_is_refused_and_nothing_changes(
    program: Program, name: str, content: bytes
) -> None:
    (program.folder / name).write_bytes(content)
    ended = program.run("import", name, "--table", "cpv")
    assert ended.code == 4, (ended.out, ended.err)
    assert program.run("queue", "--table", "cpv", "--json").json == []


def test_that_a_backup_is_never_overwritten_and_restores_what_was_there(program: Program) -> None:
    program.run("import", EXAMPLES / "zbo.xlsx", "--table", "zbo")
    kept = program.run("queue", "--table", "zbo", "--json").out
    assert program.run("backup", "een.backup").code == 0
    assert program.run("backup", "een.backup").code == 4
    program.run("import", EXAMPLES / "cpv.xlsx", "--table", "cpv")
    assert program.run("restore", "een.backup").code == 4
    assert program.run("restore", "een.backup", "--yes").code == 0
    assert program.run("queue", "--table", "zbo", "--json").out == kept
    assert program.run("queue", "--table", "cpv", "--json").json == []
    assert program.run("check").code == 0


def test_that_the_findings_come_back_in_a_workbook(program: Program) -> None:
    out = program.folder / "bevindingen.xlsx"
    ended = program.run("import", EXAMPLES / "cpv.xlsx", "--table", "cpv", "--findings", out)
    assert ended.code == 3
    from openpyxl import load_workbook

    assert "Bevindingen" in load_workbook(out).sheetnames


@pytest.mark.parametrize("table", ["cpv", "zbo", "doorbraak"])
def test_that_an_empty_template_is_saved_without_a_workspace(tmp_path: Path, table: str) -> None:
    alone = Program(tmp_path)
    ended = alone.run("template", "--table", table, "--output", "sjabloon.xlsx")
    assert ended.code == 0, ended.err
    assert (tmp_path / "sjabloon.xlsx").stat().st_size > 4_000


def test_that_forms_of_one_case_are_saved_and_read(program: Program) -> None:
    """L18: each is told by its file; one that is refused stops no other."""
    made = program.run("form", "--table", "cpv", "--output", "leeg.xlsx")
    assert made.code == 0, made.err
    empty, full = program.folder / "leeg.xlsx", program.folder / "vol.xlsx"
    full.write_bytes(empty.read_bytes())
    fill(full, WHOLE)
    looked = program.run("import", full, "--table", "cpv", "--dry-run", "--json")
    assert [(one["state"], one["case"]) for one in looked.json] == [("new", None)]
    ended = program.run("import", empty, full, "--table", "cpv")
    assert ended.code == 3
    assert "leeg.xlsx: refused\n  Nothing is filled in yet" in ended.out
    assert "vol.xlsx: new" in ended.out
    assert len(program.run("queue", "--table", "cpv", "--json").json) == 1
    assert program.run("import", full, empty, "--table", "cpv", "--sheet", "Blad1").code == 2


@pytest.mark.skipif(sys.platform == "win32", reason="rights of files are others there")
def test_that_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may write everywhere")
    closed = tmp_path / "dicht"
    closed.mkdir()
    closed.chmod(stat.S_IRUSR | stat.S_IXUSR)
    ended = Program(tmp_path).run("demo", closed / "hier")
    assert ended.code == 4


def test_that_an_unknown_table_has_no_template(program: Program, tmp_path: Path) -> None:
    ended = program.run("template", "--table", "wijk", "--output", tmp_path / "leeg.xlsx")

    assert (ended.code, sentences(ended.err)) == (2, 2)
    assert not (tmp_path / "leeg.xlsx").exists()


def test_that_a_table_that_nobody_could_have_typed_is_not_echoed_whole(program: Program) -> None:
    """S16f: 100,000 signs came back."""
    ended = program.run("queue", "--table", "x" * 100_000)

    assert ended.code == 2
    assert len(ended.err) < 400


@pytest.mark.parametrize("place", ["nergens/op.xlsx", "map"])
def test_that_nothing_comes_in_when_its_findings_cannot_be_written(
    program: Program, place: str
) -> None:
    (program.folder / "map").mkdir()

    ended = program.run(
        "import", EXAMPLES / "cpv.xlsx", "--table", "cpv", "--findings", program.folder / place
    )

    assert (ended.code, sentences(ended.err)) == (4, 2)
    assert program.run("queue", "--table", "cpv", "--json").json == []


@pytest.mark.parametrize("name", ["proef.db", "proef.keys", "proef.lock"])
def test_that_no_command_writes_over_the_workspace(program: Program, name: str) -> None:
    """S5: a template took the place of the keys, and findings that of the database."""
    own = program.folder / name
    before = own.read_bytes()

    for command in (
        ("template", "--table", "cpv", "--output", own),
        ("import", EXAMPLES / "cpv.xlsx", "--table", "cpv", "--findings", own),
    ):
        ended = program.run(*command)
        assert (ended.code, sentences(ended.err)) == (4, 2)

    assert own.read_bytes() == before
    assert program.run("check").code == 0


def test_that_findings_never_overwrite_the_list_itself(program: Program) -> None:
    given = program.folder / "lijst.xlsx"
    given.write_bytes((EXAMPLES / "cpv.xlsx").read_bytes())

    ended = program.run("import", given, "--table", "cpv", "--findings", given)

    assert ended.code == 2
    assert given.read_bytes() == (EXAMPLES / "cpv.xlsx").read_bytes()
    assert program.run("queue", "--table", "cpv", "--json").json == []


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_that_a_passphrase_file_may_come_from_any_editor(
    program: Program, mark: str, ending: str
) -> None:
    file = program.folder / "wachtzin.txt"
    file.write_bytes(f"{mark}{PASSPHRASE}{ending}".encode())

    ended = program.run("meetings", "--passphrase-file", file, CASUSTAFEL_PASSPHRASE="")

    assert ended.code == 0, ended.err


def test_that_a_list_on_a_hidden_sheet_is_named_and_read_when_asked(program: Program) -> None:
    book = Workbook()
    book.active.append(["Toelichting"])
    hidden = book.create_sheet("Oud")
    hidden.append(["BSN", "Achternaam", "Aanbieder"])
    hidden.append(["999900006", "Zilverroos", "Rivierzorg"])
    hidden.sheet_state = "hidden"
    file = program.folder / "lijst.xlsx"
    book.save(file)

    ended = program.run("import", file, "--table", "cpv")
    assert (ended.code, sentences(ended.err)) == (4, 2)
    assert "Oud" in ended.err
    named = program.run("import", file, "--table", "cpv", "--sheet", "Oud", "--json").json
    assert named["rows"]["read"] == 1
    assert "sheets-hidden" not in {finding["code"] for finding in named["findings"]}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no disk that is always full")
def test_that_output_onto_a_full_disk_is_told(program: Program) -> None:
    environment = os.environ | {
        "CASUSTAFEL_DATABASE": str(program.database),
        "CASUSTAFEL_PASSPHRASE": PASSPHRASE,
    }
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "casustafel", "meetings"],
            env=environment,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=60,
            check=False,
        )

    assert ended.returncode == 4
    assert ended.stderr.startswith("The disk is full; the output was not saved.")
    assert sentences(ended.stderr) == 2


def test_that_a_database_of_a_newer_version_is_named_and_left_alone(program: Program) -> None:
    with bootstrap.open_workspace(str(program.database), PASSPHRASE) as workspace:
        storage = workspace.storage
        with storage.engines.writer.begin() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = 'later'"))

    ended = program.run("queue", "--table", "cpv")

    assert (ended.code, sentences(ended.err)) == (5, 2)
    assert "proef.db was made by a newer version" in ended.err


def test_that_a_backup_that_fails_is_not_logged_as_made(program: Program) -> None:
    def last() -> datetime | None:
        opened = bootstrap.open_workspace(str(program.database), PASSPHRASE)
        with opened as workspace, workspace.reading() as reader:
            return upkeep.last_backup(reader)

    ended = program.run("backup", program.folder / "nergens" / "a.backup")
    assert (ended.code, sentences(ended.err)) == (4, 2)
    assert last() is None

    assert program.run("backup", program.folder / "a.backup").code == 0
    assert last() is not None


def test_that_all_papers_of_a_meeting_are_written_and_what_lacks_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """2.8: documents writes what can be made, says why there is no archive yet, and ends with 0."""
    database = tmp_path / "proef" / "casustafel.db"
    for _line in bootstrap.make_example(database):
        pass
    monkeypatch.setenv("CASUSTAFEL_DATABASE", str(database))
    monkeypatch.setenv("CASUSTAFEL_PASSPHRASE", EXAMPLE_PASSPHRASE)
    assert run(["meetings"]) == 0
    found = re.findall(r"^(\S+-\d{4}-\d\d-\d\d) ", capsys.readouterr().out, re.MULTILINE)
    assert len(found) == 6
    kinds = set()
    for meeting in found:
        target = tmp_path / meeting
        assert run(["documents", meeting, "--output", str(target), "--seal"]) == 0
        said = capsys.readouterr()
        assert re.search(r"^Wrote \d+ files", said.out)
        assert "Password of the sealed copies: " in said.out
        archived = (target / "archief").exists()
        assert archived != ("no package for the archive" in said.err)
        kinds |= {path.name.split("_", 2)[2] for path in target.rglob("*.pdf")}
    assert len({re.sub(r"[_-][A-Z].*|_v\d.*|\.pdf", "", name) for name in kinds}) >= 20
    assert run(["documents", found[0], "--output", str(tmp_path / found[0])]) == 4
    assert "no empty folder" in capsys.readouterr().err


def test_that_a_report_says_how_many_numbers_it_does_not_show(
    demo: Program, tmp_path: Path
) -> None:
    """2.10: `casustafel report`; the example has a concept of one already."""
    given = {"CASUSTAFEL_PASSPHRASE": EXAMPLE_PASSPHRASE}
    period = ("--from", "2025-01-01", "--to", "2025-06-30")
    for name in ("rapport.pdf", "rapport.xlsx"):
        ended = demo.run("report", "--table", "all", *period, "--output", tmp_path / name, **given)
        assert ended.code == 0 and "not shown" in ended.out
        assert (tmp_path / name).stat().st_size > 1000
    (cpv,) = demo.run("report", "--table", "cpv", *period, "--json", **given).json
    assert cpv["frozen"] and cpv["figures"][0]["lines"][0]["count"] is None
    wrong = demo.run(
        "report", "--table", "cpv", "--from", "2025-02-01", "--to", "2025-06-30", **given
    )
    assert wrong.code == 2 and "whole half years" in wrong.err
    assert demo.run("report", "--table", "zzz", *period, **given).code == 2
    assert list((demo.folder / "voorbeeld").glob("*_rapport-raad-concept.pdf"))
