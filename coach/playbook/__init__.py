"""The whole preparation: the plan, the cards, and one document of them to arrange and to save."""
