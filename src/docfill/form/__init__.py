"""What is prescribed: the form, its claims and wording, and their readers."""
