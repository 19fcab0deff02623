"""Streamlit looks through every installed library for components at each run of an app test: nine tenths of its time.

The libraries stay as they are while tests run, so one look a process tells the same.
"""

from functools import cache

from streamlit.components.v2 import manifest_scanner


def look_once() -> None:
    """Remember what the first look found; asking twice does no harm."""
    if not hasattr(manifest_scanner.scan_component_manifests, "cache_info"):
        manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)
