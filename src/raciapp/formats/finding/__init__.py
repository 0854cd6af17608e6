"""Finding a matrix in any table: where the letters are, what heads them, what was left out and what is asked."""
