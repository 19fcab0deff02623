"""The press: every file that leaves of a release, each made from its edition and from nothing else."""
