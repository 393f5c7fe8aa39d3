"""Cue words around figures, and days and years, as a reader of formats tells them: features for what is learned, never
verdicts.
"""
