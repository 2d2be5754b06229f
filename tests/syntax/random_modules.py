"""Random modules of the subset, biased to what a generator of wrappers writes."""

from __future__ import annotations

import random
import string

from synchronicity.codegen.syntax import (
    Argument,
    Assign,
    Attribute,
    Await,
    BinaryOperation,
    BooleanOperation,
    Call,
    ClassDef,
    Comment,
    Comparison,
    Comprehension,
    ComprehensionKind,
    Conditional,
    Constant,
    Delete,
    DictComprehension,
    DictDisplay,
    DoubleStarred,
    Expression,
    ExpressionStatement,
    FunctionDef,
    If,
    Import,
    ImportFrom,
    Keyword,
    Lambda,
    ListDisplay,
    Name,
    Parameter,
    ParameterKind,
    Pass,
    Raise,
    Return,
    SetDisplay,
    SourceModule,
    Starred,
    Statement,
    Subscript,
    TupleDisplay,
    UnaryOperation,
    YieldFrom,
)

_DOCSTRINGS = [
    "Fetch a page.",
    "Fetch a page.\n\nArguments:\n    url: where it is\n      and more\n\n  back",
    'Ends in a "quote"',
    '"Starts" with one',
    "Backslash \\",
    'Three """ inside',
    "Tab\there\n\tand there",
    "Umlaut ä, wide 日本, CR \r, FF \x0c.",
    "",
    "   \n",
    "\n    indented\n  than this",
    "x" * 78,
    "x" * 75,
]


