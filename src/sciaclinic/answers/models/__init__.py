"""Which kinetic models are there, and what is behind one?"""
