"""What the figures say: where they stand in the band, what to aim at, and how an offer does."""
