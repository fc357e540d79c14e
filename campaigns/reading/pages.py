"""The child's own work on a page of a newspaper or of the web: look at what was handed in, make it safe to keep.

A picture is decoded and drawn anew: what is kept is what can be seen, without the place where it was taken, and
without anything that was hidden before, in or behind it. Of a page of the web its words are kept. A PDF is looked
through, not rendered.
"""

import io
import json
import re
import sys
import warnings
import zlib
from html.parser import HTMLParser
from typing import Any, Final

from PIL import Image, ImageOps

from campaigns.errors import Refused
from campaigns.reading import gate, plain
from campaigns.reading.child import REFUSED, limited

JPEG_PIXELS: Final = 64_000_000  # decoded at a part of its size
OTHER_PIXELS: Final = 40_000_000
LEAST_PIXELS: Final = 300  # of the shorter side: less shows no page
LONGEST_SIDE: Final = 3_600
_QUALITY: Final = 88
_TEXT_CHARACTERS: Final = 200_000
_STREAM: Final = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
_ACTIVE: Final = re.compile(rb"/(?:JavaScript|JS\s*[\[(<\d]|Launch|EmbeddedFiles?|RichMedia|XFA|SubmitForm|ImportData)")
_HEX: Final = re.compile(rb"#([0-9A-Fa-f]{2})")
_UNPACKED: Final = 16 * 1024 * 1024
_DICTIONARY: Final = 400  # bytes before a stream in which its dictionary is looked for


def serve(kind: str) -> None:
    """Read a page from standard input; write one line of facts and what to keep, or a code and end with ``REFUSED``."""
    limited()
    warnings.simplefilter("ignore")
    try:
        facts, kept = _READERS[kind](sys.stdin.buffer.read())
        answer, status = json.dumps(facts).encode() + b"\n" + kept, 0
    except Refused as refusal:
        answer, status = " ".join([refusal.code, *map(str, refusal.facts.values())]).encode(), REFUSED
    except MemoryError:
        answer, status = b"proof.too_many_pixels", REFUSED
    sys.stdout.buffer.write(answer)
    sys.stdout.flush()
    sys.exit(status)


def picture(data: bytes) -> tuple[dict[str, Any], bytes]:
    """A JPEG, PNG or WebP as a new JPEG, upright, at most ``LONGEST_SIDE`` pixels long; its size."""
    Image.MAX_IMAGE_PIXELS = JPEG_PIXELS
    try:
        image: Image.Image = Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "WEBP"))
        _check_size(image)
        image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))  # of a large JPEG only so much is decoded as is kept
        image = ImageOps.exif_transpose(image)
        image.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
        flat = _on_white(image)
    except Image.DecompressionBombError as bomb:
        raise Refused("proof.too_many_pixels") from bomb
    except (OSError, SyntaxError, ValueError, TypeError, ZeroDivisionError, IndexError, KeyError, EOFError) as broken:
        raise Refused("proof.damaged") from broken  # what decoders raise at data that lie
    made = io.BytesIO()
    flat.save(made, "JPEG", quality=_QUALITY, optimize=True)
    return {"width": flat.width, "height": flat.height}, made.getvalue()


def _check_size(image: Image.Image) -> None:
    """Told by the header, before a pixel is decoded."""
    if image.width * image.height > (JPEG_PIXELS if image.format in {"JPEG", "MPO"} else OTHER_PIXELS):
        raise Refused("proof.too_many_pixels")
    if min(image.size) < LEAST_PIXELS:
        raise Refused("proof.too_small")


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode.startswith("I"):  # 16 bits of grey
        image = image.point(lambda value: value / 256).convert("L")
    if image.has_transparency_data:
        above = image.convert("RGBA")
        white = Image.new("RGBA", above.size, "white")
        return Image.alpha_composite(white, above).convert("RGB")
    return image.convert("RGB")


def pdf(data: bytes) -> tuple[dict[str, Any], bytes]:
    """A PDF as it is, when it is whole, open, and holds nothing that acts; its number of pages is not counted.

    What packed parts of it hold is looked through as well, as far as it unpacks to a modest size.
    """
    if b"%%EOF" not in data[-2048:] or b"startxref" not in data[-2048:]:
        raise Refused("proof.damaged")
    outside = _STREAM.sub(b" ", data)
    if b"/Encrypt" in outside:
        raise Refused("proof.locked")
    left = _UNPACKED
    parts = [outside]
    for found in _STREAM.finditer(data):
        if left > 0 and b"/ObjStm" in data[max(0, found.start() - _DICTIONARY) : found.start()]:
            parts.append(_inflated(found[1], left))
            left -= len(parts[-1])
    if any(_ACTIVE.search(_HEX.sub(lambda one: bytes.fromhex(one[1].decode()), part)) for part in parts):
        raise Refused("proof.active")
    return {}, data


def _inflated(packed: bytes, most: int) -> bytes:
    try:
        return zlib.decompressobj().decompress(packed, most)
    except zlib.error:
        return b""


def text(data: bytes) -> tuple[dict[str, Any], bytes]:
    """What a text says: NFC, LF at line ends."""
    return _kept(plain.decoded(data))


def html(data: bytes) -> tuple[dict[str, Any], bytes]:
    """What a page of the web says to a reader, a line for each part of it; scripts and styles are left out."""
    reader = _Reader()
    reader.feed(plain.decoded(data))
    reader.close()
    return _kept("".join(reader.words))


def _kept(told: str) -> tuple[dict[str, Any], bytes]:
    lines = (" ".join(line.split()) for line in gate.clean(told).split("\n"))
    said = "\n".join(line for line in lines if line)
    if not said:
        raise Refused("proof.says_nothing")
    if len(said) > _TEXT_CHARACTERS:
        raise Refused("proof.text_too_long")
    return {}, said.encode()


class _Reader(HTMLParser):
    """Gathers the words between tags."""

    _UNSEEN: Final = frozenset({"script", "style", "noscript", "template", "svg", "iframe", "object"})
    _WITHIN: Final = frozenset(
        {"a", "abbr", "b", "bdi", "cite", "code", "em", "font", "i", "mark", "q", "s", "small", "span", "strong", "sub",
         "sup", "time", "u", "wbr", "ins", "del", "img"}
    )  # fmt: skip

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.unseen = ""  # the tag whose inside is passed over
        self.depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if self.unseen:
            self.depth += tag == self.unseen
        elif tag in self._UNSEEN:
            self.unseen, self.depth = tag, 1
        elif tag not in self._WITHIN:
            self.words.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if self.unseen:
            self.depth -= tag == self.unseen
            self.unseen = self.unseen if self.depth else ""
        elif tag not in self._WITHIN:
            self.words.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.words.append(data)


_READERS: Final = {"picture": picture, "pdf": pdf, "text": text, "html": html}
