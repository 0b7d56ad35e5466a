"""The makers of the fixtures: one module for each kind of data, `workbook` and `text` to write them."""
