"""How well are published trials predicted?"""
