"""What runs before anything is loaded: a command is handed to a docfill that waits, if one does.

Its modules are called by their names and import nothing of docfill's, and of Python no more than
is loaded anyway; each millisecond here is one of every command.
"""
