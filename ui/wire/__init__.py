"""What goes over the wire and how it is described: problem details, event streams, the OpenAPI description."""
