"""A county's finished reports on their way, and the yearly run that sees to them.

`sendable` knows which products may go, `sending` mails them, `status` sees how far each report has
come (`status_table` shows it), `yearly` is the whole job on one screen, with `running` its
course, `reminding` and `reporting` its letters, and `timers` the days on which it runs; `settings`
reads what docfill.yaml says of mail and days.
"""
