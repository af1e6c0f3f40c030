"""Bytes to rows: readers of foreign formats."""
