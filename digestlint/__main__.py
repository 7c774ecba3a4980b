"""`python -m digestlint`."""

import sys

if not sys.flags.safe_path:
    del sys.path[0]  # the folder that one is in, where what is checked may lie: nothing of it is to be run

from digestlint.start import main

main()
