"""The benchmark programme: `make bench` prints a table and writes var/bench.json."""
