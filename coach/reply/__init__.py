"""The reply, one value for every surface, and how it comes about: a draft with slots, rendered, then checked sentence
by sentence.
"""

from coach.reply.values import Citation, Entities, Figure, FigureKind, Gap, Reply

__all__ = ["Citation", "Entities", "Figure", "FigureKind", "Gap", "Reply"]
