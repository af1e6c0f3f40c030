"""Benchmarks, behind `make bench`: figures to compare within one run, never part of the tests."""
