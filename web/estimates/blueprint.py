"""The blueprint of the pages about estimates."""

from flask import Blueprint

bp = Blueprint("estimates", __name__, url_prefix="/estimates")
