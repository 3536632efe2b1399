"""What is paid: a campaign's terms, and the sums that they lead to."""
