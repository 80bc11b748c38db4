"""A template made into code once: docxtpl patches, Jinja compiles, a record is kept."""
