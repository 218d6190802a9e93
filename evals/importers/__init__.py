"""Public sets in their own shapes -> suites over an index of their contexts: SQuAD, BEIR, MTRAG."""
