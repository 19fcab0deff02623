"""`python -m data_access`: the commands that make, fill and check the case database."""

from data_access.commands import application

application()
