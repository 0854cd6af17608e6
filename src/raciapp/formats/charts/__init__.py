"""Lists and charts of units: who is there, what contains what, what each is for."""
