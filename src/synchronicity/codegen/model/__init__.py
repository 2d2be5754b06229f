"""Plain, frozen data that the stages hand to each other.

Knows the words of the language that we translate (names, types, signatures, what was written, what users see) and
the tables that describe it. Knows nothing of live objects, of source text, or of how text is printed.
"""
