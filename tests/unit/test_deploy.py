"""The files of deploy/ and the settings of the assistant say the same."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from retirada.paths import PROJECT
from retirada.server.settings import RASA_PORT
from retirada.yaml_files import read_yaml

DEPLOY = PROJECT / "deploy"
CONTAINERFILE = (PROJECT / "Containerfile").read_text(encoding="utf-8")
METRICS_PORT = 9105
# Who reads variables: these modules, and Python itself.
READERS = [PROJECT / folder / "settings.py" for folder in ("retirada/server", "retirada/channels/core", "actions")]
OF_OTHERS = {"HOME", "PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED"}
# What compose.yml fills in itself.
FILLED_IN = {"POSTGRES_PASSWORD", "REDIS_PASSWORD"}
VARIABLE = re.compile(r"^ *(?:ENV )?([A-Z][A-Z_]+)=", re.MULTILINE)


def document(name: str) -> Any:
    return read_yaml(DEPLOY / name)


def config_map() -> dict[str, str]:
    """The settings of the pods."""
    literals = document("kubernetes/kustomization.yaml")["configMapGenerator"][0]["literals"]
    return dict(literal.split("=", 1) for literal in literals)


def container() -> dict[str, Any]:
    return document("kubernetes/deployment.yml")["spec"]["template"]["spec"]["containers"][0]


def assistant() -> dict[str, Any]:
    """The assistant's service of the compose file."""
    return document("compose/compose.yml")["services"]["assistant"]


def set_variables() -> dict[str, set[str]]:
    return {
        "Containerfile": set(VARIABLE.findall(CONTAINERFILE.split("ENV ", 1)[1].split("EXPOSE")[0])) | {"HOME"},
        "compose": set(assistant()["environment"]),
        "kubernetes": set(config_map()),
        "systemd": set(VARIABLE.findall((DEPLOY / "systemd/retirada.env").read_text(encoding="utf-8"))),
    }


@pytest.mark.parametrize("where", ["Containerfile", "compose", "kubernetes", "systemd"])
def test_every_variable_that_is_set_is_read(where):
    read = "".join(path.read_text(encoding="utf-8") for path in READERS)
    given = set_variables()[where] - OF_OTHERS
    assert given and {name for name in given if f'"{name}"' not in read} == set()


def test_compose_hands_the_assistant_all_that_its_file_of_settings_names():
    example = (DEPLOY / "compose/example.env").read_text(encoding="utf-8")
    named = set(re.findall(r"^(?:# )?([A-Z][A-Z_]+)=", example, re.MULTILINE))
    read = "".join(path.read_text(encoding="utf-8") for path in READERS)
    assert {name for name in named if f'"{name}"' not in read} == FILLED_IN
    assert {"WEB_ORIGINS", "PUBLIC_URL", "OPERATOR_CONTACT", "SANIC_PROXIES_COUNT"} <= named
    assert assistant()["env_file"] == ".env"
    # What the ports and the stores hang on, no setting changes.
    assert {"DATABASE_URL", "REDIS_URL", "LISTEN_ADDRESS", "PORT", "METRICS_PORT"} <= set(assistant()["environment"])


def test_the_ports_agree():
    assert re.search(r"^EXPOSE (.*)$", CONTAINERFILE, re.MULTILINE)[1].split() == [str(RASA_PORT), str(METRICS_PORT)]
    assert (config_map()["PORT"], config_map()["METRICS_PORT"]) == (str(RASA_PORT), str(METRICS_PORT))
    assert {port["name"]: port["containerPort"] for port in container()["ports"]} == {
        "http": RASA_PORT,
        "metrics": METRICS_PORT,
    }
    policy = document("kubernetes/network-policy.yml")["spec"]["ingress"]
    assert [rule["ports"][0]["port"] for rule in policy] == [RASA_PORT, METRICS_PORT]
    assert [port.rpartition(":")[2] for port in assistant()["ports"]] == [str(RASA_PORT), str(METRICS_PORT)]
    assert f":{METRICS_PORT}" in (DEPLOY / "prometheus/prometheus.yml").read_text(encoding="utf-8")
    for proxy in ("nginx.conf", "haproxy.cfg"):
        assert f"127.0.0.1:{RASA_PORT}" in (DEPLOY / "proxy" / proxy).read_text(encoding="utf-8")


def test_the_probes_ask_for_what_there_is():
    paths = {kind: container()[f"{kind}Probe"]["httpGet"]["path"] for kind in ("startup", "liveness", "readiness")}
    assert paths == {"startup": "/health", "liveness": "/live", "readiness": "/health"}
    assert "/health'" in CONTAINERFILE


def test_what_is_written_to_lies_on_volumes():
    mounts = {mount["mountPath"] for mount in container()["volumeMounts"]}
    assert mounts == {mount.partition(":")[0] for mount in assistant()["tmpfs"]} == {"/tmp", "/srv/retirada/var"}
    assert "WORKDIR /srv/retirada" in CONTAINERFILE


def test_the_image_has_all_that_the_project_s_package_is_made_from():
    kept = {line[1:] for line in Path(PROJECT / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    assert {name for name in kept if not (PROJECT / name).exists()} == set()
