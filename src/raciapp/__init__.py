"""Who does what on social media: edit a RACI matrix, check it against good practice, hand it out."""

__version__ = "0.1.0"
