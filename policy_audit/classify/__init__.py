"""The learned half of the judgement: features of provision units, the scorer that reads them, and its training."""
