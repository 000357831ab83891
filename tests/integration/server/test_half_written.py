"""Files that a start rests on, found empty, cut short or damaged; and work that is broken off half-way."""

from __future__ import annotations

import importlib.metadata
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import tarfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from retirada.paths import PROJECT
from retirada.server import training, widget
from retirada.server.training import MODEL, ensure_fresh, fault
from tests.small_data import write_small_data
from tests.waiting import wait_for


def cut(path: Path, whole: bytes, share: float) -> None:
    path.write_bytes(whole[: int(len(whole) * share)])


@pytest.mark.parametrize("share", [0, 0.001, 0.5, 0.99999])
def test_a_model_that_is_cut_short_is_damaged(model, tmp_path, share):
    cut(tmp_path / "model.tar.gz", MODEL.read_bytes(), share)
    assert fault(MODEL) is None
    assert "damaged" in fault(tmp_path / "model.tar.gz")


def test_a_model_with_one_byte_changed_is_damaged(model, tmp_path):
    damaged = bytearray(MODEL.read_bytes())
    damaged[len(damaged) // 2] ^= 1
    (tmp_path / "model.tar.gz").write_bytes(damaged)
    assert "damaged" in fault(tmp_path / "model.tar.gz")


def archive(path: Path, metadata: dict[str, object]) -> Path:
    """Write an archive as Rasa does, with nothing in it but its metadata."""
    content = json.dumps(metadata).encode()
    member = tarfile.TarInfo("metadata.json")
    member.size = len(content)
    with tarfile.open(path, "w:gz") as file:
        file.addfile(member, io.BytesIO(content))
    return path


def test_a_model_of_another_project_or_of_another_rasa_is_foreign(tmp_path):
    version = importlib.metadata.version("rasa")
    ours = {"assistant_id": "retirada", "rasa_open_source_version": version, "training_type": 3}
    assert fault(archive(tmp_path / "ours.tar.gz", ours)) is None
    assert "no model of this project" in fault(archive(tmp_path / "a.tar.gz", {**ours, "assistant_id": "sara"}))
    assert "was not trained by Rasa" in fault(
        archive(tmp_path / "b.tar.gz", {**ours, "rasa_open_source_version": "3.5.0"})
    )
    # What Rasa trains, with a note in yellow, when it finds no rows.
    assert "not trained on both" in fault(archive(tmp_path / "c.tar.gz", {**ours, "training_type": 2}))


@pytest.fixture
def broken(tmp_path, monkeypatch) -> Path:
    """A damaged model in place of the project's. The rows are not checked: to read all takes as long as a training."""
    path = tmp_path / MODEL.name
    path.write_bytes(b"")
    monkeypatch.setattr(training, "MODEL", path)
    monkeypatch.setattr(training, "LOG", tmp_path / "train.log")
    monkeypatch.setattr("retirada.server.training_checks.problems", lambda project: [])
    return path


@pytest.mark.nightly
def test_a_damaged_model_is_named_in_one_line_and_trained_anew(broken, tmp_path, monkeypatch, capsys):
    data = write_small_data(tmp_path / "data")
    monkeypatch.setattr(training, "ARGUMENTS", ("--data", str(data), *training.ARGUMENTS))
    ensure_fresh()
    assert capsys.readouterr().out.splitlines()[0].startswith(f"{broken} can't be used: it is damaged")
    assert fault(broken) is None
    assert sorted(tmp_path.glob(f"{MODEL.name}*")) == [broken, tmp_path / f"{MODEL.name}.json"]


def test_so_is_a_foreign_one(broken, tmp_path, monkeypatch, capsys, model):
    archive(broken, {"assistant_id": "sara"})

    def train(folder: Path, log: io.TextIOBase) -> int:
        shutil.copy(MODEL, folder)
        return 0

    monkeypatch.setattr(training, "_run_rasa_train", train)
    ensure_fresh()
    assert capsys.readouterr().out.splitlines()[0] == f"{broken} can't be used: it is no model of this project."
    assert fault(broken) is None
    assert sorted(tmp_path.glob(f"{MODEL.name}*")) == [broken, tmp_path / f"{MODEL.name}.json"]


def test_two_that_find_no_model_train_once_and_remove_what_a_killed_training_left(
    broken, tmp_path, monkeypatch, capsys, model
):
    broken.unlink()
    left = tmp_path / ".training-killed"
    left.mkdir()
    trained = []

    def train(folder: Path, log: io.TextIOBase) -> int:
        trained.append(folder)
        assert wait_for(lambda: "waiting for it" in capsys.readouterr().out)
        shutil.copy(MODEL, folder)
        return 0

    monkeypatch.setattr(training, "_run_rasa_train", train)
    with ThreadPoolExecutor() as threads:
        for done in [threads.submit(ensure_fresh) for _ in range(2)]:
            done.result()
    assert len(trained) == 1 and fault(broken) is None
    assert not left.exists() and not trained[0].exists()


def descendants(pid: int | str) -> list[str]:
    """The processes that the process started, and those that they started."""
    # Of all its threads: the readers are trained in one each.
    try:
        children = [one for path in Path(f"/proc/{pid}/task").glob("*/children") for one in path.read_text().split()]
    except (FileNotFoundError, ProcessLookupError):  # a thread has just ended
        return []
    return [*children, *(one for child in children for one in descendants(child))]


def trains_a_reader(pid: str) -> bool:
    """Whether it is one of the processes that the readers are trained in, and not one that Rasa runs for a moment."""
    try:
        return b"multiprocessing.spawn" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except (FileNotFoundError, ProcessLookupError):  # it has just ended
        return False


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_a_training_that_is_broken_off_leaves_the_model_as_it_was(model, tmp_path, how):
    path = tmp_path / "models" / MODEL.name
    path.parent.mkdir()
    shutil.copy(MODEL, path)
    before = path.stat()
    # On small data, whose rows are not checked: it is soon where the readers are trained.
    script = (
        "import pathlib, sys\nfrom retirada.server import training, training_checks\n"
        "training_checks.problems = lambda _: []\ntraining.MODEL = pathlib.Path(sys.argv[1])\n"
        "training.ARGUMENTS = ('--data', sys.argv[2], *training.ARGUMENTS)\n"
        "training.LOG = pathlib.Path(sys.argv[3])\ntraining.train()"
    )
    data, log = write_small_data(tmp_path / "data"), tmp_path / "train.log"
    trainer = subprocess.Popen([sys.executable, "-c", script, str(path), str(data), str(log)], cwd=PROJECT)
    try:
        started: list[str] = []

        def readers_are_trained() -> bool:
            started[:] = descendants(trainer.pid)
            return any(map(trains_a_reader, started))

        assert wait_for(lambda: trainer.poll() is not None or readers_are_trained(), 300)
        assert trainer.poll() is None, log.read_text() if log.exists() else "nothing was logged"
        trainer.send_signal(how)
        assert trainer.wait(60) != 0
    finally:
        trainer.kill()
    assert (path.stat().st_ino, path.stat().st_mtime) == (before.st_ino, before.st_mtime)
    assert wait_for(lambda: not any(Path(f"/proc/{pid}").exists() for pid in started))


def made_secret(folder: Path) -> subprocess.CompletedProcess:
    """The secret that a process of its own finds or makes in the folder, and what it says meanwhile."""
    script = (
        "import sys, pathlib, logging; logging.basicConfig()\n"
        "from retirada.channels.core.settings import load\n"
        "from retirada.channels.web.session import Sessions\n"
        "path = pathlib.Path(sys.argv[1])\n"
        "Sessions.from_settings(load(), path); print(path.read_text())\n"
    )
    env = {name: value for name, value in os.environ.items() if name != "WEB_SECRET"}
    return subprocess.run(
        [sys.executable, "-W", "ignore", "-c", script, str(folder / "web-secret")],
        cwd=PROJECT,
        env=env,
        capture_output=True,
        text=True,
    )


@pytest.mark.parametrize("found", [b"", b"short", b"\xff\xfe" * 40, b"two words " * 10, b"\0" * 43])
def test_a_secret_that_is_none_is_made_anew_and_said_once(tmp_path, found):
    file = tmp_path / "web-secret"
    file.write_bytes(found)
    done = made_secret(tmp_path)
    assert done.returncode == 0, done.stderr
    assert len(file.read_text()) >= 32
    assert done.stderr.count("was damaged") == 1
    again = made_secret(tmp_path)
    assert again.stdout == done.stdout
    assert "damaged" not in again.stderr
    assert list(tmp_path.iterdir()) == [file]


def test_a_secret_is_made_where_there_is_none(tmp_path):
    done = made_secret(tmp_path)
    assert len(done.stdout.strip()) >= 32
    assert "damaged" not in done.stderr
    assert (tmp_path / "web-secret").stat().st_mode & 0o777 == 0o600


@pytest.fixture(scope="module")
def web(tmp_path_factory) -> Path:
    """A copy of web/, not built, beside the styles that it shares with the guide. Other tests' assistants serve what is
    in the project's.
    """
    widget.ensure_packages()
    project = tmp_path_factory.mktemp("project")
    copy, guide = project / "web", project / "retirada" / "guide"
    guide.mkdir(parents=True)
    shutil.copy(PROJECT / "retirada" / "guide" / "base.css", guide)
    shutil.copytree(widget.WEB, copy, ignore=shutil.ignore_patterns(widget.PACKAGES.name, widget.DIST.name))
    (copy / widget.PACKAGES.name).symlink_to(widget.PACKAGES)
    return copy


@pytest.fixture
def built(web, monkeypatch) -> Path:
    """The dist of the copy, built; `widget` takes it for the project's."""
    monkeypatch.setattr(widget, "WEB", web)
    monkeypatch.setattr(widget, "DIST", web / widget.DIST.name)
    widget.ensure_fresh()
    return widget.DIST


@pytest.mark.parametrize("share", [0, 0.5])
@pytest.mark.parametrize("name", ["widget.js", "chat-*.js", "chat.html", "sums"])
def test_a_damaged_widget_is_built_anew(built, name, share):
    path = next(built.glob(name))
    whole = path.read_bytes()
    cut(path, whole, share)
    widget.ensure_fresh()
    assert path.read_bytes() == whole


def test_a_build_that_fails_leaves_the_widget_as_it_was(built):
    whole = {path.name: path.read_bytes() for path in built.iterdir()}
    broken = widget.WEB / "src" / "loader.ts"
    source = broken.read_bytes(), broken.stat()
    try:
        broken.write_bytes(b"import './nowhere';")
        done = subprocess.run([widget.BIN / "node", "build.mjs"], cwd=widget.WEB, capture_output=True)
        assert done.returncode != 0
        assert {path.name: path.read_bytes() for path in built.iterdir()} == whole
    finally:
        broken.write_bytes(source[0])
        os.utime(broken, ns=(source[1].st_atime_ns, source[1].st_mtime_ns))
