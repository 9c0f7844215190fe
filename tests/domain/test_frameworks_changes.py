"""What a new version changes, and what it would do to cases that are there."""

from dataclasses import replace

from definitions import framework_plain_of, second_framework, shipped_committee

from casustafel.domain import framework_file
from casustafel.domain.completeness import asked_for_agenda
from casustafel.domain.framework_changes import (
    Change,
    ChangeKind,
    PartChange,
    differences,
    totals,
    try_on,
)
from casustafel.domain.frameworks import Facts, Framework, Item, ItemKind, Required
from casustafel.domain.wording.catalogue import label
from casustafel.domain.wording.phrases import changed_value, field_label

OLD = second_framework("cpv")
TABLE = shipped_committee("cpv")
YOUTH = Facts(law="jeugd", care_form="begeleiding_jeugd", referrer_type="bjg")


def with_items(section: str, *items: Item) -> Framework:
    """Return the framework with other items in one section."""
    return replace(
        OLD,
        sections=tuple(replace(s, items=items) if s.code == section else s for s in OLD.sections),
    )


def items_of(code: str) -> tuple[Item, ...]:
    return next(section.items for section in OLD.sections if section.code == code)


def test_that_a_version_does_not_differ_from_itself() -> None:
    assert differences(OLD, framework_file.load(framework_file.dump(OLD))) == ()


def test_that_an_added_and_a_removed_question_are_shown() -> None:
    extra = Item(code="sleep", text="Slaap", kind=ItemKind.TEXT)
    new = with_items("cpv", extra, *items_of("cpv")[1:])

    assert differences(OLD, new) == (
        Change(kind=ChangeKind.ADDED, section="Beroep op de CPV", item="sleep", text="Slaap"),
        Change(
            kind=ChangeKind.REMOVED,
            section="Beroep op de CPV",
            item="why_this_provider",
            text="Waarom deze aanbieder",
        ),
    )


def test_that_a_changed_question_shows_the_old_and_the_new() -> None:
    first, *rest = items_of("criteria")
    changed = replace(first, text="Alleen hier kan het", required=Required.NO, note=False)

    (change,) = differences(OLD, with_items("criteria", changed, *rest))

    assert change.kind is ChangeKind.CHANGED
    assert change.text == "Alleen hier kan het"
    assert change.fields == (
        PartChange(field="text", old=first.text, new="Alleen hier kan het"),
        PartChange(field="required", old="close", new="no"),
        PartChange(field="note", old="ja", new="nee"),
    )
    worded = [(field_label(f.field), changed_value(f.field, f.new)) for f in change.fields]
    assert worded[1] == ("Verplicht", "Niet verplicht")


def test_that_another_order_is_one_change_of_the_section() -> None:
    turned = tuple(reversed(items_of("criteria")))

    (change,) = differences(OLD, with_items("criteria", *turned))

    assert (change.item, [part.field for part in change.fields]) == (None, ["order"])


def test_that_a_section_that_goes_takes_its_questions_with_it() -> None:
    new = replace(OLD, sections=tuple(s for s in OLD.sections if s.code != "criteria_vdb"))

    gone = differences(OLD, new)

    assert {change.kind for change in gone} == {ChangeKind.REMOVED}
    assert [change.item for change in gone] == [None, "c7_development", "c8_education"]


def test_that_a_question_that_moves_to_another_section_keeps_its_answers() -> None:
    plain = framework_plain_of("cpv", 2)
    moved = plain["sections"][0]["items"].pop()
    plain["sections"][1]["items"].insert(0, moved)
    new = framework_file.from_plain(plain)

    (change,) = differences(OLD, new)

    assert [(f.field, f.old, f.new) for f in change.fields] == [
        ("section", "Hulpvraag", "Aanvraag")
    ]
    assert try_on(TABLE, new, {"help_question": "Rust"}, YOUTH).carried == {"help_question": "Rust"}


def test_that_other_conditions_options_and_columns_are_shown_as_text() -> None:
    plain = framework_plain_of("cpv", 2)
    goals = plain["sections"][1]["items"][0]
    goals["columns"] = goals["columns"][:1]
    goals["optional_for"] = ["huisarts"]
    plain["sections"][-1]["applies"] = {"care_forms": ["ndb", "vdb"], "not_referrers": ["gi"]}

    found = {
        (part.field, part.old, part.new)
        for change in differences(OLD, framework_file.from_plain(plain))
        for part in change.fields
    }

    assert ("condition", "vdb", "ndb, vdb, niet gi") in found
    assert ("optional_for", "", "huisarts") in found
    assert (
        "columns",
        "Doel (text), Streefdatum (date), Meetbaar (yes_no), Van de verwijzer (yes_no)",
        "Doel (text)",
    ) in found
    assert changed_value("optional_for", "") == "–"


def test_that_a_new_version_is_tried_on_the_answers_of_a_case() -> None:
    why, basic, *rest = items_of("cpv")
    as_number = replace(basic, kind=ItemKind.NUMBER)
    extra = Item(code="sleep", text="Slaap", kind=ItemKind.TEXT)
    new = with_items("cpv", as_number, extra, *rest)
    answers: dict[str, object] = {
        "help_question": "Rust",
        "why_this_provider": "Ervaring",
        "basic_help_weighed": "Meer dan 3 uur",
        "transfer_planned": "",
        "c1_specific_care": "ja",
    }

    trial = try_on(TABLE, new, answers, YOUTH)

    assert trial.carried == {"help_question": "Rust", "c1_specific_care": "ja"}
    assert [item.code for item in trial.unfit] == ["basic_help_weighed"]
    assert trial.dropped == (why.code,)
    missing = {item.code for item in trial.missing}
    assert {"transfer_planned", "volume_reasoned", "informed"} <= missing
    assert not {"sleep", "basic_help_weighed"} & missing
    assert "c1_specific_care" not in {item.code for item in trial.missing_at_close}
    assert "c2_no_alternative" in {item.code for item in trial.missing_at_close}
    assert answers["why_this_provider"] == "Ervaring"


def test_that_trials_of_many_cases_are_added_up() -> None:
    full: dict[str, object] = {
        need: "n.v.t.: al bekend"
        for need in asked_for_agenda(TABLE, YOUTH, {})
        if not need.startswith("case.")
    }
    some = (full, {**full, "ground": None}, {})
    trials = [try_on(TABLE, OLD, answers, YOUTH) for answers in some]

    found = totals(trials)

    assert (found.cases, found.untouched) == (3, 1)
    assert found.missing["ground"] == 2
    assert found.missing["help_question"] == 1
    assert not found.dropped and not found.unfit


def test_that_states_and_kinds_have_names_in_both_languages() -> None:
    for kind in (ChangeKind, ItemKind, Required):
        for value in kind:
            assert label(value) and label(value, "en")
    assert label(OLD.state) == "Concept"
