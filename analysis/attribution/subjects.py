"""Give every cue of a sentence its subject, by the order of words."""

from __future__ import annotations

from analysis.attribution import words
from analysis.attribution.clauses import first_subject, is_verb, last_subject
from analysis.attribution.hits import Hit, Span
from analysis.attribution.sentences import SPEECH_ENDS, Sentence

__all__ = ["boundary", "long_quote", "resolve_subjects"]


_SURNAMES = frozenset({"April", "August", "March", "May"})
_WITH_STOP = frozenset({"co", "corp", "inc", "jr", "ltd", "sr"})
_IN_TITLES = frozenset({"Morning", "Evening", "Today", "Week"})  # "the Morning Ledger" is no time


def long_quote(s: Sentence, i: int, least: int = 30) -> bool:
    """Tell whether token i is a quotation of more than `least` characters."""
    return s.quote[i] is not None and s.end[i] - s.start[i] > least


def _speech(s: Sentence, i: int) -> bool:
    """Tell whether token i is a quotation that is long or ends with punctuation inside its marks, as speech does."""
    return s.quote[i] is not None and (long_quote(s, i, 40) or s.tail[i] in SPEECH_ENDS)


def boundary(s: Sentence, i: int) -> bool:
    """Tell whether no noun phrase runs over token i."""
    return s.low[i] in words.BOUNDARIES or _speech(s, i) or i in s.cues


def _phrase_start(s: Sentence, p: int) -> int:
    while p > 0 and not boundary(s, p - 1):
        p -= 1
    return p


def _strip_adjunct(s: Sentence, a: int, p: int) -> int:
    """Skip "In one message Friday" before a name: the subject is the last name of the region."""
    if a >= p or s.low[a] not in words.INTRODUCTORY:
        return a
    b = p
    while b > a and s.words[b - 1][0].isupper() and s.low[b - 1] not in words.INTRODUCTORY:
        b -= 1
    return b - 1 if b > a and s.low[b - 1] in words.DETERMINERS else b


def _left(s: Sentence, k: int) -> Span | None:
    """Return the noun phrase that ends before token k, appositions included."""
    p = k - 1
    if p < 0 or long_quote(s, p, 40):
        return None
    if s.low[p] == "." and s.at(p - 1) in _WITH_STOP:
        p -= 1  # "Tom Reed Jr. said"
    word = s.low[p]
    if word.partition("'")[0] in words.NOMINATIVE or word in {"who", "which"}:
        return (p, k)
    if word == ")":
        q = next((i for i in range(p, 0, -1) if s.low[i] == "("), 0)
        inner = _left(s, q) if q else None
        return (inner[0], k) if inner else None
    if word == "," or word in words.DASHES:
        return _with_apposition(s, p)
    if not (word[0].isalnum() or s.quote[p] is not None):
        return None
    a = _phrase_start(s, p)
    if a >= 2 and s.low[a - 1] in words.RELATIVE and is_verb(s, a):
        a = _phrase_start(s, a - 2)
    if 1 < a < k and s.low[a - 1] == "," and all(w in words.TIME or w in {"on", "late", "last"} for w in s.low[a:k]):
        return _left(s, a)  # "Ruth Alder, the mayor, on Monday said"
    b = a - 1
    while b > 0 and (b in s.cues or s.low[b] in words.AUXILIARIES):
        b -= 1
    if 0 < b < a - 1 and s.low[b] in words.RELATIVE:
        a = _phrase_start(s, b - 1)  # "two officials who asked not to be named said"
    return (_joined(s, _strip_adjunct(s, a, p)), k)


def _joined(s: Sentence, a: int) -> int:
    """Return where the names begin that are joined to one by "and", at the head of a clause: "Ruth Alder and Tom Birk said"."""
    first = a - 1
    while first > 0 and s.words[first - 1][0].isupper() and s.quote[first - 1] is None:
        first -= 1
    named = s.words[a][0].isupper() and s.at(a - 1) == "and" and first < a - 1
    return first if named and (first == 0 or s.low[first - 1] == ",") else a


