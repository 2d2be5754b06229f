"""What `bench_calls.py` consists of: the library that is called, the contenders, the measuring, the table and the chart."""
