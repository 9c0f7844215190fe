"""Every code has words in both languages, every word a code, and no code shows to who reads."""

import ast
import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path
from string import Formatter

import pytest

import casustafel
from casustafel import domain
from casustafel.domain import errors
from casustafel.domain.cases import CaseStatus
from casustafel.domain.errors import FieldName, RuleError
from casustafel.domain.norms import CareForm
from casustafel.domain.routing_facts import Decision, Trigger
from casustafel.domain.wording import Language, word, word_error
from casustafel.domain.wording.catalogue import label, places, term, terms_of, texts

LANGUAGES: tuple[Language, Language] = ("nl", "en")
SOURCE = Path(casustafel.__file__).parent
ERRORS = {
    name: 0
    for name, kind in vars(errors).items()
    if isinstance(kind, type) and issubclass(kind, errors.CasustafelError)
}
#: What carries a code to the catalogue, with the place of the code among its arguments.
CARRIERS = ERRORS | {
    **{"Fault": 0, "OpenPoint": 0, "Reminder": 0, "because": 0, "dated": 0, "word": 0},
    **{"Flaw": 1, "Part": 1, "line": 1, "said": 1, "_finding": 2, "_found": 2, "found": 3},
}
#: Values that a carrier gives by itself.
GIVEN = {
    "OpenPoint": {"title"},
    "Part": {"part"},
    "Reminder": {"due"},
    "dated": {"day_kind", "day"},
}
#: Codes that are put together: how they begin, and how they may end.
MADE: dict[str, set[str]] = {
    "fault-log-": {"events", "logins"},
    "hours-": {"seven-days", "month-of-weeks", "spread-over-period"},
    "inflow-": {"cpv", "zbo"},
    "inflow-counted-": {"open", "outside", "settled"},
    "norm-": {"amount-new", "ends_on-new", "spent-new"},
    "route-decision-": {one.value.replace("_", "-") for one in Decision},
    "route-trigger-": {one.value.lower() for one in Trigger},
    "urgent-needs-": {"reason", "decider", "choice", "decision"},
}
#: Values that are given and not said; beside these `field`, which tells the window the place.
UNWORDED = {"record-missing": {"kind"}, "minutes-nobody-present": {"title"}}
#: Words whose code is about to be raised.
AWAITED = {"committee-kind-unfit"}
#: English is read at the command line, which calls a table by its code.
DIFFERENT = {"list-of-other-table"}


@cache
def nodes() -> list[tuple[str, ast.Call | ast.Constant]]:
    """Return every call and constant of every module but those of the words, with its path."""
    return [
        (str(path.relative_to(SOURCE)), node)
        for path in SOURCE.rglob("*.py")
        if path.parent.name != "wording"
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call | ast.Constant)
    ]


def carried() -> Iterator[tuple[str, str, ast.Call, ast.expr]]:
    """Return each call that carries a code: its place, the carrier, the call and the code."""
    for path, node in nodes():
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name | ast.Attribute):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
        at = CARRIERS.get(name)
        if at is not None and len(node.args) > at:
            given = node.args[at]
            branches = [given.body, given.orelse] if isinstance(given, ast.IfExp) else [given]
            for code in branches:
                yield f"{path}:{node.lineno}", name, node, code


def codes() -> Iterator[tuple[str, str, ast.Call, str]]:
    for place, name, call, code in carried():
        # Another function by such a name may be given a name of a column.
        if isinstance(code, ast.Constant) and (name in ERRORS or "-" in str(code.value)):
            yield place, name, call, str(code.value)


def parts(entry: Mapping[str, str | Mapping[str, str]]) -> Iterator[str]:
    for name in ("what", "do"):
        part = entry.get(name, "")
        yield from [part] if isinstance(part, str) else part.values()


def asked(entry: Mapping[str, str | Mapping[str, str]]) -> set[str]:
    """Return the values that a message puts in or chooses by."""
    fields = {name for part in parts(entry) for _, name, _, _ in Formatter().parse(part) if name}
    return fields | ({str(entry["by"])} if "by" in entry else set())


def made() -> set[str]:
    return {begins + ends for begins, endings in MADE.items() for ends in endings}


def test_that_both_languages_word_the_same_codes_with_the_same_values() -> None:
    dutch, english = texts("nl"), texts("en")
    assert dutch.keys() == english.keys()
    differing = {code for code in dutch if asked(dutch[code]) != asked(english[code])}
    assert differing == DIFFERENT


def test_that_no_code_is_raised_without_words() -> None:
    raised = [(place, code) for place, _, _, code in codes()]
    assert len(raised) > 400
    assert [(place, code) for place, code in raised if code not in texts("nl")] == []
    assert made() <= texts("nl").keys()


def test_that_a_code_that_is_put_together_begins_as_is_declared() -> None:
    begun = {
        code.values[0].value if isinstance(code.values[0], ast.Constant) else ""
        for _, _, _, code in carried()
        if isinstance(code, ast.JoinedStr)
    }
    assert begun <= MADE.keys()


