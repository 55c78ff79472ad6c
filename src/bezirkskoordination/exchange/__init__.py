"""In and out: reads and writes other programs' files by field description. Knows neither the desk nor a window."""
