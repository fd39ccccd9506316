"""Which numbers stand behind a plan, a fit or a score, and where are they from?"""
