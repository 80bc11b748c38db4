"""Reports as they were published, whoever made them, read back as what a filing states.

A reader for each format makes a `Published` of it, which knows no format; what of it belongs to
which part of a form is matched once for all of them, and no reader knows a form.
"""

# How files of reports are called; what is in one decides how it is read.
REPORT_SUFFIXES = (".docx", ".doc", ".wps", ".rtf", ".pdf", ".html", ".htm", ".txt")
