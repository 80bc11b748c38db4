"""A docfill that waits with everything loaded and makes an image of itself for each command.

Its callers are in `docfill.start`. It runs no command itself, so nothing that one did is left to
the next.
"""
