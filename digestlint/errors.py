"""Errors for people: what is wrong, where, and what to do about it."""


class DigestlintError(Exception):
    """Something that the user can mend. Its text is one or more whole lines, each naming file and place."""
