"""The roles in Dutch, as the header shows them."""

from casustafel.domain.people import Actor, Role
from casustafel.gui.words import tr

_ORDER = (
    Role.SECRETARY,
    Role.CHAIR,
    Role.MEMBER,
    Role.SUBMITTER,
    Role.CONTRACT_MANAGER,
    Role.REPORTER,
    Role.PRIVACY_OFFICER,
    Role.DATA_PROTECTION_OFFICER,
    Role.ADMINISTRATOR,
)


def role_name(role: Role) -> str:
    """Return a role as it stands on screen."""
    return {
        Role.SUBMITTER: tr("Indiener"),
        Role.MEMBER: tr("Lid"),
        Role.CHAIR: tr("Voorzitter"),
        Role.SECRETARY: tr("Secretaris"),
        Role.ADMINISTRATOR: tr("Beheerder"),
        Role.REPORTER: tr("Rapporteur"),
        Role.PRIVACY_OFFICER: tr("Privacy officer"),
        Role.DATA_PROTECTION_OFFICER: tr("FG"),
        Role.CONTRACT_MANAGER: tr("Contractmanager"),
    }[role]


def role_names(actor: Actor, committee: str) -> list[str]:
    """Return the roles of a person at a table, the one that does most of the work first."""
    held = actor.roles_at(committee or None)
    return [role_name(role) for role in _ORDER if role in held]
