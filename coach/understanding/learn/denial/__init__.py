"""What a clause says did not happen, is only planned, or has happened: labelled lines and the training."""
