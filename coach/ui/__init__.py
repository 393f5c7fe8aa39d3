"""The web page: it shows replies and decides nothing; the one place that knows Gradio."""
