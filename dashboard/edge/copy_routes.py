"""A chart for the clipboard: its picture leaves by a request of the page, recorded like any other file."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dashboard.administration.leaving import Leaving, NotHandedOut
from dashboard.administration.press_files import Request as FileRequest
from dashboard.administration.press_files import prepared
from dashboard.administration.press_room import PressRoom
from dashboard.administration.releases import ReleaseOffice
from dashboard.edge.answers import NEVER_KEPT, explanation, refusal
from dashboard.edge.origin import is_from_our_own_page
from dashboard.edge.visitor import browser_of
from dashboard.handout import Prepared
from dashboard.identity.clock import moment
from dashboard.identity.gate import COOKIE, gate
from dashboard.policy import Action, User
from dashboard.press.products import PNG
from dashboard.press.sizes import SCALES, SIZES, WIDE
from data_access.errors import DatabaseUnavailable, UnitError

PATH = "/press-room/picture"
REFUSED = 409  # it could not be made as asked; the sentence says why


async def picture(request: Request) -> Response:
    """Return a chart of a release as PNG to a page of our own."""
    if not is_from_our_own_page(request):
        return refusal(403)
    try:
        content = await run_in_threadpool(_recorded, request)
    except NotHandedOut:
        return refusal(401)
    except DatabaseUnavailable:
        raise
    except UnitError as error:
        return explanation(request, REFUSED, error)
    return Response(content, media_type=PNG.mime, headers=NEVER_KEPT)


def _recorded(request: Request) -> bytes:
    asked, browser = _asked(request), browser_of(request.scope)

    def made(user: User) -> Prepared:
        witness = gate().witness(user, browser=browser)
        office = ReleaseOffice(user=user, store=gate().store, witness=witness, now=moment())
        return prepared(PressRoom(office=office), asked)

    leaving = Leaving(action=Action.EXPORT_RELEASE, file_name="clipboard.png", browser=browser, make=made)
    _, content = leaving.handed_out(request.cookies.get(COOKIE))
    return content


def _asked(request: Request) -> FileRequest:
    """Read what is asked for; whatever is no size or sharpness of ours becomes the plainest."""
    given = request.query_params
    scale = given.get("scale", "")
    return FileRequest(
        product=PNG,
        reference=given.get("release", ""),
        plate=given.get("chart", ""),
        title=given.get("title", ""),
        size=SIZES.get(given.get("size", ""), WIDE),
        scale=int(scale) if scale in {str(each) for each in SCALES} else 1,
    )


COPY_ROUTES = [Route(PATH, picture, methods=["POST"])]
