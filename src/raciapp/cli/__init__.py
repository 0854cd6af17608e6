"""The command line, a client of the rooms below, equal to the window and never meeting it."""

COMMANDS = (
    "new", "import", "check", "export", "formats", "diff", "units",
    "anonymise", "recover", "samples", "templates", "rules",
)  # fmt: skip
"""The commands by name, known without loading any of them, so that the window opens without the command line."""
