"""One catalogue that words every error and finding, in Dutch and in English.

The words are data: `resources/wording` has a folder per language and a file per part of the
program. `catalogue` finds them by code and calls the program's own values by their words;
what has to be put together from more than one of them is a function of `phrases`.
"""

from casustafel.domain.wording.catalogue import Language, Message, word, word_error

__all__ = ["Language", "Message", "word", "word_error"]
