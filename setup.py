"""Finds the packages: the folders of the checkout, under the one name they are installed by."""

from setuptools import find_namespace_packages, setup

FOLDERS = ["api", "evals", "index", "qa", "seeds"]
INCLUDED = [pattern for folder in FOLDERS for pattern in (folder, f"{folder}.*")]
FOUND = find_namespace_packages(include=INCLUDED, exclude=["*__pycache__*"])

setup(
    packages=["seedqa", *(f"seedqa.{name}" for name in FOUND)],
    package_dir={"seedqa": "seedqa"} | {f"seedqa.{folder}": folder for folder in FOLDERS},
)
