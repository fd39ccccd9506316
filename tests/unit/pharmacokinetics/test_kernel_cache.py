"""Where no compiled code can be kept on disk, the kernels still work: each process compiles anew."""

import numba

from sciatwin import compiled as compiling


def test_no_place_for_the_cache_is_no_error(monkeypatch):
    real = numba.njit

    def njit_without_a_cache_folder(**options):
        if options.pop("cache", False):
            raise RuntimeError("cannot cache function: no locator available")
        return real(**options)

    monkeypatch.setattr(compiling.numba, "njit", njit_without_a_cache_folder)
    assert compiling.compiled(lambda x: x + 1)(1) == 2
