"""Does the fast spinal cord follow the simulated one?"""
