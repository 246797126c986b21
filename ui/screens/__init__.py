"""One file a screen. Each is run by Streamlit from top to bottom when its page is opened."""
