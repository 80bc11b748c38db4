"""The years of examples/county that are made from those beside them; `python -m county_years`."""
