"""Generated packages at work: the goldens are imported and used, on both faces."""
