"""The shore: everything that touches Streamlit."""
