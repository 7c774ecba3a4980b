"""How a message quotes the registry's record: what it says, and how old that is."""

from digestlint.record import Record, RecordDate


def said(record: Record, words: str) -> str:
    """Return what a record says, in backticks, with the day on which the record was updated."""
    updated = record.last_update_posted
    return f"`{words}`" + (f" (updated {updated.date.iso})" if updated else "")


def said_dates(record: Record, *dates: tuple[str, RecordDate | None]) -> str:
    """Return the named dates that a record has, as a message quotes them."""
    given = dict.fromkeys(f"{name} {each.date.iso}" for name, each in dates if each)
    return said(record, ", ".join(given)) if given else "no such date"
