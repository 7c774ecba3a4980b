"""What every command tells of itself: its exit status, and examples."""

CLEAN, FOUND, FAILED = 0, 1, 2
"""The exit status: nothing at or above the failing severity, findings, something could not be checked."""

INTERRUPTED = 130
"""The exit status of a run that was ended from outside, as shells have it."""

EPILOG = """\b
Exit status: 0 nothing at or above the failing severity, 1 findings, 2 something could not be checked.

\b
Examples:
  digestlint check digests/                     check a folder
  digestlint check new.md --select CLM,REG      some rules only
  digestlint check - --stdin-filename new.md    check standard input
  digestlint check --since origin/main          what changed on this branch
  digestlint check --fix                        make the fixes that are safe
  digestlint check --output github --output sarif=findings.sarif
  digestlint check --baseline known.json --write-baseline
  digestlint rule TXT005                        explain a rule
"""
