"""The process that is killed: transactions of one parent and two children, for ever.

Arguments: database, key in hexadecimal, first number.
"""

import sys
from pathlib import Path

from sqlalchemy import text

from casustafel.storage.engine import local_engines


def say(what: str, number: int) -> None:
    sys.stdout.write(f"{what} {number}\n")
    sys.stdout.flush()


def main(database: str, key: str, first: str) -> None:
    engines = local_engines(Path(database), bytes.fromhex(key))
    number = int(first)
    while True:
        with engines.writer.begin() as connection:
            row = {"number": number, "name": f"Gezin {number} " + "x" * (number % 7 * 700)}
            connection.execute(text("INSERT INTO parent VALUES (:number, :name)"), row)
            connection.execute(text("INSERT INTO child VALUES (:number * 2, :number, 1)"), row)
            say("open", number)
            connection.execute(text("INSERT INTO child VALUES (:number * 2 + 1, :number, 2)"), row)
        say("kept", number)
        number += 1


if __name__ == "__main__":
    main(*sys.argv[1:])
