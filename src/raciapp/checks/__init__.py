"""Checking a matrix against good practice: a view of it, findings, the engine."""
