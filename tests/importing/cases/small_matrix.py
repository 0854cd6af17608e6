"""A small matrix that several cases hold: as it is drawn, and what is read of it."""

GRID = """
Activity          | Web | Legal | HR
Plan the year     | A/R | C     | I
Answer the public | R   |       | A
Train the staff   | C   | I     | A/R
"""
UNITS = "Web | Legal | HR"
ROWS = """
Plan the year : A/R C I
Answer the public : R . A
Train the staff : C I A/R
"""
