"""Fingerprints of what a file holds. `hashlib` would load OpenSSL for them: three megabytes at every start."""

try:
    from _blake2 import blake2b  # the very function that hashlib hands on
except ImportError:  # another Python than CPython
    from hashlib import blake2b

__all__ = ["blake2b"]
