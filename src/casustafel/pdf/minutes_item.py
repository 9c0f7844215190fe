"""One item of the agenda on paper: what was said, weighed and advised."""

from casustafel.domain import minutes_content, terms
from casustafel.domain.outcomes import AdjustmentKind, Contribution, Vote
from casustafel.pdf.document import Document
from casustafel.pdf.styles import NOTE, VERDICT, capital, joined, long_date, sentence, short_date

ADJUSTMENTS = {
    AdjustmentKind.GOALS: "Zorgdoelen",
    AdjustmentKind.DURATION: "Duur",
    AdjustmentKind.INTENSITY: "Intensiteit",
    AdjustmentKind.TRANSFER_MANNER: "Manier van overdracht",
    AdjustmentKind.TRANSFER_TIMING: "Timing van overdracht",
}
_VOTES = {Vote.CONSENSUS: "in overeenstemming", Vote.MAJORITY: "bij meerderheid"}


#: An answer up to so many signs is a word; a longer one gets half of the width.
_WORD = 20
#: An answer that needs no word: the criterion holds.
_PLAIN = "ja"


def add_item(
    document: Document, item: minutes_content.MinutesItem, *, provider: bool = False
) -> None:
    """Add an item: the outcome with its reasons, what follows, what was weighed and what was said.

    What is empty is left out; the `provider` that was asked for stands in an extract only.
    """
    document.heading(2, f"{item.number} {item.case_number or item.title}")
    if item.case_number and item.title and item.title != item.case_number:
        document.paragraph(item.title, NOTE, keep=True)
    if item.outcome is not None:
        document.paragraph(_headline(item.outcome), VERDICT, keep=True)
    elif item.carried_over:
        document.paragraph("Niet besproken; gaat naar de volgende vergadering.")
    elif item.kind is minutes_content.ItemKind.CASE:
        document.paragraph("Er is nog geen uitkomst vastgesteld.")
    if item.asked is not None:
        document.paragraph(_asked(item.asked, provider=provider), lead=f"{_before(item)}.")
    if item.urgent is not None:
        _add_urgent(document, item.urgent)
    if item.outcome is not None:
        _add_outcome(document, item.outcome, _before(item))
    if item.actions:
        rows = [
            (str(action.number), action.text, action.owner, short_date(action.due))
            for action in item.actions
        ]
        document.table(("Nr.", "Actie", "Wie", "Uiterlijk"), rows, (7, 51, 25, 17))
    _add_answers(document, item)
    for at, text in enumerate(item.paragraphs):
        lead = "Besproken." if at == 0 and item.kind is minutes_content.ItemKind.CASE else ""
        document.paragraph(text, lead=lead)
    for recusal in item.recusals:
        seat = ", ".join(filter(None, (recusal.role, recusal.organisation)))
        reason = f": {recusal.reason}" if recusal.reason else ""
        document.paragraph(f"{seat}{reason}.", lead="Nam niet deel.")


def _before(item: minutes_content.MinutesItem) -> str:
    """Return what an outcome is held against: what was asked, or the help that runs."""
    return "Nu" if item.asked is not None and item.asked.running else "Gevraagd"


def _asked(line: minutes_content.AskedLine, *, provider: bool) -> str:
    """Return form, volume and period of what was asked, and why that came to the table."""
    at = f" bij {line.provider}" if provider and line.provider else ""
    what = "; ".join(filter(None, (f"{line.care_form}{at}", line.amount, line.period)))
    why = f" Aanleiding: {line.triggers[:1].lower()}{line.triggers[1:]}." if line.triggers else ""
    return f"{what}.{why}"


def verdict(line: minutes_content.UrgentLine) -> str:
    """Return in a word what the meeting said of an urgent decision."""
    if line.ratified is None:
        return "nog niet besproken"
    return "ja" if line.ratified else "nee"


def _add_urgent(document: Document, line: minutes_content.UrgentLine) -> None:
    """Say what was decided outside the meeting, and below that what the meeting says of it."""
    # What was ratified is the outcome below, with these words as its motivation.
    said = "" if line.ratified else f" {sentence(line.text)}"
    consulted = f" Overleg met: {line.consulted}." if line.consulted else ""
    document.paragraph(
        f"Op {long_date(line.decided_on)} besloten buiten de vergadering, door "
        f"{line.decider}: {line.choice}.{said} "
        f"Reden van spoed: {sentence(line.reason)}{consulted}",
        lead="Spoeduitkomst.",
    )
    if line.ratified:
        document.paragraph("De commissie bekrachtigt deze spoeduitkomst.", lead="Bekrachtigd.")
    elif line.ratified is False:
        ends = f" De hulp loopt door tot en met {long_date(line.ends_on)}." if line.ends_on else ""
        document.paragraph(
            f"{sentence(capital(line.refused_why))}{ends} "
            f"Overbruggingsplan: {sentence(line.bridging)}",
            lead="Niet bekrachtigd.",
        )


