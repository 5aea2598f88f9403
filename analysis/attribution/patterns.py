"""Find subject, cue and content in a sentence by the order of its words; no model is needed."""

from __future__ import annotations

from dataclasses import dataclass, field

from analysis.attribution.cues import Cue, Form, cue_forms
from analysis.attribution.sentences import Sentence
from analysis.attribution.words import (
    ADVERBS,
    AUXILIARIES,
    BE,
    CLAUSE_STARTS,
    DETERMINERS,
    HUMAN,
    NEGATIONS,
    NOMINATIVE,
    NOUN_LIKE,
    PREPOSITIONS,
    PRONOUNS,
    TIME,
    is_past_like,
)

__all__ = ["Draft", "drafts_of"]

_DASHES = frozenset({"-", "\u2013", "\u2014"})
_FINAL = frozenset({".", "!", "?", "\u2026", ";"})
_MODALS = frozenset({"would", "could", "should", "might", "may", "can", "must"})
_COMMENTARY = frozenset("move shift stance step sign claim position decision reference remark comment charge view idea signal".split())
_GERUND_TAIL = frozenset(
    "signalling signaling highlighting underlining underscoring marking raising positioning fuelling prompting reflecting "
    "echoing referring citing cutting drawing sparking leaving setting summing leading triggering describing reciting "
    "speaking alluding gesturing pointing using according flanked".split()
)


NESTED = frozenset({"that", "clause", "right"})
_NOTHING = frozenset({"nothing", "so", "no", "yes", "enough", "otherwise", "little", "nothing at all", "as much", "much", "goodbye"})


@dataclass(slots=True)
class Hit:
    """A cue in a sentence: tokens [left, at, right) are helpers, verb and particle."""

    left: int
    at: int
    right: int
    form: Form
    passive: bool
    modal: bool
    negated: bool
    subject: tuple[int, int] | None = None
    region: int = -1  # where the clause of the cue begins
    inverted: bool = False
    inherits: bool = False


@dataclass(slots=True)
class Draft:
    """A statement before its speaker is known: offsets only."""

    spans: list[tuple[int, int]]
    cue: Cue | None
    cue_span: tuple[int, int] | None
    source: tuple[int, int] | None
    rule: str
    confidence: float
    kind: str = "statement"
    carries: bool = field(default=False)  # a quotation that follows may belong to it
    nested: bool = False  # inside the content of another statement


def _hits(s: Sentence) -> list[Hit]:
    forms = cue_forms()
    found: list[Hit] = []
    low, count = s.low, len(s)
    for at, word in enumerate(low):
        some = forms.get(word)
        if some is None:
            continue
        form = None
        right = at + 1
        for candidate in some:
            if not candidate.particle:
                form = form or candidate
            elif right < count and low[right] == candidate.particle:
                form, right = candidate, at + 2
                break
        if form is None:
            continue
        if form.kind == "preposition":
            if at + 1 < count and low[at + 1] == "to":
                found.append(Hit(at, at, at + 2, form, passive=False, modal=False, negated=False))
            continue
        if found and found[-1].right > at:
            continue
        left = at
        while left > 0 and (
            low[left - 1] in AUXILIARIES or low[left - 1] in ADVERBS or (low[left - 1].endswith("ly") and left > 1 and len(low[left - 1]) > 4)
        ):
            left -= 1
        helpers = low[left:at]
        passive = form.kind == "past" and any(word in BE for word in helpers)
        hit = Hit(
            left,
            at,
            right,
            form,
            passive=passive,
            modal=any(word in _MODALS for word in helpers),
            negated=any(word in NEGATIONS or word.endswith("n't") for word in helpers),
        )
        if _plausible(s, hit):
            found.append(hit)
    return found


