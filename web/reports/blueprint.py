"""The blueprint of the pages about what came about."""

from flask import Blueprint

bp = Blueprint("reports", __name__, url_prefix="/reports")
