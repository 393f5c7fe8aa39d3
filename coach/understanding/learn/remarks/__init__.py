"""What a clause speaks of, the case or the talk about it: labelled lines and the training."""