def _add_answers(document: Document, item: minutes_content.MinutesItem) -> None:
    """Say what was weighed: what is more than a plain yes line by line, the rest in one."""
    if not item.answers:
        return
    plain = [one.criterion for one in item.answers if _is_plain(one)]
    other = [one for one in item.answers if not _is_plain(one)]
    whole = f"{item.framework}." if item.framework else ""
    if not other:
        whole = f"{whole} Op alle criteria ja: {'; '.join(plain)}.".strip()
        document.paragraph(whole, lead="Afgewogen.")
        return
    document.paragraph(whole, lead="Afgewogen.", keep=True)
    if any(one.note for one in other):
        rows = [(one.criterion, one.answer, one.note) for one in other]
        document.table(("Criterium", "Antwoord", "Toelichting"), rows, (44, 15, 41))
    else:
        said = [(one.criterion, one.answer) for one in other]
        wide = max(len(one.answer) for one in other) > _WORD
        document.table(("Criterium", "Antwoord"), said, (48, 52) if wide else (78, 22))
    if plain:
        document.paragraph(f"{'; '.join(plain)}.", lead="Ja op:")


def _is_plain(answer: minutes_content.CriterionAnswer) -> bool:
    return answer.answer.casefold() == _PLAIN and not answer.note


def _add_outcome(document: Document, outcome: minutes_content.OutcomeContent, before: str) -> None:
    document.paragraph(_follow_up(outcome))
    if outcome.provisional:
        missing = joined(list(outcome.missing))
        what = f" Nog nodig: het oordeel van {missing}." if missing else ""
        document.paragraph(f"Er was geen quorum.{what}", lead="Onder voorbehoud.")
    for answer in outcome.confirmations:
        agreed = "stemt in" if answer.agrees else "stemt niet in"
        document.paragraph(
            f"{answer.by} {agreed} op {long_date(answer.on)}: {sentence(answer.text)}",
            lead="Schriftelijk antwoord.",
        )
    for slip in outcome.corrections:
        document.paragraph(f"Op {long_date(slip.on)}: {sentence(slip.reason)}", lead="Hersteld.")
    reasons = joined([f"{line.label} ({line.code})" for line in outcome.reasons])
    document.paragraph(capital(reasons), lead="Reden." if len(outcome.reasons) == 1 else "Redenen.")
    document.paragraph(outcome.motivation, lead="Motivering.")
    if outcome.dissent:
        document.paragraph(outcome.dissent, lead="Afwijkende opvatting.")
    adjustments = [
        (ADJUSTMENTS[line.kind], line.asked or "—", line.advised or "—")
        for line in outcome.adjustments
    ]
    document.table(("Aanpassing", before, "Advies"), adjustments, (26, 35, 39))
    contributions = [
        (line.party, line.task, line.hours or "—", short_date(line.until), _law(line))
        for line in outcome.contributions
    ]
    header = ("Wie", "Doet wat", "Uren per week", "Tot en met", "Wet")
    document.table(header, contributions, (21, 31, 15, 16, 17))
    conditions = [(line.text, line.owner, short_date(line.due)) for line in outcome.conditions]
    document.table(("Voorwaarde", "Wie", "Uiterlijk"), conditions, (56, 27, 17))


def _headline(outcome: minutes_content.OutcomeContent) -> str:
    vote = _VOTES.get(outcome.vote, "met een afwijkende opvatting")
    until = f" tot {long_date(outcome.held_until)}" if outcome.held_until else ""
    return f"{capital(outcome.label)}{until}, {vote}"


def _follow_up(outcome: minutes_content.OutcomeContent) -> str:
    parts = []
    if outcome.valid_until:
        parts.append(f"geldig tot en met {long_date(outcome.valid_until)}")
    if outcome.evaluation_on:
        parts.append(f"evaluatie op {long_date(outcome.evaluation_on)}")
    if outcome.transfer_to or outcome.transfer_on:
        to = f" aan {outcome.transfer_to}" if outcome.transfer_to else ""
        on = f" op {long_date(outcome.transfer_on)}" if outcome.transfer_on else ""
        parts.append(f"overdracht{to}{on}")
    return capital("; ".join(parts)) + "." if parts else ""


def _law(line: Contribution) -> str:
    law = terms.CONTRIBUTION_LAW.get(line.law, line.law) or "—"
    return f"{law} (toezegging)" if line.pledged else law
