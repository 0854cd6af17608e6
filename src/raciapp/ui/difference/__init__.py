"""The difference of two documents, to be read and to be taken change by change."""
