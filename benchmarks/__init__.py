"""Measurements: how well and how fast the program does. None of them is a test."""
