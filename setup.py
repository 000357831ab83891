"""pyproject.toml says all but this: editable installs need their data file, `retirada_rasa.pth`, too."""

from __future__ import annotations

from setuptools import Distribution, setup


class DistributionWithData(Distribution):
    """Setuptools 70 leaves data files out of editable installs, because it asks for a method that does not exist."""

    def has_data(self) -> bool:
        return self.has_data_files()


setup(distclass=DistributionWithData)
