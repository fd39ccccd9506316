"""What would this infusion do, hour by hour and week by week?"""
