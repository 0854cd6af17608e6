"""The figures of a matrix as pictures in a window of their own, which follows every edit."""
