"""What a template may do while it is filled: names, filters, work and time."""
