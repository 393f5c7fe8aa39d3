"""The writer that lets a language model word a draft: sentence by sentence, each shown only after it passed the
checks."""
