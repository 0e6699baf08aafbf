"""Runs a Jupyter notebook from its folder and prints what its cells print; a cell that fails ends it.

Usage: notebook.py NOTEBOOK.ipynb
"""

import pathlib
import sys

import nbclient
import nbformat

path = pathlib.Path(sys.argv[1])
notebook = nbformat.read(path, as_version=4)
nbformat.validate(notebook)
place = {"metadata": {"path": path.parent}}
try:
    nbclient.NotebookClient(notebook, timeout=120, kernel_name="python3", resources=place).execute()
except nbclient.exceptions.CellExecutionError as error:
    sys.exit(f"{path.name}: {error.ename}: {error.evalue}")
for cell in notebook.cells:
    for output in cell.get("outputs", []):
        sys.stdout.write(output.get("text", ""))
