"""The figures of a matrix as pictures beside the grid or in a window of their own, following every edit."""
