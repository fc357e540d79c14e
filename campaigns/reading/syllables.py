"""Which letters make a Vietnamese syllable: enough to tell words from mojibake.

Source:
    Đoàn Thiện Thuật, *Ngữ âm tiếng Việt*, 1977: initials, rimes and the two tones of stopped rimes.
"""

import unicodedata
from typing import Final

_TONES: Final = frozenset("\u0300\u0301\u0303\u0309\u0323")
_STOPPED_TONES: Final = frozenset("\u0301\u0323")
_INITIALS: Final = ("ngh ng nh gh gi kh ph qu th tr ch b c d đ g h k l m n p r s t v x".split(), "iêey")
_RIMES: Final = frozenset(
    "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây e ec em en eng eo ep et "
    "ê êch êm ên ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu o oa oac oach oai oam oan "
    "oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oem oen oeo oet oi om on ong ooc oong op ot ô ôc ôi ôm ôn "
    "ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây uc uê uêch uênh ui um un ung uôc uôi uôm uôn uông uôt uơ up ut "
    "uy uya uych uyên uyêt uynh uyp uyt uyu ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu y yêm yên "
    "yêng yêt yêu ưc ăc".split()
)


def is_syllable(word: str) -> bool:
    """Whether a word without punctuation could be Vietnamese, whatever its case."""
    bare: list[str] = []
    tones: list[str] = []
    for letter in unicodedata.normalize("NFD", word.lower()):
        (tones if letter in _TONES else bare).append(letter)
    plain = unicodedata.normalize("NFC", "".join(bare))
    if len(tones) > 1:
        return False
    stopped = plain.endswith(("c", "ch", "p", "t"))
    if stopped and tones and tones[0] not in _STOPPED_TONES:
        return False
    return plain in _RIMES or any(_fits(plain, initial) for initial in _INITIALS[0] if plain.startswith(initial))


def _fits(plain: str, initial: str) -> bool:
    rime = plain[len(initial) :]
    front = rime[:1] in _INITIALS[1] and rime != ""
    if initial in {"k", "gh", "ngh"} and not front:
        return False
    if initial in {"c", "ng"} and front and not (initial == "ng" and rime.startswith("y")):
        return False
    if initial == "g" and rime[:1] in "eêy" and rime:
        return False
    if initial == "gi" and rime in {"", "n", "m", "ng"}:
        return True
    if initial == "qu":
        return (rime in _RIMES and rime[:1] not in "ouư") or f"u{rime}" in _RIMES
    return rime in _RIMES
