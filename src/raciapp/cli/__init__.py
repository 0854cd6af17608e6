"""The command line, a client of the rooms below, equal to the window and never meeting it."""

COMMANDS = (
    "new",
    "import",
    "check",
    "export",
    "diff",
    "units",
    "anonymise",
    "recover",
    "samples",
    "templates",
    "rules",
)
"""The commands by name, known without loading any of them, so that the window opens without the command line."""
