"""单据: the printed sheets, each one template and one builder, set by typst as A4 PDFs."""