def _plausible(s: Sentence, hit: Hit) -> bool:
    """Reject nouns, adjectives and infinitives that look like a cue."""
    low, left, at = s.low, hit.left, hit.at
    before = low[left - 1] if left else ""
    kind = hit.form.kind
    if before == "to" or (before in DETERMINERS and left == at):
        return False
    following = low[hit.right] if hit.right < len(low) else ""
    if kind == "gerund":
        return left == 0 or before in {",", "and", "but", "by", "while", "in", "from", "without", ";"} | _DASHES or any(w in BE for w in low[left:at]) or s.quote[left - 1] is not None or "c" in hit.form.cue.takes and following in {"that", "\u201c", "he", "she", "it", "they"} and before not in PREPOSITIONS
    if kind == "base":
        helped = any(word in AUXILIARIES for word in low[left:at])
        plural = before in {"they", "we", "i", "you", "who", "many", "some", "others", "both", "people", "police", "critics", "most"} or (
            before.endswith("s") and len(before) > 3 and not before.endswith(("ss", "'s", "us"))
        )
        if low[at] == "say" and before not in PREPOSITIONS and before not in DETERMINERS:
            return True
        if low[at] in NOUN_LIKE and not helped and not (plural and following in {"that", "\u201c", "the", "it", "he", "on", "for"}):
            return False
        return helped or plural
    if kind == "third" and low[at] in NOUN_LIKE:
        head = s.words[left - 1] if left else ""
        clear = before in PRONOUNS or (head[:1].isupper() and not head.endswith(("'s", "\u2019s", "s'", "s\u2019"))) or before in HUMAN or before in {")", "which", "and", "but"}
        return clear and (following in {"that", "\u201c", "for", "on", "upon", ":"} or (following in {"to", "not"} and "f" in hit.form.cue.takes) or following in DETERMINERS or following in NOMINATIVE or (hit.right < len(low) and s.words[hit.right][0].isupper()) or hit.left != hit.at)
    if kind == "past" and before in {"of", "in", "for", "with", "from", "at", "so-called", "on", "about"} and s.quote[left - 1] is None:
        return False
    return True


def _boundary(s: Sentence, i: int) -> bool:
    return s.low[i] in CLAUSE_STARTS or s.low[i] in {",", ";", ":", "(", ")", "[", "]", "|"} or s.low[i] in _DASHES or _speech(s, i) or i in s.cues


def _speech(s: Sentence, i: int) -> bool:
    """Tell whether token i is a quotation of some length, or one with punctuation inside, and no scare quote."""
    return s.quote[i] is not None and (s.end[i] - s.start[i] > 40 or _comma_inside(s, i))


def _phrase_start(s: Sentence, p: int, floor: int) -> int:
    a = p
    while a > floor and not _boundary(s, a - 1):
        a -= 1
    return a


def _strip_adjunct(s: Sentence, a: int, p: int) -> int:
    """Skip "In one tweet Friday" before a name: the subject is the last name of the region."""
    if a < p and s.low[a] in PREPOSITIONS | TIME:
        b = p
        while b > a and (s.words[b - 1][0].isupper() and s.low[b - 1] not in PREPOSITIONS and s.low[b - 1] not in TIME):
            b -= 1
        if b > a and s.low[b - 1] in DETERMINERS:
            b -= 1
        return b
    return a


def _left_subject(s: Sentence, k: int, floor: int) -> tuple[int, int] | None:
    """Return the noun phrase that ends before token k, appositions included."""
    p = k - 1
    if p < floor:
        return None
    word = s.low[p]
    if word in NOMINATIVE or word in {"who", "which"}:
        return (p, k)
    if word == ")":
        q = p
        while q > floor and s.low[q] != "(":
            q -= 1
        return _left_subject(s, q, floor) and ((_left_subject(s, q, floor) or (q, k))[0], k) if q > floor else None
    if word == "," or word in _DASHES:
        q = p - 1
        while q > floor and p - q < 40 and not (s.low[q] == word or (s.quote[q] is not None and s.end[q] - s.start[q] > 40)):
            q -= 1
        # Step over the commas of a longer apposition: "Marrow, a poet, painter and judge,".
        if q > floor and s.low[q] == word and s.quote[q - 1] is None:
            head = _phrase_start(s, q - 1, floor)
            inside = s.low[q + 1]
            fits = inside in DETERMINERS or inside in HUMAN or inside in {"who", "whose", "which", "then", "now", "also", "like", "speaking", "in", "on", "at", "citing", "quoting"} or s.words[q + 1][0].isupper() or inside.isdigit() or any(w in HUMAN for w in s.low[q + 1 : p])
            if fits and q - head <= 14 and (s.words[q - 1][0].isupper() or s.low[q - 1] in HUMAN or s.low[q - 1] in PRONOUNS or s.words[q - 1][0].isalpha() or s.low[q - 1] == ")"):
                return (_strip_adjunct(s, head, q), k)
        return None
    if s.quote[p] is not None and s.end[p] - s.start[p] > 40:
        return None
    if not (word[0].isalnum() or s.quote[p] is not None):
        return None
    a = _phrase_start(s, p, floor)
    if a > floor and s.low[a - 1] in {"who", "that", "which"} and (s.low[a] in AUXILIARIES or is_past_like(s.low[a])):
        a = _phrase_start(s, a - 2, floor) if a - 2 >= floor else a
    b = a - 1
    while b > floor and (b in s.cues or s.low[b] in AUXILIARIES):
        b -= 1
    if b < a - 1 and s.low[b] in {"who", "that", "which"} and b > floor:
        a = _phrase_start(s, b - 1, floor)  # "two officials who asked not to be named said"
    return (_strip_adjunct(s, a, p), k)


