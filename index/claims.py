"""Words that claim another offer or other talks: they hold only for somebody who has them."""

from __future__ import annotations

import re

CLAIMS_OFFER = re.compile(
    r"\b(?:competing|other|another|outside|alternative|best)\s+(?:\w+\s+){0,3}?(?:offers?|package|bid)\b"
    r"|\boffers?\s+(?:from|at)\s+(?:\[|[A-Z])|\bI (?:have|hold|received|got)\s+(?:an?\s+|\w+\s+){0,3}?offers?\b"
    r"|\b(?:in|active) (?:conversations?|talks|discussions?|final rounds?|process) (?:with|at)\b"
    r"|\binterviewing (?:with|at)\b"
    r"|\bmy alternatives?\b",
    re.I,
)
