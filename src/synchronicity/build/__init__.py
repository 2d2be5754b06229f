"""Builds of a library: the pairs are generated before its wheel or sdist is put together, also for an editable install.

Each build backend has a file of its own that speaks its language; what they do is in generating.py.
"""
