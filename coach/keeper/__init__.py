"""For whoever keeps the guides: what readers judged and missed, and how good the answers are."""
