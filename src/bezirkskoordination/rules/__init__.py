"""What holds: decisions as pure functions over records. Knows no file, no window, no clock."""
