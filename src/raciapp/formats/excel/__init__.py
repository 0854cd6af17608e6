"""The Excel workbook: a sheet with the matrix, a sheet with the findings."""
