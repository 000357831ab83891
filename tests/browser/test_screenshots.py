"""The pictures of the documents can be made again from the assistant as it is, in both schemes, and are small."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageStat

from tests.browser.screenshots import FOLDER, MAX_BYTES, PICTURES, SCHEMES, take


def brightness(path: Path) -> float:
    return ImageStat.Stat(Image.open(path).convert("L")).mean[0]


@pytest.mark.nightly
def test_the_pictures_are_made_anew_as_the_documents_have_them(browser, site, embedder, tmp_path):
    taken = take(browser, site, embedder, tmp_path)
    assert len(taken) == len(PICTURES) * len(SCHEMES)
    assert {path.name for path in FOLDER.iterdir()} == {path.name for path in taken}
    for path in taken:
        kept = FOLDER / path.name
        assert max(path.stat().st_size, kept.stat().st_size) <= MAX_BYTES
        assert Image.open(path).size == Image.open(kept).size
        # The same scheme, and about the same on it: a picture of another state is seen.
        assert abs(brightness(path) - brightness(kept)) < 8, path.name
    for name in PICTURES:
        light, dark = (brightness(tmp_path / f"{name}-{scheme}.webp") for scheme in SCHEMES)
        assert light > dark + 30, name
