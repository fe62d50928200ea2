"""The clauses of the consensus, one file for each part of it, each clause beside its citation and grade."""
