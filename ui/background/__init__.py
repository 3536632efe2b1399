"""Long jobs and watched folders: queued, run one after another, reported as they go."""
