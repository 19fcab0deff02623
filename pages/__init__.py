"""What is shown, in what order, in whose words; one storyboard per page."""
