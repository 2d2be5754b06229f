from __future__ import annotations

import os
import stat
import sys
from pathlib import Path
from typing import Any, Callable

import pytest

from synchronicity.codegen.diagnostics import Code, CompileError
from synchronicity.codegen.output import CompiledModules, GeneratedModule
from synchronicity.codegen.writer import stale_files, write_modules

from .standin import pair

posix = pytest.mark.skipif(os.name == "nt", reason="modes and links of POSIX")


def compiled(*targets: str, value: object = 1, command: str = "the command") -> CompiledModules:
    return CompiledModules(pair(target, command, value) for target in targets)


def tree(path: Path) -> list[str]:
    return sorted(
        file.relative_to(path).as_posix() for file in path.rglob("*") if not file.is_dir()
    )


def refusals(path: Path, modules: CompiledModules, **options: Any) -> list[tuple[Code, str]]:
    with pytest.raises(CompileError) as caught:
        write_modules(path, modules, **options)
    return [
        (found.code, Path(found.location.path).relative_to(path).as_posix())
        for found in caught.value.diagnostics
    ]


def test_output_has_the_same_keys_twice() -> None:
    modules = CompiledModules([GeneratedModule("b", "1", "2"), GeneratedModule("a", "3", "4")])
    assert list(modules.items()) == [("b", "1"), ("a", "3")]
    assert list(modules.stubs.items()) == [("b", "2"), ("a", "4")]


def test_writes_pairs_and_packages_in_order(tmp_path: Path) -> None:
    modules = compiled("b.c.api", "a", "b.d")
    written = write_modules(tmp_path / "new" / "out", modules)
    assert [path.relative_to(tmp_path / "new" / "out").as_posix() for path in written] == [
        *("b/__init__.py", "b/c/__init__.py", "b/c/api.py", "b/c/api.pyi"),
        *("a.py", "a.pyi", "b/d.py", "b/d.pyi"),
    ]
    assert written[2].read_bytes() == modules["b.c.api"].encode()
    assert written[3].read_bytes() == modules.stubs["b.c.api"].encode()
    assert written[0].read_bytes() == b""
    assert tree(tmp_path) == sorted(path.relative_to(tmp_path).as_posix() for path in written)


def test_takes_a_string_and_stays_below_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert write_modules("out", compiled("a")) == [Path("out/a.py"), Path("out/a.pyi")]


def test_no_modules_write_nothing(tmp_path: Path) -> None:
    assert write_modules(tmp_path / "out", CompiledModules()) == []
    assert not (tmp_path / "out").exists()


def test_text_is_utf8_with_plain_newlines(tmp_path: Path) -> None:
    modules = compiled("a", value="Zürich 東京")
    write_modules(tmp_path, modules)
    assert (tmp_path / "a.py").read_bytes() == modules["a"].encode("utf-8")


def test_existing_package_is_left_alone(tmp_path: Path) -> None:
    init = tmp_path / "p" / "__init__.py"
    init.parent.mkdir()
    init.write_text("mine = 1\n")
    assert init not in write_modules(tmp_path, compiled("p.a"))
    assert init.read_text() == "mine = 1\n"


def test_unchanged_is_not_touched(tmp_path: Path) -> None:
    write_modules(tmp_path, compiled("p.a", "p.b"))
    for file in tmp_path.rglob("*.py*"):
        os.utime(file, (1, 1))
    changed = compiled("p.a", "p.b")
    changed.update(compiled("p.b", value=2))
    assert write_modules(tmp_path, changed) == [tmp_path / "p/b.py"]
    times = {file.name: file.stat().st_mtime for file in tmp_path.rglob("*.py*")}
    assert [name for name, time in times.items() if time != 1] == ["b.py"]


def test_foreign_and_edited_are_refused_together_and_nothing_is_written(tmp_path: Path) -> None:
    write_modules(tmp_path, compiled("a", "b"))
    (tmp_path / "a.py").write_text("foreign = 1\n")
    with (tmp_path / "b.pyi").open("a") as stream:
        stream.write("# edited\n")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.py*")}
    modules = compiled("new.c", "a", "b", value=2)
    assert refusals(tmp_path, modules) == [
        (Code.NOT_GENERATED, "a.py"),
        (Code.EDITED_BY_HAND, "b.pyi"),
    ]
    assert {path: path.read_bytes() for path in tmp_path.rglob("*")} == before
    assert len(write_modules(tmp_path, modules, force=True)) == 7
    assert (tmp_path / "a.py").read_text() == modules["a"]


