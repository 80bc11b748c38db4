"""The one door to what others wrote into a .docx: a zip of XML parts, read without trusting it."""
