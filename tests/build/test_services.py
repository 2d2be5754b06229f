"""What others run for a library: the hooks for pre-commit, and the action for GitHub."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from .conftest import EXAMPLE, ROOT, Done, Environment, run

yaml = pytest.importorskip("yaml")

pytestmark = pytest.mark.timeout(600)

HOOKS = ROOT / ".pre-commit-hooks.yaml"
ACTION = ROOT / "action.yml"
CONFIGURATION = """\
repos:
  - repo: {repository}
    rev: {revision}
    hooks:
      - id: {hook}
"""


def git(directory: Path, *arguments: str) -> str:
    identity = ("-c", "user.name=somebody", "-c", "user.email=somebody@example.org")
    done = run("git", *identity, *arguments, directory=directory)
    assert done.returncode == 0, done.stdout
    return done.stdout.strip()


def commit(directory: Path) -> str:
    git(directory, "init", "--quiet")
    git(directory, "add", "--all")
    git(directory, "commit", "--quiet", "--message", "All")
    return git(directory, "rev-parse", "HEAD")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project in a repository, with nothing generated yet."""
    if shutil.which("git") is None:
        pytest.skip("there is no git, which pre-commit needs")
    project = tmp_path / "project"
    shutil.copytree(EXAMPLE, project, ignore=shutil.ignore_patterns("api.*", "__pycache__"))
    (project / ".gitignore").unlink()
    commit(project)
    return project


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This project, as pre-commit clones it."""
    repository = tmp_path_factory.mktemp("repository")
    ignore = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "src", repository / "src", ignore=ignore)
    for name in ("pyproject.toml", "README.md", "LICENSE", HOOKS.name):
        shutil.copy(ROOT / name, repository)
    return repository


def hook(
    builder: Environment, project: Path, repository: Path, name: str, home: Path
) -> subprocess.CompletedProcess[str]:
    revision = git(repository, "rev-parse", "HEAD")
    text = CONFIGURATION.format(repository=repository, revision=revision, hook=name)
    (project / ".pre-commit-config.yaml").write_text(text, "utf-8")
    git(project, "add", ".pre-commit-config.yaml")
    environment = {**os.environ, "PRE_COMMIT_HOME": str(home)}
    environment.pop("PYTHONPATH", None)
    return subprocess.run(
        [str(builder.program), "-m", "pre_commit", "run", "--all-files", "--verbose"],
        cwd=project,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=500,
        check=False,
    )


def test_hooks_of_pre_commit(
    builder: Environment, project: Path, repository: Path, tmp_path: Path
) -> None:
    commit(repository)
    builder.install("pre-commit")
    home = tmp_path / "home"
    done = hook(builder, project, repository, "synchronicity-check", home)
    assert done.returncode == 1 and "error[out-of-date]: is missing" in done.stdout, done.stdout
    done = hook(builder, project, repository, "synchronicity-generate", home)
    assert "wrote src/forecast/api.pyi" in done.stdout, done.stdout
    done = hook(builder, project, repository, "synchronicity-check", home)
    assert done.returncode == 0 and "everything is up to date" in done.stdout, done.stdout


def test_every_hook_names_a_command() -> None:
    hooks = yaml.safe_load(HOOKS.read_text("utf-8"))
    for each in hooks:
        assert each["id"] == each["entry"].replace(" ", "-")
        program, command = each["entry"].split()
        assert (program, command in ("check", "generate")) == ("synchronicity", True)


def act(builder: Environment, project: Path, **given: str) -> list[Done]:
    """Run the steps of the action as GitHub does; what is written about them until one fails."""
    action: Any = yaml.safe_load(ACTION.read_text("utf-8"))
    assert action["runs"]["using"] == "composite"
    inputs = {name: str(entry["default"]) for name, entry in action["inputs"].items()}
    assert given.keys() <= {name.replace("-", "_") for name in inputs}
    inputs.update({name.replace("_", "-"): value for name, value in given.items()})

    def filled(text: str) -> str:
        known = {"github.action_path": str(ROOT), **{f"inputs.{n}": v for n, v in inputs.items()}}
        return re.sub(r"\$\{\{ ([\w.-]+) \}\}", lambda found: known[found[1]], text)

    inputs = {name: filled(value) for name, value in inputs.items()}
    done: list[Done] = []
    for step in action["runs"]["steps"]:
        if step.get("if") == "inputs.requirement != ''" and not inputs["requirement"]:
            continue
        path = os.pathsep.join([str(builder.program.parent), os.environ["PATH"]])
        environment = {**os.environ, "PATH": path}
        environment.pop("PYTHONPATH", None)
        environment.update({name: filled(text) for name, text in step["env"].items()})
        assert step["shell"] == "bash" and "${{" not in step["run"]  # no text becomes code
        done.append(
            subprocess.run(
                ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
                cwd=project / filled(step.get("working-directory", ".")),
                env=environment,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                encoding="utf-8",
                timeout=500,
                check=False,
            )
        )
        if done[-1].returncode:
            break
    return done


@pytest.mark.skipif(shutil.which("bash") is None, reason="the action's steps are for bash")
def test_steps_of_the_action(builder: Environment, project: Path, wheels: Path) -> None:
    requirement = str(next(wheels.iterdir()))
    install, check = act(builder, project, command="check", requirement=requirement)
    assert install.returncode == 0, install.stdout
    assert check.returncode == 1
    assert "::error file=src/forecast/api.py,line=1,col=1,title=out-of-date::is" in check.stdout
    assert builder.python("-m", "synchronicity", "generate", directory=project).returncode == 0
    (validate,) = act(
        builder,
        project.parent,
        arguments="--checkers freshness,agreement,import",
        requirement="",
        working_directory="project",
    )
    assert validate.returncode == 0, validate.stdout
    assert "import: nothing found" in validate.stdout


def test_the_action_installs_its_own_version() -> None:
    action = yaml.safe_load(ACTION.read_text("utf-8"))
    assert action["inputs"]["requirement"]["default"] == "${{ github.action_path }}[build,check]"
