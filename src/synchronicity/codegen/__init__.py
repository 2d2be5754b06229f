"""The compiler: registered live objects in, pairs of a thin module and a precise stub out."""
