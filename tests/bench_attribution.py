"""Speed of the extractor: articles of 600 words a second on one core (`python -m tests.bench_attribution`)."""

from __future__ import annotations

import time
from pathlib import Path

from analysis import extract_statements

INVENTED = Path(__file__).parent / "attribution" / "invented"
WORDS_OF_AN_ARTICLE = 600


def main() -> None:
    """Print the rate on the invented articles, and the time of one paragraph of two megabytes."""
    texts = {
        f"{path.stem} {copy}": path.read_text("utf-8") for path in sorted(INVENTED.glob("*.txt")) for copy in range(60)
    }
    articles = sum(len(text.split()) for text in texts.values()) / WORDS_OF_AN_ARTICLE
    rates = []
    for _ in range(3):
        start = time.process_time()
        extract_statements(texts)
        rates.append(articles / (time.process_time() - start))
    print(f"{max(rates):.0f} articles of {WORDS_OF_AN_ARTICLE} words a processor second (best of {len(rates)} rounds)")
    sentence = next(iter(texts.values())).replace("\n", " ")
    for megabytes in (1, 2):
        long = (sentence * (megabytes * 1_000_000 // len(sentence) + 1))[: megabytes * 1_000_000]
        start = time.process_time()
        extract_statements({"long": long})
        print(f"{time.process_time() - start:.1f} processor seconds for one paragraph of {megabytes} MB")


if __name__ == "__main__":
    main()
