"""What the stages share: tokens, sentences, term patterns, sections, and the tagger that is loaded only when asked for."""
