"""The fields that describe a person: name, role, forces, and the force the pages open on."""

from collections.abc import Mapping
from functools import lru_cache

import streamlit as st

from dashboard.administration.people import Wanted
from dashboard.ui import session
from dashboard.wording.labels import label
from data_access.accounts import Account
from data_access.reference_data import shipped
from data_access.vocabulary import Role


def person_fields(prefix: str, account: Account | None = None) -> None:
    """Draw the fields, filled in for an account that exists."""
    left, right = st.columns(2)
    with left:
        st.text_input("Name", value=account.display_name if account else "", key=f"{prefix}-name", max_chars=120)
        st.selectbox(
            "Role",
            list(Role),
            index=list(Role).index(account.role) if account else None,
            format_func=label,
            placeholder="Choose a role …",
            key=f"{prefix}-role",
        )
    with right:
        st.multiselect(
            "Forces whose figures they may see",
            list(force_names()),
            default=list(account.forces) if account else None,
            format_func=_force_name,
            placeholder="Choose forces …",
            key=f"{prefix}-forces",
        )
        st.selectbox(
            "Opens on",
            list(force_names()),
            index=list(force_names()).index(account.home_force) if account and account.home_force else None,
            format_func=_force_name,
            placeholder="The first of their forces",
            key=f"{prefix}-home",
        )


def person_wanted(prefix: str) -> Wanted:
    """Return what the fields say; a role not chosen is refused where accounts are made."""
    chosen = session.widget_value(f"{prefix}-forces")
    forces = tuple(map(str, chosen)) if isinstance(chosen, list | tuple) else ()
    home = session.widget_value(f"{prefix}-home")
    role = session.widget_value(f"{prefix}-role")
    return Wanted(
        display_name=str(session.widget_value(f"{prefix}-name") or ""),
        role=role if isinstance(role, Role) else None,
        forces=forces,
        home_force=str(home) if home else next(iter(forces), None),
    )


def empty_fields(prefix: str) -> None:
    """Let the fields stand empty at the next drawing, in the browser too, inside a callback."""
    for field, empty in (("name", ""), ("role", None), ("forces", []), ("home", None)):
        session.set_widget(f"{prefix}-{field}", empty)


@lru_cache(maxsize=1)
def force_names() -> Mapping[str, str]:
    """Return the names of the forces of England and Wales by code, in order."""
    return {
        row["force_code"]: row["force_name"] for row in sorted(shipped("forces"), key=lambda row: row["force_name"])
    }


def _force_name(code: str) -> str:
    return force_names().get(code, code)
