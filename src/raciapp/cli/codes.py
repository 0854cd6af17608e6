"""The exit codes of the command line beside 0, fine, and 1, findings at or above `--fail-on`."""

DIFFERENT = 1
"""As of the command `diff` everywhere: the two files are not the same."""
BAD_INPUT = 2
NO_MATRIX = 3
FAULT = 70
INTERRUPTED = 130
PIPE_CLOSED = 141
"""As a shell counts a process that its reader left (128 and the signal's number); 0 and 1 would speak of findings."""
