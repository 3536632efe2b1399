"""The pages: a chat for shoppers, one for staff, a desk for content, and the login."""
