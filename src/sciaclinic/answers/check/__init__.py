"""May this person have ketamine at all?"""