def test_bytes_that_are_no_text_are_foreign(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_bytes(b"\xff\x00")
    assert refusals(tmp_path, compiled("a")) == [(Code.NOT_GENERATED, "a.py")]


def test_generated_with_other_line_ends_is_ours(tmp_path: Path) -> None:
    modules = compiled("a")
    (tmp_path / "a.py").write_bytes(modules["a"].replace("\n", "\r\n").encode())
    assert tmp_path / "a.py" in write_modules(tmp_path, modules)
    assert (tmp_path / "a.py").read_bytes() == modules["a"].encode()


@posix
def test_new_modes_follow_the_umask_and_old_ones_stay(tmp_path: Path) -> None:
    old = os.umask(0o027)
    try:
        write_modules(tmp_path, compiled("p.a"))
        modes = {stat.S_IMODE(file.stat().st_mode) for file in tmp_path.rglob("*.py*")}
        assert modes == {0o640}
        (tmp_path / "p/a.py").chmod(0o600)
        write_modules(tmp_path, compiled("p.a", value=2))
        assert stat.S_IMODE((tmp_path / "p/a.py").stat().st_mode) == 0o600
    finally:
        os.umask(old)


@posix
def test_link_is_replaced_not_followed(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere.py"
    elsewhere.write_text("precious = 1\n")
    out = tmp_path / "out"
    out.mkdir()
    (out / "a.py").symlink_to(elsewhere)
    (out / "a.pyi").symlink_to(tmp_path / "dangling")
    write_modules(out, compiled("a"))
    assert elsewhere.read_text() == "precious = 1\n"
    assert not (out / "a.py").is_symlink() and not (tmp_path / "dangling").exists()
    assert (out / "a.py").read_text() == compiled("a")["a"]


@posix
def test_link_to_the_same_text_is_replaced(tmp_path: Path) -> None:
    modules = compiled("a")
    write_modules(tmp_path, modules)
    os.replace(tmp_path / "a.py", tmp_path / "same")
    (tmp_path / "a.py").symlink_to(tmp_path / "same")
    assert write_modules(tmp_path, modules) == [tmp_path / "a.py"]
    assert not (tmp_path / "a.py").is_symlink()
    assert write_modules(tmp_path, modules) == []


@posix
def test_directory_that_leads_out_is_refused(tmp_path: Path) -> None:
    elsewhere, out = tmp_path / "elsewhere", tmp_path / "out"
    elsewhere.mkdir()
    out.mkdir()
    (out / "p").symlink_to(elsewhere)
    assert refusals(out, compiled("p.a"), force=True) == [(Code.BAD_TARGET, "p")]
    assert tree(elsewhere) == []


@posix
def test_output_may_itself_be_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "out").symlink_to(tmp_path / "real")
    write_modules(tmp_path / "out", compiled("p.a"))
    assert tree(tmp_path / "real") == ["p/__init__.py", "p/a.py", "p/a.pyi"]


@pytest.mark.parametrize(
    "target", ["", "..", "a..b", "../a", "a/b", "/etc/x", "class", "a.1", "a b"]
)
def test_name_that_is_none_is_refused(target: str, tmp_path: Path) -> None:
    assert refusals(tmp_path / "out", compiled(target), force=True) == [(Code.BAD_TARGET, ".")]
    assert tree(tmp_path) == []


def test_things_in_the_way_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.py").mkdir()
    (tmp_path / "p").write_text("a file")
    assert refusals(tmp_path, compiled("a", "p.b"), force=True) == [
        (Code.NOT_GENERATED, "a.py"),
        (Code.BAD_TARGET, "p"),
    ]


def test_package_would_hide_a_module(tmp_path: Path) -> None:
    (tmp_path / "weather.py").write_text("")
    assert refusals(tmp_path, compiled("weather.api"), force=True) == [
        (Code.BAD_TARGET, "weather.py")
    ]


def test_module_would_be_hidden_by_a_package(tmp_path: Path) -> None:
    write_modules(tmp_path, compiled("weather.api"))
    assert refusals(tmp_path, compiled("weather"), force=True) == [
        (Code.BAD_TARGET, "weather/__init__.py")
    ]


def test_target_that_holds_another_is_a_package(tmp_path: Path) -> None:
    modules = compiled("weather.api", "weather")
    write_modules(tmp_path, modules)
    assert tree(tmp_path) == [
        f"weather/{name}" for name in ("__init__.py", "__init__.pyi", "api.py", "api.pyi")
    ]
    assert (tmp_path / "weather/__init__.py").read_text() == modules["weather"]
    assert write_modules(tmp_path, modules) == []


def test_empty_package_file_may_become_a_target(tmp_path: Path) -> None:
    write_modules(tmp_path, compiled("weather.api"))
    written = write_modules(tmp_path, compiled("weather", "weather.api"))
    assert [path.name for path in written] == ["__init__.py", "__init__.pyi"]


def test_names_that_differ_in_case_only(tmp_path: Path) -> None:
    found = refusals(tmp_path, compiled("p.api", "p.API"))
    assert {code for code, _ in found} == {Code.BAD_TARGET} and len(found) == 2


def test_failure_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_modules(tmp_path, compiled("a"))
    before = {path: path.read_bytes() for path in tmp_path.rglob("*")}
    opened: list[str] = []

    def fail_third(path: str, *rest: int) -> int:
        opened.append(path)
        if len(opened) == 3:
            raise OSError(28, "No space left on device")
        return real(path, *rest)

    real: Callable[..., int] = os.open
    monkeypatch.setattr(os, "open", fail_third)
    with pytest.raises(OSError, match="No space"):
        write_modules(tmp_path, compiled("a", "new.b", value=2))
    monkeypatch.undo()
    assert {path: path.read_bytes() for path in tmp_path.rglob("*")} == before


def test_lone_surrogate_fails_before_anything_is_written(tmp_path: Path) -> None:
    modules = CompiledModules([pair("a"), GeneratedModule("b", "x = '\udc80'", "")])
    with pytest.raises(UnicodeEncodeError):
        write_modules(tmp_path, modules)
    assert tree(tmp_path) == []


def test_keys_that_differ_are_a_mistake(tmp_path: Path) -> None:
    modules = compiled("a")
    del modules.stubs["a"]
    with pytest.raises(ValueError, match="different keys"):
        write_modules(tmp_path, modules)


def test_stale_files_are_those_of_the_same_command(tmp_path: Path) -> None:
    write_modules(tmp_path, compiled("p.old", "p.kept", "p.edited"))
    write_modules(tmp_path, compiled("other", command="another command"))
    write_modules(tmp_path / ".venv", compiled("hidden"))
    write_modules(tmp_path / "env", compiled("hidden"))
    (tmp_path / "env/pyvenv.cfg").touch()
    (tmp_path / "p/edited.py").write_text(compiled("p.edited")["p.edited"] + "# mine\n")
    (tmp_path / "p/edited.pyi").unlink()
    stale = [tmp_path / "p/old.py", tmp_path / "p/old.pyi"]
    assert stale_files(tmp_path, compiled("p.kept")) == stale
    assert write_modules(tmp_path, compiled("p.kept")) == [] and stale[0].exists()
    assert write_modules(tmp_path, compiled("p.kept"), prune=True) == []
    assert tree(tmp_path / "p") == ["__init__.py", "edited.py", "kept.py", "kept.pyi"]
    assert (tmp_path / "other.py").exists() and (tmp_path / "env/hidden.py").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="needs /proc to see open files")
def test_no_file_stays_open(tmp_path: Path) -> None:
    before = len(os.listdir("/proc/self/fd"))
    write_modules(tmp_path, compiled("a", "b"))
    assert len(os.listdir("/proc/self/fd")) == before


def test_what_a_killed_process_has_left_is_removed_after_a_while(tmp_path: Path) -> None:
    leftovers = [tmp_path / name for name in (".made.py.12ab.tmp", ".made.py.34cd.tmp")]
    other = tmp_path / ".made2.py.12ab.tmp"
    for path in (*leftovers, other):
        path.touch()
    for path in (leftovers[0], other):
        os.utime(path, (1, 1))
    write_modules(tmp_path, CompiledModules([pair("made")]))
    names = {path.name for path in tmp_path.iterdir()}
    assert names == {"made.py", "made.pyi", leftovers[1].name, other.name}