def _with_apposition(s: Sentence, p: int) -> Span | None:
    """Return the noun phrase before an apposition that ends with the comma or dash p."""
    mark, q = s.low[p], p - 1
    while q > 0 and p - q < 40 and s.low[q] != mark and not long_quote(s, q, 40):
        q -= 1
    if q <= 0 or s.low[q] != mark or s.quote[q - 1] is not None:
        return None
    if s.words[q - 1].isdigit() and s.at(q - 2) == mark:
        q -= 2  # "Ruth Alder, 54, the mayor, said"
    head, inside = _phrase_start(s, q - 1), s.low[q + 1]
    named = s.words[q + 1][0].isupper() or inside.isdigit() or not words.HUMAN.isdisjoint(s.low[q + 1 : p])
    state = s.words[q - 1][0].isupper() and s.low[q - 1] not in words.TIME and p - q <= 8
    named = named or (state and inside.endswith(("ly", "ing", "ed")))  # "Beth Rowe, visibly tired, said"
    noun = q - head <= 14 and (s.words[q - 1][0].isalpha() or s.low[q - 1] == ")")
    return (_strip_adjunct(s, head, q), p + 1) if noun and (named or inside in words.APPOSITIVE) else None


def _is_time(s: Sentence, b: int) -> bool:
    return s.low[b] in words.TIME and s.words[b] not in _IN_TITLES


def _is_surname(s: Sentence, j: int, b: int) -> bool:
    """Tell whether a month behind the first word is a name: "said Jo March", but not "said Jo Birk March 4"."""
    return b == j + 1 and s.words[b] in _SURNAMES and s.words[j][0].isupper() and not s.at(b + 1).isdigit()


def _right(s: Sentence, j: int) -> Span | None:
    """Return the noun phrase after an inverted cue (said X, according to X)."""
    b, last = j, len(s) - 1
    while b <= last:
        word = s.low[b]
        if word in words.AFTER_RIGHT or s.quote[b] is not None or (word in words.FINAL and b == last):
            break
        if b > j and (word in words.AFTER_SUBJECT or (_is_time(s, b) and not _is_surname(s, j, b))):
            break
        if (
            b > j
            and s.words[b - 1][0].isupper()
            and (word in words.CIRCUMSTANCES or (word[-2:] == "ly" and s.words[b].islower()))
        ):
            break  # "said Beth Rowe cheerfully from the corner"
        b += 1
    return (j, b) if b > j else None


def _with_name(s: Sentence, a: int, b: int) -> int:
    """Return the end of a noun phrase with the name behind its comma: "according to the mayor, Ruth Alder"."""
    last = b + 1
    while last < len(s) and (s.words[last][0].isupper() or s.low[last] in words.NAME_PARTICLES):
        last += 1
    office = s.words[b - 1].islower() and not words.ROLES.isdisjoint(s.low[a:b])
    return (
        last
        if office and s.at(b) == "," and last - b > 2 and (last == len(s) or s.low[last] in words.ENDS | words.FINAL)
        else b
    )


def resolve_subjects(s: Sentence, hits: list[Hit]) -> list[Hit]:
    """Return the cues that have a subject: on the left, on the right when inverted, or that of the cue before."""
    s.cues = {hit.at for hit in hits}
    out: list[Hit] = []
    for hit in hits:
        if _resolve(s, hit, out) and not _nobody(s, hit):
            if hit.subject and not hit.inherits:
                hit.subject = _without_adjunct(s, *hit.subject)
            out.append(hit)
    return out


def _nobody(s: Sentence, hit: Hit) -> bool:
    """Tell whether nobody is said to have spoken: "Nobody said", "Neither A nor B said", "If A says so, B leaves"."""
    if hit.form.kind == "preposition" or hit.subject is None or hit.inherits:
        return False
    first, last = hit.subject
    opening = s.low[first]
    none = opening == "no" or (
        opening in words.NO_SUBJECTS and (last - first == 1 or opening in {"neither", "none", "nobody", "no-one"})
    )
    head = first
    while head > 0 and s.low[head - 1] in words.NO_SUBJECTS | words.AUXILIARIES:
        head -= 1
        none = none or s.low[head] in {"neither", "nor"}
    whether = s.low[max(0, head - 2) : head] == ["whether", "or"]
    if whether or (s.at(head - 1) == "that" and s.at(head - 2) in words.PROVISOS):
        head -= 1
    present = hit.form.kind in {"third", "base"} and s.at(head - 1) in words.CONDITIONS_OF_TIME
    inverted = head == 0 and s.low[0] in words.AUXILIARIES  # "Had Ms Alder said so", "Did Ms Alder say so?"
    return none or ((present or inverted or s.at(head - 1) in words.CONDITIONS | words.PROVISOS) and not hit.inverted)


