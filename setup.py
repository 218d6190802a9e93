"""Finds the packages: the folders of the checkout, under the one name they are installed by."""

from pathlib import Path
from shutil import rmtree

from setuptools import find_namespace_packages, setup

FOLDERS = ["api", "evals", "index", "qa", "seeds"]
INCLUDED = [pattern for folder in FOLDERS for pattern in (folder, f"{folder}.*")]
FOUND = find_namespace_packages(include=INCLUDED, exclude=["*__pycache__*"])

# What an earlier build left there would be packed again, even where the source has gone since.
rmtree(Path(__file__).resolve().parent / "build" / "lib", ignore_errors=True)
setup(
    packages=["seedqa", *(f"seedqa.{name}" for name in FOUND)],
    package_dir={"seedqa": "seedqa"} | {f"seedqa.{folder}": folder for folder in FOLDERS},
)
