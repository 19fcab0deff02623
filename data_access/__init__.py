"""What is stored, and the only place that speaks SQL; knows nothing of Streamlit, Plotly or wording."""
