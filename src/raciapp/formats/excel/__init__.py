"""The Excel workbook: a sheet with the matrix, one with open questions and remarks, one with the findings."""
