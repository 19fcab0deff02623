"""Who somebody is: password rules, verification, sessions and the demonstration accounts; knows no web framework."""
