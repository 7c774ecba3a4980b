"""digestlint: a linter for plain-language digests of clinical studies."""

__version__ = "0.1.0"
