"""What a message wants: learned from wordings, settled by what it names (`coach.understanding.asked`), with cues for
the details.
"""

from __future__ import annotations

from typing import Literal

Intent = Literal[
    "band_lookup", "levers", "lever_script", "premium", "level_mapping", "strategy_target", "sources", "open_question",
    "compare_regions", "compare_companies", "compare_roles", "compare_levels", "offer_evaluation", "across_guides", "craft",
    "orders", "professional", "small_talk", "help",
]  # fmt: skip
