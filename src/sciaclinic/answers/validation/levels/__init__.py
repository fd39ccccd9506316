"""How well are published levels predicted?"""
