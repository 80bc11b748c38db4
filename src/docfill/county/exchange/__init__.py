"""Forms that go out as workbooks and come back as filings."""
