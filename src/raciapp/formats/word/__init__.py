"""The Word document: the report with real headings and tables that a client goes on working in."""
