"""What the mall knows, who may know it, and how it is found."""
