"""What the actions run: files, cells, and the shape of the matrix."""
