"""A loop of its own for what is awaited: the browser tests of a process keep one in its main thread."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

Answer = TypeVar("Answer")


def awaited(asked: Coroutine[Any, Any, Answer]) -> Answer:
    """Wait for a coroutine in a thread apart, and return what it comes to."""
    with ThreadPoolExecutor(max_workers=1) as apart:
        return apart.submit(asyncio.run, asked).result()
