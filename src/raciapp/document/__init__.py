"""The document: immutable values, pure edits, differences, history, the file it lives in."""
