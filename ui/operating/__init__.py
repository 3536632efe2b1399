"""What an operator looks at and keeps: backups, logs, metrics, traces, settings, readiness."""
