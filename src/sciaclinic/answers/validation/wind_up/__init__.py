"""Does wind-up in people fall as the spinal circuit says?"""
