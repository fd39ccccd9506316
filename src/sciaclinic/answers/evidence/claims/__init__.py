"""Is what is promised for ketamine true?"""
