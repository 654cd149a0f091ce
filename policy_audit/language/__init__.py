"""What the stages share: tokens, sentences, patterns, sections, and the tagger that is loaded when asked for."""
