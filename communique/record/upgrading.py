"""The steps from an older shape of the tables to the present one and back, run by Alembic."""

from __future__ import annotations

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection


class Steps:
    """All steps that this program knows."""

    def __init__(self) -> None:
        self._config = Config()
        self._config.set_main_option("script_location", "communique.record:migrations")
        self._known = ScriptDirectory.from_config(self._config)

    def know(self, version: str) -> bool:
        """Tell whether one of the steps leads to that version."""
        return version in {step.revision for step in self._known.walk_revisions()}

    def derive_anew(self, version: str) -> bool:
        """Tell whether a step after that version changes what derives from the documents."""
        later = (step for step in self._known.walk_revisions() if step.revision > version)
        return any(getattr(step.module, "derives_anew", True) for step in later)

    def take(self, connection: Connection) -> None:
        """Take all steps that the database has not taken yet, within the open transaction."""
        self._config.attributes["connection"] = connection
        command.upgrade(self._config, "head")

    def take_back(self, connection: Connection, version: str) -> None:
        """Undo all steps after the one that leads to `version`, within the open transaction."""
        self._config.attributes["connection"] = connection
        command.downgrade(self._config, version)
