"""How many small mistakes in the rules the YAML cases notice: each mutant changes one operator, value or threshold.

python benchmarks/mutate_rules.py [--module rules_engine.gates] [--jobs 2]
"""

from __future__ import annotations

import argparse
import ast
import copy
import importlib
import importlib.abc
import importlib.util
import os
import sys
from pathlib import Path
from types import ModuleType

import yaml

ROOT = Path(__file__).resolve().parent.parent
MODULES = (
    "rules_engine.gates", "rules_engine.status", "rules_engine.classes", "rules_engine.derived",
    "rules_engine.adequacy", "rules_engine.readings", "rules_engine.needs", "rules_engine.fact",
    "rules_engine.consensus.contraindications", "rules_engine.consensus.diagnosis", "rules_engine.consensus.timing",
    "rules_engine.consensus.indications", "rules_engine.consensus.drugs", "rules_engine.consensus.examinations",
    "rules_engine.consensus.monitoring",
)  # fmt: skip
SWAPS = {"TRUE": "FALSE", "FALSE": "TRUE", "UNKNOWN": "FALSE", "all": "any", "any": "all"}
SHOWN = {"A": "B", "B": "C", "C": "D", "D": "W", "W": "D"}
METHODS = {"is_", "among", "holds", "listed", "related", "stands", "another_than", "_after"}
THRESHOLDS = {"Reading"}


class Swap(ast.NodeTransformer):
    """Counts the places where a mutation is possible, and makes the one that is wanted."""

    def __init__(self, wanted: int = -1) -> None:
        self.wanted, self.seen, self.told = wanted, 0, ""

    def _here(self, node: ast.AST, told: str) -> bool:
        self.seen += 1
        if self.seen - 1 == self.wanted:
            self.told = f"line {getattr(node, 'lineno', '?')}: {told}"
            return True
        return False

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        self.generic_visit(node)
        if isinstance(node.op, ast.BitAnd) and self._here(node, "& to |"):
            node.op = ast.BitOr()
        elif isinstance(node.op, ast.BitOr) and self._here(node, "| to &"):
            node.op = ast.BitAnd()
        return node

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.AST:
        self.generic_visit(node)
        if isinstance(node.op, ast.Invert | ast.Not) and self._here(node, "~ taken away"):
            return node.operand
        return node

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        self.generic_visit(node)
        swaps = {ast.Lt: ast.GtE, ast.GtE: ast.Lt, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.Eq: ast.NotEq,
                 ast.NotEq: ast.Eq, ast.In: ast.NotIn, ast.NotIn: ast.In}  # fmt: skip
        other = swaps.get(type(node.ops[0]))
        if other is not None and self._here(node, f"{type(node.ops[0]).__name__} to {other.__name__}"):
            node.ops[0] = other()
        return node

    def visit_Name(self, node: ast.Name) -> ast.AST:
        if isinstance(node.ctx, ast.Load) and node.id in SWAPS and self._here(node, f"{node.id} to {SWAPS[node.id]}"):
            node.id = SWAPS[node.id]
        return node

    def visit_keyword(self, node: ast.keyword) -> ast.AST:
        self.generic_visit(node)
        value = node.value
        if node.arg == "shown" and isinstance(value, ast.Constant) and self._here(value, f"shown {value.value}"):
            node.value = ast.Constant(SHOWN[str(value.value)])
        if node.arg == "first_choice" and isinstance(value, ast.Constant) and self._here(value, "first choice"):
            node.value = ast.Constant(not value.value)
        return node

    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name in METHODS:
            for place, argument in enumerate(node.args):
                if isinstance(argument, ast.Constant) and self._here(argument, f"{name}({argument.value!r})"):
                    node.args[place] = _another(argument)
        if name in THRESHOLDS and isinstance(node.args[2], ast.Constant) and isinstance(node.args[2].value, float):
            for change in (-0.05, 0.05):
                if self._here(node, f"threshold {node.args[2].value} {change:+}"):
                    node.args[2] = ast.Constant(node.args[2].value + change)
        if name in ("Unless", "Open") and self._here(node, f"{name} taken for the fact itself"):
            return node.args[0]
        if name == "Unless" and self._here(node, "Unless to its mirror"):
            return ast.UnaryOp(ast.Invert(), node.args[0])
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        if node.value is not None:
            node.value = self.visit(node.value)
        return node

    def visit_arg(self, node: ast.arg) -> ast.AST:
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        if node.name in ("facts", "__ge__") and node.name == "facts":
            return node
        node.body = [self.visit(statement) for statement in node.body]
        return node

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        node.body = [self.visit(statement) for statement in node.body]
        return node


