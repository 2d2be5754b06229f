"""What is taken where nothing is said. Costs nothing to import: the help of the command line tells it."""

LINE_LENGTH = 88
"""The width of what is generated, that of ruff and black."""
RUNTIME = "synchronicity"
"""The package that generated code imports."""
