#!/bin/sh
# Makes a virtual environment with the product in it: install.sh FOLDER
# On Linux the default build of torch brings several GB of CUDA libraries that nothing here uses, so the CPU
# build is installed first, and everything else after it, at the versions that were tested.
set -eu
venv=${1:?usage: install.sh FOLDER}
cpu_builds=https://download.pytorch.org/whl/cpu

"${PYTHON:-python3}" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    echo "install.sh: Python 3.11 or newer is needed; set PYTHON=/path/to/python3" >&2
    exit 2
}
echo "Setting up $venv, once: Python packages are fetched and installed, which takes a minute or two." >&2
"${PYTHON:-python3}" -m venv "$venv"
# Twice quiet: errors are shown, a page of warnings is not.
pip() { "$venv/bin/python" -m pip install -qq --disable-pip-version-check --no-input "$@"; }

if [ "$(uname -s)" = Linux ]; then
    torch=$(sed -n 's/^torch==//p' constraints.txt)
    pip "torch==$torch+cpu" 2>/dev/null || pip --index-url "$cpu_builds" "torch==$torch+cpu"
fi
pip --constraint constraints.txt --editable '.[dev]'
