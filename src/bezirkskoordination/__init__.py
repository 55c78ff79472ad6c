"""Bezirkskoordination: the desk of a district's coordination office for integration."""

__version__ = "0.1.0"