class Modules:
    """Everything is drawn from one source of randomness. `exotic` adds what wrappers do not contain."""

    def __init__(self, seed: int, *, exotic: bool = True) -> None:
        self._random = random.Random(seed)
        self._exotic = exotic

    def _chance(self, probability: float) -> bool:
        return self._random.random() < probability

    def identifier(self) -> str:
        low, high = self._random.choice([(1, 4), (2, 10), (5, 22), (10, 45)])
        letters = string.ascii_lowercase
        size = self._random.randint(low, high)
        return "".join(self._random.choice(letters) for _ in range(size)) + "_"

    def name(self) -> Name:
        return Name(self.identifier())

    def many(self, low: int, high: int, make):  # type: ignore[no-untyped-def]
        return tuple(make() for _ in range(self._random.randint(low, high)))

    # Expressions.

    def dotted(self) -> Expression:
        value: Expression = self.name()
        for _ in range(self._random.randint(0, 2)):
            value = Attribute(value, self.identifier())
        return value

    def constant(self) -> Constant:
        return Constant(
            self._random.choice(
                [
                    None,
                    True,
                    0,
                    17,
                    -3,
                    1.5,
                    -0.25,
                    1e16,
                    "a",
                    "it's",
                    'say "x"',
                    "日本",
                    b"a\x00",
                    ...,
                    3j,
                ]
            )
        )

    def annotation(self, depth: int = 3) -> Expression:
        kind = self._random.random()
        if depth == 0 or kind < 0.35:
            return self.dotted() if self._chance(0.8) else Constant(None)
        if kind < 0.65:
            items = self.many(1, 3, lambda: self.annotation(depth - 1))
            return Subscript(self.dotted(), items)
        if kind < 0.75:
            inner = self.many(0, 2, lambda: self.annotation(depth - 1))
            return Subscript(Name("Callable"), (ListDisplay(inner), self.annotation(depth - 1)))
        if kind < 0.8:
            return Constant(self.identifier())
        union = self.annotation(depth - 1)
        for _ in range(self._random.randint(1, 3)):
            union = BinaryOperation(union, "|", self.annotation(depth - 1))
        return union

    def argument(self, depth: int) -> Argument:
        kind = self._random.random()
        if kind < 0.25:
            return Keyword(self.identifier(), self.expression(depth))
        return self.expression(depth)

    def call(self, depth: int) -> Call:
        function = self.dotted()
        if self._exotic and self._chance(0.15):
            function = Attribute(self.primary(depth), self.identifier())
        arguments = self.many(0, 4, lambda: self.argument(depth - 1))
        positional = [a for a in arguments if not isinstance(a, Keyword)]
        keywords = [a for a in arguments if isinstance(a, Keyword)]
        more: list[Argument] = []
        if self._chance(0.1):
            more = [Starred(self.expression(depth - 1))]
        last: list[Argument] = [DoubleStarred(self.name())] if self._chance(0.1) else []
        return Call(function, (*positional, *more, *keywords, *last))

    def primary(self, depth: int) -> Expression:
        kind = self._random.random()
        if depth <= 0 or kind < 0.2:
            return self.dotted()
        if kind < 0.6:
            return self.call(depth - 1)
        if kind < 0.8:
            items = self.many(1, 2, lambda: self.expression(depth - 1))
            return Subscript(self.primary(depth - 1), items)
        return Attribute(self.primary(depth - 1), self.identifier())

    def comprehension(self, depth: int) -> Expression:
        target: Expression = Name("item")
        if self._chance(0.3):
            target = TupleDisplay((Name("key"), Name("value")))
        iterable = self.primary(depth - 1)
        if self._exotic and self._chance(0.2):
            iterable = self.expression(depth - 1)
        kind = self._random.choice([*ComprehensionKind, None])
        if kind is None:
            key, value = self.expression(depth - 1), self.expression(depth - 1)
            return DictComprehension(key, value, target, iterable)
        return Comprehension(kind, self.expression(depth - 1), target, iterable)

    def display(self, depth: int) -> Expression:
        kind = self._random.randrange(4)
        if kind == 3:

            def pair() -> tuple[Expression, Expression]:
                return self.expression(depth - 1), self.expression(depth - 1)

            return DictDisplay(self.many(0, 3, pair))
        items = self.many(1 if kind == 2 else 0, 4, lambda: self.expression(depth - 1))
        return (TupleDisplay, ListDisplay, SetDisplay)[kind](items)

    def operation(self, depth: int) -> Expression:
        left, right = self.expression(depth - 1), self.expression(depth - 1)
        kind = self._random.randrange(5)
        if kind == 0:
            operator = self._random.choice(["+", "-", "*", "|", "&", "**", "@", "<<", "//"])
            return BinaryOperation(left, operator, right)
        if kind == 1:
            operator = self._random.choice(["is", "is not", "in", "not in", "==", "<"])
            return Comparison(left, operator, right)
        if kind == 2:
            more = self.many(0, 2, lambda: self.expression(depth - 1))
            return BooleanOperation(self._random.choice(["and", "or"]), (left, right, *more))
        if kind == 3:
            return UnaryOperation(self._random.choice(["not", "-", "~"]), left)
        return Await(self.call(depth - 1))

    def conditional(self, depth: int) -> Expression:
        test: Expression = Call(Name("isinstance"), (self.name(), self.name()))
        if self._exotic and self._chance(0.5):
            test = self.expression(depth - 1)
        return Conditional(self.expression(depth - 1), test, self.expression(depth - 1))

    def lambda_(self, depth: int) -> Expression:
        return Lambda(self.many(0, 2, self.identifier), self.expression(depth - 1))

    def expression(self, depth: int) -> Expression:
        kind = self._random.random()
        if depth <= 0 or kind < 0.15:
            return self.dotted() if self._chance(0.8) else self.constant()
        if kind < 0.45:
            return self.call(depth)
        if kind < 0.62:
            return self.comprehension(depth)
        if kind < 0.72:
            return self.conditional(depth)
        if kind < 0.8:
            return self.display(depth)
        if kind < 0.87:
            return self.lambda_(depth)
        if kind < 0.92:
            return self.primary(depth)
        return self.operation(depth) if self._exotic else self.call(depth)

    # Statements.

    def parameters(self) -> tuple[Parameter, ...]:
        kinds = list(ParameterKind)
        drawn = sorted(
            (self._random.choice(kinds) for _ in range(self._random.choice([0, 1, 2, 3, 5, 8]))),
            key=kinds.index,
        )
        parameters: list[Parameter] = []
        defaults = False
        for kind in drawn:
            variadic = kind in (ParameterKind.VAR_POSITIONAL, ParameterKind.VAR_KEYWORD)
            if variadic and parameters and parameters[-1].kind is kind:
                continue
            if kind is ParameterKind.KEYWORD_ONLY:
                default = self._chance(0.3)
            else:
                default = defaults = not variadic and (defaults or self._chance(0.15))
            annotation = self.annotation() if self._chance(0.8) else None
            value = self.expression(2) if default and self._chance(0.3) else self.constant()
            name = self.identifier() + str(len(parameters))
            parameters.append(Parameter(name, kind, annotation, value if default else None))
        return tuple(parameters)

    def simple(self) -> Statement:
        kind = self._random.randrange(14)
        if kind < 4:
            return Return(self.expression(4))
        if kind < 7:
            return self.assignment()
        if kind == 7:
            return ExpressionStatement(self.call(4))
        if kind == 8:
            return Delete(self.dotted())
        if kind == 9:
            return Raise(self.call(2), self.dotted() if self._chance(0.3) else None)
        if kind == 10:
            return Return(self.conditional(3))
        if kind == 11:
            return Return(Call(Name("f_"), (YieldFrom(self.call(2)),)))
        if kind == 12:
            return If(
                self.expression(3), self.many(1, 2, self.simple), self.many(0, 2, self.simple)
            )
        return Pass()

    def assignment(self) -> Statement:
        target = self.dotted()
        value = self.expression(4)
        if isinstance(value, Lambda) and not self._exotic:
            value = self.call(4)  # wrappers assign no lambdas
        kind = self._random.random()
        if kind < 0.2:
            return Assign(target, None, self.annotation())
        if kind < 0.4:
            return Assign(target, value, self.annotation())
        if self._exotic and kind < 0.6:
            return Assign(Subscript(target, self.many(1, 2, self.name)), value)
        return Assign(target, value)

    def function(self, stub: bool, nested: int = 1) -> FunctionDef:
        body: tuple[Statement, ...] = ()
        if not stub or self._chance(0.1):
            body = self.many(0, 2, self.simple)
            if nested and self._chance(0.1):
                body = (*self.comments(), self.function(stub, nested - 1), *body)
        return FunctionDef(
            self.identifier(),
            self.parameters(),
            self.annotation() if self._chance(0.8) else None,
            body,
            self.decorators(),
            self._chance(0.2),
            self._random.choice(_DOCSTRINGS) if self._chance(0.3) else None,
        )

    def decorators(self) -> tuple[Expression, ...]:
        if self._chance(0.5):
            return ()
        decorators: tuple[Expression, ...] = self.many(
            1, 2, lambda: self.call(4) if self._chance(0.7) else self.dotted()
        )
        return decorators

    def class_(self, stub: bool, nested: int = 1) -> ClassDef:
        bases = self.many(0, 3, lambda: self.annotation(2))
        keywords: tuple[Keyword, ...] = ()
        if self._chance(0.5):
            keywords = (Keyword("impl", self.dotted()),)
        return ClassDef(
            self.identifier(),
            (*bases, *keywords),
            self.block(stub, nested - 1) if self._chance(0.9) else (),
            self.decorators() if self._chance(0.2) else (),
            self._random.choice(_DOCSTRINGS) if self._chance(0.3) else None,
        )

    def comments(self) -> tuple[Statement, ...]:
        return (Comment("a comment of its own"),) if self._chance(0.1) else ()

    def block(self, stub: bool, nested: int = 1) -> tuple[Statement, ...]:
        statements: list[Statement] = []
        for _ in range(self._random.randint(1, 5)):
            statements += self.comments()
            kind = self._random.random()
            if kind < 0.6:
                statements.append(self.function(stub))
            elif kind < 0.75 and nested:
                statements.append(self.class_(stub, nested))
            elif kind < 0.8:
                statements.append(self.import_())
            elif kind < 0.85 and nested:
                branch = self.block(stub, 0)
                other = self.block(stub, 0) if self._chance(0.5) else ()
                statements.append(If(self.expression(1), branch, other))
            else:
                statements.append(self.assignment())
        return tuple(statements)

    def import_(self) -> Statement:
        if self._chance(0.3):
            return Import(self.identifier(), self.identifier() if self._chance(0.3) else None)
        names = self.many(
            1, 4, lambda: (self.identifier(), self.identifier() if self._chance(0.3) else None)
        )
        return ImportFrom(self._random.choice([".", "._impl", "typing"]), names)

    def module(self, stub: bool) -> SourceModule:
        imports = self.many(0, 3, self.import_)
        return SourceModule(
            ("@generated", "type: ignore")[: self._random.randint(0, 2)],
            self._random.choice(_DOCSTRINGS) if self._chance(0.2) else None,
            (*imports, *self.block(stub), *self.block(stub)),
        )
