"""The edge of the server: routes and middleware around Streamlit; nothing here imports it."""
