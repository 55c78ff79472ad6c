"""How it changes: every verb of the user, through the desk, without a window."""
