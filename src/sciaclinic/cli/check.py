"""``sciatwin check``: may this person have ketamine at all?"""


from sciatwin.eligibility import Verdict

_STYLE = {
    Verdict.BLOCK: "bold red",
    Verdict.OPEN_QUESTION: "yellow",
    Verdict.CAUTION: "dark_orange",
    Verdict.CLEAR: "green",
}
