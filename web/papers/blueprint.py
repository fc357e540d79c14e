"""The part of the site that hands out papers."""

from flask import Blueprint

bp = Blueprint("papers", __name__, url_prefix="/papers")
