"""One catalogue that words every error and finding, in Dutch and in English.

Each part of the program keeps its sentences in a module of its own here, as
``TEXTS = {code: Wording(nl=(what, do), en=(what, do))}``. `what` says what is wrong, `do` what the
user can do. Values are put in with ``{name}``.
"""

from casustafel.domain.wording.catalogue import Language, Message, word, word_error
from casustafel.domain.wording.wording_type import Wording

__all__ = ["Language", "Message", "Wording", "word", "word_error"]
