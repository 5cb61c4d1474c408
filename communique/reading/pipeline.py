"""The reading of one document: the steps, in order, in one visible tuple."""

from __future__ import annotations

from communique.documents.document import Document
from communique.findings import Findings
from communique.reading.attributions import find_attributions
from communique.reading.coreference import resolve_references
from communique.reading.draft import Draft, Step
from communique.reading.encoder import parse
from communique.reading.entities import find_entities
from communique.reading.events import find_events
from communique.reading.explaining import in_order
from communique.reading.figures import find_figures
from communique.reading.notebook import SILENT, Notebook, Notes
from communique.reading.parsed import Parsed
from communique.reading.participants import with_participants
from communique.reading.positions import find_positions
from communique.reading.scores import Model
from communique.reading.talks import find_talks_roles
from communique.reading.times import find_times
from communique.reading.usual_names import name_as_used
from communique.reasons import Explained, facts_by_id

STEPS: tuple[Step, ...] = (
    find_times,
    find_entities,
    resolve_references,
    find_attributions,
    find_figures,
    find_events,
    find_positions,
    find_talks_roles,
    name_as_used,
)
"""Each step sees what the earlier ones found."""


def read(document: Document, model: Model) -> Findings:
    """Read a document; one that is kept but not read has no findings."""
    return drafted(document, model).findings()


def explain(document: Document, model: Model) -> Explained:
    """Read a document and say of each fact why it was filed. What is found is what `read` finds."""
    notebook = Notebook()
    findings = drafted(document, model, notebook).findings()
    filed = facts_by_id(findings)
    return Explained(findings, {number: in_order(notebook.about(number)) for number, _ in filed})


def drafted(document: Document, model: Model, notes: Notes = SILENT) -> Draft:
    """Return all that is known of a document once it is read, the model's proposals included.

    One that is kept but not read has neither words nor findings.
    """
    if not document.read:
        return Draft(document=document, parsed=Parsed(text=document.text))
    sure = model.calibration
    parsed = sure.of_links(parse(document, model, notes))
    draft = Draft(document=document, parsed=with_participants(parsed))
    for step in STEPS:
        draft = step(draft)
    # The steps weigh names by their raw scores; what they find is calibrated at the end.
    return draft.knowing(
        entities=sure.of_facts("entity", draft.entities),
        attributions=sure.of_facts("attribution", draft.attributions),
        figures=sure.of_facts("figure", draft.figures),
        events=sure.of_facts("event", draft.events),
        positions=sure.of_facts("position", draft.positions),
    )
