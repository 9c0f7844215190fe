"""The command line: its commands, and how it ends."""

import errno
import gc
import sys
import traceback
from collections.abc import Sequence
from typing import Any

import click

from casustafel import __version__
from casustafel.cli.common import Connection, connected
from casustafel.domain.errors import CasustafelError
from casustafel.domain.wording import word_error

#: The commands in the order in which they are told, each with the module that it stands in.
_COMMANDS = {
    name: f"casustafel.cli.{module}"
    for module, names in (
        ("demo", ("demo",)),
        ("manual", ("manual",)),
        ("workspace", ("init",)),
        ("cases", ("import", "queue", "template", "form")),
        ("meetings", ("meetings", "minutes", "documents")),
        ("insight", ("report",)),
        ("workspace", ("backup", "restore", "check", "log", "move")),
        ("workspace", ("upgrade", "restored", "people", "roles")),
    )
    for name in names
}


#: What shells expect of a program that ended on Ctrl+C: 128 and the number of SIGINT.
_STOPPED = 130

_EXIT_CODES = """\b
Exit codes:
  0    done
  1    a fault of the program
  2    wrong use
  3    done, but rows were refused
  4    a file cannot be read or written; nothing changed
  5    the database cannot be opened
  6    this person has no right to that
  7    check found a fault
  130  stopped by Ctrl+C; what was not finished was not kept
"""


class _LateGroup(click.Group):
    """Loads a command's module when it is called, so that the others cost nothing."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        import importlib

        if cmd_name not in _COMMANDS:
            return None
        module = importlib.import_module(_COMMANDS[cmd_name])
        command: click.Command = getattr(module, f"{cmd_name}_command")
        return command


@click.group(
    cls=_LateGroup,
    invoke_without_command=True,
    epilog=_EXIT_CODES,
    context_settings={"help_option_names": ["-h", "--help"], "obj": None},
)
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
@click.version_option(__version__, prog_name="casustafel")
@connected
def casustafel(connection: Connection, debug: bool) -> None:
    """Case queues, advice forms, outcomes and minutes for municipal case committees.

    Without a command the window opens.
    """
    context = click.get_current_context()
    context.ensure_object(Connection)
    if context.invoked_subcommand is None:
        context.exit(_open_window(connection))
    # A command ends soon and makes few cycles, but rows by the thousand for Python to look through.
    gc.disable()


def _open_window(connection: Connection) -> int:
    from casustafel.cli.screen import open_window

    return open_window(connection.database)


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code: 0 to 7, or 130 (see --help)."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    debug = "--debug" in arguments
    cleaned = [argument for argument in arguments if argument != "--debug"]
    try:
        ended: Any = casustafel.main(
            cleaned, prog_name="casustafel", standalone_mode=False, obj=Connection()
        )
        return ended if isinstance(ended, int) else 0
    except CasustafelError as error:
        _tell(str(word_error(error, "en")), debug)
        return error.exit_code
    except click.exceptions.Abort:
        _tell("Stopped. What was not finished was not kept.", debug=False)
        return _STOPPED
    except click.ClickException as error:
        what = error.format_message().rstrip(".")
        _tell(f"{what}. See 'casustafel --help' for what can be asked.", debug)
        return 2
    except BrokenPipeError:
        # Whoever reads our output stopped reading, as `head` does.
        sys.stderr.close()
        return 0
    except OSError as error:
        if stopped_reading(error):
            return 0
        from casustafel.storage.faults import explain_system

        # What is printed may go to a file on a disk that is full.
        known = explain_system(error, str(error.filename or "the output"))
        if known is None:
            return _failed(error, debug)
        _tell(str(word_error(known, "en")), debug)
        return known.exit_code
    except Exception as error:  # noqa: BLE001 - the last place where a fault of ours can be told
        return _failed(error, debug)


def stopped_reading(error: OSError, platform: str = sys.platform) -> bool:
    """Say whether whoever reads our output stopped, as `more` does, in Windows' way of telling."""
    return platform == "win32" and error.errno == errno.EINVAL and error.filename is None


def _failed(error: Exception, debug: bool) -> int:
    _tell(
        f"The program failed unexpectedly ({type(error).__name__}). "
        "Nothing that was confirmed is lost; run it again with --debug and report that.",
        debug,
    )
    return 1


def _tell(sentence: str, debug: bool) -> None:
    if debug:
        traceback.print_exc()
    click.echo(sentence, err=True)
