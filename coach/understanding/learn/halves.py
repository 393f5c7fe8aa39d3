"""The processor -> whether it reckons in half precision: training is twice as fast with it, and many times slower where
it is only imitated."""

from __future__ import annotations

import torch


def halves() -> bool:
    """Whether the processor has instructions for bfloat16."""
    return bool(torch.ops.mkldnn._is_mkldnn_bf16_supported())
