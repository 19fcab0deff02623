"""Every route of our own, beside Streamlit's: which there are; who gets an answer is for the policy to say."""

from starlette.routing import BaseRoute

from dashboard.edge.copy_routes import COPY_ROUTES
from dashboard.edge.health import health_routes
from dashboard.edge.published import published_routes
from dashboard.edge.readiness import Readiness
from dashboard.edge.scripts import SCRIPT_ROUTES
from dashboard.edge.sign_in_routes import SIGN_IN_ROUTES
from dashboard.edge.single_sign_on_routes import SINGLE_SIGN_ON_ROUTES
from dashboard.edge.telemetry import Telemetry


def own_routes(readiness: Readiness, telemetry: Telemetry) -> list[BaseRoute]:
    """Return the routes of a site that says of itself whether it is ready, and what it counts."""
    return [
        *health_routes(readiness, telemetry),
        *SCRIPT_ROUTES,
        *SIGN_IN_ROUTES,
        *SINGLE_SIGN_ON_ROUTES,
        *published_routes(),
        *COPY_ROUTES,
    ]
