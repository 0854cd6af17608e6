"""One module per format read or written, and the content that all written formats render."""
