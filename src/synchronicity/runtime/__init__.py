"""The run time: how a call gets from the caller's thread to the library's event loop, and back.

The rooms stand in this order, and each imports only those before it::

    errors subscript records wakers inbox selector tasks ports loop process homes waiting driving
    generators iterators identity contexts members helpers faces results managers

Nothing here is imported at build time. Nothing here imports asyncio before the first call, because that
takes longer than most programs take to start.
"""
