"""Cases, routing, norms, advice, meetings, outcomes and minutes in the words of the field."""
