"""What a clause of a message after a text is: labelled lines and the training."""
