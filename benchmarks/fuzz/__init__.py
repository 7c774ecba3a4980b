"""Digests and records that are made to break the program: see `benchmarks/fuzz/__main__.py`."""
