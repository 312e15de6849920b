"""Writes bleu.json: what sacrebleu says about sentences made up here and about Multi30k with systematic errors.

    python3 make_bleu_references.py <folder with a sacrebleu checkout> <data folder with multi30k/>

No text of Multi30k enters the file: BleuReferenceTests makes the same errors from the same lines.
"""
import gzip
import json
import sys
import types
from pathlib import Path

checkout, data = Path(sys.argv[1]), Path(sys.argv[2])
sys.path.insert(0, str(checkout))
package = types.ModuleType("sacrebleu")  # only the metric and its tokenizers are wanted, not what downloads and prints
package.__path__ = [str(checkout / "sacrebleu")]
sys.modules["sacrebleu"] = package
sys.modules["sacrebleu.version"] = types.ModuleType("version")  # made at its release, absent from a checkout
sys.modules["sacrebleu.version"].__version__ = "checkout"
for name in ("portalocker", "colorama", "tabulate", "lxml", "lxml.etree"):
    sys.modules.setdefault(name, types.ModuleType(name))
sys.modules["tabulate"].tabulate = None
import sacrebleu.metrics.bleu as metrics  # noqa: E402
from sacrebleu.tokenizers.tokenizer_13a import Tokenizer13a  # noqa: E402

PAIRS = [
    ("A dog runs across the snow.", "A dog is running across the snow."),
    ("It costs $1,234.50, or 3.5% less (see p.7).", "It costs $1,234.5, or 3.5% less (see p. 7)."),
    ("He said: \"Well... that's it!\"", "He said &quot;Well, that's it!&quot;"),
    ("AT&amp;T and R&D, 5 < 6 &lt; 7", "AT&T and R&D; 5 &lt; 6 < 7"),
    ("1990-2000 well-known -5 a-\nb c\nd", "1990-2000 well known - 5 ab c d"),
    ("the the the the", "the cat is on the mat"),
    ("", "An empty hypothesis."),
    ("   ", "Only spaces."),
    ("word", ""),
    ("e-mail: a.b@c.org / http://x.y/z?q=1&r=2#t [ok] {no} ~`^_|\\", "e-mail a.b@c.org http://x.y/z?q=1 [ok] {no} ~ ` ^ _ | \\"),
    ("Zwei M\u00e4nner, 3,5 km weit; \u00dcBER Stra\u00dfe.", "Zwei m\u00e4nner, 3.5 km weit; \u00fcber STRASSE."),
    ("\u6211\u4eec\u6ca1\u5728\u516c\u56ed\u91cc\u770b\u4e66\u3002", "\u6211\u4eec \u6ca1 \u5728 \u516c\u56ed \u91cc \u770b \u4e66 \u3002"),
    ("a\u00a0non-breaking\u2003and\tmany  spaces\u2028here ", "a non-breaking and many spaces here"),
    ("smile \U0001F600. Yes\U0001F600,no .5 5. ,5 5, ..5", "smile \U0001F600 . Yes \U0001F600, no .5 5. , 5 5 , .. 5"),
    ("a skipped <skipped>word", "a skipped word"),
    ("control\u001cseparators\u001fsplit\u0085too", "control separators split too"),
]


def capitals(word):
    return "".join(c.upper() if c.isascii() else c for c in word)


def errors(lines):
    """Systematic errors; the same rule stands in BleuReferenceTests."""
    for i, line in enumerate(lines):
        words = line.split(" ")
        if i % 5 == 1:
            words = [w for j, w in enumerate(words) if (i + j) % 4 != 0]
        elif i % 5 == 2:
            for j in range(0, len(words) - 1, 2):
                words[j], words[j + 1] = words[j + 1], words[j]
        elif i % 5 == 3:
            other = lines[(i + 1) % len(lines)].split(" ")
            words = [other[j] if (i * 7 + j) % 5 == 0 and j < len(other) else w for j, w in enumerate(words)]
        elif i % 5 == 4:
            words = [capitals(w) if (i + j) % 3 == 0 else w for j, w in enumerate(words)] + ["..."]
        yield " ".join(words)


def describe(score):
    return {"score": score.score, "counts": score.counts, "totals": score.totals, "precisions": score.precisions,
            "bp": score.bp, "hypothesisLength": score.sys_len, "referenceLength": score.ref_len}


def corpus(hypotheses, references, settings):
    metric = metrics.BLEU(force=True, **settings)
    score = metric.corpus_score(hypotheses, references)
    signature = str(metric.get_signature()).split("|version")[0]
    return {"settings": settings, "signature": signature, **describe(score)}


SETTINGS = [
    {"tokenize": "13a"}, {"tokenize": "none"}, {"tokenize": "13a", "lowercase": True}, {"tokenize": "none", "lowercase": True},
    {"tokenize": "13a", "smooth_method": "none"}, {"tokenize": "13a", "smooth_method": "floor"},
    {"tokenize": "13a", "smooth_method": "add-k", "smooth_value": 2}, {"tokenize": "13a", "max_ngram_order": 2},
]
hyps, refs = [h for h, _ in PAIRS], [r for _, r in PAIRS]
lines = gzip.open(data / "multi30k" / "test_2016_flickr.en.gz", "rt", encoding="utf-8", newline="\n").read().rstrip("\n").split("\n")
german = gzip.open(data / "multi30k" / "test_2016_flickr.de.gz", "rt", encoding="utf-8", newline="\n").read().rstrip("\n").split("\n")
result = {
    "pairs": [{"hypothesis": h, "reference": r, "tokens13a": Tokenizer13a()(h.rstrip()),
               "sentence": metrics.BLEU(effective_order=True).sentence_score(h, [r]).score} for h, r in PAIRS],
    "corpus": [corpus(hyps, [refs], s) for s in SETTINGS],
    "twoReferences": corpus(hyps, [refs, refs[1:] + refs[:1]], SETTINGS[0]),
    "multi30k": [{"lines": "en", **corpus(list(errors(lines)), [lines], s)} for s in SETTINGS]
    + [{"lines": "de", **corpus(list(errors(german)), [german], s)} for s in SETTINGS[:4]],
}
Path(__file__).with_name("bleu.json").write_text(json.dumps(result, indent=1) + "\n")
