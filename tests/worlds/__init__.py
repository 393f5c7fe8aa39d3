"""Made-up folders of companies, many named like everyday words, and questions about them with their answers."""
