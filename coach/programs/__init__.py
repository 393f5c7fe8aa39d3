"""For other programs: the coach's functions as tools, a model that plans with them, and LangChain's retriever."""
