"""The Streamlit desk: speaks HTTP to the service with the visitor's own session and nothing else."""