def _right_subject(s: Sentence, j: int) -> tuple[int, int] | None:
    """Return the noun phrase after an inverted cue (said X, according to X)."""
    b, count = j, len(s)
    while b < count and not (
        s.low[b] in {",", ":", ";", "who", "which", "that"}
        or s.low[b] in _DASHES
        or s.quote[b] is not None
        or (b > j and (s.low[b] in {"in", "on", "at", "during", "after", "when", "as", "while", "before", "following", "via", "by", "told", "because", "but"} or s.low[b] in TIME))
        or (s.low[b] in _FINAL and b == count - 1)
    ):
        b += 1
    return (j, b) if b > j else None


def _resolve_subjects(s: Sentence, hits: list[Hit]) -> list[Hit]:
    """Give every cue its subject: on the left, on the right when inverted, or that of the cue before."""
    out: list[Hit] = []
    s.cues = {hit.at for hit in hits}
    for hit in hits:
        low, k = s.low, hit.left
        before = low[k - 1] if k else ""
        quoted = k > 0 and _speech(s, k - 1)
        if hit.form.kind == "preposition":
            hit.subject, hit.region = _right_subject(s, hit.right), k
            if hit.subject:
                out.append(hit)
            continue
        if hit.form.kind == "gerund" and not any(w in BE for w in low[k : hit.at]):
            hit.inherits = True
            hit.region = k - 1 if before in {",", "and", "but", ";"} | _DASHES else k
            if before in {"and", "but"} and k > 1 and low[k - 2] == ",":
                hit.region = k - 2
            hit.subject = _clause_subject(s, k, out[-1].right if out else 0) or (out[-1].subject if out else _first_subject(s) if k else None)
            out.append(hit)
            continue
        if hit.passive:
            if hit.form.cue.lemma == "ask" and k > 0:
                hit.subject = None
                out.append(hit)
            continue
        inverts = k == hit.at and hit.form.cue.takes & {"c", "q", "t", "h"} and not hit.form.particle
        if hit.form.cue.lemma == "ask" and k == 0 and hit.form.kind == "past":
            out.append(hit)
            continue
        if inverts and hit.form.kind in {"past", "third"} and (quoted or before in {",", "?", "!"} or k == 0):
            subject = _left_subject(s, k, 0) if before == "," and not (k > 1 and s.quote[k - 2] is not None) else None
            right = _right_subject(s, hit.right)
            rest = len(s) - hit.right
            if right and (subject is None or (rest <= 9 and right[1] >= len(s) - 2 and low[hit.right] not in NOMINATIVE and low[hit.right] != "that")):
                first = low[right[0]]
                fits = quoted or ("to" not in low[right[0] : right[1]] and right[1] - right[0] <= 12 and not (out and "a" in hit.form.cue.takes))
                if fits and first not in PREPOSITIONS and first not in {"that", "to"} and (k > 0 or ":" in low[right[1] : right[1] + 1] or any(s.quote)):
                    hit.subject, hit.region, hit.inverted = right, k, True
                    out.append(hit)
                    continue
            if subject:
                hit.subject, hit.region = subject, subject[0]
                out.append(hit)
                continue
            if out and (quoted or before == ","):
                hit.inherits, hit.subject, hit.region = True, out[-1].subject, max(0, k - 1)
                out.append(hit)
            continue
        if before in {"and", "but", "or", "then"} or (before == "," and out) or (quoted and out and _comma_inside(s, k - 1)):
            if out:
                hit.inherits, hit.subject = True, out[-1].subject
            else:
                a = _phrase_start(s, k - 2, 0) if k >= 2 else 0
                head = _first_subject(s)
                hit.inherits, hit.subject = True, head or ((a, k - 1) if a < k - 1 else None)
            hit.region = k - 1
            if hit.region > 0 and low[hit.region - 1] == ",":
                hit.region -= 1
            out.append(hit)
            continue
        subject = _left_subject(s, k, 0)
        if subject:
            hit.subject, hit.region = subject, subject[0]
            out.append(hit)
    return out


