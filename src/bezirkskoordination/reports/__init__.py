"""Every paper: collected into a `Document` of values, then drawn. Only this floor knows reportlab."""
