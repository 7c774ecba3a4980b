"""`python -m digestlint`."""

from digestlint.cli import main

main()
