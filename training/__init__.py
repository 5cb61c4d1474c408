"""The training of the reading model. It needs torch and the corpora; nothing of it is shipped."""
