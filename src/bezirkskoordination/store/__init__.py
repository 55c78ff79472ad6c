"""Where it lies: the one encrypted office file. The only floor that knows SQLAlchemy; it knows no rule, no window."""
