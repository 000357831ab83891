"""What was asked and answered in a period, as one page for operators."""
