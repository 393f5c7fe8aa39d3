"""Lines that teach what a figure of a message is, beside what is offered, paid and wished for."""
