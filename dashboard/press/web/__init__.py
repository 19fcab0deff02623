"""The public pages of releases: plain files, without script, cookie or anything from elsewhere, for any web server."""

from dashboard.press.web.assets import ASSETS as ASSETS
from dashboard.press.web.cabinet import Cabinet as Cabinet
from dashboard.press.web.drawings import Drawing as Drawing
from dashboard.press.web.drawings import Pictures as Pictures
from dashboard.press.web.drawings import drawings as drawings
from dashboard.press.web.file import File as File
from dashboard.press.web.file import Kind as Kind
from dashboard.press.web.folder import Change as Change
from dashboard.press.web.folder import FolderRefused as FolderRefused
from dashboard.press.web.folder import change_to as change_to
from dashboard.press.web.folder import write as write
from dashboard.press.web.published import Published as Published
from dashboard.press.web.site import Files as Files
from dashboard.press.web.site import release_files as release_files
from dashboard.press.web.site import site_of as site_of
