"""Readers: each turns one kind of file, or what is on the clipboard, into neutral tables and decides nothing."""
