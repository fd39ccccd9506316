"""The twin learns from its patient: observations → posterior → a twin like any other."""

from sciatwin.individualise.data_tree import data_tree
from sciatwin.individualise.learn import learn
from sciatwin.individualise.learned_record import Learned
from sciatwin.individualise.next_measurement import Worth, rank_measurements
from sciatwin.individualise.posterior import Diagnostics, Method

__all__ = ["Diagnostics", "Learned", "Method", "Worth", "data_tree", "learn", "rank_measurements"]
