"""Weights on their way into the shipped graph and back; only where the training extra is."""

from pathlib import Path
from random import Random

import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("onnx")

from communique.reading.pieces import Pieces  # noqa: E402
from training.average import averaged  # noqa: E402
from training.batches import Inputs, tensors  # noqa: E402
from training.examples import CharacterText  # noqa: E402
from training.export import export  # noqa: E402
from training.network import Reader  # noqa: E402
from training.restore import restored  # noqa: E402
from training.smoothing import smooth  # noqa: E402
from training.train import pretrained  # noqa: E402

TEXT = "Norland said on Monday that it would free 40 men if Sudmark reopened the port."


@pytest.fixture(scope="module")
def reader() -> Reader:
    torch.manual_seed(3)
    reader = Reader()
    reader.encoder.load_pretrained(pretrained() / "model.safetensors")
    with torch.no_grad():
        for weight in reader.parameters():  # as if trained: what is zero leaves no trace in a graph
            weight.add_(0.002 * torch.randn_like(weight))
    return reader.eval()


def inputs() -> Inputs:
    pieces = Pieces(pretrained() / "tokenizer.json")
    return tensors([CharacterText("invented", TEXT).example], pieces, Random(1))[0]  # noqa: S311


def answers(reader: Reader) -> torch.Tensor:
    given = inputs()
    with torch.no_grad():
        return reader(given.ids, given.shapes, given.mask, given.first, given.last).tags


def test_smoothing_changes_no_answer(reader: Reader) -> None:
    smoothed = Reader()
    smoothed.load_state_dict(reader.state_dict())
    smooth(smoothed.eval(), [inputs()])
    changed = smoothed.encoder.layers[0].down.weight
    assert not torch.allclose(changed, reader.encoder.layers[0].down.weight, rtol=0.05)
    assert torch.allclose(answers(smoothed), answers(reader), atol=1e-3)


def test_what_is_shipped_can_be_trained_on(reader: Reader, tmp_path: Path) -> None:
    torch.save(reader.state_dict(), tmp_path / "weights.pt")
    export(tmp_path / "weights.pt", tmp_path / "shipped")
    back = Reader()
    back.load_state_dict(restored(tmp_path / "shipped"))
    before, after = answers(reader), answers(back.eval())
    assert (before - after).abs().mean() < 0.2 * before.abs().mean()


def test_weights_are_averaged_by_their_shares_and_only_those_of_one_network() -> None:
    one, other = {"w": torch.tensor([0.0, 4.0])}, {"w": torch.tensor([8.0, 0.0])}
    assert averaged([(one, 3.0), (other, 1.0)])["w"].tolist() == [2.0, 3.0]
    with pytest.raises(ValueError, match="different networks"):
        averaged([(one, 1.0), ({"v": torch.zeros(2)}, 1.0)])
