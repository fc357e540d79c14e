"""The blueprint of the pages about urging."""

from flask import Blueprint

bp = Blueprint("urging", __name__, url_prefix="/units/urging")
