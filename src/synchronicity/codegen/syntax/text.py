"""Literals and widths: how a constant is spelled, and how many columns a piece of text takes.

Knows characters, and the conventions of the formatter about quotes and escapes. Uses no Unicode table of the running
interpreter (`str.isprintable`, `unicodedata`), because the same tree must give the same bytes on every version of Python.
"""

from __future__ import annotations

import math
from bisect import bisect_right

from .expressions import ConstantValue

# Beyond this, `repr(int)` is refused by newer interpreters; hexadecimal has no such limit.
_DECIMAL_BITS = 12_000

_NAMED_ESCAPES = {"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}

# Invisible characters, apart from controls and surrogates: separators, joiners, direction marks, byte order marks.
_INVISIBLE = (
    (0xAD, 0xAD), (0x61C, 0x61C), (0x180E, 0x180E), (0x200B, 0x200F), (0x2028, 0x202E), (0x2060, 0x206F),
    (0xFEFF, 0xFEFF), (0xFFF0, 0xFFFB), (0xFFFE, 0xFFFF), (0xE0000, 0xE0FFF),
)  # fmt: skip

# Ranges which take two columns, and ranges which take none.
_WIDE = (
    (0x1100, 0x115F), (0x231A, 0x231B), (0x2329, 0x232A), (0x23E9, 0x23EC), (0x23F0, 0x23F0), (0x23F3, 0x23F3),
    (0x25FD, 0x25FE), (0x2614, 0x2615), (0x2630, 0x2637), (0x2648, 0x2653), (0x267F, 0x267F), (0x268A, 0x268F),
    (0x2693, 0x2693), (0x26A1, 0x26A1), (0x26AA, 0x26AB), (0x26BD, 0x26BE), (0x26C4, 0x26C5), (0x26CE, 0x26CE),
    (0x26D4, 0x26D4), (0x26EA, 0x26EA), (0x26F2, 0x26F3), (0x26F5, 0x26F5), (0x26FA, 0x26FA), (0x26FD, 0x26FD),
    (0x2705, 0x2705), (0x270A, 0x270B), (0x2728, 0x2728), (0x274C, 0x274C), (0x274E, 0x274E), (0x2753, 0x2755),
    (0x2757, 0x2757), (0x2795, 0x2797), (0x27B0, 0x27B0), (0x27BF, 0x27BF), (0x2B1B, 0x2B1C), (0x2B50, 0x2B50),
    (0x2B55, 0x2B55), (0x2E80, 0x303E), (0x3041, 0x3247), (0x3250, 0x4DBF), (0x4DC0, 0xA4CF), (0xA960, 0xA97C),
    (0xAC00, 0xD7A3), (0xF900, 0xFAFF), (0xFE10, 0xFE19), (0xFE30, 0xFE6F), (0xFF01, 0xFF60), (0xFFE0, 0xFFE6),
    (0x16FE0, 0x18DFF), (0x1AFF0, 0x1B2FF), (0x1D300, 0x1D376), (0x1F004, 0x1F004), (0x1F0CF, 0x1F0CF),
    (0x1F18E, 0x1F18E), (0x1F191, 0x1F19A), (0x1F200, 0x1F320), (0x1F32D, 0x1F335), (0x1F337, 0x1F37C),
    (0x1F37E, 0x1F393), (0x1F3A0, 0x1F3CA), (0x1F3CF, 0x1F3D3), (0x1F3E0, 0x1F3F0), (0x1F3F4, 0x1F3F4),
    (0x1F3F8, 0x1F43E), (0x1F440, 0x1F440), (0x1F442, 0x1F4FC), (0x1F4FF, 0x1F53D), (0x1F54B, 0x1F54E),
    (0x1F550, 0x1F567), (0x1F57A, 0x1F57A), (0x1F595, 0x1F596), (0x1F5A4, 0x1F5A4), (0x1F5FB, 0x1F64F),
    (0x1F680, 0x1F6C5), (0x1F6CC, 0x1F6CC), (0x1F6D0, 0x1F6D2), (0x1F6D5, 0x1F6DF), (0x1F6EB, 0x1F6EC),
    (0x1F6F4, 0x1F6FC), (0x1F7E0, 0x1F7EB), (0x1F7F0, 0x1F7F0), (0x1F90C, 0x1F93A), (0x1F93C, 0x1F945),
    (0x1F947, 0x1F9FF), (0x1FA70, 0x1FAFF), (0x20000, 0x3FFFD),
)  # fmt: skip
_NARROWLESS = (
    (0x300, 0x36F), (0x483, 0x489), (0x591, 0x5BD), (0x610, 0x61A), (0x64B, 0x65F), (0x900, 0x902), (0x941, 0x948),
    (0xE31, 0xE31), (0xE34, 0xE3A), (0xE47, 0xE4E), (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF), (0x200B, 0x200F),
    (0x20D0, 0x20F0), (0x302A, 0x302D), (0x3099, 0x309A), (0xFE00, 0xFE0F), (0xFE20, 0xFE2F),
)  # fmt: skip


class _Ranges:
    def __init__(self, ranges: tuple[tuple[int, int], ...]) -> None:
        self._starts = [start for start, _ in ranges]
        self._ends = [end for _, end in ranges]

    def __contains__(self, code: int) -> bool:
        index = bisect_right(self._starts, code) - 1
        return index >= 0 and code <= self._ends[index]


_invisible = _Ranges(_INVISIBLE)
_wide = _Ranges(_WIDE)
_narrowless = _Ranges(_NARROWLESS)


def width(text: str) -> int:
    """The columns that the formatter counts for the text."""
    if text.isascii():
        return len(text)
    return sum(_character_width(ord(character)) for character in text)


def _character_width(code: int) -> int:
    if code < 0x300:
        return 1
    if code in _narrowless:
        return 0
    return 2 if code in _wide else 1


def is_plain(character: str) -> bool:
    """Whether the character may stand as itself in a string."""
    code = ord(character)
    if code < 0x7F:
        return code >= 0x20
    return not (code < 0xA0 or 0xD800 <= code <= 0xDFFF or code in _invisible)


def escaped(character: str) -> str:
    """The character as it may stand between the quotes of a string (quotes are left alone)."""
    if character in _NAMED_ESCAPES:
        return _NAMED_ESCAPES[character]
    if is_plain(character):
        return character
    code = ord(character)
    if code <= 0xFF:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def has_escapes(text: str) -> bool:
    """Whether the text may have a character that is `escaped`: certainly not where this is false, as mostly."""
    return not (text.isascii() and text.isprintable()) or "\\" in text


def escaped_text(text: str) -> str:
    """The text with every character `escaped`."""
    return "".join(map(escaped, text)) if has_escapes(text) else text


def constant_text(value: ConstantValue) -> str:
    """The literal of the value. ValueError for a number that has none (infinities, not-a-number)."""
    if value is None or isinstance(value, bool):
        return str(value)
    if value is Ellipsis:
        return "..."
    if isinstance(value, str):
        return _quoted(escaped_text(value))
    if isinstance(value, bytes):
        return "b" + _quoted("".join(_escaped_byte(byte) for byte in value))
    if isinstance(value, int):
        return _integer_text(value)
    if isinstance(value, float):
        return _float_text(value)
    if isinstance(value, complex):
        return _complex_text(value)
    raise ValueError(f"no literal for a value of {type(value).__name__}")


def _escaped_byte(byte: int) -> str:
    return escaped(chr(byte)) if byte < 0x80 else f"\\x{byte:02x}"


def _quoted(body: str) -> str:
    # Double quotes, unless they would take more escapes than single ones.
    quote = "'" if body.count('"') > body.count("'") else '"'
    return quote + body.replace(quote, "\\" + quote) + quote


def _integer_text(value: int) -> str:
    value = int(value)  # an IntEnum or another subclass has a repr of its own
    if value.bit_length() <= _DECIMAL_BITS:
        return repr(value)
    return ("-" if value < 0 else "") + "0x" + f"{abs(value):X}"


def _float_text(value: float) -> str:
    value = float(value)
    if not math.isfinite(value):
        raise ValueError(f"no literal for {value!r}")
    return repr(value).replace("e+", "e")


def _complex_text(value: complex) -> str:
    imaginary = _float_text(abs(value.imag))
    imaginary = (imaginary.removesuffix(".0")) + "j"
    negative = math.copysign(1.0, value.imag) < 0
    if value.real == 0 and (math.copysign(1.0, value.real) < 0) == negative:
        return "-" + imaginary if negative else imaginary
    return f"{_float_text(value.real)} {'-' if negative else '+'} {imaginary}"
