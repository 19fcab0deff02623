"""The headline: one sentence, its equation and at most four cards, all from the same disclosed numbers."""
