"""The command line: each command parses its arguments, calls one room and prints the answer."""

from communique.cli.app import main
from communique.cli.tools import Tools

__all__ = ["Tools", "main"]
