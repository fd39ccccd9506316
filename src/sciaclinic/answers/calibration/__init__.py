"""Do the constants follow from the evidence?"""
