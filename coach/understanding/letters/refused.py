"""What somebody does whose letter cannot be read."""

PASTE = "paste the text of the letter instead"