def test_that_nobody_keeps_words_for_a_code_that_is_not_raised() -> None:
    named = {node.value for _, node in nodes() if isinstance(node, ast.Constant)}
    assert texts("nl").keys() - named - made() <= AWAITED


def test_that_who_raises_a_code_gives_the_values_that_its_words_put_in() -> None:
    wrong = []
    for place, name, call, code in codes():
        plain = [one for one in call.args if isinstance(one, ast.Dict)]
        if any(one.arg is None for one in call.keywords):
            continue
        if name in ("Fault", "Flaw", "word") and len(call.args) > CARRIERS[name] + 1 and not plain:
            continue  # the values were put together elsewhere
        given = set(GIVEN.get(name, ()))
        if name not in ("OpenPoint", "Reminder", "Part"):
            given |= {str(one.arg) for one in call.keywords}
        for values in plain:
            given |= {key.value for key in values.keys if isinstance(key, ast.Constant)}
        needed = asked(texts("nl")[code]) | asked(texts("en")[code])
        unsaid = (UNWORDED.get(code, set()) | {"field"}) - needed
        if code not in DIFFERENT and given - unsaid != needed:
            wrong.append((place, code, given ^ needed))
    assert wrong == []


def test_that_an_error_is_given_values_and_not_their_codes() -> None:
    bare = [
        (place, code, ast.unparse(one.value))
        for place, name, call, code in codes()
        for one in call.keywords
        if name in ERRORS and isinstance(one.value, ast.Attribute) and one.value.attr == "value"
    ]
    assert bare == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_that_each_message_is_a_sentence_of_what_and_one_of_what_to_do(language: Language) -> None:
    for code, entry in texts(language).items():
        assert entry.keys() <= {"what", "do", "by"}, code
        assert any(parts({"what": entry["what"]})), code
        # Reasons of a route are phrases, which are joined to a sentence.
        if not code.startswith("route-"):
            assert all(part.endswith((".", "?", "!")) for part in parts(entry) if part), code
        plural = [part for part in entry.values() if not isinstance(part, str)]
        assert bool(plural) == ("by" in entry), code
        assert all(part.keys() == {"one", "other"} for part in plural), code


def test_that_only_errors_with_words_have_a_place_in_a_form() -> None:
    assert places().keys() <= texts("nl").keys()


def kinds() -> list[type[StrEnum]]:
    """Return every kind of value of the domain."""
    found: set[type[StrEnum]] = set()
    for info in pkgutil.iter_modules(domain.__path__):
        held = vars(importlib.import_module(f"casustafel.domain.{info.name}")).values()
        found |= {one for one in held if isinstance(one, type) and issubclass(one, StrEnum)}
    return sorted(found - {StrEnum}, key=lambda kind: f"{kind.__module__}.{kind.__name__}")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.__name__)
def test_that_every_value_has_words_and_no_two_share_a_name(
    kind: type[StrEnum], language: Language
) -> None:
    assert all(term(value, language) for value in kind)
    names = [label(value, language) for value in kind]
    assert all(name[0].isupper() or not name[0].isalpha() for name in names)
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("language", LANGUAGES)
def test_that_no_words_are_kept_for_a_value_that_does_not_exist(language: Language) -> None:
    there = {
        (kind.__module__.rpartition(".")[2], kind.__name__, value.value)
        for kind in kinds()
        for value in kind
    }
    kept = {
        (module, kind, value)
        for module, tables in terms_of(language).items()
        if module != "framework-fields"
        for kind, values in tables.items()
        for value in values
    }
    assert kept == there


def test_that_two_kinds_with_the_same_code_keep_their_own_name() -> None:
    assert label(CareForm.ZBO, "nl") == "ZBO"
    assert label(Decision.ZBO, "nl") == "ZBO-commissie"


def test_that_a_sentence_says_values_of_the_program_in_words() -> None:
    """H35: no code of the program is shown."""
    values = {"number": "CPV-1", "status": CaseStatus.PROVISIONAL, "to": CaseStatus.WITHDRAWN}
    moved = RuleError("case-move-refused", **values)
    dutch, english = (word_error(moved, language).what for language in LANGUAGES)
    assert dutch == "Casus CPV-1 kan niet van onder voorbehoud naar ingetrokken."
    assert english == "Case CPV-1 cannot go from provisional to withdrawn."


def test_that_a_sentence_says_a_field_in_words() -> None:
    values = {"field": FieldName("held_until")}
    dutch, english = (word("field-changed-meanwhile", values, one).what for one in LANGUAGES)
    assert dutch == "Iemand anders heeft 'aangehouden tot' intussen gewijzigd."
    assert english == "Somebody else changed 'held until' in the meantime."


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (1, "1 verborgen rij op dit blad is meegelezen."),
        (2, "2 verborgen rijen op dit blad zijn meegelezen."),
    ],
)
def test_that_a_number_chooses_between_one_and_more(count: int, said: str) -> None:
    assert word("rows-hidden", {"count": count}, "nl").what == said
