"""What an agency states for one year, and what is made of it."""
