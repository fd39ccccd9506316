"""How well do the models predict what was published?"""