def _clause_subject(s: Sentence, k: int, floor: int) -> tuple[int, int] | None:
    """Return the subject of the clause that begins last before token k: "but Ms Varn has refused, saying"."""
    for i in range(k - 1, floor, -1):
        if s.low[i] in {"but", "and", "while", "although", "though", "as"} and i + 2 < k:
            for j in range(i + 2, min(i + 8, k)):
                if s.low[j] in AUXILIARIES or (is_past_like(s.low[j]) and s.low[j] not in {"united"}):
                    if s.words[i + 1][0].isupper() or s.low[i + 1] in NOMINATIVE:
                        return (i + 1, j)
                    break
    return None


def _comma_inside(s: Sentence, i: int) -> bool:
    """Tell whether a quotation ends with punctuation inside its marks, as speech does."""
    return s.tail[i] in ",.?!\u2026-\u2014"


def _first_subject(s: Sentence) -> tuple[int, int] | None:
    """Return the noun phrase before the first helper or verb of a sentence, roughly."""
    start = 0
    if s.low[0] in PREPOSITIONS and "," in s.low:
        start = s.low.index(",") + 1
    while start < len(s) and s.low[start] in {"but", "and", "however", ","}:
        start += 1
    if start < len(s) and s.low[start] in NOMINATIVE:
        return (start, start + 1)
    for i in range(start, min(len(s), start + 16)):
        if i > start and (s.low[i] in AUXILIARIES or is_past_like(s.low[i]) or s.low[i] == "," or s.low[i] in ADVERBS):
            return (start, i)
    return None


def _skip_tail(s: Sentence, j: int) -> tuple[int, bool]:
    """Skip time, place and manner after a cue; return where it stops and whether anything was skipped."""
    low, count, t = s.low, len(s), j
    while t < count:
        word = low[t]
        if word == "(":
            while t < count and low[t] != ")":
                t += 1
            t += 1
        elif word in TIME or word in ADVERBS or (word.endswith("ly") and len(word) > 4) or (t > j and word.isdigit()):
            t += 1
        elif word in {"about", "around", "over", "to"} and t + 1 < count and (low[t + 1][0].isdigit() or word == "to"):
            break
        elif word in PREPOSITIONS:
            t += 1
            while t < count and not (
                low[t] in {",", ":", ";", "that", "there"} or low[t] in NOMINATIVE or low[t] in _FINAL or (s.quote[t] is not None and s.end[t] - s.start[t] > 30)
                or (low[t] in CLAUSE_STARTS and low[t] not in {"and"})
            ):
                t += 1
        else:
            break
    return t, t > j


def _end_of(s: Sentence) -> int:
    end = len(s)
    while end > 0 and s.low[end - 1] in _FINAL | {")", ":"}:
        end -= 1
    return end


def _stop(s: Sentence, a: int, end: int, cut: int) -> int:
    """Return where content that begins at token a ends: before the next clause of the reporter."""
    stop = min(end, cut)
    for i in range(a + 1, stop):
        if s.low[i] == "," and i + 1 < stop and s.low[i + 1] in _GERUND_TAIL:
            return i
        if s.low[i] == "," and i + 2 < stop and s.low[i + 1] in {"a", "an"} and s.low[i + 2] in _COMMENTARY:
            return i
    while stop > a and s.low[stop - 1] in {",", "and", "but", "while", "as", ";", "\u2013", "\u2014"}:
        stop -= 1
    return stop


def _span(s: Sentence, a: int, b: int) -> tuple[int, int]:
    return (s.start[a], s.end[b - 1])


def drafts_of(s: Sentence, *, head: bool = False) -> list[Draft]:
    """Return the statements of one sentence in order; `head` is true for headlines."""
    hits = _resolve_subjects(s, _hits(s))
    end = _end_of(s)
    drafts: list[Draft] = []
    left_used = -1
    for number, hit in enumerate(hits):
        later = hits[number + 1 :]
        cut = _cut(s, hit, later, end)
        draft = _draft(s, hit, end=end, cut=cut, left_floor=left_used + 1, first=number == 0)
        if draft:
            draft.nested = any(a < draft.cue_span[0] < b for other in drafts if not other.rule.startswith("left") for a, b in other.spans)
            drafts.append(draft)
            if draft.rule.startswith(("left", "according")):
                low, high = draft.spans[0]
                for other in drafts[:-1]:
                    if other.cue_span and low <= other.cue_span[0] < high and other.spans[-1][0] < high:
                        other.nested = True
                        other.spans[-1] = (other.spans[-1][0], min(high, other.spans[-1][1]))
            if hit.form.kind != "gerund" and draft.rule.startswith("left"):
                left_used = hit.right
    return [draft for draft in drafts if not draft.nested or draft.rule in NESTED]


