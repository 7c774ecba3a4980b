"""From a source to a digest: `parse` reads both spellings, whatever the text."""

from digestlint.parse.assemble import parse

__all__ = ["parse"]
