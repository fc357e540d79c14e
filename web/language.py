"""Which language a page speaks, and its words.

Sources are Vietnamese: a template says ``{{ _("Bảng tháng") }}``. The English catalogue is read from
``translations/en/*.po`` when the first English page is asked for; nothing compiled is kept.
"""

import io
from collections.abc import Callable
from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from typing import Any, Final, Literal, get_args

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from flask import Flask, g, has_app_context, has_request_context, request
from jinja2 import pass_context
from jinja2.runtime import Context

from web import formats

Language = Literal["vi", "en"]
LANGUAGES: Final[tuple[Language, ...]] = get_args(Language)
COOKIE: Final = "language"
CATALOGUES: Final = Path(__file__).parent / "translations"


def choose(*wishes: str | None) -> Language:
    """The first wish that is a language of ours, else Vietnamese: a person's setting goes before a cookie.

    A browser's ``Accept-Language`` is not asked: offices run English browsers for Vietnamese readers.
    """
    for wish in wishes:
        for language in LANGUAGES:
            if wish == language:
                return language
    return "vi"


def current() -> Language:
    """The language of what is being answered: as told to ``use``, else the cookie's, else Vietnamese."""
    if has_app_context() and (told := g.get("language")):
        return choose(told)
    return choose(request.cookies.get(COOKIE)) if has_request_context() else "vi"


def use(language: Language) -> None:
    """Speak ``language`` until the end of this request or application context."""
    g.language = language


@cache
def words(language: Language) -> NullTranslations:
    """The catalogue of a language; Vietnamese, the sources' own, needs none."""
    if language == "vi":
        return NullTranslations()
    compiled = io.BytesIO()
    write_mo(compiled, catalogue(language))
    compiled.seek(0)
    return GNUTranslations(compiled)


def catalogue(language: Language) -> Catalog:
    """Every message of a language, from its ``.po`` files, one for each part of the site."""
    whole = Catalog(locale=language)
    for file in sorted((CATALOGUES / language).glob("*.po")):
        with file.open("rb") as source:
            for message in read_po(source, locale=language):
                if message.id:
                    whole[message.id] = message
    return whole


def gettext(text: str, **facts: Any) -> str:
    """``text`` in the current language, with ``%(name)s`` filled in from ``facts`` where any are given."""
    said = words(current()).gettext(text) if text else ""
    return said % facts if facts else said


def ngettext(one: str, many: str, number: int, **facts: Any) -> str:
    """The form for ``number`` in the current language, filled in from ``facts`` and ``num``."""
    return words(current()).ngettext(one, many, number) % {"num": number, **facts}


def marked(text: str) -> str:
    """Name a text for the catalogue where it is written, to be translated where it is shown."""
    return text


_ = gettext
N_ = marked


def spoken(write: Callable[..., str]) -> Callable[..., str]:
    """A format of ``web.formats`` as a template filter: in the current language unless one is named.

    It asks for the context it does not read, or a template would be compiled with constants in the first
    reader's language.
    """

    @pass_context
    def filtered(_context: Context, value: Any, *more: Any, **named: Any) -> str:
        return write(value, *more, **{"language": current(), **named})

    return filtered


def install(app: Flask) -> None:
    """Give templates ``_``, ``ngettext``, ``{% trans %}`` and the filters of ``web.formats.FILTERS``."""
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        lambda text: words(current()).gettext(text) if text else "",
        lambda one, many, number: words(current()).ngettext(one, many, number),
        newstyle=True,
    )
    app.jinja_env.filters.update({name: spoken(write) for name, write in formats.FILTERS.items()})