def _cut(s: Sentence, hit: Hit, later: list[Hit], end: int) -> int:
    """Return the first token of a later clause with a cue that is not inside this cue's content."""
    for other in later:
        region = other.region
        if hit.left == 0 and hit.form.kind == "gerund" and not other.inherits and other.form.kind != "preposition" and s.low[region - 1] == ",":
            hit.subject = hit.subject or other.subject
            return region - 1
        if region <= hit.right:
            continue
        before = s.low[region - 1]
        if other.form.kind == "preposition" and before == ",":
            return region - 1
        if other.inherits:
            return region
        if before in {"and", "but", "while", "as", "although", "though", "after"} | _DASHES:
            return region - 2 if s.low[region - 2] == "," else region - 1
    return end


def _draft(s: Sentence, hit: Hit, *, end: int, cut: int, left_floor: int, first: bool) -> Draft | None:
    cue, low, count = hit.form.cue, s.low, len(s)
    takes = cue.takes
    source = _span(s, *hit.subject) if hit.subject and hit.subject[1] > hit.subject[0] else None
    cue_span = (s.start[hit.left if hit.left == hit.at or low[hit.left] not in ADVERBS else hit.left], s.end[hit.right - 1])

    def made(parts: list[tuple[int, int]], rule: str, confidence: float, *, kind: str = "statement", carries: bool = False) -> Draft | None:
        spans = [_span(s, a, b) for a, b in parts if b > a]
        if not spans or (len(parts) == 1 and " ".join(low[parts[0][0] : parts[0][1]]) in _NOTHING):
            return None
        return Draft(spans, cue, cue_span, source, rule, confidence, kind, carries)

    if cue.lemma == "according to":
        if not hit.subject:
            return None
        if hit.left == 0 or (hit.left == 1 and low[0] in {"but", "and", "yet"}):
            a = hit.subject[1]
            while a < count and low[a] in {"who", "which", "in"}:
                a = next((i for i in range(a, count) if low[i] == ","), count)
            a += 1 if a < count and low[a] == "," else 0
            return made([(a, _stop(s, a, end, cut))], "according", 0.8) if a < end else None
        b = hit.left - 1 if low[hit.left - 1] == "," else hit.left
        a = left_floor
        parts = [(a, b)]
        c = hit.subject[1]
        if c < end and low[c] == "," and c + 2 < end and low[c + 1] not in {"who", "which", "a", "the", "and", "but", "as", "while"} and not low[c + 1].endswith("ing"):
            parts.append((c + 1, _stop(s, c + 1, end, cut)))
        return made(parts, "according", 0.8) if b > a else None
    if hit.passive or (cue.lemma == "ask" and hit.subject is None):
        j = hit.right
        if j < end and low[j] in {"whether", "if", "why", "how", "what", "when", "where", "who"}:
            b = next((i for i in range(j, end) if low[i] == ","), end) if hit.left == 0 else end
            return Draft([_span(s, j, min(b, cut) if cut > j else b)], cue, cue_span, None, "question", 0.6, "question")
        return None
    if hit.negated and "c" in takes and hit.form.kind != "gerund" and cue.lemma != "deny":
        confidence_scale = 0.7
    else:
        confidence_scale = 0.6 if hit.modal else 1.0

    # content on the left: "CONTENT, S said" and "CONTENT," said S
    j = hit.subject[1] if hit.inverted and hit.subject else hit.right
    tail, _ = _skip_tail(s, j)
    addressee = False
    if "t" in takes and not hit.inverted and j < end:
        stop = _addressee(s, j, end)
        if stop > j:
            tail, addressee = _skip_tail(s, stop)[0], True
    clause = takes & {"c", "q", "t", "b", "h"}
    region = hit.region
    quote_before = region > left_floor and s.quote[region - 1] is not None
    comma_before = region > left_floor + 1 and low[region - 1] in {",", "?", "!", "\u2013", "\u2014"}
    ends_here = tail >= end or low[tail] in {",", ";", "as", "while", "when", "after", "who", "which", "and", "but", "because"} or low[tail] in _DASHES or low[tail] in _GERUND_TAIL
    right_quote = tail < end and (s.quote[tail] is not None or (low[tail] in {",", ":"} and tail + 1 < count and s.quote[tail + 1] is not None))
    if clause and not hit.inherits and (quote_before or comma_before) and (ends_here or hit.inverted or quote_before) and not (right_quote and not quote_before and _short_adjunct(s, left_floor, region)):
        a = left_floor
        b = region - 1 if low[region - 1] == "," else region
        while a < b and low[a] in {",", "and", ";"}:
            a += 1
        adjunct = _short_adjunct(s, a, b) and not any(s.quote[a:b])
        if s.low[a] in PREPOSITIONS and tail < end and low[tail] != "," and not any(_long(s, i) for i in range(a, b)):
            adjunct = True  # On "Harbour News Sunday," the mayor said it was over
        if b > a and not (adjunct and j < end and not (tail < end and low[tail] == ",")):
            parts = [(a, b)]
            c = tail
            if hit.inverted and c < end and low[c] == "," and c + 1 < end and s.quote[c + 1] is None:
                nxt = next((i for i in range(c, end) if s.quote[i] is not None and low[i - 1] in {",", ":"}), None)
                c = nxt - 1 if nxt else end
            if c < end and low[c] in {",", ":"} and c + 1 < end and (s.quote[c + 1] is not None or adjunct or _resumes(s, c + 1, a, b)):
                parts.append((c + 1, _stop(s, c + 1, end, cut)))
            direct = any(s.quote[a:b])
            return made(parts, "left-inverted" if hit.inverted else "left", (0.95 if direct else 0.85) * confidence_scale, carries=True)
    draft = _right(s, hit, j, tail, addressee, end, cut, made, confidence_scale)
    if draft and left_floor == 0 and low[0] == "whether" and region > 1 and low[region - 1] == "," and not hit.inherits:
        # "Whether in A or in B, she said, ...": the condition belongs to what was said.
        draft.spans.insert(0, _span(s, 0, region - 1))
    return draft


