"""What do trials say together?"""
