"""The blueprint of a slot's own pages."""

from flask import Blueprint

bp = Blueprint("slots", __name__, url_prefix="/slots")
