"""A small library, for the tests of the run time: `_impl` as an author writes it, `api` as it is compiled."""
