"""What a regimen is worth: when its benefit is credible, what it costs, what it trades, and what that rests on."""
