"""The road out: the county's own figures from all filings, by group and whole, explained."""
