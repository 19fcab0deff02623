"""An edition: one release in words and numbers as printed; every screen, file and page of it is made from this."""

from dashboard.edition.build import edition_of as edition_of
from dashboard.edition.edition import Edition as Edition
from dashboard.edition.plate import Column as Column
from dashboard.edition.plate import Plate as Plate
from dashboard.edition.plate import Printed as Printed
from dashboard.edition.plate import Row as Row
from dashboard.edition.plate import Shape as Shape
