"""Values that are more than text: pictures, rich text, lists, documents inside documents."""
