"""A client's file before it becomes a document: what was read, what was not, and a person's corrections."""
