"""The slides: the matrix and what there is to say about it, to be projected or sent round."""