def _short_adjunct(s: Sentence, a: int, b: int) -> bool:
    """Tell whether tokens a to b are no clause but "At a rally on Friday," or "However,"."""
    if b <= a:
        return True
    if s.low[a] in {"however", "meanwhile", "later", "still", "instead", "also", "but", "yet", "then", "nevertheless", "overall", "additionally", "moreover", "separately", "asked"}:
        return b - a <= 4 or s.low[a] == "asked"
    return s.low[a] in PREPOSITIONS | TIME | {"when", "asked", "while", "speaking", "if"} and b - a <= 30 and not any(s.quote[a:b])


def _resumes(s: Sentence, c: int, a: int, b: int) -> bool:
    """Tell whether the clause after "S said," goes on with the content."""
    word = s.low[c]
    if word in {"who", "which", "whose", "when", "where", "as", "after", "before", "during", "including", "according", "a", "an", "one", "just", "days", "citing"} or word.endswith("ing"):
        return False
    if word in {"and", "but", "because", "since", "if", "though", "although", "while", "that", "is", "was", "were", "are", "has", "have", "will", "would", "should", "to", "so", "not"}:
        return True
    return b - a <= 7


def _addressee(s: Sentence, j: int, end: int) -> int:
    """Return where the person spoken to ends: "told reporters in Tolmin that"."""
    low, t = s.low, j
    if low[t] in {"that", ":", ","} or s.quote[t] is not None:
        return j
    if low[t] in {"me", "him", "her", "us", "them", "you", "reporters", "journalists", "lawmakers", "parliament", "voters", "supporters", "investors", "members"}:
        return t + 1
    if low[t] in DETERMINERS or low[t] in PRONOUNS:
        t += 1
    while t < end and not (low[t] in {",", ":", "that", "to", "there", "of", "about", "not", "how", "why", "what"} or low[t] in PREPOSITIONS or low[t] in NOMINATIVE or low[t] in DETERMINERS or low[t] in TIME or low[t] in CLAUSE_STARTS or (s.quote[t] is not None and s.end[t] - s.start[t] > 30)):
        t += 1
        if t - j > 12:
            break
    return t


