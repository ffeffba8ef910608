"""What runs the service elsewhere agrees with the service: the image, the compose file, the Kubernetes manifests."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from service.settings import PREFIX, Settings

ROOT = Path(__file__).parents[1]
DEPLOY = ROOT / "deploy"
DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8")
USER = "10001"


@pytest.fixture
def pod() -> dict[str, Any]:
    documents = yaml.safe_load_all((DEPLOY / "kubernetes.yaml").read_text("utf-8"))
    spec: dict[str, Any] = next(each for each in documents if each["kind"] == "Deployment")["spec"]
    return spec["template"]["spec"]  # type: ignore[no-any-return]  # YAML has no types


@pytest.fixture
def compose() -> dict[str, Any]:
    return yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))  # type: ignore[no-any-return]  # as above


@pytest.mark.parametrize(
    "file", ["Dockerfile", *(f"deploy/{each.name}" for each in sorted(DEPLOY.iterdir()))]
)
def test_every_setting_that_is_made_there_is_one(file: str) -> None:
    named = set(re.findall(rf"\b{PREFIX}([A-Z_]+)\b", (ROOT / file).read_text("utf-8")))
    assert {name.lower() for name in named} <= set(Settings.model_fields)


def test_the_final_stage_runs_nothing_and_is_nobody() -> None:
    final = DOCKERFILE.rpartition("\nFROM ")[2]
    assert re.search(r"^RUN ", final, re.MULTILINE) is None
    assert f"\nUSER {USER}:{USER}\n" in final


def test_the_pod_has_no_rights_and_writes_only_below_tmp(pod: dict[str, Any]) -> None:
    (container,) = pod["containers"]
    assert pod["securityContext"]["runAsUser"] == int(USER)
    assert pod["securityContext"]["runAsNonRoot"]
    assert container["securityContext"]["readOnlyRootFilesystem"]
    assert container["securityContext"]["capabilities"] == {"drop": ["ALL"]}
    writable = {mount["mountPath"] for mount in container["volumeMounts"] if not mount.get("readOnly")}
    assert writable == {"/tmp"}  # noqa: S108 - the pod's own


def test_the_composed_service_has_no_rights_and_writes_only_below_tmp(compose: dict[str, Any]) -> None:
    service = compose["services"]["newsbrief"]
    assert service["read_only"]
    assert service["cap_drop"] == ["ALL"]
    assert "volumes" not in service
    assert [each.partition(":")[0] for each in service["tmpfs"]] == ["/tmp"]  # noqa: S108 - the container's own


def test_each_way_to_run_it_waits_for_a_brief_to_be_finished(
    pod: dict[str, Any], compose: dict[str, Any]
) -> None:
    drain = Settings.model_fields["deadline"].default + 5  # as service.__main__ has it
    assert pod["terminationGracePeriodSeconds"] >= drain + 5  # the pod's farewell to its address
    assert float(compose["services"]["newsbrief"]["stop_grace_period"].rstrip("s")) >= drain


def test_probes_ask_for_what_is_served(pod: dict[str, Any]) -> None:
    (container,) = pod["containers"]
    asked = {
        container[probe]["httpGet"]["path"] for probe in ("startupProbe", "readinessProbe", "livenessProbe")
    }
    assert asked == {"/readyz", "/livez"}
    assert container["ports"][0]["containerPort"] == 3000
    assert "http://127.0.0.1:3000/readyz" in DOCKERFILE
    assert "EXPOSE 3000" in DOCKERFILE
