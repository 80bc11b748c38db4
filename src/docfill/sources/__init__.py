"""Where filings come from and go to, besides the files docfill keeps."""