def _without_adjunct(s: Sentence, a: int, b: int) -> Span:
    """Leave out what follows a name without belonging to it: "Ruth Alder on Saturday", "Beth Rowe softly from the corner"."""
    while a < b - 1 and s.low[a] in words.HEDGES:
        a += 1
    named = a
    while named < b and (
        s.words[named].rpartition("-")[2][:1].isupper() or (named > a and s.low[named] in words.NAME_PARTICLES)
    ):
        named += 1
    if named > a and named < b and s.low[named] in words.CIRCUMSTANCES:
        b = named
    while b - a > 1:
        word = s.words[b - 1]
        manner = word.islower() and ((word.endswith("ly") and len(word) > 4) or word in words.ADVERBS)
        day = s.low[b - 1] in words.TIME and (b - a > 2 or word.islower() or s.low[b - 2] in words.CIRCUMSTANCES)
        if not (manner or (day and named < b + 1) or word in words.CIRCUMSTANCES):
            break
        b -= 1
    return (a, b)


def _resolve(s: Sentence, hit: Hit, out: list[Hit]) -> bool:
    """Find the subject of one cue; tell whether the cue is kept."""
    k, form = hit.left, hit.form
    before = s.at(k - 1)
    quoted = k > 0 and _speech(s, k - 1)
    past_ask = form.cue.lemma == "ask" and form.kind == "past"
    if form.kind == "preposition":
        hit.subject, hit.region = _right(s, hit.right), k
        if hit.subject and hit.subject[1] > hit.right:
            hit.subject = (hit.subject[0], _with_name(s, *hit.subject))
        return hit.subject is not None
    if form.kind == "gerund" and words.BE.isdisjoint(s.low[k : hit.at]):
        hit.inherits, hit.region = True, k
        if before in {",", "and", "but", ";"} or before in words.DASHES:
            hit.region = k - 2 if before in {"and", "but"} and s.at(k - 2) == "," else k - 1
        main = out[-1].subject if out else (first_subject(s, k) if k else None)
        hit.subject = last_subject(s, k, out[-1].right if out else 0) or main
        return True
    if hit.passive or (past_ask and k == 0):
        return past_ask
    # "chimed in Ann Dell" is inverted, "shot back at noon" is not.
    named = quoted and hit.right < len(s) and s.quote[hit.right] is None and s.words[hit.right][0].isupper()
    inverts = k == hit.at and form.cue.takes & {"c", "q", "t", "h", "i"} and (not form.particle or named)
    if inverts and form.kind in {"past", "third"} and (quoted or before in {",", "?", "!"} or k == 0):
        return _resolve_inverted(s, hit, before, out, quoted=quoted)
    comma = before == "," or (quoted and s.tail[k - 1] in SPEECH_ENDS)
    if before in {"and", "but", "or", "then"} or (out and comma):
        start = _phrase_start(s, k - 2) if k >= 2 else 0
        alone = first_subject(s) or ((start, k - 1) if start < k - 1 else None)
        hit.inherits, hit.subject = True, out[-1].subject if out else alone
        hit.region = k - 2 if s.at(k - 2) == "," else k - 1
        return True
    hit.subject = _left(s, k)
    hit.region = hit.subject[0] if hit.subject else -1
    return hit.subject is not None


def _resolve_inverted(s: Sentence, hit: Hit, before: str, out: list[Hit], *, quoted: bool) -> bool:
    """Choose between "X, the mayor, said", ',' said X" and a further verb of the same subject."""
    k, low = hit.left, s.low
    subject = _left(s, k) if before == "," and not (k > 1 and s.quote[k - 2] is not None) else None
    right = _right(s, hit.right)
    if right and words.TIME.issuperset(s.low[slice(*right)]):
        right = None  # "Birk, 54, said Monday"
    if right:
        first, phrase = low[right[0]], low[slice(*right)]
        # Not so where a verb follows: "X, the mayor, said the plan was thin".
        # "Ruth Alder, the mayor, told the Morning Ledger" names a listener.
        closes = len(s) - hit.right <= 9 and right[1] >= len(s) - 2 and "t" not in hit.form.cue.takes
        closes = closes and not any(is_verb(s, i) for i in range(right[0] + 1, right[1]))
        alone = subject is None or (closes and first not in words.NOMINATIVE and first != "that")
        fits = quoted or ("to" not in phrase and len(phrase) <= 12 and not (out and "a" in hit.form.cue.takes))
        fits = fits and not ("t" in hit.form.cue.takes and first in words.LISTENERS)
        begins = k > 0 or s.at(right[1]) == ":" or any(s.quote)
        if alone and fits and begins and first not in words.PREPOSITIONS and first != "that":
            hit.subject, hit.region, hit.inverted = right, k, True
            return True
    if subject:
        hit.subject, hit.region = subject, subject[0]
        return True
    if out and (quoted or before == ","):
        hit.inherits, hit.subject, hit.region = True, out[-1].subject, max(0, k - 1)
        return True
    return False
