"""Writes dialogues.json: values of NLTK for the dialogue metrics. Debian: python3-nltk; run with /usr/bin/python3."""
import json
import random
from pathlib import Path

from nltk.translate.bleu_score import corpus_bleu
from nltk.util import ngrams

random.seed(7)
letters = "我你他去了公园学校吗很好的是不在家今天昨天"
cases = []
for size in (3, 40):
    references = [[random.choice(letters) for _ in range(random.randint(4, 14))] for _ in range(size)]
    replies = [[c if random.random() < 0.7 else random.choice(letters) for c in one][: random.randint(4, 14)] for one in references]
    wrapped = [[one] for one in references]
    grams = {n: [g for one in replies for g in ngrams(one, n)] for n in (1, 2)}
    cases.append({
        "replies": ["".join(one) for one in replies],
        "references": ["".join(one) for one in references],
        "bleu2": 100 * corpus_bleu(wrapped, replies, weights=(0.5, 0.5)),
        "bleu4": 100 * corpus_bleu(wrapped, replies),
        "dist1": 100 * len(set(grams[1])) / len(grams[1]),
        "dist2": 100 * len(set(grams[2])) / len(grams[2]),
    })
Path(__file__).with_name("dialogues.json").write_text(json.dumps(cases, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
