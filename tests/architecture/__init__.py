"""The rules of the house, executed: on the tree, and on planted faults that prove each rule bites."""
