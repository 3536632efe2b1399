"""What every request and every response passes through."""