class Planted(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Gives one module its mutated source."""

    def __init__(self, name: str, tree: ast.Module) -> None:
        self.name, self.tree = name, tree

    def find_spec(self, name: str, path: object = None, target: object = None) -> importlib.machinery.ModuleSpec | None:
        return importlib.util.spec_from_loader(name, self) if name == self.name else None

    def exec_module(self, module: ModuleType) -> None:
        module.__file__ = str(_source(self.name))
        exec(compile(self.tree, str(_source(self.name)), "exec"), module.__dict__)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--module", action="append", help="only this module; may be given several times")
    parser.add_argument("--jobs", type=int, default=2)
    wishes = parser.parse_args()
    tasks = [(name, place) for name in wishes.module or MODULES for place in range(_places(name))]
    cases = all_cases()  # read once, before any child starts
    running: dict[int, str] = {}
    survivors: list[str] = []
    for name, place in tasks:
        if len(running) >= wishes.jobs:
            _reap(running, survivors)
        child, told = _planted(name, place, cases)
        running[child] = f"{name} {told}"
    while running:
        _reap(running, survivors)
    killed = len(tasks) - len(survivors)
    print(f"{killed} of {len(tasks)} mutants killed by the YAML cases: {100 * killed / len(tasks):.1f} %")
    return 0 if killed >= 0.95 * len(tasks) else 1


def _source(name: str) -> Path:
    return ROOT.joinpath(*name.split(".")).with_suffix(".py")


def _places(name: str) -> int:
    counter = Swap()
    counter.visit(ast.parse(_source(name).read_text(encoding="utf-8")))
    return counter.seen


def _reap(running: dict[int, str], survivors: list[str]) -> None:
    """Waits for one child; the mutant survives where no case differed."""
    child, status = os.wait()
    told = running.pop(child)
    if os.waitstatus_to_exitcode(status) == 0:
        survivors.append(told)
        print(f"survived  {told}", flush=True)


def _planted(name: str, place: int, cases: list[dict[str, object]]) -> tuple[int, str]:
    """Starts a child process with this mutant that checks the cases; its id, and what was changed."""
    tree = ast.parse(_source(name).read_text(encoding="utf-8"))
    swap = Swap(place)
    tree = ast.fix_missing_locations(swap.visit(copy.deepcopy(tree)))
    child = os.fork()
    if child == 0:
        os._exit(_cases_notice(name, tree, cases))
    return child, swap.told


def _cases_notice(name: str, tree: ast.Module, cases: list[dict[str, object]]) -> int:
    """1 when a case differs or the rules cannot even be loaded; runs in the child."""
    sys.path.insert(0, str(ROOT))
    sys.meta_path.insert(0, Planted(name, tree))
    try:
        casebook = importlib.import_module("tests.rules_engine.casebook")
        return int(any(casebook.differences(case) for case in cases))
    except BaseException:
        return 1


def all_cases() -> list[dict[str, object]]:
    """The YAML cases, read without loading the rules: each child loads its own, mutated, rules."""
    paths = sorted((ROOT / "tests" / "rules_engine" / "cases").glob("*.yml"))
    return [case for path in paths if path.name != "patients.yml" for case in yaml.safe_load(path.read_text("utf-8"))]


def _another(constant: ast.Constant) -> ast.expr:
    if isinstance(constant.value, bool):
        return ast.Constant(not constant.value)
    return ast.Constant(f"not {constant.value}")


if __name__ == "__main__":
    sys.exit(main())
