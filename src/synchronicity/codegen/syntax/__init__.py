"""The subset of Python that is written, and its printer.

Knows Python; knows nothing of what it is used for, and imports nothing but the standard library.
"""

from __future__ import annotations

from .expressions import Argument as Argument
from .expressions import Attribute as Attribute
from .expressions import Await as Await
from .expressions import BinaryOperation as BinaryOperation
from .expressions import BooleanOperation as BooleanOperation
from .expressions import Call as Call
from .expressions import Comparison as Comparison
from .expressions import Comprehension as Comprehension
from .expressions import ComprehensionKind as ComprehensionKind
from .expressions import Conditional as Conditional
from .expressions import Constant as Constant
from .expressions import ConstantValue as ConstantValue
from .expressions import DictComprehension as DictComprehension
from .expressions import DictDisplay as DictDisplay
from .expressions import DoubleStarred as DoubleStarred
from .expressions import Expression as Expression
from .expressions import Keyword as Keyword
from .expressions import Lambda as Lambda
from .expressions import ListDisplay as ListDisplay
from .expressions import Name as Name
from .expressions import SetDisplay as SetDisplay
from .expressions import Starred as Starred
from .expressions import Subscript as Subscript
from .expressions import TupleDisplay as TupleDisplay
from .expressions import UnaryOperation as UnaryOperation
from .expressions import Yield as Yield
from .expressions import YieldFrom as YieldFrom
from .flat import render as render
from .parse import parse_expression as parse_expression
from .printer import print_module as print_module
from .printer import print_pair as print_pair
from .statements import Assign as Assign
from .statements import Blank as Blank
from .statements import ClassDef as ClassDef
from .statements import Comment as Comment
from .statements import Delete as Delete
from .statements import ExpressionStatement as ExpressionStatement
from .statements import FunctionDef as FunctionDef
from .statements import If as If
from .statements import Import as Import
from .statements import ImportFrom as ImportFrom
from .statements import Parameter as Parameter
from .statements import ParameterKind as ParameterKind
from .statements import Pass as Pass
from .statements import Raise as Raise
from .statements import Return as Return
from .statements import SourceModule as SourceModule
from .statements import Statement as Statement
