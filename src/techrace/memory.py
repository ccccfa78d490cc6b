"""Keep the memory of big batches between turns, in large pages.

Every step of a rule makes a new array and drops an old one. Left alone, the C library of Linux
gives a large array back to the system and asks for another a moment later, page by page; on
batches of a thousand games a tenth to an eighth of the time goes there (``benchmarks/explain.py``).
"""

from __future__ import annotations

import ctypes
import sys
from functools import cache

TRIM_THRESHOLD, TOP_PAD, MMAP_THRESHOLD = -1, -2, -3  # names of `mallopt`, malloc.h
HUGE_PAGE, ADVISE_HUGE = 2 << 20, 14  # bytes; MADV_HUGEPAGE, mman.h
LARGEST = 32 << 20  # bytes: the most for which the C library can be asked to reuse memory
RESERVE = 256 << 20  # bytes of addresses, not of memory: a page costs nothing before it is used
KEPT = 1 << 30  # bytes that are free and yet kept


@cache
def keep() -> bool:
    """Ask the C library, once a process, to reuse the memory of large arrays.

    Returns:
        Whether it could be asked; where it cannot (macOS, Windows, musl), nothing changes but speed.
    """
    if not sys.platform.startswith("linux"):
        return False
    libc = ctypes.CDLL(None)
    if not all(hasattr(libc, name) for name in ("mallopt", "sbrk", "madvise", "gnu_get_libc_version")):
        return False
    libc.sbrk.restype = libc.malloc.restype = ctypes.c_void_p
    libc.sbrk.argtypes, libc.malloc.argtypes = [ctypes.c_ssize_t], [ctypes.c_size_t]
    libc.free.argtypes, libc.madvise.argtypes = [ctypes.c_void_p], [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int]
    for what, value in ((MMAP_THRESHOLD, LARGEST), (TRIM_THRESHOLD, KEPT), (TOP_PAD, RESERVE)):
        libc.mallopt(what, value)
    start = libc.sbrk(0) // HUGE_PAGE * HUGE_PAGE + HUGE_PAGE
    libc.free(libc.malloc(LARGEST // 2))  # the heap grows by this and the reserve
    length = (libc.sbrk(0) - start) // HUGE_PAGE * HUGE_PAGE
    return length > 0 and libc.madvise(start, length, ADVISE_HUGE) == 0
