"""`python -m docfill` is `docfill`."""

from docfill.cli import main

main()