def _right(s: Sentence, hit: Hit, j: int, tail: int, addressee: bool, end: int, cut: int, made, scale: float) -> Draft | None:
    """Content on the right of the cue."""
    cue, low = hit.form.cue, s.low
    takes = cue.takes
    if j >= end:
        return None
    if hit.inverted:
        t = j
        if t < end and low[t] in {":", ","} and t + 1 < end and s.quote[t + 1] is not None:
            return made([(t + 1, _stop(s, t + 1, end, cut))], "right-inverted", 0.95 * scale, carries=True)
        return None
    t = tail
    if "a" in takes and "t" not in takes or ("a" in takes and addressee is False) or ("a" in takes and tail < end and low[tail] == "to"):
        limit = min(end, cut)
        to = next((i for i in range(j, min(limit, j + 25)) if low[i] in {"to", "not"} and not (low[i] == "not" and low[i + 1 : i + 2] != ["to"])), None)
        if to is not None and to > j and low[j] not in {"that", "for"} and not (s.quote[j] is not None) and "," not in low[j:to] and "that" not in low[j:to] and low[to + 1 : to + 2] and low[to + 1] not in DETERMINERS:
            start = j if "t" not in takes else to
            return made([(start, _stop(s, start, end, cut))], "addressee", 0.8 * scale)
        if "t" not in takes and takes <= {"a"}:
            if j < limit and low[j] not in PREPOSITIONS | {",", "."} and cue.lemma in {"urge", "call on", "call upon"}:
                return made([(j, _stop(s, j, end, cut))], "addressee", 0.6 * scale)
            return None
    if "x" in takes:
        of = next((i for i in range(j, min(end, cut, j + 25)) if low[i] in {"of", "for"}), None)
        return made([(j, _stop(s, j, end, cut))], "accuse", 0.75 * scale) if of else None
    if takes & {"s", "v"}:
        a = next((i for i in range(j, min(end, cut, j + 40)) if low[i] == "as"), None)
        if a is not None and low[j] not in {"that", "how"}:
            subject = hit.subject[0] if hit.subject else j
            if a == j and hit.subject and subject > 0 and s.low[subject - 1] in {"that", "which"} | set():
                return made([(max(0, subject - 3), subject - 1), (a, _stop(s, a, end, cut))], "as", 0.7 * scale)
            if a == j and hit.subject:
                b = subject
                head = b
                while head > 0 and not _boundary(s, head - 1) and s.low[head - 1] not in PREPOSITIONS:
                    head -= 1
                parts = [(head, b)] if head < b else []
                return made([*parts, (a, _stop(s, a, end, cut))], "as", 0.7 * scale)
            return made([(j, _stop(s, j, end, cut))], "as", 0.75 * scale)
        if "v" in takes and "o" not in takes:
            return None
    if "k" in takes:
        if low[j] in {"for", "on", "in", "off", "up", "out", "back", "by", ",", ".", "to", "a" if low[hit.at] == "branded" else ","} or hit.subject is None:
            return None
        first, last = hit.subject
        named = any(w[0].isupper() for w in s.words[first:last]) or s.low[last - 1] in PRONOUNS or any(w in HUMAN for w in s.low[first:last])
        before = low[first - 1] if first else ""
        complement = any(s.quote[j : min(end, cut)]) or any(low[i] in {"a", "an"} for i in range(j + 1, min(end, cut, j + 9)))
        if not named or not complement or before in {"what", "that", "which"}:
            return None
        return made([(j, _stop(s, j, end, cut))], "name", 0.65 * scale)
    if "f" in takes and low[j] in {"to", "not"}:
        return made([(j, _stop(s, j, end, cut))], "to", 0.8 * scale)
    if "w" in takes and low[j] in {"whether", "if", "why", "how", "what", "where", "when", "who"}:
        return made([(j, _stop(s, j, end, cut))], "wh", 0.75 * scale)
    return _clause_or_phrase(s, hit, j, t, end, cut, made, scale)


