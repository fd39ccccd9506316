"""What do the numbers stand on, and which promises do they bear out?"""
