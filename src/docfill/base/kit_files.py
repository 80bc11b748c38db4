"""What the files of a kit are called."""

FORM_FILE = "form.yaml"
WORDING_FILE = "wording.yaml"
TEMPLATE_FILE = "template.docx"
