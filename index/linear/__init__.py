"""Linear models over hashed features: small, exact, and needing only numpy once they are trained."""
