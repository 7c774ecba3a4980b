"""Digests as rows of a table, and what is found in them as rows of another: for archives too large for files.

`job.py` is what a worker is given, `check.py` checks rows, `across.py` holds digests against each other by groups,
`tables.py` has the columns of all tables. Everything here needs pyarrow (the extra `rows`).
"""
