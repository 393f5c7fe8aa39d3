"""What is learned from labelled turns: which acts a clause does, and what a figure is used for."""
