"""docs/rules.md says which test holds which rule, and no rule stands there without one."""

from rules_page import PAGE, RULES, held, page


def test_that_the_page_of_rules_is_made_of_the_tests_and_each_rule_has_one() -> None:
    assert PAGE.read_text("utf-8") == page()
    assert RULES.keys() <= {number for number, _sentence, _file in held()}
