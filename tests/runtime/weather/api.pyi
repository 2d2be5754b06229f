from typing import Any

def __getattr__(name: str) -> Any: ...  # the tests are about what happens, not about types
