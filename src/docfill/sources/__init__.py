"""Where filings and rows come from, and where they go to, besides the files docfill keeps."""
