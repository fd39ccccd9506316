"""What is known of this patient now, after what was observed, and what follows?"""
