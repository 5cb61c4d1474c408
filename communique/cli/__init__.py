"""The command line: each command parses its arguments, calls one room and prints the answer."""

from communique.cli.app import main
from communique.cli.tools import Reader, Tools

__all__ = ["Reader", "Tools", "main"]
