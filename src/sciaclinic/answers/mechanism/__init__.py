"""How does ketamine quiet this nerve?"""
