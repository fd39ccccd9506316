"""The twin learns from its patient: observations → posterior → a twin like any other."""

from sciatwin.individualise.learn import learn
from sciatwin.individualise.learned.data_tree import data_tree
from sciatwin.individualise.learned.record import Learned
from sciatwin.individualise.measure_next.worth import Worth, rank_measurements
from sciatwin.inference.posterior import Diagnostics, Method

__all__ = ["Diagnostics", "Learned", "Method", "Worth", "data_tree", "learn", "rank_measurements"]
