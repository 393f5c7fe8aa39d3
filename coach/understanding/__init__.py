"""What people send, messages and letters, and what it says."""