def _clause_or_phrase(s: Sentence, hit: Hit, j: int, t: int, end: int, cut: int, made, scale: float) -> Draft | None:
    cue, low = hit.form.cue, s.low
    takes = cue.takes
    limit = min(end, cut)
    while t < limit and low[t] in {",", ":"} and not (t + 1 < limit and s.quote[t + 1] is not None) and low[t] == "," and t + 1 < limit and low[t + 1] in {"however", "too", "though"}:
        t += 3 if t + 2 < limit and low[t + 2] == "," else 2
    if t < limit and low[t] in {",", ":"} and t + 1 < limit and s.quote[t + 1] is not None:
        return made([(t + 1, _stop(s, t + 1, end, cut))], "right", 0.95 * scale, carries=True)
    if t < limit and low[t] == ":" and t + 1 < limit:
        return made([(t + 1, _stop(s, t + 1, end, cut))], "right", 0.8 * scale)
    if t < limit and low[t] == "," and t + 1 < limit and low[t + 1] in PREPOSITIONS | {"in", "speaking", "when", "as"}:
        # "said, in a speech to the guild, that ..."
        nxt = next((i for i in range(t + 1, limit) if low[i] == ","), None)
        if nxt and nxt + 1 < limit and (low[nxt + 1] == "that" or s.quote[nxt + 1] is not None):
            t = nxt + 1
    if takes & {"c", "t", "b", "g", "h"} and t < limit and low[t] == "that":
        return made([(t + 1, _stop(s, t + 1, end, cut))], "that", 0.9 * scale)
    if takes & {"c", "t", "q", "b", "h"} and t < limit and s.quote[t] is not None:
        if "o" in takes and t == j and not _long(s, t):
            return made([(t, _stop(s, t, end, cut))], "object", 0.7 * scale)
        return made([(t, _stop(s, t, end, cut))], "right", 0.85 * scale, carries=_long(s, t))
    if takes & {"c", "t"} and t < limit and low[t] not in {",", ";", ")"} and low[t] not in CLAUSE_STARTS - {"if", "when", "there", "what", "how", "whether", "because", "where", "while", "although", "after", "before", "since", "once", "unless"}:
        if cue.lemma in {"say", "tell"} or _has_verb(s, t, limit):
            return made([(t, _stop(s, t, end, cut))], "clause", (0.8 if cue.lemma in {"say", "tell"} else 0.65) * scale)
    if "b" in takes:
        group = hit.subject is not None and s.low[hit.subject[1] - 1] in HUMAN and hit.form.kind == "base"
        return made([(t, _stop(s, t, end, cut))], "clause", 0.5) if group and t < limit and _has_verb(s, t, limit) else None
    if "n" in takes and hit.subject and "as" in low[j:limit]:
        return made([(j, _stop(s, j, end, cut))], "object", 0.5 * scale)
    if "o" in takes and j < limit and low[j] not in PREPOSITIONS | {",", ".", ";", "and", "by"} and _speaks(s, hit):
        stop = _stop(s, j, end, cut)
        stop = next((i for i in range(j + 1, stop) if low[i] in {"even", "after", "while", "although", "though", "when"} or (low[i] == "," and low[i + 1] in {"which", "who", "as", "after", "a", "while", "when", "but", "and"}) or (low[i] == "," and low[i + 1].endswith("ing"))), stop)
        that = next((i for i in range(j, stop) if low[i] == "that"), None)
        if cue.lemma in {"express", "voice"} and that:
            return made([(that + 1, stop)], "object-that", 0.75 * scale)
        return made([(j, stop)], "object", 0.6 * scale)
    return None


def _speaks(s: Sentence, hit: Hit) -> bool:
    """Tell whether the subject can speak: a name, a pronoun for people, or a word for people or bodies."""
    if hit.subject is None or hit.modal:
        return False
    first, last = hit.subject
    return (
        any(word[0].isupper() and i + first > 0 for i, word in enumerate(s.words[first:last]))
        or s.words[first][0].isupper() and s.low[first] not in DETERMINERS
        or s.low[last - 1] in PRONOUNS - {"it", "which", "one"}
        or any(word in HUMAN for word in s.low[first:last])
    )


def _long(s: Sentence, i: int) -> bool:
    return s.end[i] - s.start[i] > 30


def _has_verb(s: Sentence, a: int, b: int) -> bool:
    """Tell, roughly, whether tokens a to b hold a finite verb after a subject."""
    low = s.low
    if low[a] in NOMINATIVE or low[a] in {"there", "if", "when"}:
        return True
    for i in range(a + 1, b):
        word = low[i]
        if word == "," or i - a > 3 and word in {"and", "but", "because", "as", "while", "after", "so"}:
            return False
        if word in {"who", "which", "that", "to"} and i - a < 3:
            return False
        if word in AUXILIARIES:
            return True
        if is_past_like(word) and low[i - 1] not in DETERMINERS and low[i - 1] not in PREPOSITIONS and low[i - 1] != ",":
            return True
    return False
