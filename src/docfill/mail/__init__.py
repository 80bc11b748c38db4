"""Reports reach the county by e-mail, each content once.

`headers` and `compose` make the bytes, `pack` decides what is still owed, `ledger` remembers what
happened, `dialogue` talks to the server, `deliver` is the whole job on one screen, `settle` asks
a person where no program can know, `notices` writes the operator's and the townships' mails.
"""
