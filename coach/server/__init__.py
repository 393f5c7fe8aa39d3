"""The pages as a web service: who is asking, what may be sent, what is counted, and how it stops."""
