"""What is shown: the only floor that knows Qt. It decides nothing and writes nothing; it asks the desk."""
