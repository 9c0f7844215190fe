"""The window."""

import sys

if sys.version_info < (3, 12):
    # Before the first call of Qt: see there why.
    from casustafel.gui.collecting import make_constants_last

    make_constants_last()
